"""What a diff brings that makes scans milder: settings, known findings, comments, ignored names."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from keylint import config, configuration, ignores, milder
from keylint.baseline import file
from keylint.content import encoding_of
from keylint.document import Document
from keylint.model import Blob, unshown
from keylint.settings import BASELINE, ConfigurationError, Settings
from keylint.sources import objects
from keylint.sources.git import GitError, Repository
from keylint.sources.history import Version
from keylint.wishes import Reach

GITIGNORE = ".gitignore"
NOTHING = b"0"  # git writes of a content that is not there as many as an id has digits
UNKNOWN = "what this diff brings could not be compared: {}"


class Change(NamedTuple):
    """A file of a diff, before and after; no bytes where it was not or is no more."""

    path: str
    before: bytes
    after: bytes

    def __repr__(self) -> str:
        return unshown(self)


def told(
    repository: Repository, reach: Reach | None, settings: Settings, rules: tuple[str, ...]
) -> tuple[str, ...]:
    """What a diff brings, in words: of the commits since one, or of what is staged."""
    try:
        changes = _changes(repository, _heads(repository, reach), settings.max_file_size)
        return tuple(line for one in changes for line in _of(one, rules))
    except GitError as error:
        return (UNKNOWN.format(error),)


def _heads(repository: Repository, reach: Reach | None) -> bytes:
    """The changed paths as git's plumbing tells them: it runs nothing for that."""
    form = ("-z", "--no-renames", "--no-abbrev")
    if reach is None:
        return repository.ask("diff-index", "--cached", *form, _last(repository), "--")
    until = repository.commit(reach.branch or "HEAD")
    since = _parting(repository, repository.commit(reach.since), until)
    return repository.ask("diff-tree", "-r", *form, since, until, "--")


def _last(repository: Repository) -> str:
    """The last commit; before the first one, the tree without files."""
    try:
        return repository.commit("HEAD")
    except GitError:
        return repository.ask("hash-object", "-t", "tree", "--stdin").decode().strip()


def _parting(repository: Repository, since: str, until: str) -> str:
    """Where two branches have parted; a clone without that commit compares their ends."""
    try:
        return repository.ask("merge-base", since, until).decode().split()[0]
    except GitError:
        return since


def _changes(repository: Repository, heads: bytes, most: int) -> Iterator[Change]:
    fields = heads.split(b"\0")
    pairs = [
        (path, about.split(b" ")[2:4])
        for about, path in zip(fields[::2], fields[1::2], strict=False)
        if not about.startswith(b":160000") and about.split(b" ")[1] != b"160000"
    ]
    asked = [Version(one, path) for path, ids in pairs for one in ids if one.strip(NOTHING)]
    contents = (
        item.data if isinstance(item, Blob) else b""
        for _, item in objects.read(repository, asked, most)
    )
    for path, ids in pairs:
        before, after = (next(contents) if one.strip(NOTHING) else b"" for one in ids)
        yield Change(os.fsdecode(path), before, after)


def _of(change: Change, rules: tuple[str, ...]) -> Iterator[str]:
    name = os.path.basename(change.path)
    if change.path in configuration.FILES:
        lines = _settings(change, rules)
    elif change.path == BASELINE:
        lines = _known(change, rules)
    elif name == GITIGNORE:
        lines = (f"{one} is not scanned where git does not track it" for one in _new_lines(change))
    else:
        lines = iter(())
    yield from (f"{change.path}: {line}" for line in lines)
    yield from _comments(change)


def _settings(change: Change, rules: tuple[str, ...]) -> Iterator[str]:
    """The settings that leave more out than before; a file that goes takes an inventory along."""
    if not change.after:
        yield "taken out"
        return
    try:
        after = _milder(change.path, change.after, rules)
    except ConfigurationError:
        yield "cannot be used any more"
        return
    try:
        before = _milder(change.path, change.before, rules)
    except ConfigurationError:
        before = []
    yield from (one for one in after if one not in before)


def _milder(path: str, data: bytes, rules: tuple[str, ...]) -> list[str]:
    found = config.parse(path, data.decode("utf-8", "replace"), rules)
    return list(milder.told(found)) if found else []


def _known(change: Change, rules: tuple[str, ...]) -> Iterator[str]:
    """How many findings a baseline knows that it did not know so before."""
    before, after = (_entries(data, rules) for data in (change.before, change.after))
    if after is None:
        yield "cannot be used any more"
    elif more := after - (before or set()):
        yield f"{len(more)} {'entry' if len(more) == 1 else 'entries'} added or changed"


def _entries(data: bytes, rules: tuple[str, ...]) -> set[tuple[str, ...]] | None:
    try:
        return set(file.read(BASELINE, data, rules).entries) if data else set()
    except ConfigurationError:
        return None


def _new_lines(change: Change) -> Iterable[str]:
    before = set(change.before.splitlines())
    new = (line.strip() for line in change.after.splitlines() if line not in before)
    return (os.fsdecode(line) for line in new if line and not line.startswith(b"#"))


def _comments(change: Change) -> Iterator[str]:
    """The comments that silence, as far as there are more of them than before."""
    held = Counter(words for _, words in _marks(change.path, change.before))
    for line, words in _marks(change.path, change.after):
        if held[words]:
            held[words] -= 1
        else:
            yield f"{change.path}:{line}: {words}"


def _marks(path: str, data: bytes) -> list[tuple[int, str]]:
    encoding = encoding_of(data)
    if encoding is None or not ignores.MARKED.search(data.replace(b"\0", b"")):
        return []
    return ignores.marks(Document.of(Blob(path, data), encoding))
