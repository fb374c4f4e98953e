"""What a structured file says, with the place of every value: tables, lists and scalars."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Union

from keylint.finding import Span

DEEPEST = 200  # brackets within brackets; people stop long before, stacks soon after


class Unreadable(Exception):
    """A text is not of the format that its name promises; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value: text, number, truth value, or None for null."""

    value: str | int | float | bool | None
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


class Around:
    """The tables of a tree by their places, for many places that are asked one by one."""

    def __init__(self, root: Node) -> None:
        spans = sorted(tables(root), key=lambda one: (one.table.span.start, -one.table.span.end))
        self._tables = tuple(spans)
        self._starts = [one.table.span.start for one in spans]
        self._parents: list[int] = []
        for index, one in enumerate(spans):
            self._parents.append(self._holder(index - 1, one.table.span))

    def _holder(self, index: int, span: Span) -> int:
        while index >= 0 and not self._tables[index].table.span.holds(span):
            index = self._parents[index]
        return index

    def innermost(self, span: Span) -> Nested | None:
        """The innermost table that holds a place."""
        index = self._holder(bisect_right(self._starts, span.start) - 1, span)
        return self._tables[index] if index >= 0 else None
