"""`keylint scan --fix`: values become look-ups, and the report is on what is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from keylint import output, scan
from keylint.commands import CLEAN, FINDINGS, INCOMPLETE, tell
from keylint.finding import Fixes
from keylint.fixes import diffs, plan, writing
from keylint.report import Report
from keylint.reports import fixes as facts
from keylint.request import STANDARD_INPUT, Request
from keylint.rulebook import Rulebook
from keylint.settings import ConfigurationError, Settings
from keylint.watch import Watch
from keylint.wishes import Fixing, Format, Wishes


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
        outcomes = (*planned.left, *(one for each in planned.changes for one in each.outcomes))
        shown = Fixes(outcomes, tuple(planned.advice), tuple(sorted(planned.variables)))
        return report._replace(fixes=replace(shown, diff=tuple(diffs.lines(planned, report))))
    done = writing.carry_out(planned, asked)
    if planned.changes or planned.beside:
        report = scan.run(asked, settings, book, watch)
    return report._replace(fixes=done)


def _problems(wishes: Wishes, fixing: Fixing) -> Iterator[str]:
    if wishes.staged or wishes.reach is not None or STANDARD_INPUT in wishes.paths:
        yield "--fix changes files: not --staged, a history or standard input"
    if fixing.diff and wishes.form is not Format.TEXT:
        yield "--diff is a form of its own: leave --format out"


def show_diff(report: Report, wishes: Wishes) -> int:
    """Show what would be done; the exit code says whether that is anything."""
    fixes = report.fixes or Fixes()
    text = "".join(f"{line}\n" for line in fixes.diff)
    if wishes.out:
        output.replace(wishes.out, text)
    else:
        output.show(text)
    would = replace(fixes, outcomes=tuple(one for one in fixes.outcomes if not one.fixed))
    for title, lines in facts.told(would) if report.findings else ():
        for line in lines:
            tell(f"{title.lower()}: {line}")
    if report.incomplete:
        return INCOMPLETE
    return FINDINGS if fixes.diff else CLEAN
