"""Which texts a pattern might read in more ways than one, which is what makes `re` slow.

A repetition that comes back to where it was by two ways with the same text tries both each time, and
so doubles the time with each round. Two repetitions in a row that take the same text share it in
all ways that there are: the time grows with its square, with a third with its cube. A search, which
begins anywhere, is the first of them. That is the theory of ambiguity in automata; it knows
nothing of what `re` does better, so that whoever is suspected is tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, partial
from itertools import product
from typing import NamedTuple

from keylint.detectors.automaton import START, Automaton, TooLarge, Way, path
from keylint.detectors.pattern_tree import ALL, example, tree
from keylint.detectors.trial import Attack

DOUBLING = 99  # no power of the length
NESTED = "a repetition within a repetition"
ALTERNATIVES = "alternatives in a repetition"
ROW = "repetitions in a row, the search itself among them,"
# What is told of one pattern; a text that is slow for one reason is slow for the next.
MOST = 12


class Suspicion(NamedTuple):
    """What may take a text in many ways, with which power of its length, and such a text."""

    what: str
    power: int
    attack: Attack


class Overlap(NamedTuple):
    """Two repetitions that take the same text, one behind the other."""

    first: int
    second: int
    way: Way


def suspicions(pattern: re.Pattern[str], *, searched: bool = True) -> list[Suspicion]:
    """What is suspicious in a pattern, the worst first; of one that is too large, nothing.

    One that is not searched for is matched at one place.
    """
    try:
        automaton = Automaton(tree(pattern), searched=searched)
    except (TooLarge, RecursionError):
        return []
    judge = _Judge(automaton)
    found = dict.fromkeys((*judge.doubling(), *judge.rows()))
    return sorted(found, key=lambda one: -one.power)[:MOST]


class _Judge:
    """The repetitions of an automaton, and what they have in common."""

    def __init__(self, automaton: Automaton) -> None:
        self.automaton = automaton
        self.steps = [list(automaton.steps(at)) for at in range(len(automaton.allowed))]

    @cached_property
    def reached(self) -> list[int]:
        """What can be reached from each place, a bit each."""
        reached = [0] * len(self.steps)
        before: list[int] = []
        while before != reached:
            before = list(reached)
            for at in range(len(reached) - 1, -1, -1):
                for to, allowed, _ in self.steps[at]:
                    if allowed:
                        reached[at] |= reached[to] | 1 << to
        return reached

    def reaches(self, start: int, end: int) -> bool:
        return bool(self.reached[start] >> end & 1)

    @cached_property
    def repeated(self) -> list[int]:
        return [at for at in range(len(self.steps)) if self.reaches(at, at)]

    @cached_property
    def home(self) -> dict[int, int]:
        """The repetition that each repeated place is in, by its first place."""
        home: dict[int, int] = {}
        for at in self.repeated:
            both = (one for one in home.values() if self.reaches(one, at) and self.reaches(at, one))
            home[at] = next(both, at)
        return home

    def doubling(self) -> Iterator[Suspicion]:
        """Repetitions that come back by two ways with the same text."""
        for at in sorted(set(self.home.values())):
            (_, _, what), way = path((at, at, ""), self._by_two, partial(is_back, at))
            if way:
                yield from self._spoiled(
                    what, DOUBLING, ((self.automaton.way(START, at), way),), at
                )

    def _by_two(self, state: tuple[int, int, str]) -> Iterator[tuple[tuple[int, int, str], int]]:
        one, other, split = state
        for to, allowed, is_double in self._within(one):
            for to_other, allowed_too, _ in self._within(other):
                if both := allowed & allowed_too:
                    nested = NESTED if one == other and is_double else ""
                    yield (
                        (to, to_other, split or (nested if to == to_other else ALTERNATIVES)),
                        both,
                    )

    def _within(self, at: int) -> Iterator[tuple[int, int, bool]]:
        return (step for step in self.steps[at] if self.home.get(step[0]) == self.home[at])

    def rows(self) -> Iterator[Suspicion]:
        """Repetitions one behind the other that take the same text."""
        for row in dict.fromkeys(self.longest[overlap] for overlap in self.overlaps):
            starts = (START, *(one.second for one in row))
            links = (
                self.automaton.way(at, one.first) for at, one in zip(starts, row, strict=False)
            )
            pumped = tuple(zip(links, (one.way for one in row), strict=True))
            yield from self._spoiled(ROW, 1 + len(row), pumped, row[-1].second)

    @cached_property
    def overlaps(self) -> list[Overlap]:
        found = []
        for first in self.repeated:
            for second in self.repeated:
                if self.home[first] != self.home[second] and self.reaches(first, second):
                    start, end = (first, first, second), (first, second, second)
                    _, way = path(start, self._by_three, end.__eq__, 2_000)
                    found += [Overlap(first, second, way)] if way else []
        return found

    def _by_three(self, state: tuple[int, int, int]) -> Iterator[tuple[tuple[int, int, int], int]]:
        first, between, second = state
        for a, allowed_first, _ in self._within(first):
            for c, allowed_second, _ in self._within(second):
                if both := allowed_first & allowed_second:
                    for b, allowed, _ in self.steps[between]:
                        if both & allowed:
                            yield (a, b, c), both & allowed

    @cached_property
    def longest(self) -> dict[Overlap, tuple[Overlap, ...]]:
        """The longest row that begins with each overlap."""
        longest: dict[Overlap, tuple[Overlap, ...]] = {}
        # What reaches less stands further behind.
        for one in sorted(self.overlaps, key=lambda one: self.reached[one.first].bit_count()):
            behind = (row for other, row in longest.items() if self._follows(one, other))
            longest[one] = (one, *max(behind, key=len, default=()))
        return longest

    def _follows(self, one: Overlap, other: Overlap) -> bool:
        return one.second == other.first or self.reaches(one.second, other.first)

    def _spoiled(
        self, what: str, power: int, pumped: tuple[tuple[Way, Way], ...], at: int
    ) -> Iterator[Suspicion]:
        """The text by itself, and with a character at its end that cannot follow.

        Where a place in the pattern ends a word, its letters have to be something else than letters.
        """
        may_follow = 0
        for _, allowed, _ in self.steps[at]:
            may_follow |= allowed
        ends = ["", example(ALL & ~may_follow)] if may_follow != ALL else [""]
        for apart, end in product((False, True), ends):
            texts = tuple((_spelt(link, apart), _spelt(way, apart)) for link, way in pumped)
            yield Suspicion(what, power, Attack(texts, end))


def is_back(at: int, state: tuple[int, int, str]) -> bool:
    """Whether two ways are back at a place, and were apart meanwhile."""
    one, other, split = state
    return one == other == at and bool(split)


def _spelt(way: Way, apart: bool) -> str:
    return "".join(example(allowed, apart) for allowed in way)
