"""A regular expression as a small tree: characters, one thing behind another, choices, repetitions.

Python's own parser reads it, so that nothing is taken otherwise than `re` takes it. A set of
characters is a number, with a bit for each of a few hundred that stand for all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, reduce
from operator import or_
from typing import Any, Union

try:
    from re import _parser as sre  # type: ignore[attr-defined]
except ImportError:  # Python 3.10
    import sre_parse as sre

# What `\w`, `\s` and `.` tell apart, a few letters of each script among them; plain ones first, for
# the first of a set is what a text is made of.
ALPHABET: tuple[str, ...] = (
    *"a0_ -=.:\t!#/@~",
    *(chr(code) for code in range(128) if chr(code) not in "a0_ -=.:\t!#/@~"),
    *"é\x85\xa0ſß٠鍵\u2028\U0001f511",
)
ALL = (1 << len(ALPHABET)) - 1
ENDLESS = None
Tree = Union["Chars", "Chain", "Choice", "Loop"]


@dataclass(frozen=True)
class Chars:
    """One character of a set."""

    allowed: int


@dataclass(frozen=True)
class Chain:
    """One thing behind another; nothing, if it is empty."""

    parts: tuple[Tree, ...] = ()


@dataclass(frozen=True)
class Choice:
    """One of several things."""

    ways: tuple[Tree, ...]


@dataclass(frozen=True)
class Loop:
    """A thing so many times, or without an end."""

    body: Tree
    least: int
    most: int | None


NOTHING = Chain()


def tree(pattern: re.Pattern[str]) -> Tree:
    """The tree of a pattern. What it looks ahead or back for may be there, or may not."""
    parsed = sre.parse(pattern.pattern, pattern.flags)
    return _Reading().chain(parsed, pattern.flags)


@dataclass
class _Reading:
    """The trees of the groups so far, which a back reference repeats."""

    groups: dict[int, Tree] = field(default_factory=dict)

    def chain(self, parsed: Iterable[tuple[Any, Any]], flags: int) -> Tree:
        parts = tuple(self._part(str(kind), value, flags) for kind, value in parsed)
        return parts[0] if len(parts) == 1 else Chain(parts)

    def _part(self, kind: str, value: Any, flags: int) -> Tree:
        if kind in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            return Chars(_allowed(kind, value, flags))
        if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            least, most, body = value
            endless = most is sre.MAXREPEAT
            return Loop(self.chain(body, flags), least, ENDLESS if endless else most)
        if kind == "SUBPATTERN":
            number, added, removed, body = value
            self.groups[number] = self.chain(body, (flags | added) & ~removed)
            return self.groups[number]
        return self._rarer(kind, value, flags)

    def _rarer(self, kind: str, value: Any, flags: int) -> Tree:
        if kind == "BRANCH":
            return Choice(tuple(self.chain(way, flags) for way in value[1]))
        if kind in ("ASSERT", "ASSERT_NOT"):
            return Choice((NOTHING, self.chain(value[1], flags)))
        if kind == "GROUPREF":
            return self.groups.get(value, NOTHING)
        if kind == "GROUPREF_EXISTS":
            _, there, missing = value
            return Choice((self.chain(there, flags), self.chain(missing or (), flags)))
        if kind == "ATOMIC_GROUP":
            return self.chain(value, flags)
        return NOTHING  # a place, such as `^` or `\b`


def _allowed(kind: str, value: Any, flags: int) -> int:
    if kind == "ANY":
        return ALL if flags & re.DOTALL else _those("[^\n]")
    if kind == "NOT_LITERAL":
        return ALL & ~_literal(value, flags)
    if kind == "LITERAL":
        return _literal(value, flags)
    negated = str(value[0][0]) == "NEGATE"
    found = reduce(or_, (_member(str(one), what, flags) for one, what in value[negated:]), 0)
    return ALL & ~found if negated else found


def _member(kind: str, value: Any, flags: int) -> int:
    if kind == "LITERAL":
        return _literal(value, flags)
    if kind == "CATEGORY":
        return _those(CATEGORIES[str(value)])
    low, high = value
    return reduce(
        or_, (_literal(code, flags) for code in map(ord, ALPHABET) if low <= code <= high), 0
    )


CATEGORIES = {
    f"CATEGORY_{no}{name}": f"\\{letter.upper() if no else letter}"
    for no in ("", "NOT_")
    for name, letter in (("DIGIT", "d"), ("SPACE", "s"), ("WORD", "w"))
}


def _literal(code: int, flags: int) -> int:
    """A character that is none of the alphabet is taken for the letter that stands for the rest."""
    character = chr(code)
    forms = (
        {character, character.lower(), character.upper()} if flags & re.IGNORECASE else character
    )
    return reduce(or_, (1 << ALPHABET.index(one if one in ALPHABET else "鍵") for one in forms))


@cache
def _those(written: str) -> int:
    return sum(1 << at for at, one in enumerate(ALPHABET) if re.fullmatch(written, one))


def example(allowed: int, apart: bool = False) -> str:
    """The plainest character of a set that is not empty; one that ends a word, if that is wished."""
    wished = allowed & _those(r"\W") if apart else 0
    allowed = wished or allowed
    return ALPHABET[(allowed & -allowed).bit_length() - 1]
