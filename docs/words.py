"""Write the words that keylint knows into docs/keys.md, behind its last heading."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from keylint import vocabulary as words
from keylint.evidence.permissions import (
    EVERYTHING,
    EXCHANGE_WORDS,
    PERMISSION_FLAGS,
    PERMISSION_WORDS,
)
from keylint.record import Permission

PAGE = Path(__file__).parent / "keys.md"
HEADING = "## The words\n"
INTRODUCTION = """
<!-- Written by docs/words.py (`make docs`); do not edit what follows. -->

Upper and lower case, `camelCase`, `kebab-case`, blanks and dots make no difference: `ipWhitelist`,
`IP whitelist` and `IP_WHITELIST` are one word. Before a field may stand the name of an exchange, of
an environment or of a bot (`GEMINI_PROD_IP_WHITELIST`).
"""


def table() -> str:
    """The words by what they mean, as Markdown."""
    rows = [("what a field says", "its names")]
    rows += [(meaning, _listed(names)) for meaning, names in FIELDS]
    rows += [
        (f"a flag that gives **{one.value}**", _listed(_giving(PERMISSION_FLAGS, one)))
        for one in Permission
    ]
    head, *body = rows
    permissions = [
        (f"**{one.value}**", _listed(_giving(PERMISSION_WORDS, one))) for one in Permission
    ]
    permissions += [
        (f"{' and '.join(f'**{p.value}**' for p in given)} at {exchange.title()}", f"`{word}`")
        for (exchange, word), given in sorted(EXCHANGE_WORDS.items())
        if word in PERMISSION_WORDS
    ]
    values = [
        ("every permission, beside an exchange", _listed(EVERYTHING)),
        ("yes", _listed(words.TRUE_WORDS)),
        ("no", _listed(words.FALSE_WORDS - {""}) + ", nothing"),
        ("any address", _listed(words.OPEN_WORDS)),
    ]
    return "\n".join(
        (
            _table(head, body),
            _table(("a permission", "words for it in a permission field"), permissions),
            _table(("a value", "its words"), values),
        )
    )


FIELDS: tuple[tuple[str, Iterable[str]], ...] = (
    ("a credential, or where it is", words.CREDENTIAL_FIELDS),
    ("the variable that holds it", words.VARIABLE_FIELDS),
    ("what the key is called", words.LABEL_FIELDS),
    ("whose key it is", words.EXCHANGE_FIELDS),
    ("permissions or roles", words.PERMISSION_FIELDS),
    ("the list of addresses", words.IP_LIST_FIELDS),
    ("addresses are restricted", words.IP_RESTRICTED_FIELDS),
    ("addresses are not restricted", words.UNRESTRICTED_FIELDS),
    ("its scope, `master` or `account`", words.SCOPE_FIELDS),
    ("it is a master key", words.MASTER_FLAGS),
    ("its environment", words.ENVIRONMENT_FIELDS),
    ("it is for play money", words.SANDBOX_FIELDS),
    ("when it was made", words.CREATED_FIELDS),
    ("when it ceases to work", words.EXPIRES_FIELDS),
    ("when it is to be replaced", words.ROTATE_FIELDS),
    ("orders end when the bot falls silent", words.HEARTBEAT_FIELDS),
)


def page(text: str) -> str:
    """The page with its words anew."""
    return text[: text.index(HEADING)] + HEADING + INTRODUCTION + "\n" + table()


def _giving(known: dict[str, tuple[Permission, ...]], permission: Permission) -> list[str]:
    return [word for word, given in known.items() if permission in given]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names)) or "—"


def _table(head: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"| {head[0]} | {head[1]} |", "|---|---|"]
    return "\n".join([*lines, *(f"| {left} | {right} |" for left, right in rows)]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
