"""HCL, as Terraform and Nomad write it, with places: what is computed is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keylint.finding import Span
from keylint.readers.flow import Flow
from keylint.readers.literals import bare_value, unescape
from keylint.tree import Entry, Items, Node, Scalar, Table

UNKNOWN = "${…}"
NAME = re.compile(r'"([^"\\\n]*(?:\\.[^"\\\n]*)*)"|([A-Za-z_][\w.-]*)')
STRING = re.compile(r'"([^"\\\n]*(?:\\.[^"\\\n]*)*)"')
HEREDOC = re.compile(r"<<[-~]?[ \t]*(\w+)[ \t]*\r?\n")
BARE = re.compile(r"-?[\w.]+")
# Functions that only change the form of the literal that they are given.
WRAPPER = re.compile(r"(?:toset|tolist|tomap|jsonencode|sensitive|nonsensitive)\(")
COMPUTED_TABLE = re.compile(r"[\[{]\s*for\s")
# What may stand behind a whole value; else it is the first piece of something computed.
END = re.compile(r"[ \t]*(?:\r?\n|\Z|[,}\])]|#|//|/\*)")
# A text whose end is not on its line is taken up to there at once.
PIECE = re.compile(r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|[\[({]|[\])}]|[,\n]|[^"\[\](){},\n]+')


def read(text: str) -> Node:
    """The tree of an HCL text; blocks are tables under their types and labels."""
    flow = _Hcl(text)
    entries = tuple(flow.body(""))
    return Table(entries, Span(0, len(text)))


class _Hcl(Flow):
    blank = re.compile(r"(?:[\s\ufeff]+|//[^\n]*|/\*.*?\*/|#[^\n]*)*", re.DOTALL)

    def body(self, closing: str) -> Iterator[Entry]:
        """The entries up to a closing bracket, or to the end."""
        while (following := self.peek()) != closing:
            if following == ",":
                self.offset += 1
            else:
                yield self._entry()
        self.offset += len(closing)

    def _entry(self) -> Entry:
        if self.peek() == "(":  # a computed name
            span = self._skip()
            key = UNKNOWN
        else:
            key, span = self._key()
        if self.peek() in ("=", ":"):
            self.offset += 1
            return Entry(key, span, self.value())
        return self._block(key, span)

    def _key(self) -> tuple[str, Span]:
        found = NAME.match(self.text, self.offset)
        if not found:
            raise self.fail("a name")
        self.offset = found.end()
        group = found.lastindex or 1
        return (unescape(found[1]) if group == 1 else found[2]), Span(*found.span(group))

    def _block(self, key: str, span: Span) -> Entry:
        """A block under its type and labels; a variable is what it is by default."""
        labels = []
        while self.peek() not in ("{", ""):
            labels.append(self._key())
        # Each label is a table of its own.
        self.depth += len(labels)
        node: Node = self.value()
        self.depth -= len(labels)
        if key == "variable" and labels and isinstance(node, Table):
            default = [e.node for e in node.entries if e.key == "default"]
            return Entry(*labels[0], default[0] if default else Scalar(UNKNOWN, labels[0][1]))
        for label, place in reversed(labels):
            node = Table((Entry(label, place, node),), Span(place.start, node.span.end))
        return Entry(key, span, node)

    def value(self) -> Node:
        """The value that begins here; what is computed from others is unknown."""
        self.peek()
        start = self.offset
        if COMPUTED_TABLE.match(self.text, start):
            return Scalar(UNKNOWN, self._skip())
        if wrapper := WRAPPER.match(self.text, start):
            self.offset = wrapper.end()
            node = self.value()
            self.peek()
            if self.peek() == ",":
                self.offset += 1
            self.expect(")")
            return node
        node = super().value()
        if END.match(self.text, self.offset) or isinstance(node, (Table, Items)):
            return node
        return Scalar(UNKNOWN, Span(start, self._skip().end))

    def scalar(self) -> Scalar:
        if heredoc := HEREDOC.match(self.text, self.offset):
            return self._heredoc(heredoc)
        if quoted := STRING.match(self.text, self.offset):
            self.offset = quoted.end()
            return Scalar(unescape(quoted[1]), Span(*quoted.span(1)))
        bare = BARE.match(self.text, self.offset)
        if bare and END.match(self.text, bare.end()):
            self.offset = bare.end()
            value = bare_value(bare[0])
            return Scalar(UNKNOWN if isinstance(value, str) else value, Span(*bare.span()))
        return Scalar(UNKNOWN, self._skip())

    def _heredoc(self, opening: re.Match[str]) -> Scalar:
        closing = re.compile(rf"(?m)^[ \t]*{opening[1]}[ \t]*\r?$").search(self.text, opening.end())
        if not closing:
            raise self.fail("the end of the text that begins with <<")
        self.offset = closing.end()
        span = Span(opening.end(), closing.start())
        return Scalar(self.text[span.start : span.end], span)

    def table(self) -> Table:
        start = self.offset
        self.offset += 1
        entries = tuple(self.body("}"))
        return Table(entries, Span(start, self.offset))

    def _skip(self) -> Span:
        """Move past something computed: up to the end of its line, list or table."""
        start, open_brackets = self.offset, 0
        for piece in PIECE.finditer(self.text, start):
            if piece[0] in "[({":
                open_brackets += 1
            elif piece[0] in "])}":
                open_brackets -= 1
            if open_brackets < 0 or (not open_brackets and piece[0] in (",", "\n")):
                self.offset = piece.start()
                break
            self.offset = piece.end()
        if open_brackets > 0 or self.offset == start:
            raise self.fail("a value")
        return Span(start, self.offset)
