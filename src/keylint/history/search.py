"""A search through versions: each content is read once, judged, and laid to what was found before."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby, islice
from operator import attrgetter

from keylint import workers
from keylint.history.cuts import placed
from keylint.history.memory import Memory, Walked
from keylint.history.things import Things
from keylint.model import Blob, Tally, Unread
from keylint.request import wanted
from keylint.scanner import Part, Scan
from keylint.shared import DIED
from keylint.sources import metadata, objects
from keylint.sources.git import TROUBLE, GitError, GitFault, Repository
from keylint.sources.git_said import understood
from keylint.sources.history import Version, versions
from keylint.sources.sightings import Sightings
from keylint.sources.walk import Walk
from keylint.watch import NOBODY, Watch
from keylint.wishes import Reach
from keylint.workers import Died

# So many are given to one git at once, and to one process.
BATCH = 1024
Answer = tuple[list[tuple[Version, Part]], Tally]
SHALLOW = "what is older than it is not in this shallow clone: git fetch --unshallow"


@dataclass
class Search:
    """A search under way: what was seen of the history, and what was found in it."""

    repository: Repository
    reach: Reach
    revs: tuple[str, ...]
    scan: Scan
    memory: Memory
    prefix: str = ""
    sightings: Sightings = field(default_factory=Sightings)
    things: Things = field(default_factory=Things)
    named: set[Version] = field(default_factory=set)
    dirty: set[bytes] = field(default_factory=set)
    tally: Tally = Tally()
    tips: tuple[str, ...] = ()
    before: Walked = Walked()
    commits: int = 0
    broke: bool = False
    watch: Watch = NOBODY

    def look_at_all(self, watch: Watch) -> bool:
        """Look at each version; whether the user broke off."""
        self.watch = watch
        self.tips = self._tips()
        self.before = self.memory.recall(self.tips)
        watch.expect("commits", self._how_many)
        self.scan.load()
        try:
            self._tell_ends()
            self._look_at(self._versions())
            # What was found is in every file that had this content; one of them is known already.
            others = self.sightings.elsewhere(self.things.blobs)
            self._look_at(version for version in others if version not in self.named)
            if self.reach.metadata:
                self.scan.take(metadata.names(self.repository))
                self._keep(Version(b""), self.scan.drained())
            self._miss()
        except KeyboardInterrupt:
            return True
        except TROUBLE as error:
            self.miss(error)
        return False

    def _tips(self) -> tuple[str, ...]:
        """The commits that are walked from; a ref that leads nowhere is told."""
        asked = ("--no-walk", *self.revs, "--")
        try:
            told = self.repository.ask("rev-list", *asked)
        except GitError as error:
            self.miss(error)
            told = self.repository.ask("rev-list", "--ignore-missing", *asked)
        with understood():
            return tuple(told.decode("ascii").split())

    def miss(self, error: GitError | GitFault) -> None:
        """Tell that git did not tell all."""
        self.broke = True
        self.scan.unread.append(Unread(self.prefix or ".", f"git: {error}", fault=True))

    def _miss(self) -> None:
        """Tell the paths that were asked for and are nowhere in the history."""
        seen = {os.fsdecode(path) for path in self.sightings.paths} if self.reach.paths else set()
        for asked in self.reach.paths:
            if not any(path == asked or path.startswith(f"{asked}/") for path in seen):
                self.scan.unread.append(Unread(asked, "not in the history", fault=True))

    def _look_at(self, chosen: Iterable[Version]) -> None:
        coming = self._heeding_faults(chosen)
        batches = iter(lambda: list(islice(coming, BATCH)), [])
        for answer in workers.spread(batches, self._work):
            if isinstance(answer, Died):
                for version in answer.task:
                    lost = Unread(self.prefix + version.name, DIED, fault=True)
                    self._keep(version, Part(unread=(lost,)))
                continue
            outcomes, tally = answer
            for version, part in outcomes:
                self._keep(version, part)
            self.tally = self.tally.plus(tally)
            self.watch.see(self.commits, self.tally)

    def _heeding_faults(self, chosen: Iterable[Version]) -> Iterator[Version]:
        """The versions as far as git can tell them; that it cannot tell all of them is kept."""
        try:
            yield from chosen
        except TROUBLE as error:
            self.miss(error)

    def _work(self) -> Callable[[list[Version]], Answer]:
        """What reads and judges versions, in this process or another."""
        mine, most = self.scan.twin(), self.scan.settings.max_file_size

        def work(batch: list[Version]) -> Answer:
            outcomes = []
            count = total = 0
            for version, item in objects.read(self.repository, batch, most, self.prefix):
                if isinstance(item, Blob):
                    count += 1
                    total += len(item.data)
                    if mine.passes_over(item):
                        continue
                mine.take(item)
                part = mine.drained()
                if isinstance(item, Blob) and not version.is_message:
                    part = placed(part, item)
                outcomes.append((version, part))
            return outcomes, Tally(count, total)

        return work

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
        again = [Walk(("--no-walk=unsorted",), self.before.dirty)] if self.before.dirty else []
        for walk in (*again, Walk(self.revs, self._without, self.reach.paths)):
            changed = versions(self.repository, walk)
            for _, brought in groupby(changed, key=attrgetter("commit")):
                self.commits += 1
                yield from brought

    def _tell_ends(self) -> None:
        """Tell the commits whose parents a shallow clone has not got, whatever they brought."""
        ends = set(self.repository.file("shallow").split())
        if not ends:
            return
        walked = self.repository.tell("rev-list", "--ignore-missing", *self.revs, "--").stdout
        for commit in ends.intersection(walked.split()):
            name = f"{self.prefix}commit {commit[:12].decode()}"
            self.scan.unread.append(Unread(name, SHALLOW, fault=True))

    def _how_many(self) -> int:
        walk = Walk(("--count", *self.revs), self._without, self.reach.paths)
        with contextlib.suppress(*TROUBLE, ValueError):
            return int(self.repository.tell(*walk.arguments, stdin=walk.stdin).stdout)
        return 0

    @property
    def _without(self) -> tuple[str, ...]:
        return tuple(f"^{tip}" for tip in self.before.tips)

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

    def _keep(self, version: Version, part: Part) -> None:
        """Lay what was found in a version to its other versions."""
        if part.findings or part.silenced or any(one.fault for one in part.unread):
            self.dirty.add(version.commit)
        self.things.add(version, part.findings, part.silenced)
        self.scan.unread += part.unread

    def walked(self) -> Walked:
        """What the next scan need not look at again."""
        dirty = tuple(sorted(commit.decode() for commit in self.dirty if commit))
        commits = self.before.commits - len(self.before.dirty) + self.commits
        return Walked(self.tips, dirty, commits)
