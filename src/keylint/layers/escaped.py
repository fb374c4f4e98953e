"""Percent codes, string escapes and character references within or right before a value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keylint.finding import Span
from keylint.layers.edit import INTERESTING, Edit

# Each form of a code with the mark without which there is none, and the base of its number.
FORMS = (
    ("%", re.compile("%([0-9A-Fa-f]{2})"), 16),
    ("\\", re.compile(r"\\(?:u|x|u\{|U0000)([0-9A-Fa-f]{4}|(?<=\\x)[0-9A-Fa-f]{2})\}?"), 16),
    ("\\", re.compile(r"\\([0-3][0-7]{2})"), 8),
    ("&#x", re.compile("&#x([0-9A-Fa-f]{1,5});"), 16),
    ("&#", re.compile("&#([0-9]{1,6});"), 10),
)
# A value may be coded in part: what stands between and beside its codes, as far as a value goes.
PLAIN = r"[\w.~+*&=!:/?-]"
BETWEEN = re.compile(f"{PLAIN}*")
BEFORE = re.compile(f"{PLAIN}*$")
REACH = 64
# In `"\nSECRET"` the n is no letter of the value, if what follows is as long as one.
BREAK = re.compile(r"\\[nrt](?=[A-Za-z0-9-]{20})")

Codes = list[re.Match[str]]


def edits(text: str) -> Iterator[Edit]:
    """The codes of a text that hide something of interest."""
    for mark, code, base in FORMS:
        if mark in text:
            for run in _runs(code, text):
                yield from _edits(run, text, base)
    if "\\" in text:
        yield from (Edit(Span(*found.span()), "\n ") for found in BREAK.finditer(text))


def _runs(code: re.Pattern[str], text: str) -> Iterator[Codes]:
    """The codes of a text, those together that may belong to one value."""
    run: Codes = []
    for found in code.finditer(text):
        if run and not _join(run[-1], found, text):
            yield run
            run = []
        run.append(found)
    if run:
        yield run


def _join(left: re.Match[str], right: re.Match[str], text: str) -> bool:
    near = right.start() - left.end() <= REACH
    return near and BETWEEN.fullmatch(text, left.end(), right.start()) is not None


def _edits(run: Codes, text: str, base: int) -> Iterator[Edit]:
    written = [(code, _character(code[1], base)) for code in run]
    before = BEFORE.search(text[max(0, run[0].start() - REACH) : run[0].start()])
    after = BETWEEN.match(text, run[-1].end(), run[-1].end() + REACH)
    pieces = [before[0] if before else ""]
    for (code, character), following in zip(written, [*run[1:], None], strict=True):
        pieces += [character, text[code.end() : following.start()] if following else ""]
    pieces.append(after[0] if after else "")
    if INTERESTING.search("".join(pieces)):
        yield from (Edit(Span(*code.span()), character) for code, character in written)


def _character(digits: str, base: int) -> str:
    number = int(digits, base)
    return chr(number) if number < 0xD800 or 0xDFFF < number <= 0x10FFFF else "?"
