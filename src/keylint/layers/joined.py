"""Literals that a program joins: `"abc" + "def"`, neighbours in C and Python, and continued lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keylint.finding import Span
from keylint.layers.edit import INTERESTING, Edit

QUOTE = "[\"'`]"
LINE_END = r"(?:\\?\r?\n[ \t]*)?"
OPERATOR = r"(?:\+|\.{1,2}|&|<>|~|\|\|)"
# Blanks, lines' ends and an operator, but not nothing; no blank can be taken in two ways.
BETWEEN = rf"(?=[ \t\\\r\n+.&<~|])[ \t]*{LINE_END}(?:{OPERATOR}[ \t]*{LINE_END})?"
JOINT = re.compile(rf"{QUOTE}{BETWEEN}[bfruLR@]{{0,2}}{QUOTE}")
PIECE = r"[A-Za-z0-9\-]+"
JOINED = re.compile(rf"(?<={QUOTE}){PIECE}(?:{JOINT.pattern}{PIECE})+(?={QUOTE})")
CONTINUED = re.compile(r"(?<=[A-Za-z0-9])\\\r?\n[ \t]*(?=[A-Za-z0-9])")
ENDS = re.compile(r"[A-Za-z0-9\-]")
AROUND = 40
QUOTES = ("'", '"', "`")
# A longer piece is no part of a value.
LONGEST = 5000


def edits(text: str) -> Iterator[Edit]:
    """The joints between pieces that make something of interest together."""
    for whole in _wholes(text):
        if INTERESTING.search(JOINT.sub("", whole[0])):
            for joint in JOINT.finditer(text, whole.start(), whole.end()):
                yield Edit(Span(*joint.span()), "")
    for line_end in CONTINUED.finditer(text) if "\\" in text else ():
        start, end = line_end.span()
        if INTERESTING.search(text[max(0, start - AROUND) : start] + text[end : end + AROUND]):
            yield Edit(Span(start, end), "")


def _wholes(text: str) -> Iterator[re.Match[str]]:
    """What is joined, from its first piece on: it begins behind the quote before the first joint."""
    done = 0
    for joint in JOINT.finditer(text, 1):
        here = joint.start()
        if here < done or not ENDS.match(text, here - 1):
            continue
        start = max(text.rfind(quote, max(0, here - LONGEST), here) for quote in QUOTES) + 1
        if start and (whole := JOINED.match(text, start)):
            done = whole.end()
            yield whole
