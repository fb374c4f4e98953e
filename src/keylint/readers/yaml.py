"""YAML with places, from PyYAML's events: they come one by one, so nothing grows unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from keylint.finding import Span
from keylint.readers.literals import bare_value
from keylint.tree import DEEPEST, Entry, Items, Node, Scalar, Table, Unreadable

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TRUTH = {"yes": True, "on": True, "no": False, "off": False, "~": None, "": None}
QUOTES = ("'", '"')
BLOCKS = ("|", ">")
MERGE_KEY = "<<"
# What merging writes out grows with the square of the text.
MOST_MERGED = 100_000
# Tags and anchors, with the blanks and comments that may stand behind them.
PROPERTIES = re.compile(r"(?:[&!]\S*(?:\s+(?:#[^\n]*)?)*)*")


def read(text: str) -> Node:
    """The tree of a YAML text; several documents become a list."""
    try:
        nodes = tuple(_Trees(text, yaml.parse(text, Loader=LOADER)).documents())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(f"{_place(mark)}{_reason(error)}") from None
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        raise Unreadable(f"not YAML: {type(error).__name__}") from None
    return nodes[0] if len(nodes) == 1 else Items(nodes, Span(0, len(text)))


def _place(mark: Any) -> str:
    return f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""


def _reason(error: yaml.MarkedYAMLError) -> str:
    # libyaml 0.2.6 and later has a limit of its own, and reads brackets ahead of their events.
    if "nesting depth" in (error.problem or ""):
        return f"nested deeper than {DEEPEST}"
    # PyYAML quotes single characters and alias names of the text: keep what stands before them.
    return (error.problem or error.context or "not YAML").split("'")[0].strip()


@dataclass
class _Trees:
    """Trees made from events; an alias is the very node of its anchor, so that it costs nothing."""

    text: str = field(repr=False)
    events: Iterator[Any]
    anchors: dict[str | None, Node] = field(default_factory=dict)
    depth: int = 0
    merged: int = 0

    def documents(self) -> Iterator[Node]:
        """The root of each document; an anchor is known only in its own."""
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                self.anchors.clear()
                yield self._node(next(self.events))

    def _node(self, event: Any) -> Node:
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self.anchors:
                raise Unreadable(f"{_place(event.start_mark)}an alias without its anchor")
            return self.anchors[event.anchor]
        start = self._start(event)
        # A node that holds itself finds this stand-in instead of an endless way down.
        self.anchors[event.anchor] = Scalar(None, Span(start, start))
        self.anchors[event.anchor] = made = self._made(event, start)
        return made

    def _start(self, event: Any) -> int:
        """Where a node begins, behind its tag and anchor."""
        start, end = event.start_mark.index, _end(event)
        found = PROPERTIES.match(self.text, start, end) if event.anchor or event.tag else None
        return found.end() if found else start

    def _made(self, event: Any, start: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event, start)
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable(f"{_place(event.start_mark)}nested deeper than {DEEPEST}")
        make = self._items if isinstance(event, yaml.SequenceStartEvent) else self._table
        node = make(start)
        self.depth -= 1
        return node

    def _items(self, start: int) -> Items:
        nodes = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            nodes.append(self._node(event))
        return Items(tuple(nodes), Span(start, _end(event)))

    def _table(self, start: int) -> Table:
        own: list[Entry] = []
        merged: list[Node] = []
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key, node = self._node(event), self._node(next(self.events))
            # A name is a text: `yes` and `010` are names as they are written.
            name = event.value if isinstance(event, yaml.ScalarEvent) else _name(key)
            if name == MERGE_KEY:
                merged.append(node)
            elif name is not None:
                own.append(Entry(name, key.span, node))
        return Table((*own, *self._unnamed(merged, own)), Span(start, _end(event)))

    def _unnamed(self, merged: list[Node], own: list[Entry]) -> Iterator[Entry]:
        """What a table takes over from others: each name once, and none that it has itself."""
        found: dict[str, Entry] = {}
        for held in (held for node in merged for held in _held(node)):
            self.merged += 1 + len(held)
            if self.merged > MOST_MERGED:
                raise Unreadable(f"merges more than {MOST_MERGED:,} names into other tables")
            for entry in held:
                found.setdefault(entry.key, entry)
        named = {entry.key for entry in own}
        return (entry for entry in found.values() if entry.key not in named)


def _end(event: Any) -> int:
    return int(event.end_mark.index)


def _name(key: Node) -> str | None:
    return str(key.value) if isinstance(key, Scalar) else None


def _held(node: Node) -> Iterator[tuple[Entry, ...]]:
    """The entries of a merged table, or of each in a merged list; nothing of what is no table."""
    for one in node.nodes if isinstance(node, Items) else (node,):
        yield one.entries if isinstance(one, Table) else ()


def _scalar(event: Any, start: int) -> Scalar:
    end = _end(event)
    if event.style in QUOTES:
        return Scalar(event.value, Span(start + 1, end - 1))
    if event.style in BLOCKS:
        return Scalar(event.value, Span(start, end))
    word = event.value.lower()
    return Scalar(TRUTH[word] if word in TRUTH else bare_value(event.value), Span(start, end))
