"""What the index holds: the content that a commit would take, whatever the work tree says."""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Union

from keylint.model import Blob, Standing, Unread, size
from keylint.sources import Items, Wanted
from keylint.sources.git import IN_CONFLICT, Entry, Repository
from keylint.sources.git_call import stopping
from keylint.sources.git_start import Process

IN_THE_INDEX = Standing(tracked=True, ignored=False)
# What an object holds; of too large a one only how much, and nothing of one that is not there.
Content = Union[bytes, int, None]


def read(repository: Repository, entries: Sequence[Entry], wanted: Wanted, most: int) -> Items:
    """The blobs of index entries, in the order of their paths."""
    ordered = sorted(entries, key=lambda entry: entry.path)
    for entry in ordered:
        if entry.no_file:
            yield Unread(entry.path, entry.no_file, fault=entry.no_file == IN_CONFLICT)
        elif not wanted(entry.path):
            yield Unread(entry.path, "excluded")
    files = [entry for entry in ordered if not entry.no_file and wanted(entry.path)]
    yield from _blobs(repository, files, most)


def _blobs(repository: Repository, entries: Iterable[Entry], most: int) -> Items:
    for entry, data in _contents(repository, entries, most):
        if data is None:
            yield Unread(
                entry.path, "its object is missing or damaged in the repository", fault=True
            )
        elif isinstance(data, int):
            yield Unread(entry.path, f"larger than {size(most)}")
        else:
            yield Blob(entry.path, data, origin="index", standing=IN_THE_INDEX)


def _contents(
    repository: Repository, entries: Iterable[Entry], most: int
) -> Iterator[tuple[Entry, Content]]:
    """The bytes of each entry, or their number if it is too much.

    None where the object is missing or damaged.
    """
    waiting = deque(entries)
    while waiting:
        # git dies of a damaged object; then another one goes on behind it.
        process = repository.start("cat-file", "--batch")
        with contextlib.suppress(BrokenPipeError), stopping(process):
            alive = True
            while waiting and alive:
                entry = waiting.popleft()
                data, alive = _object(process, entry.object_id, most)
                yield entry, data


def _object(process: Process, object_id: bytes, most: int) -> tuple[Content, bool]:
    """One object of `cat-file --batch`, None if there is none; and whether git goes on."""
    if process.stdin is None or process.stdout is None:
        return None, False
    try:
        process.stdin.write(object_id + b"\n")
        process.stdin.flush()
    except BrokenPipeError:
        return None, False
    header = process.stdout.readline().split()
    if header[:1] != [object_id] or len(header) != 3 or not header[2].isdigit():
        return None, header[:1] == [object_id]
    length = int(header[2])
    if length > most:
        from keylint.sources.git_said import skipped  # few are as large

        return length, skipped(process.stdout, length + 1)
    data = process.stdout.read(length + 1)  # a newline stands behind every object
    whole = len(data) > length
    return data[:length] if whole else None, whole
