"""A report and a baseline → the report without what is known, and what of the baseline is not so."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from keylint.baseline import REAL, Baseline, Entry
from keylint.report import Known, Report
from keylint.reports.shown import safe
from keylint.sources import git
from keylint.sources.git import GitError

# A hook on clean files has no findings, and waits for what they are made of.
if TYPE_CHECKING:
    from keylint.baseline.renames import Renames
    from keylint.finding import Finding, Silenced, Stale
    from keylint.policy import Policy


class Match(NamedTuple):
    """An entry of a baseline, and the findings that it is about."""

    entry: Entry
    findings: tuple[Finding, ...] = ()


class Matches:
    """Which entry of a baseline is about which finding."""

    def __init__(self, baseline: Baseline, root: str, file: str, is_heeded: bool = True) -> None:
        self.baseline, self.root, self.file, self.is_heeded = baseline, root, file, is_heeded
        self.rules = {entry.rule for entry in baseline.entries}
        self.by_value: dict[tuple[str, str], dict[str, Entry]] = {}
        for entry in baseline.entries:
            self.by_value.setdefault((entry.digest, entry.rule), {})[entry.path] = entry
        self._renames: Renames | None = None

    def entry(self, finding: Finding) -> Entry | None:
        """The entry of a finding, be it under a name that its file had before."""
        if finding.rule not in self.rules:
            return None
        wanted = self.baseline.entry(finding)
        held = self.by_value.get((wanted.digest, wanted.rule), {})
        if wanted.path in held or not held:
            return held.get(wanted.path)
        return next((held[old] for old in held if self._asked().lead(old, finding)), None)

    def _asked(self) -> Renames:
        if self._renames is None:
            from keylint.baseline.renames import Renames  # few files are ever renamed

            self._renames = Renames(self.root, self.file)
        return self._renames

    def of(self, findings: Iterable[Finding]) -> dict[Entry, list[Finding]]:
        """Each entry that is about some of the findings, with them."""
        found: dict[Entry, list[Finding]] = {}
        for finding in findings:
            if entry := self.entry(finding):
                found.setdefault(entry, []).append(finding)
        return found


def heed(report: Report, matches: Matches, policy: Policy, whole: bool) -> Report:
    """The report without what the baseline silences; what is stale in it, if all was looked at."""
    told = report._replace(known=_known(matches))
    if not report.findings and not report.silenced and not whole:
        return told
    today = str(policy.today)
    found = matches.of((*report.findings, *(one.finding for one in report.silenced)))
    by = {id(one): entry for entry, ones in found.items() for one in ones}
    reasons = [_reason(matches, by.get(id(one)), today) for one in report.findings]
    reported = (one for one, reason in zip(report.findings, reasons, strict=True) if not reason)
    seen_whole = whole and not report.incomplete and not report.of_history
    gone = absent(report, matches, found) if seen_whole else set()
    return told._replace(
        findings=tuple(reported),
        silenced=_with(report, reasons),
        stale=(*report.stale, *_stale(matches.baseline, found, gone, today)),
    )


def unheeded(report: Report, matches: Matches, policy: Policy) -> Report:
    """The report with what the baseline would silence marked so, as nobody heeds it."""
    from dataclasses import replace

    today = str(policy.today)
    by = {id(one): entry for entry, ones in matches.of(report.findings).items() for one in ones}
    reasons = [_reason(matches, by.get(id(one)), today) for one in report.findings]
    marked = (
        replace(one, unheeded=one.unheeded or reason)
        for one, reason in zip(report.findings, reasons, strict=True)
    )
    return report._replace(findings=tuple(marked))


def _reason(matches: Matches, entry: Entry | None, today: str) -> str:
    """Why a finding is not reported, in words; nothing if it is."""
    if entry is None or not entry.silences(today):
        return ""
    return f"baseline {matches.baseline.name}" + (f": {entry.reason}" if entry.reason else "")


def _with(report: Report, reasons: Iterable[str]) -> tuple[Silenced, ...]:
    """What was silenced before, and what the baseline silences, in order."""
    from keylint.finding import Silenced

    more = (
        Silenced(one, reason)
        for one, reason in zip(report.findings, reasons, strict=True)
        if reason
    )
    return tuple(sorted((*report.silenced, *more), key=lambda one: one.finding.order))


def _known(matches: Matches) -> Known:
    entries = matches.baseline.entries
    bare = sum(not entry.is_explained for entry in entries)
    return Known(matches.baseline.name, len(entries), bare, matches.is_heeded)


def _stale(
    baseline: Baseline, found: Iterable[Entry], gone: set[Entry], today: str
) -> Iterator[Stale]:
    """What of a baseline counts no more, at its line."""
    from keylint.finding import Stale

    matched = set(found)
    for entry, line in zip(baseline.entries, baseline.lines, strict=True):
        about = f"{entry.rule} in {entry.path}"
        if entry in gone:
            message = f"{about} is not found any more: `keylint baseline --prune` takes it out"
            yield Stale(baseline.name, line, message)
        elif entry in matched and entry.is_over(today) and entry.judged != REAL:
            yield Stale(baseline.name, line, f"{about} was to be known until {entry.until} only")


def absent(report: Report, matches: Matches, found: Iterable[Entry]) -> set[Entry]:
    """The entries that nothing in a scan of everything is about.

    What the scan could not see is not among them: rules that are off, files that were not read.
    """
    unread = {safe(entry.path) for entry in report.unread}
    known = set(matches.baseline.entries) - set(found)
    lost = {one for one in known if one.rule not in report.rules_off and one.path not in unread}
    unlisted = _unlisted(matches.root, {one.path for one in lost})
    return {one for one in lost if one.path not in unlisted}


def _unlisted(root: str, paths: set[str]) -> set[str]:
    """The paths that are there, and that git does not list: only who names them looks at them."""
    there = {path for path in paths if os.path.exists(os.path.join(root, path))}
    if not there:
        return set()
    try:
        repository = git.find(os.path.realpath(root))
        listed = repository.files() if repository and repository.top else None
    except GitError:
        return there
    return set() if listed is None else there - {safe(name) for name in listed}
