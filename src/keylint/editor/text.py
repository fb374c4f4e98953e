"""A text as editors count it: lines from 0, and characters in the units that the client chose."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from keylint.model import unshown

# What ends a line for the protocol; Python's own splitlines knows eight more, such as a form feed.
LINE_END = re.compile(r"\r\n|\n|\r")
UTF_8, UTF_16, UTF_32 = "utf-8", "utf-16", "utf-32"


class Point(NamedTuple):
    """A place between two characters: a line from 0, and so many units from its start."""

    line: int
    character: int


class Change(NamedTuple):
    """What is to stand in place of a stretch."""

    start: Point
    end: Point
    text: str

    def __repr__(self) -> str:
        return unshown(self)


class Text:
    """A text with its lines; offsets into it are Python's, in characters."""

    def __init__(self, written: str, units: str = UTF_16) -> None:
        self.written, self.units = written, units
        ends = list(LINE_END.finditer(written))
        self._starts = [0, *(end.end() for end in ends)]
        self._ends = [*(end.start() for end in ends), len(written)]

    def point(self, offset: int) -> Point:
        """Where an offset is."""
        line = bisect_right(self._starts, offset) - 1
        return Point(line, self._count(self.written[self._starts[line] : offset]))

    def offset(self, point: Point) -> int:
        """The offset of a place; what lies beyond a line or the text is its end."""
        if point.line >= len(self._starts):
            return len(self.written)
        start, end = self._starts[point.line], self._ends[point.line]
        line = self.written[start:end]
        if self.units == UTF_32 or line.isascii():
            return start + min(point.character, len(line))
        seen = 0
        for index, character in enumerate(line):
            seen += self._count(character)
            if seen > point.character:
                return start + index
        return end

    def changed(self, change: Change) -> Text:
        """The text with a stretch replaced."""
        start, end = self.offset(change.start), self.offset(change.end)
        return Text(self.written[:start] + change.text + self.written[end:], self.units)

    def _count(self, stretch: str) -> int:
        if self.units == UTF_32 or stretch.isascii():
            return len(stretch)
        if self.units == UTF_8:
            return len(stretch.encode("utf-8", "surrogatepass"))
        return len(stretch) + sum(character > "\uffff" for character in stretch)
