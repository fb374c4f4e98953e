"""What a repository says beside its files: messages of commits and tags, names of branches."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from keylint.model import Blob
from keylint.sources.git import Repository
from keylint.sources.git_said import understood
from keylint.sources.history import Version

NAMES = "names of branches and tags"
TAG = b"tag"


def messages(repository: Repository, revs: Iterable[str]) -> Iterator[Version]:
    """The messages of the commits, of notes about them, and of tags."""
    for commit in repository.ask("rev-list", *revs, "--glob=refs/notes/*", "--").split():
        yield Version(commit, b"message of commit " + commit[:12], commit, True)
    form = "--format=%(objecttype) %(objectname) %(refname:short)"
    for line in repository.ask("for-each-ref", form, "refs/tags").splitlines():
        with understood():
            kind, object_id, name = line.split(b" ", 2)
        if kind == TAG:
            yield Version(object_id, b"message of tag " + name, is_message=True)


def names(repository: Repository) -> Blob:
    """The names of all refs, one in each line."""
    return Blob(os.fspath(NAMES), repository.ask("for-each-ref", "--format=%(refname)"), "history")
