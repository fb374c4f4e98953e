"""Texts that are one piece a hundred thousand times, under each file's name: `pumping.py [WORD …]`.

Time has to grow as the text does. A case that grows faster is measured again, and told.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from types import FrameType
from typing import NamedTuple

import pumps

from keylint import engine, registry, triage
from keylint.document import Document
from keylint.rule import SurveyRule
from keylint.rulebook import Rulebook
from keylint.settings import Settings

# A quarter of a million characters at a second each would be no news: a small text tells enough.
FIRST, SECOND, SLOW = 8_000, 32_000, 0.03
SIZES = (125_000, 250_000, 500_000, 1_000_000)
PATIENCE = 20.0  # seconds
SUSPECT = 5.5  # of four times the text
MOST = 2.5  # for each doubling
BOOK = Rulebook.of(rule for rule in registry.load() if not isinstance(rule, SurveyRule))
RULES = [BOOK[name] for name in BOOK]


class TooLong(BaseException):
    """Nobody waits for this."""


class Case(NamedTuple):
    """A text of any length, under a file's name."""

    file: str
    frame: pumps.Frame
    piece: str

    def seconds(self, length: int) -> float:
        """How long all that judges takes for so many characters; endless if nobody waited."""
        text = self.frame.around(self.piece, length)
        started = time.process_time()
        try:
            with alarm(PATIENCE):
                judge(self.file, text)
        except TooLong:
            return float("inf")
        return time.process_time() - started


def judge(file: str, text: str) -> None:
    """All rules look, whatever the gate says, once with what it knows and once without."""
    judged = engine.judge_by(Document(file, text, search=engine.names_in), RULES)
    triage.sort(judged, BOOK, tuple(BOOK), Settings())
    engine.judge_by(Document(file, text), RULES)


@contextlib.contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Ends what is within after some seconds; Python's `re` heeds that."""

    def ring(number: int, frame: FrameType | None) -> None:
        raise TooLong

    signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def cases(words: list[str]) -> Iterator[Case]:
    for file in pumps.FILES:
        if not words or file in words:
            for piece in pumps.PIECES:
                yield from (Case(file, frame, piece) for frame in pumps.frames(file))


def is_suspect(case: Case) -> bool:
    first = case.seconds(FIRST)
    return first > SLOW and case.seconds(SECOND) > SUSPECT * first


def main(words: list[str]) -> int:
    found = 0
    for case in cases(words):
        if not is_suspect(case):
            continue
        times: list[float] = []
        for size in SIZES:
            times.append(case.seconds(size))
            if times[-1] > PATIENCE / 2:
                break
        ratios = [b / a for a, b in pairwise(times)]
        if max(times) < PATIENCE / 2 and not (ratios and ratios[-1] > MOST):
            continue
        found += 1
        told = " ".join(f"{one:.2f}" for one in times)
        print(f"{case.file:15} {case.frame.name:16} {case.piece!r:40} {told} s", flush=True)
    print(f"{found} grow faster than their text")
    return min(found, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
