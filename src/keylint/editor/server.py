"""The language server: which message of the protocol is answered by what."""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Callable
from typing import Any, BinaryIO

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInternalError

from keylint.editor import actions
from keylint.editor.judging import Decide
from keylint.editor.session import Session


def _listen(session: Session) -> None:
    """Connect the messages of the protocol with the session."""
    server = session.server
    on: Callable[..., Any] = server.feature
    on(lsp.INITIALIZE)(lambda params: session.begin(params))
    on(lsp.TEXT_DOCUMENT_DID_OPEN)(lambda params: session.open(params.text_document))
    on(lsp.TEXT_DOCUMENT_DID_CHANGE)(lambda params: session.change(params))
    on(lsp.TEXT_DOCUMENT_DID_SAVE)(lambda params: session.saved(params.text_document.uri))
    on(lsp.TEXT_DOCUMENT_DID_CLOSE)(lambda params: session.close(params.text_document.uri))
    on(lsp.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)(lambda params: session.see_folders())
    on(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)(lambda params: session.desk.put_all())

    @server.feature(lsp.SHUTDOWN)
    def shutdown(params: Any) -> None:
        session.is_shut_down = True

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def hovered(params: lsp.HoverParams) -> lsp.Hover | None:
        page: lsp.Hover | None = await _guarded(session.hover(params))
        return page

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[actions.KIND])
    )
    async def asked(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        return list(await _guarded(session.offer(params)))


async def _guarded(answer: Any) -> Any:
    """An answer, or an error without its text, which may quote a document."""
    try:
        return await answer
    except Exception as error:
        raise JsonRpcInternalError(f"internal error ({type(error).__name__})") from None


def serve(decide: Decide) -> int:
    """Answer an editor on standard input and output until it leaves; the exit code."""
    # What the libraries write into logs has whole messages in it, and so has what Python warns of.
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    answers: BinaryIO = sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever prints must not be taken for a message
    session = Session(decide)
    _listen(session)
    try:
        session.server.start_io(sys.stdin.buffer, answers)
    finally:
        session.desk.close()
    return 0 if session.is_shut_down else 1
