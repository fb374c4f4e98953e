"""The open documents, and what was found in each: judged one after the other, in a thread of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from keylint.editor.buffer import Buffer, Place, place_of
from keylint.editor.judging import Decide, Judged, judge

T = TypeVar("T")
# Seconds without a key before what was typed is judged.
PAUSE = 0.2
Publish = Callable[[Judged], None]
Fail = Callable[[Exception], None]


class Desk:
    """Keeps the buffers as the editor has them, and has them judged when typing pauses."""

    def __init__(self, decide: Decide, publish: Publish, fail: Fail) -> None:
        self.decide, self.publish, self.fail = decide, publish, fail
        self.folders: Sequence[str] = ()
        self.buffers: dict[str, Buffer] = {}
        self._judged: dict[str, Judged] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}
        # The engine's patterns are not made for two threads at once.
        self._thread = ThreadPoolExecutor(max_workers=1)

    def put(self, buffer: Buffer, pause: float = PAUSE) -> None:
        """A document was opened or changed: it is judged after a pause, if nothing else comes."""
        self._stop(buffer.uri)
        self.buffers[buffer.uri] = buffer
        self._waiting[buffer.uri] = asyncio.ensure_future(self._judge_after(pause, buffer.uri))

    def put_all(self) -> None:
        """What the owner decided may have changed: every document is judged anew."""
        self._judged.clear()
        for buffer in list(self.buffers.values()):
            self.put(buffer)

    def drop(self, uri: str) -> None:
        """A document was closed."""
        self._stop(uri)
        self.buffers.pop(uri, None)
        self._judged.pop(uri, None)

    async def judged(self, uri: str) -> Judged | None:
        """What is to be said of a document as it is now; None if it is not open."""
        buffer = self.buffers.get(uri)
        known = self._judged.get(uri)
        if buffer is None or (known and known.buffer is buffer):
            return known
        judged = await self.work(lambda: judge(buffer, self._place(buffer), self.decide))
        if self.buffers.get(uri) is buffer:
            self._judged[uri] = judged
        return judged

    async def work(self, ask: Callable[[], T]) -> T:
        """What takes a while is done in the one thread that judges."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, ask)

    def close(self) -> None:
        """Judge nothing more."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _judge_after(self, pause: float, uri: str) -> None:
        await asyncio.sleep(pause)
        try:
            judged = await self.judged(uri)
            if judged and self.buffers.get(uri) is judged.buffer:
                self.publish(judged)
        except Exception as error:  # nobody awaits this
            self.fail(error)

    def _place(self, buffer: Buffer) -> Place:
        return place_of(buffer.uri, buffer.language, self.folders)

    def _stop(self, uri: str) -> None:
        waiting = self._waiting.pop(uri, None)
        if waiting:
            waiting.cancel()
