"""When something was in the history: which commit brought it, which had it last, is it there yet."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from keylint.past import Commit, Past
from keylint.sources.git import GitError, Repository, checked
from keylint.sources.git_call import GARBLED, GitFault
from keylint.sources.git_said import understood
from keylint.sources.history import content_after, contents_before
from keylint.sources.walk import Walk, steps

ID = re.compile(rb"[0-9a-f]{40,64}")
ABOUT = (
    "rev-list",
    "--no-walk=unsorted",
    "--stdin",
    "--encoding=UTF-8",
    "--format=%H%x00%an%x00%as",
)


@dataclass
class _Trail:
    """What the commits, newest first, say of a thing that some versions of a path hold."""

    blobs: frozenset[bytes]
    newest: bytes = b""
    first: bytes = b""
    last: bytes = b""

    def follow(self, commit: bytes, head: bytes) -> None:
        """Take note of one commit that changed the path."""
        after = content_after(head)
        if after in self.blobs:
            self.newest = self.newest or after
            self.last = self.last or commit
            self.first = commit
        elif not self.last:
            had = (n for n, one in enumerate(contents_before(head), 1) if one in self.blobs)
            parent = next(had, 0)
            self.last = b"%b^%d" % (commit, parent) if parent else b""


Name = TypeVar("Name", bound=Hashable)


@dataclass
class Tracer:
    """Traces what was found: by path, the versions that hold each thing, by its name."""

    repository: Repository
    revs: tuple[str, ...]
    tip: bytes = b"HEAD"
    commits: dict[bytes, Commit] = field(default_factory=dict)

    def trace(self, found: Mapping[bytes, Mapping[Name, frozenset[bytes]]]) -> dict[Name, Past]:
        """The past of each thing by its name, as far as git can tell."""
        trails = {
            path: {name: _Trail(blobs) for name, blobs in things.items()}
            for path, things in found.items()
        }
        paths = sorted(trails)
        if paths:
            self._follow(trails, paths)
        every = [trail for things in trails.values() for trail in things.values()]
        self._learn({one for trail in every for one in (trail.first, trail.last) if one})
        tips = self._tips(paths)
        return {
            name: self._past(trail, tips.get(path, b""))
            for path, things in trails.items()
            for name, trail in things.items()
        }

    def _follow(self, trails: Mapping[bytes, dict[Name, _Trail]], paths: list[bytes]) -> None:
        walk = Walk(self.revs, paths=tuple(map(os.fsdecode, paths)))
        with contextlib.suppress(GitError):  # whoever looked for versions has told it already
            for commit, heads in steps(self.repository, walk):
                for head, path in heads:
                    for trail in trails.get(path, {}).values():
                        trail.follow(commit, head)

    def _past(self, trail: _Trail, tip: bytes) -> Past:
        in_tip = tip in trail.blobs
        blob = tip if in_tip else trail.newest or min(trail.blobs)
        first, last = self.commits.get(trail.first), self.commits.get(trail.last)
        return Past(blob.decode(), first, last, in_tip)

    def _learn(self, names: Iterable[bytes]) -> None:
        """Who made the commits, and when; a name is an id, or the parent of one."""
        ids = self._resolved(sorted(names))
        told = checked(self.repository.tell(*ABOUT, stdin=b"\n".join([*set(ids.values()), b""])))
        about = (line.split("\0") for line in told.decode("utf-8", "replace").split("\n"))
        known = {one[0].encode(): Commit(*one) for one in about if len(one) == 3}
        if not known.keys() >= set(ids.values()):
            raise GitFault(GARBLED)
        self.commits |= {name: known[one] for name, one in ids.items() if one in known}

    def _tips(self, paths: list[bytes]) -> dict[bytes, bytes]:
        """The blobs that the paths have where the repository stands."""
        # A path with a line's end cannot be asked for so, and counts as gone.
        asked = {path: b"%b:%b" % (self.tip, path) for path in paths if b"\n" not in path}
        ids = self._resolved(asked.values())
        return {path: ids[name] for path, name in asked.items() if name in ids}

    def _resolved(self, names: Iterable[bytes]) -> dict[bytes, bytes]:
        """The ids of objects by the names that git knows them by; without those it does not know."""
        asked = list(names)
        stdin = b"\n".join([*asked, b""])
        told = checked(
            self.repository.tell("cat-file", "--batch-check=%(objectname)", stdin=stdin)
        ).splitlines()
        with understood():
            pairs = dict(zip(asked, told, strict=True))
        ids = {name: one for name, one in pairs.items() if ID.fullmatch(one)}
        # Of what it does not know git says so behind the name.
        if not all(name in ids or one.startswith(name) for name, one in pairs.items()):
            raise GitFault(GARBLED)
        return ids
