"""Where in a JavaScript or TypeScript program a look-up may stand instead of a literal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from keylint.fixes.edit import COMPARED, ODD_PLACE, SETS
from keylint.readers.tokens import NOTHING, Token

COMBINED = "it is a part of an expression: look the variable up by hand"
FALLBACK = "it is the fallback of something else: delete it there"
OF_TYPE = ODD_PLACE.format(why="it is a type")
COMPARES = re.compile(
    r"(?i)assert|expect|equal|compare|match|contain|includes|indexOf|^(?:toBe|is|eq|startsWith|endsWith)$"
)
SETTERS = re.compile(
    r"\benv(?:\.\w+|\[[^\]]{0,200}\])?(?:\|\||\?\?|&&)?=(?![=>])|\bassign\(\w+\.env\b|\.\.\.\w+\.env\b"
    r"|(?i:\b(?:set|put|stub|add|mock)_?env)|\benv\.(?:set|put)\(|\breplaceProperty\b"
)
OPENINGS, ENDS = frozenset("([{"), frozenset(")]}")
BEFORE = frozenset(["=", "(", ",", "=>", "return", ":", "["])
OF_OBJECT = frozenset(["=", "(", ",", "[", "return", "=>", "default"])
BEHIND = frozenset([";", ",", ")", "}", "]", ".", "!", "as", "satisfies", ""])
CONDITIONS = frozenset(["if", "while", "switch", "for", "catch", "import", "require"])


def why_not(tokens: Sequence[Token], index: int, typed: bool) -> str:
    """Why a look-up may not stand in place of the literal at an index; nothing if it may."""

    def at(place: int) -> Token:
        return tokens[place] if 0 <= place < len(tokens) else NOTHING

    before, behind = at(index - 1).text, at(index + 1)
    if _compares(before, at(index - 2).text) or _compares(behind.text, at(index + 2).text):
        return COMPARED
    if before in ("||", "??") or (before, at(index - 2).text) in (("|", "|"), ("?", "?")):
        return FALLBACK
    if SETTERS.search(_statement(tokens, index)):
        return SETS
    opening = opening_of(tokens, index)
    call = at(opening - 1)
    if at(opening).text == "(" and COMPARES.search(call.text):
        return COMPARED
    if before == ":" and not _is_value(tokens, index, opening):
        return OF_TYPE if typed else COMBINED
    if before == "[" and at(index - 2).text not in ("=", "(", ":"):
        return COMBINED
    whole = before in BEFORE and (behind.text in BEHIND or behind.new_line)
    is_condition = before == "(" and call.text in CONDITIONS
    return "" if whole and not is_condition else COMBINED


def _compares(mark: str, next_to: str) -> bool:
    return mark in ("==", "===", "!=", "!==") or (mark == "=" and next_to in ("=", "==", "!"))


def opening_of(tokens: Sequence[Token], index: int) -> int:
    """The index of the bracket that was open last; -1 if none is."""
    depth = 0
    for at in range(index - 1, -1, -1):
        if tokens[at].text in ENDS:
            depth += 1
        elif tokens[at].text in OPENINGS:
            if not depth:
                return at
            depth -= 1
    return -1


def _is_value(tokens: Sequence[Token], index: int, opening: int) -> bool:
    """Whether `name: …` is of an object, and not of a type, a `case` or a condition."""
    if opening < 0 or tokens[opening].text != "{" or tokens[index - 3].text not in ("{", ","):
        return False
    return _is_object(tokens, opening)


def _is_object(tokens: Sequence[Token], opening: int) -> bool:
    before = tokens[opening - 1].text if opening else ""
    if before == ":":
        outer = opening_of(tokens, opening)
        return outer >= 0 and tokens[outer].text == "{" and _is_object(tokens, outer)
    if before not in OF_OBJECT:
        return False
    at = opening - 1
    while before == "=" and at > 0 and tokens[at].text not in (";", "{", "}", "type"):
        at -= 1
    return before != "=" or tokens[at].text != "type"


def _statement(tokens: Sequence[Token], index: int) -> str:
    """The words of the statement before a literal, those of the brackets around it too."""
    start = index
    while (outer := opening_of(tokens, start)) >= 0 and (
        tokens[outer].text != "{" or tokens[outer - 1].text in (*OF_OBJECT, ":")
    ):
        start = outer
    while (
        start > 0 and not tokens[start].new_line and tokens[start - 1].text not in (";", "{", "}")
    ):
        start -= 1
    return "".join(token.text for token in tokens[start:index])
