"""INI and Java properties with places, read line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keylint.model import Span
from keylint.tree import Entry, Node, Scalar, Table

SECTION = re.compile(r"[ \t]*\[([^\]\n]+)\]")
SETTING = re.compile(r"[ \t]*([\w.$-](?:[\w.$ -]*[\w.$-])?)[ \t]*[=:][ \t]*([^\n\r]*?)[ \t\r]*$")
REMARK = re.compile(r"[ \t]+[;#].*$")


def read(text: str) -> Node:
    """The tree of an INI text; what stands before the first section is at the top."""
    top: list[Entry] = []
    sections: list[tuple[str, Span, list[Entry]]] = []
    for offset, line in lines(text):
        if section := SECTION.match(line):
            span = Span(offset + section.start(1), offset + section.end(1))
            sections.append((section[1].strip(), span, []))
        elif setting := SETTING.match(line):
            entries = sections[-1][2] if sections else top
            entries.append(entry(setting, offset))
    named = (Entry(name, span, Table(tuple(own), span)) for name, span, own in sections)
    return Table((*top, *named), Span(0, len(text)))


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line with the offset at which it begins."""
    offset = 0
    for line in text.split("\n"):
        yield offset, line
        offset += len(line) + 1


def entry(setting: re.Match[str], offset: int) -> Entry:
    """The entry of a match whose groups are a name and what stands right of it."""
    key = Span(offset + setting.start(1), offset + setting.end(1))
    return Entry(setting[1], key, scalar(setting[2], offset + setting.start(2)))


def scalar(raw: str, start: int) -> Scalar:
    """The value of a line's right side: without its quotes, or without the remark behind it."""
    closing = raw.find(raw[0], 1) if raw[:1] in ("'", '"') and raw else -1
    if closing > 0:
        return Scalar(raw[1:closing], Span(start + 1, start + closing))
    plain = "" if raw[:1] in (";", "#") else REMARK.sub("", raw)
    return Scalar(plain, Span(start, start + len(plain)))
