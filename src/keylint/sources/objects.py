"""Many objects of a repository, read by several gits at once and looked at where they are read."""

from __future__ import annotations

import contextlib
import os
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import IO, Literal, Union

from keylint.model import Blob, Standing, Tally, Unread, size
from keylint.sources.git import PIPE_BYTES, GitError, Process, Repository, stopping
from keylint.sources.history import Version

# The ids of two batches fit into a pipe: git always knows the next one, and nobody waits.
BATCH = 256
MOST_READERS = 4
COMMITTED = Standing(tracked=True, ignored=False)
ORIGIN = "history"
MISSING = "an object of it is missing or damaged in the repository"

Look = Callable[[Blob], bool]
Read = tuple[Version, Union[Blob, Unread]]
_Failed = Literal["failed"]
FAILED: _Failed = "failed"
_Content = Union[bytes, int, None, _Failed]
Answers = tuple[list[Read], Tally]


def read(
    repository: Repository,
    versions: Iterable[Version],
    most: int,
    looks: Callable[[], Look],
    prefix: str = "",
) -> Iterator[Answers]:
    """The blobs that a look lets through, and how much was looked at; in no order.

    Their paths are told with a prefix.

    Each reader has a look of its own, which runs in the reader's thread. What goes wrong in one,
    or in telling the versions, is raised when the others have ended.
    """
    desk = _Desk(repository, iter(versions), most, prefix)
    readers = [_Reader(desk, looks()) for _ in range(min(MOST_READERS, os.cpu_count() or 1))]
    for reader in readers:
        reader.start()
    broken: BaseException | None = None
    at_work = len(readers)
    try:
        while at_work:
            answer = desk.answers.get()
            if isinstance(answer, tuple):
                yield answer
            else:
                broken = broken or answer
                at_work -= 1
    finally:
        desk.close()
    fault = broken or desk.fault
    if fault:
        raise fault


class _Desk:
    """What the readers share: what is still to be read, and where the answers go."""

    def __init__(
        self, repository: Repository, versions: Iterator[Version], most: int, prefix: str
    ) -> None:
        self.repository, self.versions, self.most = repository, versions, most
        self.prefix = prefix
        self.lock = threading.Lock()
        self.closed = False
        self.fault: GitError | None = None
        # As long as nobody takes the answers, nobody reads on: what waits here is held in memory.
        self.answers: queue.Queue[Answers | BaseException | None] = queue.Queue(4 * MOST_READERS)

    def batch(self) -> list[Version]:
        """The next versions to read; none when all are, or nobody wants more."""
        found: list[Version] = []
        with self.lock:
            try:
                found.extend(() if self.closed else islice(self.versions, BATCH))
            except GitError as error:  # what was told before is read all the same
                self.fault = error
        return found

    def tell(self, answer: Answers | BaseException | None) -> None:
        """Lay an answer down, unless nobody waits for any."""
        while not self.closed:
            with contextlib.suppress(queue.Full):
                return self.answers.put(answer, timeout=0.1)

    def close(self) -> None:
        """Let every reader end with the batch that it has."""
        self.closed = True


class _Reader(threading.Thread):
    """One git that is asked batch by batch."""

    def __init__(self, desk: _Desk, look: Look) -> None:
        super().__init__(daemon=True)
        self.desk, self.look = desk, look

    def run(self) -> None:
        """Read until nothing is left; a failure is an answer too."""
        try:
            waiting = self.desk.batch()
            while waiting:
                waiting = self._with_git(waiting)
            self.desk.tell(None)
        except BaseException as error:  # it is raised again where the answers are read
            self.desk.tell(error)

    def _with_git(self, batch: list[Version]) -> list[Version]:
        """Ask one git until nothing is left, or it fails; what is to be read after that."""
        process = self.desk.repository.start("cat-file", "--batch")
        _widen(process)
        with stopping(process):
            _ask(process, batch)
            while batch:
                following = self.desk.batch()
                _ask(process, following)
                read = self._take(process, batch)
                if read < len(batch):
                    process.kill()
                    return [*batch[read:], *following]
                batch = following
        return []

    def _take(self, process: Process, batch: list[Version]) -> int:
        """Look at what git answers for a batch; how many are done, if it fails not all of them."""
        answers: list[Read] = []
        count = total = done = 0
        for version in batch:
            data = _content(process, version, self.desk.most)
            if data is FAILED:
                break
            done += 1
            if isinstance(data, bytes):
                count += 1
                total += len(data)
            answers += self._answer(version, data)
        if done < len(batch):
            # The one before may have been cut short, and what is behind it read in its place.
            suspects = batch[max(0, done - 1) : done + 1]
            answers = [one for one in answers if one[0] not in suspects]
            answers += (one for version in suspects for one in self._alone(version))
            done += 1
        self.desk.tell((answers, Tally(count, total)))
        return done

    def _alone(self, version: Version) -> list[Read]:
        """Ask a git for nothing else: what it cannot answer for is damaged then."""
        process = self.desk.repository.start("cat-file", "--batch")
        with stopping(process):
            _ask(process, [version])
            _ask(process, [])
            data = _content(process, version, self.desk.most)
            whole = process.stdout is not None and not process.stdout.read(1)
        return self._answer(version, data if whole else FAILED)

    def _answer(self, version: Version, data: _Content) -> list[Read]:
        if not isinstance(data, bytes):
            return [(version, self._unread(version, data))]
        blob = Blob(self.desk.prefix + version.name, data, ORIGIN, COMMITTED)
        return [(version, blob)] if self.look(blob) else []

    def _unread(self, version: Version, data: int | _Failed | None) -> Unread:
        name = self.desk.prefix + version.name
        if isinstance(data, int):
            return Unread(name, f"larger than {size(self.desk.most)}")
        return Unread(name, MISSING, fault=True)


def _widen(process: Process) -> None:
    """Let git write more at once before somebody reads it, where that can be had."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(process.stdout or -1, fcntl.F_SETPIPE_SZ, PIPE_BYTES)


def _ask(process: Process, batch: list[Version]) -> None:
    """Write down what git shall read next; nothing more is asked once there is nothing."""
    if process.stdin is None:
        return
    with contextlib.suppress(BrokenPipeError):  # it died of a damaged object, and is read out
        if batch:
            process.stdin.write(b"\n".join([*(one.object_id for one in batch), b""]))
            process.stdin.flush()
        else:
            process.stdin.close()


def _content(process: Process, version: Version, most: int) -> _Content:
    """What git answers for one object: its bytes, or their number if it is too much.

    None where the object is missing; FAILED where git ended, or answers for another one.
    """
    stream = process.stdout
    header = stream.readline().split() if stream else []
    if stream is None or header[:1] != [version.object_id]:
        return FAILED
    if len(header) != 3:
        return None
    length = int(header[2])
    if length > most:
        return length if _skipped(stream, length + 1) else FAILED
    data = stream.read(length)
    # A newline stands behind every object.
    if len(data) < length or stream.read(1) != b"\n":
        return FAILED
    return data if header[1] == b"blob" else data.partition(b"\n\n")[2]


def _skipped(stream: IO[bytes], count: int) -> bool:
    while count and (chunk := stream.read(min(count, PIPE_BYTES))):
        count -= len(chunk)
    return not count
