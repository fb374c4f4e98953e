"""What of pygls is done in another way here: who keeps the documents, and what is said of errors."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from lsprotocol import types as lsp
from pygls.exceptions import FeatureRequestError
from pygls.lsp.server import LanguageServer
from pygls.protocol.language_server import LanguageServerProtocol, lsp_method

import keylint
from keylint.editor.diagnostics import SOURCE

Handlers = Generator[Any, Any, None]
NOT_UNDERSTOOD = "keylint did not understand a message of the editor ({kind})"


class Protocol(LanguageServerProtocol):
    """The protocol, with documents that only the session keeps.

    pygls' own take a form feed for the end of a line, and move the places of a change by that.
    """

    @lsp_method(lsp.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: lsp.DidOpenTextDocumentParams) -> Handlers:
        """Hand an opened document on."""
        yield self.fm.features[lsp.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: lsp.DidChangeTextDocumentParams) -> Handlers:
        """Hand the changes of a document on."""
        yield self.fm.features[lsp.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: lsp.DidCloseTextDocumentParams) -> Handlers:
        """Hand on that a document was closed."""
        yield self.fm.features[lsp.TEXT_DOCUMENT_DID_CLOSE], (params,), None


class Server(LanguageServer):
    """A server that tells what went wrong by its kind: an error's text may quote a document."""

    def __init__(self) -> None:
        super().__init__(SOURCE, keylint.__version__, protocol_cls=Protocol)

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Tell the editor, in words that hold nothing of a message; a request has its own answer."""
        if source is FeatureRequestError:
            return
        told = NOT_UNDERSTOOD.format(kind=type(error).__name__)
        self.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, told))
