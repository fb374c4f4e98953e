"""Text from a scanned tree, made fit to be seen: nothing in it is obeyed, and no secret shows."""

from __future__ import annotations

import re
import unicodedata

from keylint.credentials.wording import is_random
from keylint.model import Secret

# Terminals obey control characters, and readers are misled by bidi ones: both are written out.
UNSAFE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
# Prefixed keys of other vendors first, for they have a dash or an underline within.
CREDENTIAL = re.compile(r"AIzaSy[\w-]{33}|AQ\.Ab8RN6[\w-]{44}|[A-Za-z0-9]{16,}")


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
    return str(Secret(word)) if len(word) > 38 or _is_credential(word) else word


def _is_credential(word: str) -> bool:
    return is_random(word) or (word.isalnum() and word.isupper() and not word.isalpha())
