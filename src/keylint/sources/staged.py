"""What the index holds: the content that a commit would take, whatever the work tree says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from keylint.model import Blob, Standing, Unread, size
from keylint.sources import Items, Wanted
from keylint.sources.git import IN_CONFLICT, Entry, Repository

IN_THE_INDEX = Standing(tracked=True, ignored=False)


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
    for entry, data in repository.contents(entries):
        if data is None:
            yield Unread(
                entry.path, "its object is missing or damaged in the repository", fault=True
            )
        elif len(data) > most:
            yield Unread(entry.path, f"larger than {size(most)}")
        else:
            yield Blob(entry.path, data, origin="index", standing=IN_THE_INDEX)
