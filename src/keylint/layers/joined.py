"""Literals that a program joins: `"abc" + "def"`, neighbours in C and Python, and continued lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keylint.finding import Span
from keylint.layers.edit import INTERESTING, Edit

QUOTE = "[\"'`]"
LINE_END = r"\\?\r?\n[ \t]*"
OPERATOR = r"(?:\+|\.{1,2}|&|<>|~|\|\|)"
BETWEEN = rf"[ \t]*(?:(?:{LINE_END})?{OPERATOR}[ \t]*(?:{LINE_END})?|{LINE_END}|[ \t])[ \t]*"
JOINT = re.compile(rf"{QUOTE}{BETWEEN}[bfruLR@]{{0,2}}{QUOTE}")
PIECE = r"[A-Za-z0-9\-]+"
JOINED = re.compile(rf"(?<={QUOTE}){PIECE}(?:{JOINT.pattern}{PIECE})+(?={QUOTE})")
CONTINUED = re.compile(r"(?<=[A-Za-z0-9])\\\r?\n[ \t]*(?=[A-Za-z0-9])")
ENDS = re.compile(r"[A-Za-z0-9\-]")
AROUND = 40


def edits(text: str) -> Iterator[Edit]:
    """The joints between pieces that make something of interest together."""
    for whole in JOINED.finditer(text) if _has_joint(text) else ():
        if INTERESTING.search(JOINT.sub("", whole[0])):
            for joint in JOINT.finditer(text, whole.start(), whole.end()):
                yield Edit(Span(*joint.span()), "")
    for line_end in CONTINUED.finditer(text) if "\\" in text else ():
        start, end = line_end.span()
        if INTERESTING.search(text[max(0, start - AROUND) : start] + text[end : end + AROUND]):
            yield Edit(Span(start, end), "")


def _has_joint(text: str) -> bool:
    """Whether there is a joint between pieces at all: most texts have none, which is told sooner."""
    last = len(text) - 1
    return any(
        ENDS.match(text, found.start() - 1)
        and found.end() <= last
        and ENDS.match(text, found.end())
        for found in JOINT.finditer(text, 1)
    )
