"""The report for GitHub Actions: workflow commands that annotate the lines of a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from keylint.finding import Finding
from keylint.model import Severity
from keylint.report import Report
from keylint.reports import past, silenced, text
from keylint.reports.shown import plural, safe
from keylint.rule import Rule

LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "notice",
}
# GitHub shows so many of a level in a step, and drops the rest in silence
# (docs.github.com, "Limits for annotations").
MOST_OF_A_LEVEL = 10


def write(report: Report, rules: Mapping[str, Rule]) -> str:
    """The annotations, the worst first, then for the log what they leave out."""
    lines: list[str] = []
    shown: Counter[str] = Counter()
    if report.incomplete:
        lines.append(_command("warning", {"title": "keylint: incomplete"}, _unseen(report)))
        shown["warning"] += 1
    for finding in report.findings:
        level = LEVELS[finding.severity]
        if shown[level] < MOST_OF_A_LEVEL:
            shown[level] += 1
            lines.append(_command(level, _where(finding, rules[finding.rule]), _what(finding)))
    annotated = sum(shown.values()) - report.incomplete
    lines += [f"keylint: {line}" for line in _log(report, annotated)]
    return "\n".join(lines) + "\n"


def _command(level: str, properties: Mapping[str, object], message: str) -> str:
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{level} {told}::{_data(message)}"


def _data(value: str) -> str:
    """What the runner reads as one line (actions/toolkit, command.ts, escapeData)."""
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def _where(finding: Finding, rule: Rule) -> dict[str, object]:
    """The place as GitHub counts it: columns only within a line, the last one included."""
    title: dict[str, object] = {"title": f"{rule.title} ({finding.rule})"}
    place = finding.location
    if not place.is_in_file:
        return title
    if finding.past and not finding.past.in_tip:  # that line has other words by now
        return {"file": safe(place.path), **title}
    lines = {"file": safe(place.path), "line": place.line, "endLine": place.end_line}
    within = {"col": place.column, "endColumn": max(place.column, place.end_column - 1)}
    return {**lines, **(within if place.line == place.end_line else {}), **title}


def _what(finding: Finding) -> str:
    lines = [f"{safe(finding.message)}."]
    lines += [f"Value: {finding.masked}"] if finding.masked else []
    lines += [past.told(finding.past)] if finding.past else []
    lines += [safe(silenced.would(finding))] if finding.unheeded else []
    lines += [f"{safe(str(one.location))}: {safe(one.message)}" for one in finding.related]
    lines += [f"{number}. {safe(step)}" for number, step in enumerate(finding.fix, 1)]
    return "\n".join(lines)


def _unseen(report: Report) -> str:
    """What should have been looked at and was not."""
    lines = [f"{safe(entry.path)}: {safe(entry.reason)}" for entry in report.unread if entry.fault]
    more = [f"and {len(lines) - text.FEW} more"] if len(lines) > text.FEW else []
    interrupted = ["Interrupted."] if report.interrupted else []
    return "\n".join([*interrupted, "Not everything was looked at.", *lines[: text.FEW], *more])


def _log(report: Report, annotated: int) -> Iterator[str]:
    yield text.verdict(report, text.Style())
    if left := len(report.findings) - annotated:
        yield (
            f"{plural(left, 'finding')} without an annotation, as GitHub shows "
            f"{MOST_OF_A_LEVEL} of a level in a step; the step's summary has them"
        )
    yield from silenced.told(report)
    for stale in report.stale:
        yield f"{safe(stale.path)}:{stale.line}: {safe(stale.message)}"
    if report.unread:
        yield f"{plural(len(report.unread), 'file')} not scanned; --format text tells which"
