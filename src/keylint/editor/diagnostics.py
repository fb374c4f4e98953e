"""A judged buffer → what the editor underlines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lsprotocol import types as lsp

from keylint.editor.judging import Judged
from keylint.editor.text import Text
from keylint.finding import Finding, Stale
from keylint.model import Severity
from keylint.reports.sarif import help_uri
from keylint.reports.shown import safe

SOURCE = "keylint"
LEVELS = {
    Severity.CRITICAL: lsp.DiagnosticSeverity.Error,
    Severity.HIGH: lsp.DiagnosticSeverity.Error,
    Severity.MEDIUM: lsp.DiagnosticSeverity.Warning,
    Severity.LOW: lsp.DiagnosticSeverity.Information,
}
TOP = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))


class Shown(NamedTuple):
    """What the editor can show of a diagnostic beside its message."""

    related: bool = False
    pages: bool = False


def of(judged: Judged, shown: Shown) -> list[lsp.Diagnostic]:
    """Everything that is said of a document, the worst first."""
    return [
        *(of_finding(one, judged, shown) for one in judged.findings),
        *(_of_ignore(one, judged) for one in judged.report.stale if _is_here(one, judged)),
        *_of_unread(judged),
    ]


def of_finding(finding: Finding, judged: Judged, shown: Shown) -> lsp.Diagnostic:
    """A finding, its value masked."""
    value = f" Value: {finding.masked}." if finding.masked else ""
    return lsp.Diagnostic(
        range=range_of(judged.buffer.text, *judged.stretch(finding.location)),
        severity=LEVELS[finding.severity],
        code=finding.rule,
        code_description=lsp.CodeDescription(help_uri(finding.rule)) if shown.pages else None,
        source=SOURCE,
        message=f"{safe(finding.message)}.{value}",
        related_information=list(_related(finding, judged)) if shown.related else None,
    )


def range_of(text: Text, start: int, end: int) -> lsp.Range:
    """A stretch as the protocol tells it."""
    return lsp.Range(lsp.Position(*text.point(start)), lsp.Position(*text.point(end)))


def _related(finding: Finding, judged: Judged) -> Iterator[lsp.DiagnosticRelatedInformation]:
    """The places in the same document that belong to a finding, such as the other half of a pair."""
    for one in finding.related:
        if one.location.path == judged.place.name:
            where = range_of(judged.buffer.text, *judged.stretch(one.location))
            location = lsp.Location(judged.buffer.uri, where)
            yield lsp.DiagnosticRelatedInformation(location, safe(one.message))


def _is_here(stale: Stale, judged: Judged) -> bool:
    return stale.path == judged.place.name


def _of_ignore(stale: Stale, judged: Judged) -> lsp.Diagnostic:
    """An ignore comment that catches nothing, over its line."""
    body, mark = judged.buffer.body, judged.buffer.mark
    line = body.split("\n", stale.line)[stale.line - 1].rstrip("\r")
    end = len("\n".join(body.split("\n", stale.line)[: stale.line]).rstrip("\r"))
    start = end - len(line.lstrip())
    where = range_of(judged.buffer.text, start + mark, end + mark)
    level = lsp.DiagnosticSeverity.Information
    return lsp.Diagnostic(where, safe(stale.message), level, source=SOURCE)


def _of_unread(judged: Judged) -> Iterator[lsp.Diagnostic]:
    """What should have been looked at and was not, at the top."""
    for entry in judged.report.unread:
        if entry.fault and entry.path in (judged.place.name, "."):
            level = lsp.DiagnosticSeverity.Information
            told = f"not scanned: {safe(entry.reason)}"
            yield lsp.Diagnostic(TOP, told, level, source=SOURCE)
