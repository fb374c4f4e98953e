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


@dataclass
class Search:
    """A search under way: what was seen of the history, and what was found in it."""

    repository: Repository
    reach: Reach
    revs: tuple[str, ...]
    scan: Scan
    walked: Walked
    sightings: Sightings = field(default_factory=Sightings)
    things: Things = field(default_factory=Things)
    dirty: set[bytes] = field(default_factory=set)
    tally: Tally = Tally()
    commits: int = 0
    broke: bool = False
    watch: Watch = NOBODY

    def look_at_all(self, watch: Watch) -> bool:
        """Look at each version; whether the user broke off."""
        self.watch = watch
        watch.expect("commits", self._how_many)
        try:
            self._look_at(self._versions())
            # What was found is in every file that had this content; one of them is known already.
            self._look_at(self.sightings.elsewhere(self.things.blobs))
            if self.reach.metadata:
                self._take(Version(b""), metadata.names(self.repository))
        except KeyboardInterrupt:
            return True
        return False

    def _look_at(self, chosen: Iterable[Version]) -> None:
        most = self.scan.settings.max_file_size
        try:
            for answers, tally in objects.read(self.repository, chosen, most, self._look):
                self.tally = self.tally.plus(tally)
                self.watch.see(self.commits, self.tally)
                for version, item in answers:
                    self._take(version, item)
        except GitError as error:
            self.broke = True
            self.scan.unread.append(Unread(".", f"git: {error}", fault=True))

    def _versions(self) -> Iterator[Version]:
        """Each content under one of its paths; under others too if their names say something."""
        wants = self._wants()
        chosen = (version for version in self._changed() if wants(version.path))
        for version, is_new in self.sightings.new(chosen):
            if is_new or self.scan.gate.is_named(version.name):
                yield version
        if self.reach.all_objects:
            yield from self.sightings.unseen(self.repository.objects("blob"))
        if self.reach.metadata:
            yield from metadata.messages(self.repository, self.revs)

    def _changed(self) -> Iterator[Version]:
        """What commits brought: those that were found dirty before, and those that nobody walked yet."""
        if self.walked.dirty:
            yield from versions(self.repository, Walk(("--no-walk=unsorted",), self.walked.dirty))
        walk = versions(self.repository, Walk(self.revs, self._without, self.reach.paths))
        for _, brought in groupby(walk, key=attrgetter("commit")):
            self.commits += 1
            yield from brought

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
            name = os.fsdecode(path)
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
        self.things.add(version.object_id, found, silenced)
        found.clear()
        silenced.clear()

    def walked_to(self, tips: Iterable[str]) -> Walked:
        """What the next scan need not look at again, if this one has walked to some commits."""
        dirty = tuple(sorted(commit.decode() for commit in self.dirty if commit))
        return Walked(tuple(tips), dirty, self.walked.commits + self.commits)
