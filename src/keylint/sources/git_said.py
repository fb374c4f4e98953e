"""Takes apart what git says; what makes no sense is a fault of git's, and concludes nothing."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import IO

from keylint.sources.git_call import PIPE_BYTES, GitFault

GARBLED = "what it answered makes no sense"


@contextlib.contextmanager
def understood() -> Iterator[None]:
    """Raises GitFault where what git said cannot be taken apart."""
    try:
        yield
    except (ValueError, IndexError):
        raise GitFault(GARBLED) from None


def lines(told: bytes) -> list[bytes]:
    """What stands before each NUL of what git said."""
    *lines, rest = told.split(b"\0")
    if rest:
        raise GitFault(GARBLED)
    return lines


def matched(form: re.Pattern[bytes], told: bytes) -> tuple[bytes, ...]:
    """The parts of something that git said."""
    found = form.fullmatch(told)
    if not found:
        raise GitFault(GARBLED)
    return found.groups()


def skipped(stream: IO[bytes], count: int) -> bool:
    """Whether so many bytes of a stream were there to be passed over."""
    while count and (chunk := stream.read(min(count, PIPE_BYTES))):
        count -= len(chunk)
    return not count
