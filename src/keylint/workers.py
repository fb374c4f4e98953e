"""Work that several processes share: in one, Python does only one thing at a time.

Nothing is shared but the tasks and their answers. A process that dies loses the task that it had,
which is told, and nothing else.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, Union

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

MOST = 4
ENDS = {signal.SIGINT, signal.SIGTERM}
Task = TypeVar("Task")
Answer = TypeVar("Answer")


class Died(NamedTuple):
    """In place of an answer: the process that had a task has died of it."""

    task: Any


def spread(
    tasks: Iterable[Task], make: Callable[[], Callable[[Task], Answer]]
) -> Iterator[Union[Answer, Died]]:
    """The answers to tasks, in no order; each process makes for itself what answers.

    Where processes cannot be forked, or there is one processor or one task, this one does the work.
    """
    count = min(MOST, os.cpu_count() or 1)
    coming = iter(tasks)
    first = list(islice(coming, 2))
    if sys.platform != "linux" or count == 1 or len(first) < 2:
        yield from map(make(), chain(first, coming))
        return
    gc.freeze()  # what is there already is collected nowhere, and stays common to all
    crew: _Crew[Task, Answer] = _Crew(make, count)
    try:
        yield from crew.answers(chain(first, coming))
    finally:
        crew.dismiss()


class _Worker(Generic[Task, Answer]):
    """A process, this end of the line to it, and the task that it has."""

    def __init__(
        self, make: Callable[[], Callable[[Task], Answer]], others: Iterable[Connection]
    ) -> None:
        from multiprocessing import get_context

        context = get_context("fork")
        self.line, theirs = context.Pipe()
        # Who inherits the lines of others would keep them open when this process has died.
        inherited = (*others, self.line)
        self.process = context.Process(target=_serve, args=(theirs, inherited, make), daemon=True)
        # Ctrl-C is not for a process that has not learned yet to leave it to this one.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDS)
        self.process.start()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()
        self.task: Task | None = None

    def give(self, task: Task) -> None:
        self.task = task
        with contextlib.suppress(OSError):  # it has died, as whoever waits for its answer learns
            self.line.send(task)


class _Crew(Generic[Task, Answer]):
    """Some workers, each with one task at a time: so neither end waits for the other to read."""

    def __init__(self, make: Callable[[], Callable[[Task], Answer]], count: int) -> None:
        self.make = make
        self.count = count
        self.workers: dict[Connection, _Worker[Task, Answer]] = {}

    def answers(self, tasks: Iterator[Task]) -> Iterator[Union[Answer, Died]]:
        from multiprocessing.connection import wait

        for task in tasks:
            self._hire().give(task)
            if len(self.workers) == self.count:
                break
        following = next(tasks, None)
        while busy := [one for one in self.workers.values() if one.task is not None]:
            ready = wait([one.line for one in busy])
            for worker in (one for one in busy if one.line in ready):
                answer = self._answer(worker)
                if following is not None:
                    (worker if worker.line in self.workers else self._hire()).give(following)
                    following = next(tasks, None)
                yield answer

    def _hire(self) -> _Worker[Task, Answer]:
        worker = _Worker(self.make, self.workers)
        self.workers[worker.line] = worker
        return worker

    def _answer(self, worker: _Worker[Task, Answer]) -> Union[Answer, Died]:
        task, worker.task = worker.task, None
        try:
            answer: Answer = worker.line.recv()
        except (EOFError, OSError):
            del self.workers[worker.line]
            worker.process.join()
            return Died(task)
        return answer

    def dismiss(self) -> None:
        """Let all of them go, whatever they are at."""
        for worker in self.workers.values():
            worker.process.kill()
        for worker in self.workers.values():
            worker.process.join()
            worker.line.close()


def _serve(
    line: Connection, inherited: Iterable[Connection], make: Callable[[], Callable[[Any], Any]]
) -> None:
    """Answer until nobody asks. What goes wrong is not told: its text may quote a file."""
    for end in ENDS:
        signal.signal(end, signal.SIG_IGN)  # the one who asks decides when it ends
    for other in inherited:
        other.close()
    code = 1
    try:
        work = make()
        while True:
            line.send(work(line.recv()))
    except EOFError:
        code = 0
    finally:
        os._exit(code)  # not through what the asking process has still to write
