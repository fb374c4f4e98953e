"""Offers → code actions: edits of the version of the buffer that was judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lsprotocol import types as lsp

from keylint.editor import changes, ignoring
from keylint.editor.changes import Proposal
from keylint.editor.diagnostics import SOURCE, Shown, of_finding, range_of
from keylint.editor.judging import Decide, Judged
from keylint.editor.text import Point
from keylint.finding import Finding
from keylint.fixes.edit import Edit
from keylint.reports.shown import safe

KIND = lsp.CodeActionKind.QuickFix


class Able(NamedTuple):
    """What the editor can do with code actions."""

    versions: bool = False
    disabled: bool = False


def under(judged: Judged, where: lsp.Range) -> list[Finding]:
    """The findings that a range touches."""
    text = judged.buffer.text
    start = text.offset(Point(where.start.line, where.start.character))
    end = text.offset(Point(where.end.line, where.end.character))
    spans = ((one, judged.stretch(one.location)) for one in judged.findings)
    return [one for one, span in spans if span[0] <= end and start <= span[1]]


def of(
    judged: Judged, wanted: Sequence[Finding], decide: Decide, able: Able, shown: Shown
) -> Iterator[lsp.CodeAction]:
    """What can be done about some findings: fixes first, then what silences them."""
    for proposal in changes.fixes(judged, wanted):
        if not proposal.why or able.disabled:
            yield _action(judged, proposal, able, shown)
    for finding in wanted:
        if silence := ignoring.proposal(judged, finding, decide):
            yield _action(judged, silence, able, shown)


def _action(judged: Judged, proposal: Proposal, able: Able, shown: Shown) -> lsp.CodeAction:
    return lsp.CodeAction(
        title=f"{SOURCE}: {safe(proposal.title)}",
        kind=KIND,
        diagnostics=[of_finding(one, judged, shown) for one in proposal.findings],
        is_preferred=proposal.preferred or None,
        disabled=lsp.CodeActionDisabled(safe(proposal.why)) if proposal.why else None,
        edit=None if proposal.why else _edit(judged, proposal.edits, able),
    )


def _edit(judged: Judged, edits: Sequence[Edit], able: Able) -> lsp.WorkspaceEdit:
    buffer = judged.buffer
    told = [
        lsp.TextEdit(
            range_of(buffer.text, one.span.start + buffer.mark, one.span.end + buffer.mark),
            one.text,
        )
        for one in sorted(set(edits))
    ]
    if not able.versions:
        return lsp.WorkspaceEdit(changes={buffer.uri: told})
    document = lsp.OptionalVersionedTextDocumentIdentifier(buffer.uri, buffer.version)
    return lsp.WorkspaceEdit(document_changes=[lsp.TextDocumentEdit(document, told)])
