"""Where a report goes: standard output, or a file that is replaced whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import TextIO


class Input(NamedTuple):
    """A file that a run reads, and what it is to it, as “is the configuration”."""

    path: str | Path
    role: str


class OutputError(Exception):
    """A report could not be written; the message says where and why."""


def check(path: Path, inputs: Iterable[Input] = ()) -> None:
    """Raise OutputError if a report cannot be written there, before anything is scanned.

    Nor may it replace a file that is read.
    """
    if path.is_symlink():
        raise OutputError(f"{path} is a symbolic link: name the file itself")
    if path.is_dir():
        raise OutputError(f"{path} is a folder: name a file in it")
    for one in inputs:
        if path.is_file() and os.path.exists(one.path) and os.path.samefile(path, one.path):
            raise OutputError(f"{path} {one.role}: name another file for the report")
    if not path.parent.is_dir():
        raise OutputError(f"{path}: its folder does not exist")
    target = path if path.exists() else path.parent
    if not os.access(target, os.W_OK):
        raise OutputError(f"{path}: no permission to write there")


def replace(path: Path, text: str) -> None:
    """Put a file in its place whole; on failure the old one stays."""
    data = text.encode("utf-8", "backslashreplace")
    if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced
        with open(path, "wb", opener=_no_link) as device:
            device.write(data)
        return
    from keylint import placing  # most reports are shown

    placing.put(str(path), data)


def _no_link(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0))


def append(path: str, text: str) -> None:
    """Add to the end of a file that others write to as well."""
    with open(path, "ab") as file:
        file.write(text.encode("utf-8", "backslashreplace"))


def show(text: str) -> None:
    """Write to standard output; whoever reads it may stop at any time.

    Raises OutputError where it cannot be written, as on a full disk.
    """
    if sys.stdout is None:
        raise OutputError("standard output is closed: name a file with --output")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        _leave(sys.stdout)
        if not isinstance(error, BrokenPipeError):
            message = f"standard output could not be written ({error.strerror})"
            raise OutputError(message) from None


def complain(text: str) -> None:
    """Write to standard error, if that can be: the exit code says the same."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        _leave(sys.stderr)


def _leave(stream: TextIO) -> None:
    """Have a stream lead somewhere: Python would complain again at exit."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
