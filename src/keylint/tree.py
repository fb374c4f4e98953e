"""What a structured file says, with the place of every value: tables, lists and scalars."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar, Union

from keylint.finding import Span

T = TypeVar("T")
DEEPEST = 200  # brackets within brackets; people stop long before, stacks soon after


class Unreadable(Exception):
    """A text is not of the format that its name promises; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value: text, number, truth value, or None for null."""

    value: str | int | float | bool | None = field(repr=False)
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A name in a table with what it holds."""

    key: str
    span: Span
    node: Node


@dataclass(frozen=True, slots=True)
class Table:
    """Names and what they hold, in the order of the file; names may repeat."""

    entries: tuple[Entry, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    nodes: tuple[Node, ...]
    span: Span


Node = Union[Scalar, Table, Items]


@dataclass(frozen=True, slots=True)
class Nested:
    """A table with the names and the tables that lead to it, outermost first."""

    table: Table
    names: tuple[str, ...]
    parents: tuple[Table, ...]


def tables(root: Node) -> Iterator[Nested]:
    """Every table of a tree, each once, however often an alias repeats it."""
    seen: set[int] = set()
    waiting: list[tuple[Node, tuple[str, ...], tuple[Table, ...]]] = [(root, (), ())]
    while waiting:
        node, names, parents = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Table):
            yield Nested(node, names, parents)
            below = [(e.node, (*names, e.key), (*parents, node)) for e in node.entries]
        elif isinstance(node, Items):
            below = [(child, names, parents) for child in node.nodes]
        else:
            continue
        waiting.extend(reversed(below))


class Around(Generic[T]):
    """Things by their spans, of which none crosses another; many places are asked one by one."""

    def __init__(self, things: Iterable[tuple[Span, T]]) -> None:
        self._things = sorted(things, key=lambda one: (one[0].start, -one[0].end))
        self._starts = [span.start for span, _ in self._things]
        self._outer: list[int] = []
        for index, (span, _) in enumerate(self._things):
            self._outer.append(self._holder(index - 1, span))

    def _holder(self, index: int, span: Span) -> int:
        while index >= 0 and not self._things[index][0].holds(span):
            index = self._outer[index]
        return index

    def holding(self, span: Span) -> Iterator[T]:
        """What holds a place, the innermost first; of the same span the last."""
        index = self._holder(bisect_right(self._starts, span.start) - 1, span)
        while index >= 0:
            yield self._things[index][1]
            index = self._outer[index]
