"""How to take what was found out of the history: what to run, in which order, and what that cannot reach."""

from __future__ import annotations

from collections.abc import Iterator

from keylint.report import Report
from keylint.reports import past, text
from keylint.reports.shown import plural
from keylint.reports.text import Style

UNREACHED = "What this cannot reach"
HELD = "No line holds a value: the commands read them from the repository into {words}, beside it."


def write(report: Report, style: Style) -> str:
    """The whole page; no line of it holds a value."""
    return "\n".join([*_lines(report, style), text.summary(report, style)]) + "\n"


def _lines(report: Report, style: Style) -> Iterator[str]:
    commands = past.purge(report.findings)
    if not commands:
        yield past.NOTHING
        yield ""
        return
    values = len({finding.masked for finding in report.findings if finding.masked})
    yield style.paint(f"{plural(values, 'value')} in the history", text.BOLD)
    yield from text.findings(report, style)
    yield style.paint("Take it out of the history", text.BOLD)
    for words in (past.FIRST, past.THEN):
        yield style.wrap(words, "  ", "  ")
    yield from (f"    {line}" for line in commands)
    for words in (HELD.format(words=past.WORDS), past.ONCE_MORE, past.LAST):
        yield style.wrap(words, "  ", "  ")
    yield ""
    yield style.paint(UNREACHED, text.BOLD)
    yield from (style.wrap(line, "  - ", "    ") for line in past.CANNOT)
    yield ""
