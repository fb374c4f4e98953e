"""TOML with places: tomli says whether it is TOML, this walk says where each value stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import tomli

from keylint.model import Span
from keylint.readers.flow import Flow
from keylint.tree import Entry, Items, Node, Scalar, Table, Unreadable

BLANK = re.compile(r"(?:[\s\ufeff]+|#[^\n]*)*")
HEADER = re.compile(r"\[(\[?)([^\n]*?)\]\]?[ \t]*(?:#[^\n]*)?(?:\r?\n|$)")
KEY_PART = re.compile(r"""[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([A-Za-z0-9_-]+))[ \t]*\.?""")


@dataclass
class _Open:
    """A table that is still being filled."""

    start: int
    children: dict[str, _Open | list[_Open]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    spans: dict[str, Span] = field(default_factory=dict)
    end: int = 0

    def close(self) -> Table:
        entries = list(self.entries)
        for key, child in self.children.items():
            node: Node
            if isinstance(child, list):
                tables = tuple(one.close() for one in child)
                node = Items(tables, Span(child[0].start, child[-1].end))
            else:
                node = child.close()
            entries.append(Entry(key, self.spans[key], node))
        return Table(tuple(entries), Span(self.start, max(self.start, self.end)))


def read(text: str) -> Node:
    """The tree of a TOML text; raises Unreadable with tomli's line and column."""
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise Unreadable(f"line {error.lineno}, column {error.colno}: {error.msg}") from None
    return _walk(text)


def _walk(text: str) -> Node:
    root = table = _Open(0, end=len(text))
    flow = Flow(text, BLANK, assign="=")
    while flow.peek():
        header = HEADER.match(text, flow.offset)
        if header:
            table = _enter(root, header)
            flow.offset = header.end()
        else:
            _assign(table, flow)
        table.end = flow.offset
    return root.close()


def _enter(root: _Open, header: re.Match[str]) -> _Open:
    table = root
    parts = _keys(header.string, header.start(2))[0]
    for key, span in parts[:-1]:
        table = _child(table, key, span)
    key, span = parts[-1]
    if not header[1]:
        return _child(table, key, span)
    fresh = _Open(span.start)
    table.spans.setdefault(key, span)
    listed = table.children.setdefault(key, [])
    if isinstance(listed, list):
        listed.append(fresh)
    return fresh


def _child(table: _Open, key: str, span: Span) -> _Open:
    table.spans.setdefault(key, span)
    child = table.children.setdefault(key, _Open(span.start))
    return child[-1] if isinstance(child, list) else child


def _assign(table: _Open, flow: Flow) -> None:
    parts, flow.offset = _keys(flow.text, flow.offset)
    if not parts or flow.peek() != "=":
        raise flow.fail("'='")
    for key, span in parts[:-1]:
        table = _child(table, key, span)
        table.end = flow.offset
    flow.offset += 1
    key, span = parts[-1]
    table.entries.append(Entry(key, span, _value(flow)))


def _value(flow: Flow) -> Node:
    # A date and a time may have a blank between them, and neither is a word with a meaning here.
    moment = re.compile(r"[ \t]*(\d{4}-\d\d-\d\d[T ]?[^\s,#\]}]*)").match(flow.text, flow.offset)
    if moment:
        flow.offset = moment.end()
        return Scalar(moment[1], Span(*moment.span(1)))
    return flow.value()


def _keys(text: str, offset: int) -> tuple[list[tuple[str, Span]], int]:
    parts = []
    while part := KEY_PART.match(text, offset):
        group = part.lastindex or 3
        parts.append((part[group], Span(*part.span(group))))
        offset = part.end()
        if not part[0].rstrip(" \t").endswith("."):
            break
    return parts, offset
