"""`keylint scan --fix`: values become look-ups, and the report is on what is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from keylint import scan
from keylint.commands.delivery import CLEAN, FINDINGS, INCOMPLETE, put, tell
from keylint.finding import Finding, Fixes, Outcome
from keylint.fixes import diffs, leftover, plan, writing
from keylint.report import Report
from keylint.reports import fixes as facts
from keylint.request import STANDARD_INPUT, Request
from keylint.rulebook import Rulebook
from keylint.settings import ConfigurationError, Settings
from keylint.watch import Watch
from keylint.wishes import Fixing, Format, Wishes

STAGE = "the index still has what was fixed: git add the files, and commit again"


def report_of(
    wishes: Wishes, asked: Request, settings: Settings, book: Rulebook, watch: Watch
) -> Report:
    """The report on what is left when all that can be fixed was; of --diff, on what is there."""
    fixing = wishes.fixing or Fixing()
    for problem in _problems(wishes, fixing):
        raise ConfigurationError(problem)
    report = scan.run(asked, settings, book, watch)
    if report.interrupted:
        return report
    planned = plan.make(report, asked, settings, fixing)
    if fixing.diff:
        would = (one for each in planned.changes for one in each.outcomes)
        outcomes = (*planned.left, *would, *_leftovers(planned, asked, settings, report))
        shown = Fixes(outcomes, tuple(planned.advice), tuple(sorted(planned.variables)))
        return report._replace(fixes=replace(shown, diff=tuple(diffs.lines(planned, report))))
    done = writing.carry_out(planned, asked)
    if asked.by_hook and any(one.fixed for one in done.outcomes):
        done = replace(done, beside=(*done.beside, STAGE), stops=True)
    if planned.changes or planned.beside:
        report = scan.run(asked, settings, book, watch)
    done = _met_again(done, report)
    if left := tuple(_leftovers(planned, asked, settings, report)):
        done = replace(done, outcomes=(*done.outcomes, *left), stops=True)
    return report._replace(fixes=done)


def _leftovers(
    planned: plan.Plan, asked: Request, settings: Settings, report: Report
) -> Iterator[Outcome]:
    """Where values stand besides, unseen by any rule."""
    known = {one.location for one in (*report.findings, *(s.finding for s in report.silenced))}
    return leftover.outcomes(planned.taken, asked, settings, known)


def _met_again(fixes: Fixes, report: Report) -> Fixes:
    """What was left, told where it stands now: lines may have come and gone before it."""
    now: dict[tuple[str, str], list[Finding]] = {}
    for finding in sorted(report.findings, key=lambda one: one.location):
        now.setdefault((finding.rule, finding.fingerprint), []).append(finding)
    met: dict[int, Finding] = {}
    left = [one.finding for one in fixes.outcomes if not one.fixed]
    for finding in sorted(left, key=lambda one: one.location):
        if again := now.get((finding.rule, finding.fingerprint)):
            met[id(finding)] = again.pop(0)
    outcomes = (
        replace(one, finding=met.get(id(one.finding), one.finding)) for one in fixes.outcomes
    )
    return replace(fixes, outcomes=tuple(outcomes))


def _problems(wishes: Wishes, fixing: Fixing) -> Iterator[str]:
    if wishes.staged or wishes.reach is not None or STANDARD_INPUT in wishes.paths:
        yield "--fix changes files: not --staged, a history or standard input"
    if not fixing.fix and not fixing.diff:
        yield "--unsafe-fixes and --move-to-env go with --fix or --diff"
    if fixing.diff and wishes.form is not Format.TEXT:
        yield "--diff is a form of its own: leave --format out"


def show_diff(report: Report, wishes: Wishes) -> int:
    """Show what would be done; the exit code says whether that is anything."""
    fixes = report.fixes or Fixes()
    is_put = put("".join(f"{line}\n" for line in fixes.diff), wishes.out)
    would = replace(fixes, outcomes=tuple(one for one in fixes.outcomes if not one.fixed))
    for title, lines in facts.told(would) if report.findings else ():
        for line in lines:
            tell(f"{title.lower()}: {line}")
    if report.interrupted:
        tell("interrupted: the diff is of what was looked at until then")
    for entry in report.unread:
        if entry.fault:
            tell(f"not looked at: {entry.path}: {entry.reason}")
    if report.incomplete or not is_put:
        return INCOMPLETE
    return FINDINGS if fixes.diff else CLEAN
