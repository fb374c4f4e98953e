"""Texts that may be slow for a pattern, tried in a process of their own: nobody can stop `re`.

This file is that process, too: `python -I trial.py` reads what to try from its standard input.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# As much of a line as a detector gets at once (`detect_secrets.LONGEST_LINE`): so much is linear
# enough if it is read in a moment. What grows with the square takes a hundredth of a second.
LONGEST = 1000
MOMENT = 0.2  # seconds of a processor
# A step that never ends is ended; the growth before it tells nearly all patterns apart.
PATIENCE = 30.0  # seconds


class Attack(NamedTuple):
    """What stands before and what comes again and again, in turn; and what spoils it at last."""

    pumped: tuple[tuple[str, str], ...]
    end: str

    def text(self, length: int) -> str:
        """A text of at most about that length."""
        fixed = sum(len(before) for before, _ in self.pumped) + len(self.end)
        times = max(1, (length - fixed) // sum(len(word) for _, word in self.pumped))
        return "".join(before + word * times for before, word in self.pumped) + self.end


class Slow(NamedTuple):
    """Which of the attacks took too long, and with how many characters."""

    attack: int
    length: int


def slow(tried: Iterable[tuple[re.Pattern[str], Attack]]) -> Slow | None:
    """The first attack that is too much for its pattern; none if each one is done in a moment."""
    given = json.dumps([(one.pattern, one.flags & ~re.DEBUG, attack) for one, attack in tried])
    command = [sys.executable, "-I", __file__]
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, encoding="ascii", timeout=PATIENCE
        )
    except subprocess.TimeoutExpired as error:
        return _last((error.stdout or b"").decode("ascii"))
    except OSError:  # no Python can be started: nothing is proved
        return None
    return _last(done.stdout) if done.returncode else None


def _last(told: str) -> Slow | None:
    lines = [line.split() for line in told.splitlines()]
    return Slow(int(lines[-1][0]), int(lines[-1][1])) if lines else None


def lengths() -> Iterator[int]:
    """In small steps at first: of what doubles with each character, one takes long but ends."""
    length = 16
    while length < LONGEST:
        yield length
        length += max(2, length // 8) if length < 64 else length
    yield LONGEST


def seconds(pattern: re.Pattern[str], text: str, *, searched: bool = True) -> float:
    """How long it takes to find all that there is in a text, or what it begins with."""
    before = time.process_time()
    for _ in pattern.finditer(text) if searched else [pattern.match(text)]:
        pass
    return time.process_time() - before


def main() -> int:
    """Say each attempt before it is made; 1 after the first that takes too long."""
    for number, (written, flags, (pumped, end)) in enumerate(json.load(sys.stdin)):
        attack = Attack(tuple((before, word) for before, word in pumped), end)
        for length in lengths():
            text = attack.text(length)
            print(number, len(text), flush=True)
            if seconds(re.compile(written, flags), text) > MOMENT:
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
