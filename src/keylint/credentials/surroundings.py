"""What stands around a value: its name, and the brackets, parents and sections that hold it.

Read from the text itself, so that it works in any language, in fragments and in prose.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from keylint.model import Span

BRACKET = re.compile(r"[{}()\[\]]")
CLOSES = {"}": "{", ")": "(", "]": "["}
NAME_REACH = 160
HEADER_REACH = 120
SIBLING_REACH = 800
PARENT_LINES = 60
SECTION = re.compile(r"[ \t]*\[+([^\]\[\n\"'(){}=,]{1,80})\]+[ \t]*(?:[#;].*)?\r?$")
INDENT = re.compile(r"[ \t]*(?:- +)?")
ITEM = re.compile(r"([ \t]*)- ")
# `["SECRET"]`, `b"…"`, `[]byte("…")`, `Secret::new("…")`: what wraps a literal is not its name.
WRAPPER = re.compile(
    r"(?i)(?:\b(?:b|r|f|u|rb|br|l|@|str|bytes|byte|string|from|of|new|some|just|encode|decode|"
    r"secret(?:str|string|box|value)?|to_?(?:string|owned|bytes)|get_?bytes|b64decode|atob|btoa|"
    r"utf8|from_?str|from_?utf8|nsstring|text|quote|trim|strip|wrap|tob?ytes|vec|base64)"
    r"[\w.:<>]*!?\s*)?(?:\[\]byte|\[\]rune)?[(\[{]\s*$"
)
GENERIC_NAME = re.compile(
    r"(?i)^(?:value|val|default|content|contents|text|data|string|body|literal)$"
)
QUOTED_NAME = re.compile(r"[\"'`]([A-Za-z_][\w.-]*)[\"'`]\s*,$")
IDENTIFIER = re.compile(r"[A-Za-z_$][\w$]*(?:[-.][A-Za-z_][\w$]*)*")


@dataclass(frozen=True)
class Scope:
    """Something that holds a value: where it opens, what it is called, what else it said before."""

    start: int
    header: str
    siblings: str = ""


@dataclass(frozen=True)
class Surroundings:
    """The name of a value, as words left of it, and the scopes that hold it, innermost first."""

    span: Span
    name: str
    scopes: tuple[Scope, ...]
    line: int


class Text:
    """A text whose brackets and lines were looked at once, for many values."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def line_of(self, offset: int) -> int:
        """The index of the line of an offset, from 0."""
        return bisect_right(self._starts, offset) - 1

    def has(self, index: int) -> bool:
        """Whether the text has a line of that index."""
        return 0 <= index < len(self._starts)

    def line(self, index: int) -> str:
        """A line without its end."""
        start = self._starts[index]
        end = self._starts[index + 1] - 1 if index + 1 < len(self._starts) else len(self.text)
        return self.text[start:end]

    def around(self, spans: list[Span]) -> list[Surroundings]:
        """The surroundings of each span; the spans must be in order."""
        found = []
        stack: list[tuple[int, str, list[str]]] = []
        done = 0
        for span in spans:
            done = self._advance(stack, done, span.start)
            scopes = self._brackets_of(stack, span.start) + self._parents(span.start)
            scopes.sort(key=lambda scope: -scope.start)
            line = self.line_of(span.start)
            found.append(Surroundings(span, self._name(span.start, line), tuple(scopes), line))
        return found

    def _advance(self, stack: list[tuple[int, str, list[str]]], done: int, end: int) -> int:
        """Bring the stack of open brackets from `done` to `end`."""
        for bracket in BRACKET.finditer(self.text, done, end):
            here, mark = bracket.start(), bracket[0]
            if stack:
                stack[-1][2].append(self.text[max(done, here - SIBLING_REACH) : here])
            if mark not in CLOSES:
                stack.append((here, mark, []))
            elif stack and stack[-1][1] == CLOSES[mark]:
                stack.pop()
            done = here + 1
        if stack:
            stack[-1][2].append(self.text[max(done, end - SIBLING_REACH) : end])
        return end

    def _brackets_of(self, stack: list[tuple[int, str, list[str]]], start: int) -> list[Scope]:
        return [
            Scope(opening, self._header(opening), " ".join(pieces[-12:])[-SIBLING_REACH:])
            for opening, _, pieces in stack[-12:]
            if start - opening < 400_000
        ]

    def _header(self, opening: int) -> str:
        """What stands before an opening bracket: a name, a call, an assignment."""
        before = self.text[max(0, opening - HEADER_REACH) : opening]
        return re.split(r"[;{}]|\n\s*\n", before)[-1].strip()[-HEADER_REACH:]

    def _parents(self, start: int) -> list[Scope]:
        """The lines above that hold this one: by indentation, as a list item, as a section."""
        here = self.line_of(start)
        indent = _indent(self.line(here))
        scopes: list[Scope] = []
        said: list[str] = []
        for index in range(here - 1, max(-1, here - PARENT_LINES), -1):
            line = self.line(index)[:NAME_REACH]
            depth = _indent(line)
            section = SECTION.match(line)
            item = ITEM.match(line)
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

    def _name(self, start: int, line: int) -> str:
        """The words left of a value that name it, nearest last."""
        begin = max(self._starts[line], start - NAME_REACH)
        left = self.text[begin:start]
        name = own_name(left)
        if not identifiers(name) and line and not left.strip(" \t\"'`([{,+\\|>-"):
            return own_name(self.line(line - 1)[-NAME_REACH:] + " ")
        if identifiers(name) and GENERIC_NAME.match(identifiers(name)[-1]):
            above = self.line(line - 1)[-NAME_REACH:] if line else ""
            return f"{above} {left}"
        return name


def own_name(left: str) -> str:
    """The part of a line, left of a value, that speaks of this value and of no other."""
    bare = left.rstrip(" \t\"'`\\")
    while wrapped := WRAPPER.search(bare):
        inner = bare[: wrapped.start()].rstrip(" \t\"'`\\")
        if inner == bare or not re.search(r"[=:(,>|?]\s*$", inner):
            break
        bare = inner
    return _after_separator(bare)


def _after_separator(left: str) -> str:
    """Cut at the last separator; of the argument before a comma only a quoted name counts."""
    body = left.rstrip(" \t\"'`([{")
    if body.endswith(","):
        quoted = QUOTED_NAME.search(body)  # getenv("NAME", "…")
        return quoted[1] if quoted else ""
    cut = max(body.rfind(mark) for mark in (";", ",", "{", "&", "}"))
    return body[cut + 1 :]


def identifiers(text: str) -> list[str]:
    """The names in a piece of text, nearest last; values are not names."""
    return IDENTIFIER.findall(text)


def _indent(line: str) -> int:
    found = INDENT.match(line)
    return found.end() if found else 0
