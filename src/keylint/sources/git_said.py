"""What is done with long answers of git: they are taken apart, or passed over."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import IO

from keylint.sources.git_call import GARBLED, GitFault
from keylint.sources.git_start import PIPE_BYTES


@contextlib.contextmanager
def understood() -> Iterator[None]:
    """Raises GitFault where what git said cannot be taken apart."""
    try:
        yield
    except (ValueError, IndexError):
        raise GitFault(GARBLED) from None


def skipped(stream: IO[bytes], count: int) -> bool:
    """Whether so many bytes of a stream were there to be passed over."""
    while count and (chunk := stream.read(min(count, PIPE_BYTES))):
        count -= len(chunk)
    return not count
