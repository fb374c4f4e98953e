"""A search through versions: each content is read once, judged, and laid to what was found before."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from operator import attrgetter

from keylint.content import archive_of, encoding_of
from keylint.history.memory import Walked
from keylint.history.things import Things
from keylint.model import Blob, Tally, Unread
from keylint.reach import Reach
from keylint.request import wanted
from keylint.scan import Scan
from keylint.sources import metadata, objects
from keylint.sources.git import GitError, Repository
from keylint.sources.history import Version, Walk, versions
from keylint.sources.objects import Look
from keylint.sources.sightings import Sightings
from keylint.watch import NOBODY, Watch

SHALLOW = "what is older than it is not in this shallow clone: git fetch --unshallow"


@dataclass
class Search:
    """A search under way: what was seen of the history, and what was found in it."""

    repository: Repository
    reach: Reach
    revs: tuple[str, ...]
    scan: Scan
    walked: Walked
    prefix: str = ""
    sightings: Sightings = field(default_factory=Sightings)
    things: Things = field(default_factory=Things)
    named: set[Version] = field(default_factory=set)
    dirty: set[bytes] = field(default_factory=set)
    tally: Tally = Tally()
    ends: frozenset[bytes] = frozenset()
    commits: int = 0
    broke: bool = False
    watch: Watch = NOBODY

    def look_at_all(self, watch: Watch) -> bool:
        """Look at each version; whether the user broke off."""
        self.watch = watch
        self.ends = frozenset(self.repository.file("shallow").split())
        watch.expect("commits", self._how_many)
        try:
            self._look_at(self._versions())
            # What was found is in every file that had this content; one of them is known already.
            others = self.sightings.elsewhere(self.things.blobs)
            self._look_at(version for version in others if version not in self.named)
            if self.reach.metadata:
                self._take(Version(b""), metadata.names(self.repository))
            self._miss()
        except KeyboardInterrupt:
            return True
        return False

    def _miss(self) -> None:
        """Tell the paths that were asked for and are nowhere in the history."""
        seen = {os.fsdecode(path) for path in self.sightings.paths} if self.reach.paths else set()
        for asked in self.reach.paths:
            if not any(path == asked or path.startswith(f"{asked}/") for path in seen):
                self.scan.unread.append(Unread(asked, "not in the history", fault=True))

    def _look_at(self, chosen: Iterable[Version]) -> None:
        most = self.scan.settings.max_file_size
        try:
            for answers, tally in objects.read(
                self.repository, chosen, most, self._look, self.prefix
            ):
                self.tally = self.tally.plus(tally)
                self.watch.see(self.commits, self.tally)
                for version, item in answers:
                    self._take(version, item)
        except GitError as error:
            self.broke = True
            self.scan.unread.append(Unread(self.prefix or ".", f"git: {error}", fault=True))

    def _versions(self) -> Iterator[Version]:
        """Each content under one of its paths; under others too if their names say something."""
        wants = self._wants()
        chosen = (version for version in self._changed() if wants(version.path))
        for version, first in self.sightings.new(chosen):
            if not first:
                yield version
            elif self.scan.gate.names_more(version.path, first):
                self.named.add(version)
                yield version
        if self.reach.all_objects:
            yield from self.sightings.unseen(self.repository.objects("blob"))
        if self.reach.metadata:
            yield from metadata.messages(self.repository, self.revs)

    def _changed(self) -> Iterator[Version]:
        """What commits brought: those that were found dirty before, and those that nobody walked yet."""
        again = [Walk(("--no-walk=unsorted",), self.walked.dirty)] if self.walked.dirty else []
        for walk in (*again, Walk(self.revs, self._without, self.reach.paths)):
            changed = versions(self.repository, walk)
            for commit, brought in groupby(changed, key=attrgetter("commit")):
                self.commits += 1
                self._end(commit)
                yield from brought

    def _end(self, commit: bytes) -> None:
        """Tell a commit whose parents a shallow clone has not got; it is looked at each time."""
        if commit in self.ends:
            self.dirty.add(commit)
            name = f"{self.prefix}commit {commit[:12].decode()}"
            self.scan.unread.append(Unread(name, SHALLOW, fault=True))

    def _how_many(self) -> int:
        walk = Walk(("--count", *self.revs), self._without, self.reach.paths)
        told = self.repository.start(*walk.arguments).communicate(walk.stdin)[0]
        return int(told or 0)

    @property
    def _without(self) -> tuple[str, ...]:
        return tuple(f"^{tip}" for tip in self.walked.tips)

    def _wants(self) -> Callable[[bytes], bool]:
        """Whether a path is to be looked at; those that are not are told."""
        excluded = self.scan.settings.exclude
        wants = wanted(excluded)

        @cache
        def is_wanted(path: bytes) -> bool:
            name = self.prefix + os.fsdecode(path)
            if not wants(name):
                self.scan.unread.append(Unread(name, "excluded"))
            return wants(name)

        return is_wanted if excluded else lambda path: True

    def _look(self) -> Look:
        """What a reader lets through: whatever the gate does, and what has to be told."""
        gate = self.scan.gate.twin()

        def look(blob: Blob) -> bool:
            encoding = encoding_of(blob.data)
            if encoding is None or archive_of(blob.data):
                return True
            selection = gate.select(blob, encoding)
            return bool(selection.rules)

        return look

    def _take(self, version: Version, item: Blob | Unread) -> None:
        """Judge a version, and lay what is found in it to its other versions."""
        faults = len(self.scan.unread)
        self.scan.take(item)
        found, silenced = self.scan.findings, self.scan.silenced
        if found or silenced or any(one.fault for one in self.scan.unread[faults:]):
            self.dirty.add(version.commit)
        self.things.add(version, found, silenced)
        found.clear()
        silenced.clear()

    def walked_to(self, tips: Iterable[str]) -> Walked:
        """What the next scan need not look at again, if this one has walked to some commits."""
        dirty = tuple(sorted(commit.decode() for commit in self.dirty if commit))
        commits = self.walked.commits - len(self.walked.dirty) + self.commits
        return Walked(tuple(tips), dirty, commits)
