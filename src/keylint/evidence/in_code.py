"""Without one of these in its bytes code describes no key: fields of a key, given a written value.

Code is full of words such as `role` and `created`; here they count only where something that is
written out is assigned to them. One pattern each for Hyperscan and for Python's `re`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from keylint import vocabulary as words
from keylint.evidence.permissions import (
    EVERYTHING,
    PERMISSION_FLAGS,
    PERMISSION_WORDS,
    WRITING,
)

# What a value that is written out begins with, behind brackets and a line's end.
OPENING = r"[\s\\(]*"
TRUTH = "(?:[Tt]rue|TRUE|[Ff]alse|FALSE)"
MADE = (
    r"[bBrRuUfF]{1,2}[\"']|(?:None|null|undefined|set|frozenset|list|tuple|sorted|str|bytes|new"
    r"|Secret|SecretStr|os|process|env|environ|getenv|config)[^\w]|[A-Z]\w*\.[A-Z]"
)
WRITTEN = rf"(?:[\"'`\[{{0-9!]|{TRUTH}|{MADE})"
# `name = value`, `"name": value`, `name: type = value`.
ASSIGNED = rf"[\"'`]?\]?[ \t]*(?::[^=\n]{{1,80}}=|:|=){OPENING}"
# Answers that have no field of their own name: a message, scopes in an address, a key's id, rows.
UNNAMED = (
    r"currently has roles \[",
    r"gemini\.com/auth\?",
    "(?:account|master)-[0-9A-Za-z]{20}",
    r"^\s*\[\s*\[",
)
# A day as it is written out, by itself or in a call; one that is read from an answer is no key's.
DAY = r"(?:new )?(?:[\w.]{0,40}\(\s*)?[bru]{0,2}[\"'`]?(?:[A-Za-z]{3,9}\.? |[Pp])?\d"
# What a whole file says of its day stands at the beginning of a line.
OF_FILE = rf"(?:^|\n)(?i:{'|'.join(words.FILE_DATE_FIELDS)}){ASSIGNED}{DAY}"
NAMES = tuple(sorted(words.EXCHANGES))
ADDRESS_FIELDS = words.IP_LIST_FIELDS | words.IP_RESTRICTED_FIELDS | words.UNRESTRICTED_FIELDS
# Said of so much else that a text under them has to hold the beginning of a permission's name.
LOOSE_FIELDS = frozenset("role scope access rights".split())
BEGINNINGS = sorted({word[:4] for word in (*PERMISSION_WORDS, *PERMISSION_FLAGS, *EVERYTHING)})
PERMITTED = rf"(?:[\"'`][^\"'`\n]*(?i:{'|'.join(map(re.escape, BEGINNINGS))})|[\[{{]|{MADE})"
# A permission is a word or many, and no number.
GIVEN = rf"(?:[\"'`\[{{]|{MADE})"


def _named(fields: Iterable[str]) -> str:
    """One of the names, however it is spelled, at the end of a longer one or by itself."""
    spelled = (field.replace("_", r"[_.\- ]*") for field in sorted(fields))
    return f"(?i:{'|'.join(spelled)})"


# What a flag is set to: a text only if it says yes or no, or what a permission is for.
SAID = _named((words.TRUE_WORDS | words.FALSE_WORDS | WRITING) - {""})
SWITCH = rf"(?:[\"'`]\s*{SAID}\s*[\"'`]|[\[{{01!]|{TRUTH})"
TELLING = (
    _named(ADDRESS_FIELDS - {"ip"}) + ASSIGNED + WRITTEN,
    _named(words.PERMISSION_FIELDS - LOOSE_FIELDS) + ASSIGNED + GIVEN,
    _named(LOOSE_FIELDS) + ASSIGNED + PERMITTED,
    _named(PERMISSION_FLAGS) + ASSIGNED + SWITCH,
)
DATED = (_named((*words.CREATED_FIELDS, *words.ROTATE_FIELDS)) + ASSIGNED + DAY, OF_FILE)
SCOPED = (_named((*words.SCOPE_FIELDS, *words.MASTER_FLAGS)) + ASSIGNED + WRITTEN,)
HELD = (_named(words.CREDENTIAL_FIELDS) + ASSIGNED + WRITTEN,)
CREDENTIAL_WORDS = ("key", "secret", "credential", "client")
# What tells by itself; a day, and the one scope that a rule has to do with, only beside a key.
Groups = tuple[tuple[str, ...], ...]
SIGNS: tuple[tuple[Groups, Groups], ...] = (
    (((*UNNAMED, *TELLING),), (NAMES,)),
    ((DATED, HELD), (NAMES, CREDENTIAL_WORDS)),
    ((SCOPED, HELD), (NAMES, CREDENTIAL_WORDS, ("master", "group"))),
)


def may_describe_a_key(text: str, path: str) -> bool:
    """Whether code, with its path, has the signs that every description of a key has."""
    whole, data = f"{path}\n{text}".lower(), text.encode("utf-8", "surrogatepass")
    return any(
        all(any(word in whole for word in group) for group in besides)
        and all(any(re.search(sign.encode(), data) for sign in group) for group in signs)
        for signs, besides in SIGNS
    )
