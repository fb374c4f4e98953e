"""Many objects of a repository, read by one git that is told at once which."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import Literal, Union

from keylint.model import Blob, Standing, Unread, size
from keylint.sources.git import Repository
from keylint.sources.git_call import GitFault, stopping
from keylint.sources.git_said import skipped
from keylint.sources.git_start import PIPE_BYTES, Process
from keylint.sources.git_stdin import given
from keylint.sources.history import Version

ORIGIN = "history"
COMMITTED = Standing(tracked=True, ignored=False)
MISSING = "an object of it is missing or damaged in the repository"

_Failed = Literal["failed"]
FAILED: _Failed = "failed"
Content = Union[bytes, int, None, _Failed, GitFault]


def read(
    repository: Repository, versions: Sequence[Version], most: int, prefix: str = ""
) -> Iterator[tuple[Version, Union[Blob, Unread]]]:
    """Each version with its content, or with why it has none; paths are told with a prefix."""
    for version, content in _contents(repository, versions, most):
        name = prefix + version.name
        if isinstance(content, bytes):
            yield version, Blob(name, content, ORIGIN, COMMITTED)
        elif isinstance(content, int):
            yield version, Unread(name, f"larger than {size(most)}")
        else:
            told = f"git: {content}" if isinstance(content, GitFault) else MISSING
            yield version, Unread(name, told, fault=True)


def _contents(
    repository: Repository, versions: Sequence[Version], most: int
) -> Iterator[tuple[Version, Content]]:
    done = 0
    try:
        while done < len(versions):
            for version, content in _as_told(repository, versions[done:], most):
                done += 1
                yield version, content
            # git has failed at one. It may have been cut short, and what is behind it read in its
            # place: so that one and the next are asked for alone.
            for version in versions[done : done + 2]:
                alone = [content for _, content in _as_told(repository, [version], most)]
                done += 1
                yield version, alone[0] if alone else FAILED
    except GitFault as fault:
        for version in versions[done:]:
            yield version, fault


def _as_told(
    repository: Repository, versions: Sequence[Version], most: int
) -> Iterator[tuple[Version, Content]]:
    """What git answers, as far as the answer behind it, or the end, shows that it is whole."""
    with given(b"".join(b"%b\n" % version.object_id for version in versions)) as asked:
        process = repository.start("cat-file", "--batch", "--buffer", stdin=asked)
    _widen(process)
    with stopping(process):
        whole: list[tuple[Version, Content]] = []
        for version in versions:
            content = _content(process, version, most)
            if content is FAILED:
                return
            yield from whole
            whole = [(version, content)]
        if process.stdout and not process.stdout.read(1):
            yield from whole


def _widen(process: Process) -> None:
    """Let git write more at once before somebody reads it, where that can be had."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(process.stdout or -1, fcntl.F_SETPIPE_SZ, PIPE_BYTES)


def _content(process: Process, version: Version, most: int) -> Content:
    """What git answers for one object: its bytes, or their number if it is too much.

    None where the object is missing; FAILED where git ended, or answers for another one.
    """
    stream = process.stdout
    header = stream.readline().split() if stream else []
    if stream is None or header[:1] != [version.object_id]:
        return FAILED
    if len(header) != 3:
        return None
    if not header[2].isdigit():
        return FAILED
    length = int(header[2])
    if length > most:
        return length if skipped(stream, length + 1) else FAILED
    data = stream.read(length)
    # A newline stands behind every object.
    if len(data) < length or stream.read(1) != b"\n":
        return FAILED
    return data if header[1] == b"blob" else data.partition(b"\n\n")[2]
