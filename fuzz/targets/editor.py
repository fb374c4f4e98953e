"""The editor: any stream of messages, and any changes of a text."""

from __future__ import annotations

import asyncio
import logging
import warnings
from functools import partial
from io import BytesIO
from threading import Event

from properties import require, text_of, unshown
from stand_ins import whole_in

from keylint.editor.text import Change, Point, Text

UNITS = ("utf-8", "utf-16", "utf-32")
logging.disable(logging.CRITICAL)


class _Reader:
    """A stream that has been sent already."""

    def __init__(self, data: bytes) -> None:
        self._stream = BytesIO(data)

    async def readline(self) -> bytes:
        await asyncio.sleep(0)
        return self._stream.readline()

    async def readexactly(self, count: int) -> bytes:
        return self._stream.read(min(count, 1 << 20))


class _Writer:
    def __init__(self) -> None:
        self.said = b""

    def write(self, data: bytes) -> None:
        self.said += data

    def close(self) -> None:
        """Nothing is to be closed."""


def protocol(data: bytes) -> None:
    """Parts of an input are messages, framed here; the last is sent as it is."""
    from keylint import registry
    from keylint.commands.lsp import decided
    from keylint.editor.server import _listen
    from keylint.editor.session import Session
    from keylint.wishes import Wishes

    *messages, rest = data.split(b"\x1e")
    framed = b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(one), one) for one in messages)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        session = Session(partial(decided, Wishes(no_config=True), registry.shipped()))
        _listen(session)
        writer = _Writer()
        session.server.protocol.set_writer(writer)
        try:
            asyncio.run(_answer(session, framed + rest))
        except SystemExit:  # an editor may send its server away
            pass
        finally:
            session.desk.close()
    unshown(writer.said.decode("utf-8"), whole_in(data), "an answer")


async def _answer(session: object, stream: bytes) -> None:
    from pygls.io_ import run_async

    server = session.server  # type: ignore[attr-defined]
    await run_async(Event(), _Reader(stream), server.protocol, None, server.report_server_error)
    desk = session.desk  # type: ignore[attr-defined]
    for uri in list(desk.buffers):
        judged = await desk.judged(uri)
        if judged:
            session.publish(judged)  # type: ignore[attr-defined]
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()


def text(data: bytes) -> None:
    """Numbers and a text: places lead back to their offsets, and a change is made where it is told."""
    numbers, rest = data[:5], text_of(data[5:])
    if len(numbers) < 5:
        return
    units = UNITS[numbers[0] % 3]
    written = Text(rest, units)
    for offset in range(len(rest) + 1):
        back = written.offset(written.point(offset))
        inside = rest[offset - 1 : offset + 1] == "\r\n"
        require(back == offset or (inside and back == offset - 1), "a place leads elsewhere")
    start, end = Point(numbers[1] % 8, numbers[2]), Point(numbers[3] % 8, numbers[4])
    first, last = written.offset(start), written.offset(end)
    require(0 <= first <= len(rest) and 0 <= last <= len(rest), "a place outside of the text")
    changed = written.changed(Change(start, end, "x\n"))
    require(changed.written == rest[:first] + "x\n" + rest[last:], "a change is made elsewhere")
