"""JavaScript's words and marks, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from keylint.model import unshown

LINE_COMMENTED = r"""
      (?P<gap> \s+ | //[^\n]* {block} )
    | (?P<text> "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | `[^`\\]*(?:\\.[^`\\]*)*` )
    | (?P<number> -?\d[\w.]* )
    | (?P<name> [A-Za-z_$\#][\w$]* )
    | (?P<mark> => | \.\.\. | [=!]==? | [<>+*/%&|^-]= | \?\? | \|\| | && | \?\. | \\. | . )
"""
TOKEN = re.compile(f"(?sx){LINE_COMMENTED.replace('{block}', '| /[*].*?[*]/')}")
LINE_TOKEN = re.compile(f"(?sx){LINE_COMMENTED.replace('{block}', '')}")
OPENING, CLOSING = frozenset("([{"), frozenset(")]}")


class Token(NamedTuple):
    """A word of the text, where it stands, and whether a line begins before it."""

    kind: str
    text: str
    start: int
    end: int
    new_line: bool

    def __repr__(self) -> str:
        return unshown(self)


NOTHING = Token("mark", "", 0, 0, True)


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text, without blanks and comments."""
    tokens: list[Token] = []
    new_line = True
    for found in _found(text):
        kind = found.lastgroup or "mark"
        if kind == "gap":
            new_line = new_line or "\n" in found[0]
        else:
            tokens.append(Token(kind, found[0], found.start(), found.end(), new_line))
            new_line = False
    return tokens


def _found(text: str) -> Iterator[re.Match[str]]:
    """Each token. A comment that is never closed is none, and neither is any behind it."""
    for found in TOKEN.finditer(text):
        if found[0] == "/" and text.startswith("*", found.end()):
            yield from LINE_TOKEN.finditer(text, found.start())
            return
        yield found


def closing_of(tokens: list[Token]) -> dict[int, int]:
    """The index of each opening bracket with that of the one that closes it."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for index, token in enumerate(tokens):
        if token.text in OPENING:
            opened.append(index)
        elif token.text in CLOSING and opened:
            found[opened.pop()] = index
    return found
