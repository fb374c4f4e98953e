"""One editor: what it can show, which documents are open in it, and what it is told."""

from __future__ import annotations

import os
from typing import Any

from lsprotocol import types as lsp

from keylint.editor import actions, diagnostics, hover
from keylint.editor.actions import Able
from keylint.editor.buffer import Buffer, path_of
from keylint.editor.desk import Desk
from keylint.editor.diagnostics import SOURCE, Shown
from keylint.editor.judging import Decide, Judged
from keylint.editor.protocol import Server
from keylint.editor.text import Change, Point, Text
from keylint.reports.shown import safe
from keylint.settings import BASELINE

DECIDES = ("keylint.toml", "pyproject.toml", BASELINE)


class Session:
    """What is known of an editor, and the answers to what it says."""

    def __init__(self, decide: Decide) -> None:
        self.server = Server()
        self.desk = Desk(decide, self.publish, self.fail)
        self.shown, self.able, self.reads_markdown = Shown(), Able(), False
        # What of a root cannot be used, as the user knows it.
        self.told: dict[str, tuple[str, ...]] = {}
        self.is_shut_down = False

    def begin(self, params: lsp.InitializeParams) -> None:
        """Take note of what the editor can do, and of its folders."""
        abilities = params.capabilities.text_document or lsp.TextDocumentClientCapabilities()
        published = abilities.publish_diagnostics or lsp.PublishDiagnosticsClientCapabilities()
        self.shown = Shown(
            bool(published.related_information), bool(published.code_description_support)
        )
        workspace = params.capabilities.workspace
        edits = workspace.workspace_edit if workspace else None
        offered = abilities.code_action
        self.able = Able(
            bool(edits and edits.document_changes), bool(offered and offered.disabled_support)
        )
        forms = abilities.hover.content_format if abilities.hover else None
        self.reads_markdown = lsp.MarkupKind.Markdown in (forms or ())
        self.see_folders()

    def see_folders(self) -> None:
        """Take note of the folders that are open."""
        workspace = self.server.workspace
        uris = [*workspace.folders, *([workspace.root_uri] if workspace.root_uri else [])]
        self.desk.folders = [path_of(uri) for uri in uris if uri.startswith("file:")]

    def open(self, document: lsp.TextDocumentItem) -> None:
        """A document is the editor's from now on."""
        units = str(getattr(self._encoding, "value", self._encoding))
        text = Text(document.text, units)
        language = str(document.language_id)
        self.desk.put(Buffer(document.uri, language, document.version, text), pause=0)

    @property
    def _encoding(self) -> object:
        return self.server.workspace.position_encoding or lsp.PositionEncodingKind.Utf16

    def change(self, params: lsp.DidChangeTextDocumentParams) -> None:
        """The editor changed a document, by stretches or as a whole."""
        buffer = self.desk.buffers.get(params.text_document.uri)
        if buffer is None:
            return
        text = buffer.text
        for one in params.content_changes:
            if isinstance(one, lsp.TextDocumentContentChangePartial):
                text = text.changed(Change(*_points(one.range), one.text))
            else:
                text = Text(one.text, text.units)
        self.desk.put(buffer._replace(version=params.text_document.version, text=text))

    def saved(self, uri: str) -> None:
        """A file was written, which may be one that decides how others are judged."""
        if os.path.basename(uri) in DECIDES:
            self.desk.put_all()
        elif buffer := self.desk.buffers.get(uri):
            self.desk.put(buffer._replace(), pause=0)  # how it stands with git may be new

    def close(self, uri: str) -> None:
        """A document is closed, and nothing more is said of it."""
        self.desk.drop(uri)
        self.server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    def publish(self, judged: Judged) -> None:
        """Show what was found; what of the configuration cannot be used is told once."""
        news = judged.problems if self.told.get(judged.place.root) != judged.problems else ()
        self.told[judged.place.root] = judged.problems
        for problem in news:
            message = f"{SOURCE}: {safe(problem)}"
            self.server.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, message))
        buffer, found = judged.buffer, diagnostics.of(judged, self.shown)
        self.server.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(buffer.uri, found, buffer.version)
        )

    def fail(self, error: Exception) -> None:
        """Tell that a document could not be judged, without what the error says of it."""
        told = f"{SOURCE}: internal error ({type(error).__name__})"
        self.server.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, told))

    async def hover(self, params: lsp.HoverParams) -> lsp.Hover | None:
        """The page of what is found at a place."""
        judged = await self.desk.judged(params.text_document.uri)
        here = lsp.Range(params.position, params.position)
        found = actions.under(judged, here) if judged else []
        if not judged or not found:
            return None
        page = hover.markdown if self.reads_markdown else hover.plain
        kind = lsp.MarkupKind.Markdown if self.reads_markdown else lsp.MarkupKind.PlainText
        between = "\n\n---\n\n" if self.reads_markdown else "\n\n"
        pages = between.join(page(one, judged.book[one.rule]) for one in found)
        where = diagnostics.range_of(judged.buffer.text, *judged.stretch(found[0].location))
        return lsp.Hover(lsp.MarkupContent(kind, pages), where)

    async def offer(self, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        """What can be done about what is found in a range."""
        judged = await self.desk.judged(params.text_document.uri)
        wanted = actions.under(judged, params.range) if judged else []
        if not judged or not wanted or not _is_asked_for(params.context.only):
            return []
        desk = self.desk
        return await desk.work(
            lambda: list(actions.of(judged, wanted, desk.decide, self.able, self.shown))
        )


def _points(where: lsp.Range) -> tuple[Point, Point]:
    start, end = where.start, where.end
    return Point(start.line, start.character), Point(end.line, end.character)


def _is_asked_for(only: Any) -> bool:
    """Whether quick fixes are among the kinds that are asked for; a kind is a part of its parents."""
    return only is None or any(
        str(getattr(kind, "value", kind)) in ("", "quickfix") for kind in only
    )
