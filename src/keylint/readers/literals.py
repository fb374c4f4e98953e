"""What a literal stands for: escapes in quotes, and bare words."""

from __future__ import annotations

import re

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
