"""A scan of many files that several processes share: each judges some, all of a file or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from keylint import workers
from keylint.finding import Finding, Silenced, Stale
from keylint.model import Blob, Tally, Unread
from keylint.scan import Scan, Waits
from keylint.sources.files import File
from keylint.watch import Watch
from keylint.workers import Died

BATCH = 64
DIED = "the process that looked at it died"


class Part(NamedTuple):
    """What came of some files; those that wait for all others are not among them."""

    findings: tuple[Finding, ...] = ()
    silenced: tuple[Silenced, ...] = ()
    stale: tuple[Stale, ...] = ()
    unread: tuple[Unread, ...] = ()
    scanned: Tally = Tally()

    @property
    def says_something(self) -> bool:
        """Whether there is more in it than how much was scanned."""
        return bool(self.findings or self.silenced or self.unread)

    def plus(self, other: Part) -> Part:
        """Both together."""
        return Part(
            self.findings + other.findings,
            self.silenced + other.silenced,
            self.stale + other.stale,
            self.unread + other.unread,
            self.scanned.plus(other.scanned),
        )


def drained(scan: Scan) -> Part:
    """What a scan has found, which it forgets."""
    part = Part(
        tuple(scan.findings),
        tuple(scan.silenced),
        tuple(scan.stale),
        tuple(scan.unread),
        scan.scanned,
    )
    for found in (scan.findings, scan.silenced, scan.stale, scan.unread):
        found.clear()
    scan.scanned = Tally()
    return part


def look(scan: Scan, asked: Iterable[Blob | Unread | File], watch: Watch) -> None:
    """Look at all that was asked for, files in other processes."""
    done = 0
    for answer in workers.spread(_tasks(scan, asked), partial(_work, scan)):
        if isinstance(answer, Died):
            scan.unread += (Unread(file.path, DIED, fault=True) for file in answer.task)
            continue
        part, waiting, count = answer
        _add(scan, part)
        for file in waiting:
            scan.take(file)
        done += count
        watch.see(done, scan.scanned)


def _tasks(scan: Scan, asked: Iterable[Blob | Unread | File]) -> Iterator[list[File]]:
    batch: list[File] = []
    for item in asked:
        if not isinstance(item, File):
            scan.take(item)
            continue
        batch.append(item)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


Answer = tuple[Part, list[File], int]


def _work(scan: Scan) -> Callable[[list[File]], Answer]:
    """What looks at files in another process: with a scan of its own."""
    mine = scan.twin()
    mine.holds_nothing = True

    def work(files: list[File]) -> Answer:
        whole, waiting = Part(), []
        for file in files:
            try:
                mine.take(file)
                whole = whole.plus(drained(mine))
            except Waits:
                drained(mine)
                waiting.append(file)
        return whole, waiting, len(files)

    return work


def _add(scan: Scan, part: Part) -> None:
    scan.findings += part.findings
    scan.silenced += part.silenced
    scan.stale += part.stale
    scan.unread += part.unread
    scan.scanned = scan.scanned.plus(part.scanned)
