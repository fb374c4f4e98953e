"""The words that open a file to the rules about keys: whatever the spelling, none is missed."""

from __future__ import annotations

import json

import pytest

from keylint import engine, registry
from keylint import vocabulary as words
from keylint.document import Document
from keylint.evidence import permissions
from keylint.gate import Gate
from keylint.model import Blob
from keylint.record import Permission
from keylint.rule import Rule

RULES = {rule.id: rule for rule in registry.load()}
WITHDRAW, OPEN = RULES["key-can-withdraw"], RULES["key-without-ip-allowlist"]
OVERDUE, MASTER = RULES["key-rotation-overdue"], RULES["key-is-master-scoped"]


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)


def spellings(name: str) -> set[str]:
    """A name as files write it."""
    return {camel(name), name.upper(), *(name.replace("_", mark) for mark in "_-. ")}


def sure(**fields: object) -> str:
    return json.dumps({"bybit": {"api_key": "k", "label": "bot", **fields}})


def lets_out(table: dict[str, tuple[Permission, ...]]) -> list[str]:
    return [name for name, given in table.items() if Permission.WITHDRAW in given]


def lists() -> list[str]:
    said: dict[object, frozenset[str]] = {
        (): words.IP_LIST_FIELDS,
        False: words.IP_RESTRICTED_FIELDS,
        True: words.UNRESTRICTED_FIELDS,
    }
    return [
        sure(**{name: value})
        for value, fields in said.items()
        for field in fields
        for name in spellings(field)
    ]


def dates() -> list[str]:
    made = {*words.CREATED_FIELDS, *words.ROTATE_FIELDS} - {"rotate_every", "rotation_days"}
    own = [
        sure(**{name: "2019-05-04"})
        for field in made
        if not field.endswith(("period", "interval"))
        for name in spellings(field)
    ]
    of_file = [
        json.dumps({name: "2019-05-04", "gemini": {"api_key": "k", "roles": ["Trader"]}})
        for field in words.FILE_DATE_FIELDS
        for name in spellings(field)
    ]
    return own + of_file


def masters() -> list[str]:
    said: dict[object, tuple[str, ...]] = {
        "master": words.SCOPE_FIELDS,
        "group": words.SCOPE_FIELDS,
        True: words.MASTER_FLAGS,
    }
    return [
        json.dumps({"gemini": {"api_key": "k", name: value}})
        for value, fields in said.items()
        for field in fields
        for name in spellings(field)
    ]


def permission_fields() -> list[str]:
    fields = [name for field in words.PERMISSION_FIELDS for name in spellings(field)]
    givers = ["send", "withdraw", "Fund Manager", "wallet:readWrite"]
    return [sure(**{name: [giver]}) for name in fields for giver in givers]


def permission_words() -> list[str]:
    known = lets_out(permissions.PERMISSION_WORDS) + lets_out(permissions.PERMISSION_FLAGS)
    everything = [
        sure(**{name: [word]})
        for word in permissions.EVERYTHING
        for field in words.PERMISSION_FIELDS - permissions.NOT_EVERYTHING_IN
        for name in spellings(field)
    ]
    return everything + [sure(perms=[word]) for name in known for word in spellings(name)]


def flags() -> list[str]:
    known = lets_out(permissions.PERMISSION_FLAGS)
    coinbase = [
        json.dumps({"coinbase": {"api_key": "k", n: True}}) for n in spellings("can_transfer")
    ]
    return coinbase + [sure(**{name: True}) for flag in known for name in spellings(flag)]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        *((OPEN, text) for text in sorted(lists())),
        *((OVERDUE, text) for text in sorted(dates())),
        *((MASTER, text) for text in sorted(masters())),
        (OPEN, '{"data": [{"perm": "read_only", "label": "bot", "ip": ""}]}'),
        *(
            (WITHDRAW, text)
            for text in sorted({*permission_fields(), *permission_words(), *flags()})
        ),
        (WITHDRAW, '{"message": "the key currently has roles [FundManager]"}'),
    ],
)
def test_the_gate_opens_for_every_spelling_of_what_a_rule_sees(rule: Rule, text: str) -> None:
    assert list(engine.matches(rule, Document("k.json", text))), "the rule itself sees it"
    assert rule.id in Gate(rule.triggers).select(Blob("k.json", text.encode()), "utf-8").rules


# How code gives a field a day: `{}` is its name, in a language that writes it so.
DAYS = (
    '{} = "2019-05-04"',
    '{}: str = "2019-05-04"',
    "{}=datetime.date(2019, 5, 4),",
    '"{}": "May 4, 2019",',
    "'{}': 1556928000,",
    'config["{}"] = (\n    "4 May 2019"\n)',
    "{}: new Date('2019-05-04'),",
)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("use_engine", [False, True])
def test_the_gate_opens_for_every_day_in_code(day: str, use_engine: bool) -> None:
    gate = Gate(OVERDUE.triggers)
    if use_engine:
        gate.use_engine()
    for field in (*words.CREATED_FIELDS, *words.ROTATE_FIELDS):
        for name in {field, camel(field), field.upper(), f"gemini_{field}"}:
            code = f'GEMINI = dict(api_key="k", role="Trader", {day.replace("{}", name)})'
            for path in ("bot.py", "bot.ts"):
                assert gate.select(Blob(path, code.encode()), "utf-8").rules, (path, code)


@pytest.mark.parametrize(
    "code",
    [
        'GEMINI = {"api_key": "k", "secret": "s", "permissions": {"withdraw": "read_write"}}',
        'GEMINI = {"api_key": "k", "secret": "s", "can_withdraw": " Yes "}',
        "GEMINI = {'api_key': 'k', 'secret': 's', 'can_withdraw': 1}",
        'GEMINI = dict(api_key="k", secret="s", canWithdraw="on")',
        'GEMINI = dict(api_key="k", secret="s", roles=("FundManager",))',
    ],
)
def test_the_gate_opens_for_what_code_gives(code: str) -> None:
    assert list(engine.matches(WITHDRAW, Document("bot.py", code)))
    assert WITHDRAW.id in Gate(WITHDRAW.triggers).select(Blob("b.py", code.encode()), "utf-8").rules
