"""How far a scan is: a bar on a terminal, a line now and then elsewhere; nothing in the first second."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from keylint.model import Tally, size
from keylint.watch import Watch

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0
BETWEEN_LINES = 10.0


class Lines(Watch):
    """A line every few seconds, for logs."""

    def __init__(self, stream: TextIO, patience: float = PATIENCE) -> None:
        self.stream = stream
        self.started = time.monotonic()
        self.next = self.started + patience
        self.unit, self.total = "", 0
        self.count: Callable[[], int] = int

    def expect(self, unit: str, count: Callable[[], int]) -> None:
        """Keep it until something is shown: most scans have ended before."""
        self.unit, self.count = unit, count

    def see(self, done: int, tally: Tally) -> None:
        """Show how far it is, if it is time."""
        if time.monotonic() >= self.next:
            self.total = self.total or self.count()
            self.show(done, tally)

    def show(self, done: int, tally: Tally) -> None:
        """Write a line."""
        print(f"keylint: {self.told(done, tally)}", file=self.stream, flush=True)
        self.next = time.monotonic() + BETWEEN_LINES

    def told(self, done: int, tally: Tally) -> str:
        """How far it is, in words."""
        seconds = time.monotonic() - self.started
        of = f" of {self.total:,}" if self.total else ""
        left = seconds * (self.total - done) / done if done and self.total > done else 0
        rest = f", about {left:.0f} s left" if left else ""
        rate = size(round(tally.bytes / seconds)) if seconds else ""
        return f"{done:,}{of} {self.unit}, {size(tally.bytes)}, {rate}/s{rest}"


class Bar(Lines):
    """A bar that moves."""

    progress: Progress | None = None

    def show(self, done: int, tally: Tally) -> None:
        """Move the bar, which is made when it is first needed."""
        if self.progress is None:
            self.progress = _bar(self.stream)
            self.progress.add_task("", total=self.total or None)
            self.progress.start()
        task = self.progress.task_ids[0]
        self.progress.update(task, completed=done, description=self.told(done, tally))

    def close(self) -> None:
        """Take the bar off the screen, where the report comes next."""
        if self.progress is not None:
            self.progress.stop()


def _bar(stream: TextIO) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(bar_width=24), TextColumn("{task.description}"))
    return Progress(*columns, console=Console(file=stream), transient=True)
