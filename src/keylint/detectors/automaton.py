"""The places of a pattern, and which may follow which in how many ways (Glushkov's automaton)."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from keylint.detectors.pattern_tree import ALL, ENDLESS, Chain, Chars, Choice, Loop, Tree

START = 0
# So many optional characters are written out; more are as good as any number.
FEW = 8
MOST_COPIES = 64
MOST_EDGES = 100_000
State = TypeVar("State")
# What each step of a way allows.
Way = tuple[int, ...]


class TooLarge(Exception):
    """A pattern has more places than anybody wants to judge."""


class Part(NamedTuple):
    """A part of a pattern: where it begins and ends, and in how many ways it may be nothing.

    A place that is reached in two ways is named twice.
    """

    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    skipped: int = 1


class Automaton:
    """What a place allows, and what follows it.

    A search begins anywhere, so that START follows itself there.
    """

    def __init__(self, tree: Tree, *, searched: bool) -> None:
        self.allowed = [ALL]
        self.follow: list[Counter[int]] = [Counter({START: int(searched)})]
        self._edges = 0
        self._join((START,), self._part(tree).first)

    def _part(self, tree: Tree) -> Part:
        if isinstance(tree, Chars):
            return self._place(tree.allowed)
        if isinstance(tree, Chain):
            return self._chain(map(self._part, tree.parts))
        if isinstance(tree, Choice):
            return _choice([self._part(way) for way in tree.ways])
        return self._loop(tree)

    def _place(self, allowed: int) -> Part:
        self.allowed.append(allowed)
        self.follow.append(Counter())
        at = (len(self.allowed) - 1,)
        return Part(at, at, skipped=0)

    def _chain(self, parts: Iterable[Part]) -> Part:
        whole = Part()
        for part in parts:
            self._join(whole.last, part.first)
            whole = Part(
                whole.first + part.first * whole.skipped,
                whole.last * part.skipped + part.last,
                min(2, whole.skipped * part.skipped),
            )
        return whole

    def _loop(self, loop: Loop) -> Part:
        copies = min(loop.least, MOST_COPIES)
        endless = loop.most is ENDLESS or loop.most - loop.least > FEW
        optional = 0 if endless or loop.most is ENDLESS else loop.most - loop.least
        return self._chain(self._copies(loop.body, copies, optional, endless))

    def _copies(self, body: Tree, copies: int, optional: int, endless: bool) -> Iterator[Part]:
        for _ in range(copies - endless):
            yield self._part(body)
        if endless:
            part = self._part(body)
            self._join(part.last, part.first)
            yield part._replace(skipped=part.skipped or int(not copies))
        for _ in range(optional):
            yield self._part(body)._replace(skipped=1)

    def _join(self, last: tuple[int, ...], first: tuple[int, ...]) -> None:
        self._edges += len(last) * len(first)
        if self._edges > MOST_EDGES:
            raise TooLarge
        for place in last:
            self.follow[place].update(first)

    def steps(self, place: int) -> Iterator[tuple[int, int, bool]]:
        """What follows a place: where, by which characters, and whether in more ways than one."""
        return ((to, self.allowed[to], ways > 1) for to, ways in self.follow[place].items() if ways)

    def way(self, start: int, end: int) -> Way:
        """A shortest way from a place to another, or to itself by nothing."""
        return () if start == end else path(start, self._by_one, end.__eq__)[1]

    def _by_one(self, place: int) -> Iterator[tuple[int, int]]:
        return ((to, allowed) for to, allowed, _ in self.steps(place) if allowed)


def _choice(ways: list[Part]) -> Part:
    return Part(
        tuple(place for way in ways for place in way.first),
        tuple(place for way in ways for place in way.last),
        min(2, sum(way.skipped for way in ways)),
    )


def path(
    start: State,
    steps: Callable[[State], Iterable[tuple[State, int]]],
    is_end: Callable[[State], bool],
    most: int = 20_000,
) -> tuple[State, Way]:
    """The end of a shortest way of one step at least, and the way; where there is none, none."""
    came: dict[State, tuple[State, int]] = {}
    waiting = deque([start])
    while waiting and len(came) < most:
        here = waiting.popleft()
        for to, allowed in steps(here):
            if is_end(to):
                return to, (*_back(came, start, here), allowed)
            if to not in came:
                came[to] = (here, allowed)
                waiting.append(to)
    return start, ()


def _back(came: dict[State, tuple[State, int]], start: State, end: State) -> Way:
    way = []
    while end != start:
        end, allowed = came[end]
        way.append(allowed)
    return tuple(reversed(way))
