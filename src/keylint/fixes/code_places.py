"""Where a look-up may stand in a language of which only comments and texts are known."""

from __future__ import annotations

import re
from collections.abc import Iterable

from keylint.fixes.edit import COMPARED, ODD_PLACE

CONSTANT = ODD_PLACE.format(why="a constant of this language is known when it is built")
OTHER_OS = "`os` is another thing in this file: look the variable up by hand"
OF_ENVIRONMENT = "its statement sets or looks up the environment already: take it out by hand"
NOT_PLAIN = "it is no plain value on one line: look the variable up by hand"
# In these a line is a statement, unless a bracket is open.
BY_LINE = frozenset(
    ".go .rb .kt .kts .groovy .scala .lua .r .jl .ex .exs .ps1 .psm1 .swift".split()
)
BEFORE = re.compile(
    r"(?:(?<![-=!<>~:+*/|&^%.?])=|(?<=\S):=|=>|<-|(?<=[\w\])]):|[(,{]|\breturn)[ \t]*\Z"
)
BEHIND = re.compile(
    r"[ \t\r]*(?:[,;)\]}\n]|\Z|\.(?:freeze|encode|getBytes|toCharArray|toByteArray|trim|strip)\b)"
)
ENVIRONMENT = re.compile(
    r"(?i)(?<![a-z])env(?:ironment\w*)?(?![a-z])|(?:get|set|put)_?env|set_?var\b"
)
COMPARES = re.compile(
    r"(?i)(?:assert|equal|compare|expect|match|contains|strcmp)\w{0,60}[!?]?\s*\(|\beql\?|\binclude\?"
)
FINAL = re.compile(r"\bfinal\b")
OTHERS_OS = re.compile(r"\bos\b(?!\s*\.)")


def blanked(text: str, tokens: Iterable[re.Match[str]], groups: Iterable[str]) -> str:
    """A text of the same length in which comments, or texts too, say nothing."""
    pieces: list[str] = []
    done = 0
    for token in tokens:
        if token.lastgroup and any(token[group] is not None for group in groups):
            pieces += (text[done : token.start()], re.sub(r"[^\n]", " ", token[0]))
            done = token.end()
    return "".join((*pieces, text[done:]))


def why_not(suffix: str, plain: str, token: re.Match[str], constant: str) -> str:
    """Why a look-up may not stand in place of a text; `plain` is the program without any."""
    start, end = token.span()
    before = plain[_statement(suffix, plain, start) : start]
    name = _final(before)
    if re.search(constant, before, re.MULTILINE) or (name and _is_annotated(plain, name)):
        return CONSTANT
    if suffix == ".go" and OTHERS_OS.search(plain):
        return OTHER_OS
    if ENVIRONMENT.search(before):
        return OF_ENVIRONMENT
    if COMPARES.search(before):
        return COMPARED
    return "" if BEFORE.search(before) and BEHIND.match(plain, end) else NOT_PLAIN


def _statement(suffix: str, plain: str, at: int) -> int:
    """Where the statement around a place begins."""
    depth = 0
    for index in range(at - 1, -1, -1):
        char = plain[index]
        if char in ")]":
            depth += 1
        elif char in "([":
            at, depth = (index, 0) if not depth else (at, depth - 1)
        elif char in ";{}" and not depth:
            break
    if suffix in BY_LINE:
        return plain.rfind("\n", 0, at) + 1
    return max(plain.rfind(mark, 0, at) for mark in ";{}") + 1


def _final(before: str) -> str:
    """The name that a statement makes final with what follows; nothing if it makes none."""
    declared, _, behind = before.rpartition("=")
    *others, name = re.split(r"\W", declared.rpartition("=")[2].rstrip())
    return name if not behind.strip() and FINAL.search(" ".join(others)) else ""


def _is_annotated(plain: str, name: str) -> bool:
    """Whether a constant stands in an annotation or in a `case`, which take no other."""
    return (
        re.search(rf"@\w[\w.]*\s*\([^)]{{0,1000}}\b{name}\b|\bcase\s+{name}\b", plain) is not None
    )
