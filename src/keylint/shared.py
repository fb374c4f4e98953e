"""A scan of many files that several processes share: each judges some, all of a file or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from keylint import workers
from keylint.model import Blob, Unread
from keylint.scanner import Part, Scan, Waits
from keylint.sources.files import File
from keylint.watch import Watch
from keylint.workers import Died

BATCH = 64
DIED = "the process that looked at it died"


def look(scan: Scan, asked: Iterable[Blob | Unread | File], watch: Watch) -> None:
    """Look at all that was asked for, files in other processes."""
    done = 0
    scan.load()
    for answer in workers.spread(_tasks(scan, asked), partial(_work, scan)):
        if isinstance(answer, Died):
            scan.unread += (Unread(file.path, DIED, fault=True) for file in answer.task)
            continue
        part, waiting, count = answer
        scan.add(part)
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
                whole = whole.plus(mine.drained())
            except Waits:
                mine.drained()
                waiting.append(file)
        return whole, waiting, len(files)

    return work
