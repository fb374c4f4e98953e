"""Work that several processes share: all of it is done, whatever becomes of one of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable

import pytest

from keylint import workers
from keylint.workers import Died

forked = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")


def squares() -> Callable[[int], int]:
    return lambda number: number * number


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 100])
def test_every_task_is_answered_once(count: int) -> None:
    answers = list(workers.spread(range(count), squares))
    assert sorted(answers) == [number * number for number in range(count)]


@forked
def test_the_work_is_done_elsewhere_and_by_more_than_one() -> None:
    places = set(workers.spread(range(50), lambda: lambda _: os.getpid()))
    assert os.getpid() not in places
    assert len(places) == 2


def test_with_one_processor_or_one_task_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def place() -> Callable[[int], int]:
        return lambda _: os.getpid()

    assert set(workers.spread([1], place)) == {os.getpid()}
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert set(workers.spread(range(5), place)) == {os.getpid()}


@forked
def test_a_process_that_dies_loses_its_task_alone() -> None:
    def work(number: int) -> int:
        if number in (3, 7):
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    answers = list(workers.spread(range(10), lambda: work))
    assert sorted(one for one in answers if not isinstance(one, Died)) == [0, 1, 2, 4, 5, 6, 8, 9]
    assert sorted(one.task for one in answers if isinstance(one, Died)) == [3, 7]


@forked
def test_a_mistake_in_a_process_says_nothing_that_could_be_a_secret(
    capfd: pytest.CaptureFixture[str],
) -> None:
    def work(number: int) -> int:
        raise ValueError("a value of a file")

    answers = list(workers.spread(range(3), lambda: work))
    assert [type(one) for one in answers] == [Died, Died, Died]
    assert capfd.readouterr() == ("", "")


@forked
def test_answers_larger_than_a_line_holds_come_through() -> None:
    answers = list(workers.spread(range(6), lambda: lambda number: bytes(number * 1_000_000)))
    assert sorted(map(len, answers)) == [number * 1_000_000 for number in range(6)]
    tasks = [bytes(number * 1_000_000) for number in range(6)]
    assert sorted(workers.spread(tasks, lambda: len)) == list(map(len, tasks))


@forked
def test_who_loses_interest_leaves_no_process_behind() -> None:
    places = workers.spread(range(1000), lambda: lambda _: os.getpid())
    some = {next(places) for _ in range(10)}
    places.close()  # type: ignore[attr-defined]
    for place in some:
        with pytest.raises(ProcessLookupError):
            os.kill(place, 0)


@forked
def test_processes_end_with_the_one_that_asks_even_if_it_is_killed() -> None:
    code = textwrap.dedent(
        """
        import os, signal
        from keylint import workers
        os.cpu_count = lambda: 2
        for place in workers.spread(range(4), lambda: lambda _: os.getpid()):
            print(place, flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
        """
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30)
    place = int(done.stdout.split()[0])
    for _ in range(100):
        try:
            os.kill(place, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("the process goes on")
