"""Whether a text could describe a key at all: by its words alone, before anything is parsed.

Reading a file into a tree costs a hundred times as much as listing its words, and most files with
a `whitelist` or a `date` in them are data. What is refused here has no record: of every record
one field is named in its text, part by part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from keylint import vocabulary as words
from keylint.evidence import in_code
from keylint.evidence.answers import ANSWERS, TELLING_WORDS
from keylint.evidence.permissions import PERMISSION_FLAGS, PERMISSION_WORDS
from keylint.record import Permission
from keylint.vocabulary import fold

TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9]*")
# In a document within a document a line begins behind a sign that is written out.
WRITTEN_OUT = re.compile(r"\\[nrt]")
GEMINI_KEY = re.compile(r"(?:account|master)-[0-9A-Za-z]{20}")
# Answers that have no field of their own name: a message, and rows of scopes.
UNNAMED = ("currently has roles [", "gemini.com/auth?")
ROWS = re.compile(r"\s*\[\s*\[")
JUDGED_FIELDS = (
    words.PERMISSION_FIELDS
    | words.IP_LIST_FIELDS
    | words.IP_RESTRICTED_FIELDS
    | words.UNRESTRICTED_FIELDS
    | frozenset(PERMISSION_FLAGS)
    | {"ip", "message"}
)
# What is said of a key, and of too many other things to make a record by itself.
TOLD_FIELDS = frozenset().union(
    words.SCOPE_FIELDS, words.MASTER_FLAGS, words.CREATED_FIELDS, words.ROTATE_FIELDS
)
MOVES_MONEY = frozenset(
    name
    for table in (PERMISSION_WORDS, PERMISSION_FLAGS)
    for name, given in table.items()
    if Permission.TRADE in given or Permission.WITHDRAW in given
)
TELLING = TELLING_WORDS.union(*(one.fields | one.inside for one in ANSWERS))


def _by_parts(fields: Iterable[str]) -> tuple[frozenset[str], ...]:
    return tuple({frozenset(re.split(r"[_:]", field)) for field in fields})


# `message` and `ip` make a record only in an answer that is known by more.
JUDGED_PARTS = _by_parts(JUDGED_FIELDS - {"message", "ip"})
SCOPE_FIELDS = frozenset((*words.SCOPE_FIELDS, *words.MASTER_FLAGS))
DATE_FIELDS = frozenset((*words.CREATED_FIELDS, *words.ROTATE_FIELDS))
SCOPE_PARTS, DATE_PARTS = _by_parts(SCOPE_FIELDS), _by_parts(DATE_FIELDS)
CREDENTIAL_PARTS = _by_parts(words.CREDENTIAL_FIELDS)
MONEY_PARTS = _by_parts(MOVES_MONEY | TELLING)
# `gate` is a word too, and counts as one; `okex` and the like lead to another name.
NAMES = words.EXCHANGES | frozenset(words.EXCHANGE_ALIASES)


def may_describe_a_key(text: str, path: str, is_code: bool = False) -> bool:
    """Whether a text, or its path, has the words that every description of a key has."""
    if is_code:
        return in_code.may_describe_a_key(text, path)
    if any(sign in text for sign in UNNAMED) or ROWS.match(text):
        return True
    if GEMINI_KEY.search(text):
        return True
    return _may_in_data(text, f"{path}\n{text}")


def _may_in_data(text: str, whole: str) -> bool:
    parts = _parts(whole)
    named = not NAMES.isdisjoint(_without_digits(parts))
    told = _has(parts, DATE_PARTS) or (_names_a_scope(text) and _has(parts, SCOPE_PARTS))
    if named and told and _has(parts, CREDENTIAL_PARTS):
        return True
    return _has(parts, JUDGED_PARTS) and (named or _has(parts, MONEY_PARTS))


def _names_a_scope(text: str) -> bool:
    """Whether the one scope is named that a rule has to do with; flags have it in their name."""
    lowered = text.lower()
    return "master" in lowered or "group" in lowered


def _parts(text: str) -> frozenset[str]:
    """The words of a text as `fold` has them, with those of names in camel case."""
    tokens = set(TOKEN.findall(WRITTEN_OUT.sub(" ", text) if "\\" in text else text))
    plain = {token for token in tokens if token.islower()}
    return frozenset(plain.union(*(fold(token).split("_") for token in tokens - plain)))


def _without_digits(parts: frozenset[str]) -> frozenset[str]:
    return frozenset(part.rstrip("0123456789") for part in parts)


def _has(parts: frozenset[str], fields: tuple[frozenset[str], ...]) -> bool:
    return any(field <= parts for field in fields)
