"""The bracketed notation that JSON and TOML values share: tables and lists around literals."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import ClassVar

from keylint.finding import Span
from keylint.tree import DEEPEST, Items, Node, Scalar, Table, Unreadable


def place(text: str, offset: int) -> str:
    """Line and column of an offset, in words for an error message."""
    line = text.count("\n", 0, offset) + 1
    return f"line {line}, column {offset - text.rfind(chr(10), 0, offset)}"


@dataclass
class Flow(ABC):
    """A cursor over a text in bracketed notation; a format adds its literals and tables."""

    text: str = field(repr=False)
    offset: int = 0
    depth: int = 0

    blank: ClassVar[re.Pattern[str]]

    @abstractmethod
    def scalar(self) -> Scalar:
        """The literal that begins here, its span without the quotes."""

    @abstractmethod
    def table(self) -> Table:
        """The table that begins here."""

    def peek(self) -> str:
        """The next character behind blanks and comments, or nothing at the end."""
        if found := self.blank.match(self.text, self.offset):
            self.offset = found.end()
        return self.text[self.offset : self.offset + 1]

    def fail(self, wanted: str) -> Unreadable:
        """The error for this place; it never quotes the text, which may be a secret."""
        found = "the end" if self.offset >= len(self.text) else "something else"
        return Unreadable(f"{place(self.text, self.offset)}: {wanted} expected, {found} found")

    def value(self) -> Node:
        """The value that begins here."""
        opening = self.peek()
        if opening not in ("{", "["):
            return self.scalar()
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable(f"{place(self.text, self.offset)}: nested deeper than {DEEPEST}")
        node = self.table() if opening == "{" else self.items()
        self.depth -= 1
        return node

    def items(self) -> Items:
        """The list that begins here."""
        start, nodes = self.offset, []
        self.offset += 1
        while self.peek() != "]":
            nodes.append(self.value())
            self.comma("]")
        self.offset += 1
        return Items(tuple(nodes), Span(start, self.offset))

    def expect(self, mark: str) -> None:
        """Move past a mark that has to stand here."""
        if self.peek() != mark:
            raise self.fail(f"'{mark}'")
        self.offset += 1

    def comma(self, closing: str) -> None:
        """Move past a comma, unless the bracket closes here."""
        following = self.peek()
        if following == ",":
            self.offset += 1
        elif following != closing:
            raise self.fail(f"',' or '{closing}'")
