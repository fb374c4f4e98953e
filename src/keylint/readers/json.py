"""JSON with places; comments, trailing commas and JSON5's quotes are read too."""

from __future__ import annotations

import re

from keylint.finding import Span
from keylint.readers.flow import Flow
from keylint.readers.literals import bare_value, unescape
from keylint.tree import Entry, Items, Node, Scalar, Table

BARE = re.compile(r"[^\s,:=\[\]{}\"'#/]+")
STRING = re.compile(r'"([^"\\\n]*(?:\\.[^"\\\n]*)*)"' r"|'([^'\\\n]*(?:\\.[^'\\\n]*)*)'", re.DOTALL)


def read(text: str) -> Node:
    """The tree of a JSON text; several documents in a row (JSON lines) become a list."""
    flow = _Json(text)
    nodes = [flow.value()]
    while flow.peek():
        nodes.append(flow.value())
    return nodes[0] if len(nodes) == 1 else Items(tuple(nodes), Span(0, len(text)))


class _Json(Flow):
    blank = re.compile(r"(?:[\s\ufeff]+|//[^\n]*|/\*.*?\*/|#[^\n]*)*", re.DOTALL)

    def scalar(self) -> Scalar:
        if quoted := STRING.match(self.text, self.offset):
            self.offset = quoted.end()
            group = quoted.lastindex or 1
            return Scalar(unescape(quoted[group]), Span(*quoted.span(group)))
        bare = BARE.match(self.text, self.offset)
        if not bare:
            raise self.fail("a value")
        self.offset = bare.end()
        return Scalar(bare_value(bare[0]), Span(*bare.span()))

    def table(self) -> Table:
        start, entries = self.offset, []
        self.offset += 1
        while self.peek() != "}":
            key = self.scalar()
            self.expect(":")
            entries.append(Entry(str(key.value), key.span, self.value()))
            self.comma("}")
        self.offset += 1
        return Table(tuple(entries), Span(start, self.offset))
