"""Text from a scanned tree, made fit to be seen: nothing in it is obeyed, and no secret shows."""

from __future__ import annotations

import re
import unicodedata

from keylint.credentials import shapes
from keylint.model import Secret

# Terminals obey control characters, and readers are misled by bidi ones: both are written out.
UNSAFE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
CREDENTIAL = re.compile(
    r"(?:account|master)-[A-Za-z0-9]{20}|[1-9A-HJ-NP-Za-km-z]{26,28}|AIzaSy[\w-]{33}|"
    r"[A-Za-z0-9_\-]{32,}"
)


def safe(text: str) -> str:
    """The text with control characters written out and credentials masked."""
    return _without_credentials("".join(map(_visible, text)))


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    if unicodedata.category(character) not in UNSAFE:
        return character
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file name that is no UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return character.encode("unicode_escape").decode("ascii")


def _without_credentials(text: str) -> str:
    return CREDENTIAL.sub(lambda found: _masked(found[0]), text)


def _masked(word: str) -> str:
    return str(Secret(word)) if shapes.is_random(word) and not shapes.is_placeholder(word) else word
