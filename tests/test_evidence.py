"""Which tables describe a key, and what they say of it; every sign from both sides."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from evidence_flags import FLAGS, OPEN_LISTS, PEOPLE_AND_SERVICES, PLACES, PREFIXES
from evidence_words import ANSWERS_OF_EXCHANGES, PERMISSION_TABLES, SEPARATORS, Case

from keylint import engine, evidence, readers, registry
from keylint.document import Document
from keylint.examples import unpack
from keylint.record import KeyRecord
from keylint.rule import Example

WITHDRAW = "key-can-withdraw"
OPEN = "key-without-ip-allowlist"
RULES = {rule.id: rule for rule in registry.load()}


def cases(rule: str, *tables: tuple[Case, ...]) -> list[object]:
    return [pytest.param(rule, *case, id=case[1]) for table in tables for case in table]


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        *cases(WITHDRAW, SEPARATORS, PERMISSION_TABLES, ANSWERS_OF_EXCHANGES),
        *cases(WITHDRAW, FLAGS, PEOPLE_AND_SERVICES),
        *cases(OPEN, OPEN_LISTS, PREFIXES, PLACES),
    ],
)
def test_a_key_is_judged_by_evidence_and_at_the_place(rule: str, path: str, text: str) -> None:
    made = unpack(Example(text, path))
    found = {match.span for match in engine.matches(RULES[rule], Document(path, made.text))}
    assert found == set(made.spans)


def described(path: str, text: str) -> list[KeyRecord]:
    tree = readers.read(path, text)
    assert tree is not None
    return list(evidence.records(tree, path))


# The points of each: 2 for an exchange beside it, 1 further off, 2 for a credential, 1 for the list.
@pytest.mark.parametrize(
    ("path", "text", "enough"),
    [
        ("k.json", '{"gemini": {"ip_whitelist": []}}', True),
        ("k.json", '{"gemini": {"web": {"ip_whitelist": []}}}', False),
        ("k.json", '{"gemini": {"web": {"ip_whitelist": [], "permissions": ["trade"]}}}', True),
        ("k.json", '{"gemini": {"ips": []}}', False),
        ("k.json", '{"gemini": {"ips": [], "api_key": "k"}}', True),
        ("gemini.json", '{"keys": [{"ip_whitelist": []}]}', True),
        ("gemini.json", '{"bots": [{"ip_whitelist": []}]}', False),
        ("gemini.json", '{"key": "k", "ip_whitelist": []}', False),
        ("gemini.json", '{"key": "k", "secret": "s", "ip_whitelist": []}', True),
    ],
)
def test_signs_add_up_to_enough_or_not(path: str, text: str, enough: bool) -> None:
    assert bool(described(path, text)) is enough


def test_absent_empty_and_open_are_three_things() -> None:
    def said(rest: str) -> object:
        (record,) = described(
            "k.json", f'{{"gemini": {{"api_key": "k", "roles": "Trader"{rest}}}}}'
        )
        return record.ip_list and record.ip_list.open_because

    assert said("") is None
    assert said(', "ip_whitelist": []') == "is empty"
    assert said(', "ip_whitelist": ["*"]') == "has *"
    assert said(', "ip_whitelist": false') == "says no"
    assert said(', "ip_whitelist": ["1.2.3.4"]') == ""


@pytest.mark.parametrize(
    ("path", "text", "exchange"),
    [
        ("k.json", '{"gemini": {"exchange": "kraken", "permissions": ["withdraw"]}}', "kraken"),
        ("gemini.json", '{"kraken": {"permissions": ["withdraw"]}}', "kraken"),
        ("gemini.json", '{"api_key": "k", "permissions": ["withdraw"]}', "gemini"),
        ("k.json", '{"api_key": "k", "permissions": ["withdraw"]}', None),
        ("k.json", '{"exchange": "coinbasepro", "permissions": ["withdraw"]}', "coinbase"),
        ("k.json", '{"gateio": {"permissions": ["withdraw"]}}', "gateio"),
        ("k.json", '{"gate.io": {"permissions": ["withdraw"]}}', "gate"),
        ("k.json", '{"gate": {"key": "k", "secret": "s", "permissions": ["withdraw"]}}', "gate"),
    ],
)
def test_the_nearest_name_is_the_exchange(path: str, text: str, exchange: str | None) -> None:
    (record,) = described(path, text)
    assert record.venue == (exchange or "")


@pytest.mark.parametrize(
    ("text", "sandbox"),
    [
        ('{"gemini": {"sandbox": true, "permissions": ["withdraw"]}}', True),
        ('{"gemini": {"sandbox": false, "permissions": ["withdraw"]}}', False),
        ('{"gemini": {"env": "sandbox", "permissions": ["withdraw"]}}', True),
        ('{"gemini": {"env": "live", "permissions": ["withdraw"]}}', False),
        (
            '{"gemini": {"url": "https://api.sandbox.gemini.com", "permissions": ["withdraw"]}}',
            True,
        ),
        ('{"gemini_sandbox_api_key": "k", "gemini_sandbox_roles": ["Fund Manager"]}', True),
    ],
)
def test_play_money_is_known_where_the_file_says_so(text: str, sandbox: bool) -> None:
    (record,) = described("k.json", text)
    assert record.is_sandbox is sandbox


def test_a_label_that_could_be_a_secret_is_not_said() -> None:
    made = unpack('{"gemini": {"name": "account-{base62:20}", "permissions": ["withdraw"]}}')
    (record,) = described("k.json", made.text)
    assert record.label is None


def many_packages(count: int) -> str:
    package = {"version": "1.0.0", "resolved": "https://x", "license": "MIT", "access": "public"}
    packages = {f"node_modules/package-{n}": package for n in range(count)}
    return json.dumps({"name": "gemini", "packages": packages})


def many_keys(count: int) -> str:
    keys = {f"bot-{n}": {"ip_whitelist": [], "roles": ["Trader"]} for n in range(count)}
    return json.dumps({"gemini": keys})


@pytest.mark.parametrize(("make", "expected"), [(many_packages, 0), (many_keys, 8000)])
def test_many_tables_are_judged_in_one_walk(make: Callable[[int], str], expected: int) -> None:
    """When every table asked all its neighbours anew, this took hours."""
    assert len(described("a.json", make(8000))) == expected


def test_lists_that_share_lists_are_walked_once() -> None:
    lines = ["a0: &a0 [read, trade]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    text = "\n".join([*lines, "gemini: {api_key: k, permissions: *a29, ip_whitelist: *a29}"])
    assert len(described("k.yaml", text)) == 1
