"""A stranger's code says nothing: what it prints could break a report, or show a value."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout


class _Sink(io.TextIOBase):
    """Takes what is written, and keeps none of it."""

    def write(self, text: str) -> int:
        return len(text)


@contextmanager
def hushed() -> Iterator[None]:
    """What is printed meanwhile goes nowhere."""
    with redirect_stdout(_Sink()), redirect_stderr(_Sink()):
        yield
