"""The report for people: what was found and where, what to do about it, what was not scanned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from keylint.model import Confidence, Severity, Unread, size
from keylint.report import Report
from keylint.reports.shown import plural, safe

if TYPE_CHECKING:
    from keylint.finding import Finding
    from keylint.rule import Rule

STYLES = {
    Severity.CRITICAL: "1;31",
    Severity.HIGH: "31",
    Severity.MEDIUM: "33",
    Severity.LOW: "36",
}
BOLD, FAINT, GREEN = "1", "2", "32"
# Listed one by one up to here; of more, the count and the first few say enough.
FEW = 5
# These are no loss to anybody and would drown the rest.
USUAL_REASONS = ("binary", "symbolic link", "excluded", "not in the work tree", "submodule")


class Style(NamedTuple):
    """How the text is set: colour or none, columns, and how much is told."""

    color: bool = False
    width: int = 80
    quiet: bool = False
    verbose: bool = False

    def paint(self, text: str, code: str) -> str:
        """The text in a colour, if there are colours."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.color else text

    def wrap(self, text: str, first: str, rest: str) -> str:
        """The text in lines of the width, indented; words are left whole.

        By hand, for textwrap and its patterns take longer to load than a hook's report to write.
        """
        width = max(40, min(self.width, 100))
        lines, line, between = [], first, ""
        for word in text.split(" "):
            if between and len(line) + 1 + len(word) > width:
                lines.append(line)
                line, between = rest, ""
            line += between + word
            between = " "
        return "\n".join((*lines, line))


def write(report: Report, rules: Mapping[str, Rule], style: Style) -> str:
    """The whole report."""
    parts = [*_fixes(report, style), *findings(report, style)]
    if not style.quiet:
        parts += [*_advice(report, rules, style), *_purge(report, style), *_notices(report, style)]
    if not style.quiet or report.findings or report.incomplete:
        parts.append(summary(report, style))
    return "\n".join(parts) + "\n" if parts else ""


def _fixes(report: Report, style: Style) -> Iterator[str]:
    """What was fixed, and why the rest was not."""
    if not report.fixes:
        return
    from keylint.reports import fixes  # few scans fix

    for title, lines in fixes.told(report.fixes):
        yield style.paint(title, BOLD)
        yield from (style.wrap(line, "  ", "      ") for line in lines)
        yield ""


def findings(report: Report, style: Style) -> Iterator[str]:
    """The findings by file, the file with the worst first."""
    worst: dict[str, int] = {}
    for finding in report.findings:  # which come worst first
        worst.setdefault(finding.location.path, len(worst))
    ordered = sorted(report.findings, key=lambda f: (worst[f.location.path], f.location))
    for path, group in groupby(ordered, key=lambda finding: finding.location.path):
        yield style.paint(safe(path), BOLD)
        for finding in group:
            yield from _finding(finding, style)
        yield ""


def _finding(finding: Finding, style: Style) -> Iterator[str]:
    severity = style.paint(str(finding.severity), STYLES[finding.severity])
    doubt = "" if finding.confidence is Confidence.HIGH else f" ({finding.confidence} confidence)"
    sure = " (proven)" if finding.proven else doubt
    yield f"  {_place(finding)}  {severity}  {finding.rule}{sure}"
    yield style.wrap(safe(finding.message), "      ", "      ")
    if finding.masked:
        yield style.paint(f"      value: {finding.masked}", FAINT)
    if finding.unheeded:
        from keylint.reports import silenced  # in most scans the tree is heeded

        yield style.wrap(safe(silenced.would(finding)), "      ", "      ")
    if finding.past:
        from keylint.reports import past

        yield style.wrap(past.told(finding.past), "      ", "      ")
    for related in finding.related:
        yield style.paint(f"      {safe(str(related.location))}: {safe(related.message)}", FAINT)


def _place(finding: Finding) -> str:
    """Where a finding is; a path may hold what looks like a credential, a number cannot."""
    _, place, numbers = str(finding.location).partition(finding.location.path)
    return f"{safe(place)}{numbers}"


def _purge(report: Report, style: Style) -> Iterator[str]:
    """How to take what was found out of the history."""
    if not report.of_history:
        return
    from keylint.reports import past  # most scans are of files

    if commands := past.purge(report.findings):
        yield style.paint("Take it out of the history", BOLD)
        yield style.wrap(past.FIRST, "  ", "  ")
        yield style.wrap(past.THEN, "  ", "  ")
        yield from (f"    {line}" for line in commands)
        yield style.wrap(past.LAST, "  ", "  ")
        yield ""


def _advice(report: Report, rules: Mapping[str, Rule], style: Style) -> Iterator[str]:
    if report.findings:
        from keylint.reports import text_advice  # clean files need none

        yield from text_advice.advice(report, rules, style)


def _notices(report: Report, style: Style) -> Iterator[str]:
    lines: list[str] = []
    if report.stale:
        from keylint.reports import known  # most repositories have neither comments nor a baseline

        lines += known.stale(report, len(report.stale) if style.verbose else FEW)
    lines += [f"note: {safe(note)}" for note in report.notes if style.verbose]
    if style.verbose:
        lines += [
            f"{safe(str(s.finding.location))}: {s.finding.rule} silenced by {safe(s.by)}"
            for s in report.silenced
        ]
    if report.unheeded and style.verbose:
        lines += [f"this diff brings: {safe(one)}" for one in report.unheeded.brought]
    if lines:
        yield from (style.wrap(line, "", "  ") for line in lines)
        yield ""


def summary(report: Report, style: Style) -> str:
    """What was scanned and what was not, and the findings in one line."""
    lines = [*_unread(report, style), _scanned(report)]
    if report.silenced or report.milder or report.rules_off or report.unheeded:
        from keylint.reports import silenced  # of most scans there is nothing to tell

        lines += silenced.told(report, " (--verbose tells where)")
    if report.interrupted:
        lines.append("Interrupted: not everything that was asked for was looked at.")
    lines.append(verdict(report, style))
    return "\n".join(style.wrap(line, "", "  ") for line in lines)


def _scanned(report: Report) -> str:
    unit = "version" if report.of_history else "file"
    files = plural(report.scanned.files, unit)
    source = (
        f"configuration: {safe(report.configuration)}"
        if report.configuration
        else "no configuration"
    )
    known = ""
    if report.known:
        from keylint.reports.known import told  # few repositories have one

        known = f"; {told(report.known)}"
    remembered = (
        " Commits in which an earlier scan found nothing were not looked at again "
        f"(--no-cache does): {report.remembered}."
        if report.remembered
        else ""
    )
    return (
        f"Scanned {files} ({size(report.scanned.bytes)}) in {safe(report.root)} "
        f"in {report.seconds:.2f} s; {source}{known}.{remembered}"
    )


def _unread(report: Report, style: Style) -> Iterator[str]:
    """What was not scanned, by reason; names are given where somebody should look.

    Where the tree is not trusted somebody should look at what it says is no text, too.
    """
    by_reason: dict[str, list[Unread]] = {}
    for entry in report.unread:
        by_reason.setdefault(entry.reason, []).append(entry)
    for reason, entries in by_reason.items():
        usual = (
            reason in USUAL_REASONS
            and not (report.unheeded and report.unheeded.is_all)
            and not any(entry.fault for entry in entries)
        )
        shown = entries if style.verbose else [] if usual else entries[:FEW]
        names = ", ".join(safe(entry.path) for entry in shown)
        more = (
            f" and {len(entries) - len(shown)} more" if shown and len(entries) > len(shown) else ""
        )
        label = "Could not scan" if any(entry.fault for entry in entries) else "Not scanned"
        if reason.startswith("only as text"):
            label, reason = "Read", reason
        yield (
            f"{label}: {len(entries)} {safe(reason)}" + (f": {names}{more}" if names else "") + "."
        )


def verdict(report: Report, style: Style) -> str:
    """The findings in one line, and whether all was looked at."""
    end = " The scan is incomplete." if report.incomplete else ""
    if not report.findings:
        return style.paint("No findings.", BOLD if report.incomplete else GREEN) + end
    counts = Counter(finding.severity for finding in report.findings)
    told = ", ".join(f"{counts[level]} {level}" for level in sorted(counts, reverse=True))
    total = len(report.findings)
    return style.paint(f"{plural(total, 'finding')}: {told}.", BOLD) + end
