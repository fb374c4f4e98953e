"""JavaScript's words and marks, each with its place."""

from __future__ import annotations

import re
from typing import NamedTuple

from keylint.model import unshown

TOKEN = re.compile(
    r"""(?sx)
      (?P<gap> \s+ | //[^\n]* | /\*.*?\*/ )
    | (?P<text> "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | `[^`\\]*(?:\\.[^`\\]*)*` )
    | (?P<number> -?\d[\w.]* )
    | (?P<name> [A-Za-z_$\#][\w$]* )
    | (?P<mark> => | \.\.\. | [=!]==? | [<>+*/%&|^-]= | \?\? | \|\| | && | \?\. | . )
    """
)
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
    for found in TOKEN.finditer(text):
        kind = found.lastgroup or "mark"
        if kind == "gap":
            new_line = new_line or "\n" in found[0]
        else:
            tokens.append(Token(kind, found[0], found.start(), found.end(), new_line))
            new_line = False
    return tokens


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
