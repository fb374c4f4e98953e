"""The names of fields in code, however they are spelled: one pass over it tells which there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from keylint import vocabulary as words
from keylint.evidence.plausible import JUDGED_FIELDS, TOLD_FIELDS

# Whatever `fold` takes for a mark between the parts of a name.
MARKS = "[^A-Za-z0-9:*]*"
END = r"(?:[^A-Za-z0-9_]|_+[^A-Za-z0-9_]|_*$)"


def _named(fields: Iterable[str]) -> str:
    """One of the names, at the end of a longer one or by itself."""
    spelled = [field.replace("_", MARKS) for field in sorted(fields)]
    camel = "|".join(f"{one[0].upper()}(?i:{one[1:]})" for one in spelled)
    return f"(?:(?:^|[^A-Za-z0-9])(?i:{'|'.join(spelled)})|(?:{camel})){END}"


PATTERNS = (
    # Answers that have no field of their own name, and names that are written with escapes.
    r"currently has roles \[|gemini\.com/auth\?|(?:account|master)-[0-9A-Za-z]{20}|\\[xuN0-7]",
    # `message` and `ip` make a record only in an answer that is known by more.
    _named(JUDGED_FIELDS - {"message", "ip"}),
    _named(TOLD_FIELDS),
    _named(words.CREDENTIAL_FIELDS - words.WEAK_CREDENTIAL_FIELDS),
    *(_named([one]) for one in sorted(words.WEAK_CREDENTIAL_FIELDS)),
)
JUDGED, TOLD, STRONG, WEAK = 0b11, 0b100, 0b1000, 4
# Which of the patterns match: a bit for each. Evidence does not know with what they are looked for.
Search = Callable[[bytes], int]


def may_hold_a_record(code: str, search: Search) -> bool:
    """Whether code has the names of which every record has some."""
    found = search(code.encode("utf-8", "surrogatepass"))
    if found & JUDGED:
        return True
    # One name of a credential that many things have proves nothing.
    held = found & STRONG or (found >> WEAK).bit_count() > 1
    return bool(found & TOLD and held)
