"""Commits with what they changed, told by git's plumbing, also where a part of them is lost.

Only plumbing is called: `git log` would heed settings of the repository that name programs. Paths
and ids go through standard input: what a path is called is for nobody who lists processes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from keylint.sources.git import Repository
from keylint.sources.git_call import (
    GARBLED,
    GitError,
    GitFault,
    see_off,
    stopping,
)
from keylint.sources.git_start import PIPE_BYTES, Process
from keylint.sources.git_stdin import given

DIFF = (
    "diff-tree", "--stdin", "--root", "-c", "-r", "-z", "--raw", "--no-renames", "--no-abbrev",
    "--always",
)  # fmt: skip
# A walk that breaks at a damaged tree goes on behind it; a repository of ruins is given up.
MOST_BREAKS = 100
COMMIT = re.compile(rb"[0-9a-f]{40,64}")
HEAD = re.compile(rb":+[0-9]{6}(?: [0-9]{6})+(?: [0-9a-f]{40,64}){2,} [A-Z]+[0-9]*")
ENTRY = re.compile(rb"([0-9]{6}) [a-z]+ ([0-9a-f]{40,64})\t(.+)", re.DOTALL)
DAMAGED = "an object of the history is missing or damaged"

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
        # It counts for what stands behind it alone.
        return ("rev-list", "--ignore-missing", *order, *self.revs, "--stdin")

    @property
    def stdin(self) -> bytes:
        """What git reads from its standard input."""
        # A path with a line's end cannot be said so: all commits are walked then.
        paths = () if any("\n" in path for path in self.paths) else self.paths
        lines = (*self.more, *(("--", *paths) if paths else ()))
        return b"".join(os.fsencode(f"{line}\n") for line in lines)

    @property
    def chooses(self) -> Callable[[Heads], Heads]:
        """What of a commit's changes is in the paths, or below one of them."""
        if not self.paths:
            return lambda heads: heads
        paths = frozenset(map(os.fsencode, self.paths))

        def is_meant(path: bytes) -> bool:
            while path and path not in paths:
                path = path.rpartition(b"/")[0]
            return bool(path)

        return lambda heads: [head for head in heads if is_meant(head[1])]


def steps(repository: Repository, walk: Walk) -> Iterator[Step]:
    """The commits with what they changed: of some paths, children before parents, or of all.

    A change is as git tells it: a head with modes and ids, and a path. Raises GitError at the end
    where something could not be walked.
    """
    chosen = walk.chooses
    for commit, heads in _all_steps(repository, walk):
        yield commit, chosen(heads)


def _all_steps(repository: Repository, walk: Walk) -> Iterator[Step]:
    last = b""
    with given(walk.stdin) as told:
        listing = repository.start(*walk.arguments, stdin=told)
    with stopping(listing):
        diff = repository.start(*DIFF, stdin=listing.stdout)
        if listing.stdout:
            listing.stdout.close()  # its answer is another program's to read
        with stopping(diff):
            for step in _steps(diff):
                last = step[0]
                yield step
    if listing.returncode or diff.returncode:
        yield from _behind_breaks(repository, _unwalked(repository, walk, last))
        raise GitError(DAMAGED)


def _unwalked(repository: Repository, walk: Walk, last: bytes) -> list[bytes]:
    """The commits behind the last one that was walked.

    Where git cannot even list them: all others that are in the repository, in no order.
    """
    listing = repository.tell(*walk.arguments, stdin=walk.stdin)
    listed = listing.stdout.split()
    left = listed[listed.index(last) + 1 :] if last in listed else listed
    if listing.returncode:
        known = set(listed)
        left += (one for one in repository.objects("commit") if one not in known)
    return left


def _behind_breaks(repository: Repository, left: list[bytes]) -> Iterator[Step]:
    """What some commits changed; where git dies of one, it is listed whole, and the next asked for."""
    for _ in range(MOST_BREAKS):
        last = b""
        with given(b"\n".join([*left, b""])) as file:
            diff = repository.start(*DIFF, stdin=file)
        with stopping(diff):
            for step in _steps(diff):
                last = step[0]
                yield step
        if not diff.returncode:
            return
        # It names the commit that it fails at, or has not come to that.
        place = left.index(last) if last in left else -1
        for commit in left[max(0, place) : place + 2]:
            yield commit, _whole(repository, commit)
        left = left[place + 1 :] if last else left[1:]


def _whole(repository: Repository, commit: bytes) -> Heads:
    """Everything that a commit has, as far as it is there, as if it had brought it."""
    listing = repository.start("ls-tree", "-r", "-z", "--full-tree", commit.decode())
    heads = []
    with stopping(listing):
        for entry in _tokens(listing):
            if not (found := ENTRY.fullmatch(entry)):
                raise GitFault(GARBLED)
            mode, object_id, path = found.groups()
            heads.append((b":000000 %b %b %b A" % (mode, b"0" * len(object_id), object_id), path))
    return heads


def _tokens(process: Process) -> Iterator[bytes]:
    """What stands between the NULs of what git says."""
    rest = b""
    while process.stdout and (chunk := process.stdout.read(PIPE_BYTES)):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole
    if rest:
        _check_cut(process)


def _check_cut(process: Process) -> None:
    """Raise GitFault where git thinks that it has said all, and has not."""
    see_off(process)
    if not process.returncode:
        raise GitFault(GARBLED)


def _steps(process: Process) -> Iterator[Step]:
    """A commit's id, and then heads, each with the path behind it, whatever is in that."""
    commit = b""
    heads: list[tuple[bytes, bytes]] = []
    tokens = _tokens(process)
    for token in tokens:
        if token.startswith(b":"):
            path = next(tokens, b"")
            if not path:
                _check_cut(process)
            heads.append((_meant(HEAD, token), path))
        else:
            if commit:
                yield commit, heads
            commit, heads = _meant(COMMIT, token), []
    if commit:
        yield commit, heads


def _meant(form: re.Pattern[bytes], token: bytes) -> bytes:
    if not form.fullmatch(token):
        raise GitFault(GARBLED)
    return token
