"""Percent codes, string escapes and character references within or right before a value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keylint.layers.edit import INTERESTING, Edit
from keylint.model import Span

# Each form of a code with the base of its number, and the mark without which there is none.
FORMS = (
    ("%", "%([0-9A-Fa-f]{2})", 16),
    ("\\", r"\\(?:u|x|u\{|U0000)([0-9A-Fa-f]{4}|(?<=\\x)[0-9A-Fa-f]{2})\}?", 16),
    ("\\", r"\\([0-3][0-7]{2})", 8),
    ("&#x", "&#x([0-9A-Fa-f]{1,5});", 16),
    ("&#", "&#([0-9]{1,6});", 10),
)
# What may stand between the codes of one value.
PLAIN = r"[\w.~+*&=!:/?-]*"
CODES = tuple((mark, re.compile(code), base) for mark, code, base in FORMS)
RUNS = tuple(re.compile(f"{PLAIN}(?:{code.replace('([', '(?:[')}{PLAIN})+") for _, code, _ in FORMS)
# In `"\nSECRET"` the n is no letter of the value.
BREAK = re.compile(r"\\[nrt](?=[A-Za-z0-9])")


def edits(text: str) -> Iterator[Edit]:
    """The codes of a text that hide something of interest."""
    for (mark, code, base), run_of in zip(CODES, RUNS, strict=True):
        if mark in text:
            for run in run_of.finditer(text):
                yield from _codes(run, code, base)
    if "\\" in text:
        yield from (Edit(Span(*found.span()), "\n ") for found in BREAK.finditer(text))


def _codes(run: re.Match[str], code: re.Pattern[str], base: int) -> Iterator[Edit]:
    def character(found: re.Match[str]) -> str:
        number = int(found[1], base)
        return chr(number) if number < 0xD800 or 0xDFFF < number <= 0x10FFFF else "?"

    if INTERESTING.search(code.sub(character, run[0])):
        for found in code.finditer(run.string, run.start(), run.end()):
            yield Edit(Span(*found.span()), character(found))
