"""Which versions of which files a repository's history has: each content with each of its paths.

Only plumbing is called: `git log` would heed settings of the repository that name programs.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from tempfile import TemporaryFile
from typing import NamedTuple

from keylint.reach import Reach
from keylint.sources.git import PIPE_BYTES, GitError, Process, Repository, stopping

DIFF = (
    "diff-tree", "--stdin", "--root", "-c", "-r", "-z", "--raw", "--no-renames", "--no-abbrev",
    "--always",
)  # fmt: skip
FILE_MODE = b"100"
NO_FILE = b""
# A walk that breaks at a damaged tree goes on behind it; a repository of ruins is given up.
MOST_BREAKS = 100
DAMAGED = "an object of the history is missing or damaged"


class Version(NamedTuple):
    """A content, by git's id, with a path that it has in a commit; none where nobody knows."""

    object_id: bytes
    path: bytes = b""
    commit: bytes = b""

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


Heads = Sequence[tuple[bytes, bytes]]
Step = tuple[bytes, Heads]


class Walk(NamedTuple):
    """The commits that are walked: arguments of `git rev-list`, more of them by its stdin, paths."""

    revs: tuple[str, ...]
    more: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()

    @property
    def arguments(self) -> tuple[str, ...]:
        """What git is called with; of some paths alone all commits are told that changed them."""
        order = ("--topo-order", "--full-history") if self.paths else ()
        return ("rev-list", *order, *self.revs, "--ignore-missing", "--stdin", "--", *self.paths)

    @property
    def stdin(self) -> bytes:
        """What git reads from its standard input."""
        return "".join(f"{one}\n" for one in self.more).encode()


def versions(repository: Repository, walk: Walk) -> Iterator[Version]:
    """What each commit left of the files that it changed, newest commit first.

    Raises GitError at the end where git could not walk all of them.
    """
    for commit, heads in steps(repository, walk):
        for head, path in heads:
            if after := content_after(head):
                yield Version(after, path, commit)


def steps(repository: Repository, walk: Walk) -> Iterator[Step]:
    """The commits with what they changed: of some paths, children before parents, or of all.

    A change is as git tells it: a head with modes and ids, and a path. Raises GitError at the end
    where something could not be walked.
    """
    last = b""
    listing = repository.start(*walk.arguments)
    diff = repository.start(*DIFF, "--", *walk.paths, stdin=listing.stdout)
    with stopping(listing, diff):
        _told(listing, walk.stdin)
        for step in _steps(_tokens(diff)):
            last = step[0]
            yield step
    if listing.returncode or diff.returncode:
        yield from _behind_breaks(repository, walk.paths, _unwalked(repository, walk, last))
        raise GitError(DAMAGED)


def _told(listing: Process, more: bytes) -> None:
    """Tell git which commits are meant; its answer is another program's to read."""
    if listing.stdout:
        listing.stdout.close()
    with contextlib.suppress(BrokenPipeError):
        if listing.stdin:
            listing.stdin.write(more)
            listing.stdin.close()


def _unwalked(repository: Repository, walk: Walk, last: bytes) -> list[bytes]:
    """The commits behind the last one that was walked.

    Where git cannot even list them: all others that are in the repository, in no order.
    """
    listing = repository.start(*walk.arguments)
    listed = listing.communicate(walk.stdin)[0].split()
    left = listed[listed.index(last) + 1 :] if last in listed else listed
    if listing.returncode:
        known = set(listed)
        left += (one for one in repository.objects("commit") if one not in known)
    return left


def _behind_breaks(
    repository: Repository, paths: tuple[str, ...], left: list[bytes]
) -> Iterator[Step]:
    """What some commits changed; where git dies of one, it is listed whole, and the next asked for."""
    for _ in range(MOST_BREAKS):
        last = b""
        with TemporaryFile() as file:
            file.write(b"\n".join([*left, b""]))
            file.seek(0)
            diff = repository.start(*DIFF, "--", *paths, stdin=file)
            with stopping(diff):
                for step in _steps(_tokens(diff)):
                    last = step[0]
                    yield step
        if not diff.returncode:
            return
        # It names the commit that it fails at, or has not come to that.
        place = left.index(last) if last else -1
        for commit in left[max(0, place) : place + 2]:
            yield commit, _whole(repository, commit, paths)
        left = left[place + 1 :] if last else left[1:]


def _whole(repository: Repository, commit: bytes, paths: tuple[str, ...]) -> Heads:
    """Everything that a commit has, as far as it is there, as if it had brought it."""
    listing = repository.start("ls-tree", "-r", "-z", "--full-tree", commit.decode(), "--", *paths)
    heads = []
    with stopping(listing):
        for entry in _tokens(listing):
            about, _, path = entry.partition(b"\t")
            mode, _, object_id = about.split(b" ")
            heads.append((b":000000 %b %b %b A" % (mode, b"0" * len(object_id), object_id), path))
    return heads


def _tokens(process: Process) -> Iterator[bytes]:
    """What stands between the NULs of what git says."""
    rest = b""
    while process.stdout and (chunk := process.stdout.read(PIPE_BYTES)):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole


def _steps(tokens: Iterator[bytes]) -> Iterator[Step]:
    """A commit's id, and then heads, each with the path behind it, whatever is in that."""
    commit = b""
    heads: list[tuple[bytes, bytes]] = []
    for token in tokens:
        if token.startswith(b":"):
            heads.append((token, next(tokens, b"")))
        else:
            if commit:
                yield commit, heads
            commit, heads = token, []
    if commit:
        yield commit, heads


def content_after(head: bytes) -> bytes:
    """The id of what a commit left at a path; NO_FILE if it is a link, a submodule or nothing."""
    fields = head.split(b" ")
    mode = fields[len(fields) // 2 - 1]
    return fields[-2] if mode.startswith(FILE_MODE) else NO_FILE


def contents_before(head: bytes) -> tuple[bytes, ...]:
    """The ids of what each parent of a commit had at a path."""
    fields = head.split(b" ")
    return tuple(fields[len(fields) // 2 : -2])
