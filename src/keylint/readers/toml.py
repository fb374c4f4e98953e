"""TOML with places: tomli says what a value is, this walk says where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import tomli

from keylint.finding import Span
from keylint.readers.flow import Flow
from keylint.readers.literals import is_number, unescape
from keylint.tree import Entry, Items, Node, Scalar, Table, Unreadable

KEY = re.compile(r"""[ \t]*(?:"([^"\\\n]*(?:\\.[^"\\\n]*)*)"|'([^'\n]*)'|([\w-]+))[ \t]*\.?""")
# Up to two quotes may stand before the three that end a text, and a first newline is not part
# of it. Only a bare date may have a blank within.
VALUE = re.compile(
    r'"""(?:\r?\n)?([^"\\]*(?:(?:\\.|"{1,2}(?!"))[^"\\]*)*"{0,2})"""'
    r"|'''(?:\r?\n)?([^']*(?:'{1,2}(?!')[^']*)*'{0,2})'''"
    r'|"([^"\\\n]*(?:\\.[^"\\\n]*)*)"'
    r"|'([^'\n]*)'"
    r"|(\d{4}-\d\d-\d\d \d\d:[^\s,#\]}]*|[^\s,#\]}]+)",
    re.DOTALL,
)
# tomli's messages name keys and characters of the text.
QUOTATION = re.compile(r"(?s)(character|declare|namespace|key) ['\"(].*['\")]")


def read(text: str) -> Node:
    """The tree of a TOML text; raises Unreadable with tomli's line and column."""
    try:
        data = tomli.loads(text)
        return _with_values(_walk(text), data)
    except tomli.TOMLDecodeError as error:
        reason = QUOTATION.sub(r"\1", error.msg)
        raise Unreadable(f"line {error.lineno}, column {error.colno}: {reason}") from None
    except RecursionError:
        raise Unreadable("nested too deeply to read as TOML") from None
    except ValueError:
        raise Unreadable("a number has too many digits to read as TOML") from None


def _with_values(node: Node, data: Any) -> Node:
    """The same tree with the values that tomli read; dates, times and numbers beyond all measure
    remain as written.
    """
    if isinstance(node, Table):
        entries = (Entry(e.key, e.span, _with_values(e.node, data[e.key])) for e in node.entries)
        return Table(tuple(entries), node.span)
    if isinstance(node, Items):
        return Items(tuple(map(_with_values, node.nodes, data)), node.span)
    return Scalar(data, node.span) if isinstance(data, str) or is_number(data) else node


@dataclass
class _Open:
    """A table that is still being filled: each name with its place and what it holds."""

    start: int
    end: int = 0
    held: dict[str, tuple[Span, _Open | list[_Open] | Node]] = field(default_factory=dict)

    def close(self) -> Table:
        """The table as it is now."""
        entries = (Entry(key, span, _closed(held)) for key, (span, held) in self.held.items())
        return Table(tuple(entries), Span(self.start, max(self.start, self.end)))

    def child(self, key: str, span: Span) -> _Open:
        """The table of that name, the last one where there is a list of them."""
        held = self.held.setdefault(key, (span, _Open(span.start)))[1]
        if isinstance(held, list):
            return held[-1]
        return held if isinstance(held, _Open) else self

    def another(self, key: str, span: Span) -> _Open:
        """A fresh table at the end of the list of that name."""
        held = self.held.setdefault(key, (span, []))[1]
        fresh = _Open(span.start)
        if isinstance(held, list):
            held.append(fresh)
        return fresh


def _closed(held: _Open | list[_Open] | Node) -> Node:
    if isinstance(held, list):
        tables = tuple(one.close() for one in held)
        return Items(tables, Span(tables[0].span.start, tables[-1].span.end))
    return held.close() if isinstance(held, _Open) else held


def _walk(text: str) -> Table:
    root = table = _Open(0)
    flow = _Toml(text)
    while opening := flow.peek():
        if opening == "[":
            table = flow.header(root)
        else:
            flow.assign(table)
        table.end = flow.offset
    root.end = len(text)
    return root.close()


class _Toml(Flow):
    blank = re.compile(r"(?:\s+|#[^\n]*)*")

    def scalar(self) -> Scalar:
        found = VALUE.match(self.text, self.offset)
        if not found:
            raise self.fail("a value")
        self.offset = found.end()
        group = found.lastindex or 1
        return Scalar(found[group], Span(*found.span(group)))

    def table(self) -> Table:
        table = _Open(self.offset)
        self.offset += 1
        while self.peek() != "}":
            self.assign(table)
            self.comma("}")
        self.offset += 1
        table.end = self.offset
        return table.close()

    def header(self, root: _Open) -> _Open:
        """The table whose header begins here."""
        brackets = 2 if self.text.startswith("[[", self.offset) else 1
        self.offset += brackets
        *above, last = self.keys()
        self.offset += brackets
        table = root
        for part in above:
            table = table.child(*part)
        return table.another(*last) if brackets == 2 else table.child(*last)

    def assign(self, table: _Open) -> None:
        """Read a name and its value into a table."""
        *above, (key, span) = self.keys()
        self.expect("=")
        node = self.value()
        for part in above:
            table = table.child(*part)
            table.end = self.offset
        table.held[key] = (span, node)

    def keys(self) -> list[tuple[str, Span]]:
        """The parts of the dotted name that begins here."""
        parts = []
        more = True
        while more:
            found = KEY.match(self.text, self.offset)
            if not found:
                raise self.fail("a name")
            self.offset = found.end()
            group = found.lastindex or 1
            key = unescape(found[1]) if group == 1 else found[group]
            parts.append((key, Span(*found.span(group))))
            more = found[0].endswith(".")
        return parts
