"""What a literal stands for: escapes in quotes, and bare words."""

from __future__ import annotations

import re
from typing import TypeGuard

WORDS: dict[str, str | int | float | bool | None] = {
    "true": True,
    "false": False,
    "null": None,
    "undefined": None,
}
ESCAPE = re.compile(
    r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL
)
# An escaped end of line stands for nothing: the text goes on.
LETTERS = {
    **dict(zip("ntrbfv0e", "\n\t\r\b\f\v\0\x1b", strict=True)),
    "\n": "",
    "\r\n": "",
}
# Python refuses to write an integer out that has thousands of digits, and nobody means one.
MOST_BITS = 64


def unescape(raw: str) -> str:
    """The text that a quoted literal stands for."""
    if "\\" not in raw:
        return raw
    # JSON writes what is beyond U+FFFF as two halves, which belong together only in UTF-16.
    halves = ESCAPE.sub(_character, raw).encode("utf-16-le", "surrogatepass")
    return halves.decode("utf-16-le", "replace")


def _character(match: re.Match[str]) -> str:
    short, long, byte, letter = match.groups()
    if letter is not None:
        return LETTERS.get(letter, letter)
    code = int(short or long or byte, 16)
    return chr(code) if code <= 0x10FFFF else "\N{REPLACEMENT CHARACTER}"


def is_number(value: object) -> TypeGuard[int | float]:
    """Whether a value is a number that can be told, as a truth value is one too."""
    return isinstance(value, float) or (isinstance(value, int) and value.bit_length() <= MOST_BITS)


def bare_value(word: str) -> str | int | float | bool | None:
    """What an unquoted word means: truth, null, number, or itself."""
    if word.lower() in WORDS:
        return WORDS[word.lower()]
    try:
        return int(word)
    except ValueError:
        pass
    try:
        return float(word)
    except ValueError:
        return word
