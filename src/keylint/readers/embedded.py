"""Documents within documents: a ConfigMap's `config.json: |`, JSON in a text of JSON."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from posixpath import basename

from keylint.finding import Span
from keylint.readers.shifted import placed
from keylint.tree import Entry, Items, Node, Scalar, Table, Unreadable

Parse = Callable[[str, str], "Node | None"]
Format = Callable[[str], "str | None"]

# A document in a document in a document is nobody's.
LEVELS = 2
LARGEST = 1_000_000
HOLDERS = frozenset(["data", "stringData", "binaryData"])
OBJECT = re.compile(r"\s*[{\[]\s*[\"{\[]")
BLOCK = re.compile(r"[|>][+-]?\d?[+-]?[ \t]*(?:#[^\n]*)?\r?\n")


def unfold(root: Node, text: str, parse: Parse, format_of: Format) -> Node:
    """The tree with each text that is a document replaced by the tree of that document.

    Places within are exact where the text stands as it is, but for its indentation; where it is
    escaped or folded, they are those of the whole text.
    """
    return _Unfolding(text, parse, format_of).node(root, "", "")


class _Unfolding:
    """One walk, in which each node that an alias repeats is unfolded once."""

    def __init__(self, text: str, parse: Parse, format_of: Format, level: int = 0) -> None:
        self.text, self.parse, self.format_of, self.level = text, parse, format_of, level
        self.done: dict[int, Node] = {}

    def node(self, node: Node, name: str, above: str) -> Node:
        """A node, which the name leads to."""
        if id(node) not in self.done:
            self.done[id(node)] = node  # what holds itself stays as it is within itself
            self.done[id(node)] = self._made(node, name, above)
        return self.done[id(node)]

    def _made(self, node: Node, name: str, above: str) -> Node:
        if isinstance(node, Scalar):
            return self._scalar(node, name, above)
        if isinstance(node, Items):
            nodes = tuple(self.node(child, "", name) for child in node.nodes)
            return node if nodes == node.nodes else Items(nodes, node.span)
        entries = tuple(Entry(e.key, e.span, self.node(e.node, e.key, name)) for e in node.entries)
        return Table(entries, node.span)

    def _scalar(self, node: Scalar, name: str, above: str) -> Node:
        held = node.value
        if not isinstance(held, str) or len(held) > LARGEST or self.level >= LEVELS:
            return node
        form = self._form(held, name, above)
        try:
            inner = self.parse(form, held) if form else None
        except (Unreadable, RecursionError):
            return node
        if inner is None or isinstance(inner, Scalar):
            return node
        return placed(inner, self._place(node, held))

    def _form(self, held: str, name: str, above: str) -> str | None:
        """The format that a text is in by the name of its field, or by how it begins."""
        if "\n" in held and (form := self.format_of(basename(name))):
            return form
        if OBJECT.match(held):
            return "json"
        return "yaml" if above in HOLDERS and "\n" in held and ":" in held else None

    def _place(self, node: Scalar, held: str) -> Callable[[Span], Span]:
        raw = self.text[node.span.start : node.span.end]
        if raw == held:
            return lambda span: Span(node.span.start + span.start, node.span.start + span.end)
        starts = _line_starts(raw, held)
        if starts is None:
            return lambda span: node.span
        offsets = [0, *(end.end() for end in re.finditer("\n", held))]

        def place(span: Span) -> Span:
            return Span(move(span.start), move(span.end))

        def move(offset: int) -> int:
            line = bisect_right(offsets, offset) - 1
            return node.span.start + starts[line] + offset - offsets[line]

        return place


def _line_starts(raw: str, held: str) -> list[int] | None:
    """Where each line of a block's text begins in the raw block; None if it was folded."""
    opening = BLOCK.match(raw)
    if not opening:
        return None
    starts: list[int] = []
    at = opening.end()
    for line in held.split("\n"):
        end = raw.find("\n", at)
        end = len(raw) if end < 0 else end
        written = raw[at:end].rstrip("\r")
        if not written.endswith(line):
            return None
        starts.append(at + len(written) - len(line))
        at = min(end + 1, len(raw))
    return starts
