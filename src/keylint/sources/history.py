"""Which versions of which files a repository's history has: each content with each of its paths."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import NamedTuple

from keylint.sources.git import GitError, Repository
from keylint.sources.walk import Walk, steps
from keylint.wishes import Reach

# Of a link too: what it leads to is text like any other, and anything may be committed as one.
CONTENT_MODES = (b"100", b"120")
NO_FILE = b""


class Version(NamedTuple):
    """A content, by git's id, with a path that it has in a commit; none where nobody knows.

    A message is told like a file, though it is none.
    """

    object_id: bytes
    path: bytes = b""
    commit: bytes = b""
    is_message: bool = False

    @property
    def name(self) -> str:
        """How it is told: by its path, or by its id where no commit names it."""
        return os.fsdecode(self.path) or f"object {self.object_id[:12].decode()}"


def revisions(repository: Repository, reach: Reach) -> tuple[str, ...]:
    """The arguments of `git rev-list` for the commits that are wanted.

    Raises GitError where a revision is not there.
    """
    without = (f"^{repository.commit(reach.since)}",) if reach.since else ()
    if reach.branch or reach.since:
        return (repository.commit(reach.branch or "HEAD"), *without)
    return ("--all", *_stashes(repository), *(("--reflog",) if reach.reflog else ()))


def _stashes(repository: Repository) -> tuple[str, ...]:
    """The stashes: only the newest is a ref, the others are in its log."""
    with contextlib.suppress(GitError):
        return tuple(repository.ask("rev-list", "-g", "refs/stash", "--").decode().split())
    return ()


def versions(repository: Repository, walk: Walk) -> Iterator[Version]:
    """What each commit left of the files that it changed, newest commit first.

    Raises GitError at the end where git could not walk all of them.
    """
    for commit, heads in steps(repository, walk):
        for head, path in heads:
            if after := content_after(head):
                yield Version(after, path, commit)


def content_after(head: bytes) -> bytes:
    """The id of what a commit left at a path; NO_FILE if it is a submodule or nothing."""
    fields = head.split(b" ")
    mode = fields[len(fields) // 2 - 1]
    return fields[-2] if mode.startswith(CONTENT_MODES) else NO_FILE


def contents_before(head: bytes) -> tuple[bytes, ...]:
    """The ids of what each parent of a commit had at a path."""
    fields = head.split(b" ")
    return tuple(fields[len(fields) // 2 : -2])
