"""The history of a repository: every version is judged, and each finding told once with its past."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from keylint import pairs, scan
from keylint.content import archive_of, encoding_of
from keylint.finding import Past
from keylint.model import Blob, Tally, Unread
from keylint.reach import Reach
from keylint.report import Report
from keylint.request import NothingThere, Request, wanted
from keylint.rulebook import Rulebook
from keylint.scan import Scan
from keylint.settings import Settings
from keylint.sources import metadata, objects
from keylint.sources.git import GitError, Repository
from keylint.sources.history import Version, revisions, versions
from keylint.sources.objects import Look
from keylint.sources.past import Tracer
from keylint.sources.sightings import Sightings
from keylint.things import Key, Things


def run(
    repository: Repository, reach: Reach, request: Request, settings: Settings, book: Rulebook
) -> Report:
    """The report on the versions that are wanted; raises NothingThere where a revision is not there."""
    started = time.monotonic()
    try:
        revs = revisions(repository, reach)
    except GitError as error:
        raise NothingThere(str(error)) from None
    look = Scan(request, settings, enabled(book, settings), tuple(book))
    search = _Search(repository, reach, revs, look)
    interrupted = search.look_at_all()
    return search.report(interrupted)._replace(
        seconds=time.monotonic() - started,
        interrupted=interrupted,
        rules_off=tuple(sorted(set(book) - set(scan.enabled(book, settings)))),
        of_history=True,
    )


def enabled(book: Rulebook, settings: Settings) -> Rulebook:
    """The rules that look at history: those that find secrets, or those that the user names.

    What an old version says of addresses and permissions is no longer so; a secret stays one.
    """
    return scan.enabled(book, settings).only(
        lambda one: not one.waits and (one.finds_secrets or one.rule in settings.select)
    )


@dataclass
class _Search:
    """A search under way: what was seen of the history, and what was found in it."""

    repository: Repository
    reach: Reach
    revs: tuple[str, ...]
    scan: Scan
    sightings: Sightings = field(default_factory=Sightings)
    things: Things = field(default_factory=Things)
    tally: Tally = Tally()

    def look_at_all(self) -> bool:
        """Look at each version; whether the user broke off."""
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
                for version, item in answers:
                    self._take(version, item)
        except GitError as error:
            self.scan.unread.append(Unread(".", f"git: {error}", fault=True))

    def _versions(self) -> Iterator[Version]:
        """Each content under one of its paths; under others too if their names say something."""
        wants = self._wants()
        changed = versions(self.repository, self.revs, self.reach.paths)
        chosen = (version for version in changed if wants(version.path))
        for version, is_new in self.sightings.new(chosen):
            if is_new or self.scan.gate.is_named(version.name):
                yield version
        if self.reach.all_objects:
            yield from self.sightings.unseen(self.repository.objects("blob"))
        if self.reach.metadata:
            yield from metadata.messages(self.repository, self.revs)

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
        self.scan.take(item)
        self.things.add(version.object_id, self.scan.findings, self.scan.silenced)
        self.scan.findings.clear()
        self.scan.silenced.clear()

    def report(self, interrupted: bool) -> Report:
        """All that was found, each thing once, with its past unless there is no time for it."""
        pasts: dict[Key, Past] = {}
        if not interrupted:
            tip = os.fsencode(self.reach.branch or "HEAD")
            pasts = Tracer(self.repository, self.revs, tip).trace(self.things.held)
        findings, silenced = self.things.told(pasts)
        return self.scan.report()._replace(
            findings=pairs.across_commits(findings),
            silenced=silenced,
            stale=(),
            unread=tuple(sorted(set(self.scan.unread))),
            scanned=self.tally,
        )
