"""What is done with long answers of git: they are taken apart, or passed over."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from typing import IO

from keylint.sources.git_call import CLOSED, GARBLED, GitFault
from keylint.sources.git_start import PIPE_BYTES

CLOSED_FOLDER = re.compile(rb"(?m)^warning: could not open directory '(.*)/': [^\n]*$")


def closed(complaints: bytes, top: str) -> list[str]:
    """The folders that git complains of, for it could not open them.

    It writes no name with a control character as it is: where one is not there, all are looked through.
    """
    told = [os.fsdecode(name) for name in CLOSED_FOLDER.findall(complaints)]
    is_whole = len(told) == complaints.count(CLOSED)
    if is_whole and all(os.path.lexists(os.path.join(top, name)) for name in told):
        return told
    errors: list[OSError] = []
    for _ in os.walk(top, onerror=errors.append):
        pass
    return [os.path.relpath(error.filename, top) for error in errors]


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
