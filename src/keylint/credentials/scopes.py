"""What holds a value: brackets, parents by indentation, list items and sections.

Read from the text itself, so that it works in any language, in fragments and in prose.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

BRACKET = re.compile(r"[{}()\[\]]")
CLOSES = {"}": "{", ")": "(", "]": "["}
LINE_REACH = 160
HEADER_REACH = 120
# Of what stands beside a value in its scope, this much from the start and as much before it.
SIBLING_REACH = 800
PARENT_LINES = 60
FARTHEST = 400_000
DEEPEST = 12
SECTION = re.compile(r"[ \t]*\[+([^\]\[\n\"'(){}=,]{1,80})\]+[ \t]*(?:[#;].*)?\r?$")
INDENT = re.compile(r"[ \t]*(?:- +)?")
ITEM = re.compile(r"([ \t]*)- ")


@dataclass(frozen=True)
class Scope:
    """Something that holds a value: where it opens, what it is called, what else it said before."""

    start: int
    header: str = field(repr=False)
    siblings: str = field(default="", repr=False)


@dataclass
class _Open:
    """A bracket that is open, with the text directly in it so far."""

    start: int
    mark: str
    first: str = ""
    last: str = ""

    def add(self, text: str) -> None:
        if len(self.first) < SIBLING_REACH:
            self.first += text[:SIBLING_REACH]
        self.last = (self.last + text)[-SIBLING_REACH:]

    @property
    def siblings(self) -> str:
        return self.last if self.first.startswith(self.last) else f"{self.first} {self.last}"


@dataclass
class Text:
    """A text whose lines and brackets are looked at once, for many values in their order."""

    text: str = field(repr=False)
    _starts: list[int] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=list)
    _done: int = 0
    _parents: dict[int, tuple[Scope, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # All in C, for texts of a million lines: each line's length, one for its end, added up.
        lengths = map((1).__add__, map(len, self.text.split("\n")))
        self._starts = list(accumulate(lengths, initial=0))[:-1]

    def line_of(self, offset: int) -> int:
        """The index of the line of an offset, from 0."""
        return bisect_right(self._starts, offset) - 1

    def start_of(self, line: int) -> int:
        """The offset at which a line begins."""
        return self._starts[line]

    def line(self, index: int, most: int = LINE_REACH) -> str:
        """The beginning of a line, nothing for a line that is not there."""
        if not 0 <= index < len(self._starts):
            return ""
        start = self._starts[index]
        end = self._starts[index + 1] - 1 if index + 1 < len(self._starts) else len(self.text)
        return self.text[start : min(end, start + most)]

    def scopes(self, start: int) -> tuple[Scope, ...]:
        """What holds the place, innermost first; places must be asked for in their order."""
        self._advance(start)
        line = self.line_of(start)
        if line not in self._parents:
            self._parents[line] = tuple(self._parents_of(line))
        brackets = (
            Scope(one.start, self._header(one.start), one.siblings)
            for one in self._stack[-DEEPEST:]
            if start - one.start < FARTHEST
        )
        return tuple(sorted((*brackets, *self._parents[line]), key=lambda scope: -scope.start))

    def _advance(self, end: int) -> None:
        """Bring the stack of open brackets to a place."""
        for bracket in BRACKET.finditer(self.text, self._done, end):
            self._said(bracket.start())
            mark = bracket[0]
            if mark not in CLOSES:
                self._stack.append(_Open(bracket.start(), mark))
            elif self._stack and self._stack[-1].mark == CLOSES[mark]:
                self._stack.pop()
            self._done = bracket.end()
        self._said(end)
        self._done = max(self._done, end)

    def _said(self, end: int) -> None:
        if self._stack and end > self._done:
            text = self.text[self._done : end]
            middle = len(text) > 2 * SIBLING_REACH
            self._stack[-1].add(
                f"{text[:SIBLING_REACH]} {text[-SIBLING_REACH:]}" if middle else text
            )

    def _header(self, opening: int) -> str:
        """What stands before an opening bracket: a name, a call, an assignment."""
        before = self.text[max(0, opening - HEADER_REACH) : opening]
        lines = re.split(r"[;{}]", before)[-1].splitlines() or [""]
        line = lines[-1].strip()
        # Of `f(a, g(` only `g` is what opens here; in `f({` the brace itself has no name.
        own = line if line.endswith(")") else re.split(r"[,()]", line)[-1].strip()
        # In Go, C# and PHP the brace may stand alone, below its name.
        return own if line.strip("[]() ") or len(lines) < 2 else lines[-2].strip()

    def _parents_of(self, here: int) -> list[Scope]:
        line = self.line(here)
        item = ITEM.match(line)
        scopes = [Scope(self._starts[here], "")] if item else []
        indent = len(item[1]) + 1 if item else _indent(line)
        said: list[str] = []
        for index in range(here - 1, max(-1, here - PARENT_LINES), -1):
            line = self.line(index)
            depth, section, item = _indent(line), SECTION.match(line), ITEM.match(line)
            if not line.strip() or (depth > indent and not section):
                continue
            if depth == indent and not section:
                said.append(line.strip())
                if not item:
                    continue
            header = section[1] if section else "" if depth == indent else line.strip()
            scopes.append(Scope(self._starts[index], header, "\n".join(reversed(said))))
            said = []
            # The parent of a list may stand as far left as its dashes.
            indent = len(item[1]) + 1 if item and depth == indent else depth
            if section:
                break
        return scopes


def _indent(line: str) -> int:
    found = INDENT.match(line)
    return found.end() if found else 0
