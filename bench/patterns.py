"""The patterns of keylint that grow most when they are pumped: `patterns.py [HOW MANY]`.

Of each the worst of the texts that analysis suspects: with which power of the text's length the time
grows, and what a kilobyte costs in the longest that was tried.
"""

from __future__ import annotations

import math
import re
import sys
from typing import NamedTuple

from patterns_found import found
from pumping import TooLong, alarm

from keylint.detectors.linear import suspicions
from keylint.detectors.trial import Attack, seconds

LENGTHS = (1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 100_000)
ENOUGH = 0.2  # seconds: the growth is seen by then
PATIENCE = 1.5
TOO_SHORT = 0.002  # seconds that say nothing of growth


class Grown(NamedTuple):
    """How the time of a pattern grows with a text, and how far that was seen."""

    power: float
    length: int
    seconds: float

    @property
    def per_kilobyte(self) -> float:
        """Microseconds."""
        return self.seconds * 1e9 / self.length


def grown(pattern: re.Pattern[str], attack: Attack, *, searched: bool = True) -> Grown:
    """Longer and longer texts of an attack, until the time tells."""
    before = last = 0.0
    for length in LENGTHS:
        text = attack.text(length)
        try:
            with alarm(PATIENCE):
                before, last = last, seconds(pattern, text, searched=searched)
        except TooLong:
            return Grown(math.inf, len(text), PATIENCE)
        if last > ENOUGH:
            break
    if last > ENOUGH and not before:
        return Grown(math.inf, len(text), last)
    return Grown(
        math.log2(max(last, before) / before) if before > TOO_SHORT else 1.0, len(text), last
    )


def worst(pattern: re.Pattern[str], *, searched: bool = True) -> Grown | None:
    """The worst of what is suspected; none where nothing is."""
    tried = []
    for one in suspicions(pattern, searched=searched):
        tried.append(grown(pattern, one.attack, searched=searched))
        if tried[-1].seconds > ENOUGH:
            break
    return max(tried, key=lambda one: one.per_kilobyte, default=None)


def main(words: list[str]) -> int:
    rows = []
    for one in found()[0]:
        if (told := worst(one.pattern, searched=one.searched)) is not None:
            rows.append((told.per_kilobyte, told, one.name))
    print(f"{'pattern':55} {'power':>6} {'µs per kB':>12}  characters")
    for _, told, name in sorted(rows, reverse=True)[: int(words[0]) if words else 40]:
        print(f"{name:55} {told.power:6.1f} {told.per_kilobyte:12,.0f}  {told.length:,}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
