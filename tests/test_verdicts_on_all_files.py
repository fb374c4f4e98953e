"""What the rules say that judge all files together: which keys, where, and what belongs to it."""

from __future__ import annotations

import json

import pytest
from judgements import KEY, SECRET, claims, judged, verdicts

from keylint.document import Document
from keylint.examples import unpack

SHARED, UNUSED, UNDECLARED = (
    *("key-shared-across-environments", "key-has-unused-permission", "key-undeclared"),
)
PAIR = unpack(f"GEMINI_API_KEY={KEY}\nGEMINI_API_SECRET={SECRET}\n").text


@pytest.mark.parametrize(
    ("first", "second", "severity"),
    [("prod", "dev", "high"), ("staging", "dev", "medium"), ("live", "sandbox", "high")],
)
@pytest.mark.parametrize(("half", "what"), [("key", "key"), ("secret", "secret")])
def test_a_value_of_two_environments_is_worst_with_productions(
    first: str, second: str, severity: str, half: str, what: str
) -> None:
    value = "account-{base62:20#a}" if half == "key" else "{base58-20-bytes#a}"
    text = "".join(f"GEMINI_{one.upper()}_API_{half.upper()}={value}\n" for one in (first, second))
    names = {"prod": "production", "live": "production", "dev": "development"}
    ordered = sorted(
        (names.get(one, one) for one in (first, second)),
        key=lambda name: (name == "production", name),
    )
    said = f"The same {what} is used in {' and '.join(ordered)}"
    assert verdicts(SHARED, text, ".env") == [(severity, "high", said)]
    _, (match,) = judged(SHARED, text, ".env")
    assert [(one.message, one.path) for one in match.related] == [
        (f"the same {what}, in {ordered[1]}", ".env")
    ]
    assert match.secret is not None
    assert match.variable.endswith(f"_API_{half.upper()}")


def test_where_nobody_says_whose_key_it_is_the_rule_is_less_sure() -> None:
    text = unpack(f"API_KEY={KEY}\n").text
    files = {f"{name}/.env": text for name in ("production", "development")}
    (claim,) = claims(SHARED, {**files, "keylint.toml": ""})
    assert str(claim.match.confidence) == "medium"


def test_a_pair_of_two_environments_is_told_once_by_its_key() -> None:
    pair = (
        "GEMINI_{0}_API_KEY=account-{{base62:20#a}}\nGEMINI_{0}_API_SECRET={{base58-20-bytes#b}}\n"
    )
    found = verdicts(SHARED, pair.format("PROD") + pair.format("DEV"), ".env")
    assert [one[2] for one in found] == ["The same key is used in development and production"]


CALLS = "import requests\n" + "".join(
    f'requests.post("https://api.gemini.com/v1/{call}")\n'
    for call in (
        "balances",
        "order/new",
        "order/cancel",
        "order/cancel/all",
        "order/cancel/session",
    )
)


def test_a_permission_that_no_call_needs_is_told_with_the_strongest_calls() -> None:
    text = CALLS + 'GEMINI = {"label": "bot", "api_key": K, "roles": ["Fund Manager"]}\n'
    _, (match,) = judged(UNUSED, text, "bot.py")
    assert match.message == (
        "'Fund Manager' is more than this repository needs of the gemini key 'bot': "
        "its calls only read and trade, for which Trader is enough"
    )
    assert [one.message for one in match.related] == [
        "needs Trader (/v1/order/new)",
        "needs Trader (/v1/order/cancel)",
        "needs Trader (/v1/order/cancel/all)",
    ]
    assert {one.path for one in match.related} == {"bot.py"}
    assert verdicts(UNUSED, text, "bot.py")[0][:2] == ("medium", "medium")
    assert (match.identity, match.exchange) == ("gemini/bot/withdraw", "gemini")
    assert match.names == ("bot",)
    sandbox = text.replace('"label"', '"environment": "sandbox", "label"')
    assert verdicts(UNUSED, sandbox, "bot.py")[0][0] == "low"
    assert judged(UNUSED, text.replace("GEMINI", "KRAKEN"), "bot.py")[1] == []


def test_what_the_inventory_leaves_open_is_a_small_thing() -> None:
    text = '[[keys]]\nname = "bot"\nexchange = "gemini"\nowner = "?"\n'
    said = "The inventory does not say yet: owner of the key 'bot' is “?”"
    assert verdicts(UNDECLARED, text, "keylint.toml") == [("low", "high", said)]
    _, (match,) = judged(UNDECLARED, text, "keylint.toml")
    assert (match.identity, match.names) == ("bot/owner", ("bot",))


INVENTORY = '[[keys]]\nname = "bot"\nexchange = "gemini"\nenv = ["GEMINI_API_KEY"]\nowner = "ann"\n'


CODE = 'client = ccxt.gemini({{"apiKey": os.environ["GEMINI_{}API_KEY"]}})\n'


def test_a_variable_of_no_entry_is_told_where_it_first_stands() -> None:
    files = {f"{name}.py": CODE.format("OTHER_") for name in "edcba"}
    (claim,) = claims(UNDECLARED, {"bot.py": CODE.format(""), **files, "keylint.toml": INVENTORY})
    match = claim.match
    assert match.message == "The inventory names no key that is in GEMINI_OTHER_API_KEY"
    assert (claim.path, match.severity, match.identity) == ("a.py", None, "GEMINI_OTHER_API_KEY")
    assert [(one.path, one.message) for one in match.related] == [
        (f"{name}.py", "GEMINI_OTHER_API_KEY again") for name in "bcd"
    ]
    assert {one.span for one in match.related} == {match.span}
    assert match.names == ("GEMINI_OTHER_API_KEY",)
    assert files["a.py"][match.span.start : match.span.end] == "GEMINI_OTHER_API_KEY"


def test_each_key_that_is_missing_is_told() -> None:
    files = {f"{name}.py": CODE.format(f"{name}_") for name in ("ONE", "TWO")}
    found = claims(UNDECLARED, {"keylint.toml": INVENTORY, **files})
    assert [claim.path for claim in found] == ["ONE.py", "TWO.py"]


def test_a_label_of_no_entry_is_told_where_it_stands() -> None:
    keys = [("other", "kraken"), ("bot", "gemini"), ("old", "gemini")]
    text = json.dumps(
        [{"label": label, "exchange": owner, "roles": ["Auditor"]} for label, owner in keys]
    )
    (claim,) = claims(UNDECLARED, {"keylint.toml": INVENTORY, "keys.json": text})
    match = claim.match
    assert match.message == "The inventory names no key that is called 'old'"
    assert (claim.path, match.names, match.identity) == ("keys.json", ("old",), "old")
    assert text[match.span.start : match.span.end] == "old"


def test_without_an_inventory_no_key_is_missing_in_it() -> None:
    assert claims(UNDECLARED, {"a.py": CODE.format(""), "keylint.toml": ""}) == []


def test_what_stands_in_many_files_belongs_to_the_weaker_environment() -> None:
    files = {f"{name}/.env": PAIR for name in ("production", "development")}
    (claim,) = claims(SHARED, {**files, "keylint.toml": ""})
    assert claim.path == "development/.env"
    assert [(one.path, one.message) for one in claim.match.related] == [
        ("production/.env", "the same key, in production")
    ]


@pytest.mark.parametrize(
    ("declared", "real", "severity"),
    [
        (["Trader"], ["Fund Manager"], "medium"),
        (["Trader"], ["Trader", "Fund Manager"], "medium"),
        (["Trader", "Fund Manager"], ["Trader"], "low"),
        (["Trader"], ["Trader"], ""),
        ([], ["Trader"], ""),
        (["Trader"], [], ""),
    ],
)
def test_roles_that_the_exchange_gives_otherwise_are_told(
    declared: list[str], real: list[str], severity: str
) -> None:
    files = {"keylint.toml": f"{INVENTORY}roles = {json.dumps(declared)}\n"}
    keys = [{"label": label, "exchange": "gemini", "roles": real} for label in ("bot", "old")]
    answers = [Document(f"{key['label']}.json", json.dumps(key)) for key in keys]
    found = [one for one in claims(UNDECLARED, files, answers) if one.path == "bot.json"]
    told = [(one.match.message, str(one.match.severity)) for one in found]
    in_words = [" and ".join(sorted(roles, reverse=True)) for roles in (declared, real)]
    words = f"The inventory gives the key 'bot' {in_words[0]}, the exchange gives it {in_words[1]}"
    assert told == ([(words, severity)] if severity else [])
    assert [(one.match.identity, one.match.names) for one in found] == [
        ("bot/roles", ("bot",))
    ] * bool(severity)
    assert [answers[0].text[one.match.span.start :] for one in found] == [
        json.dumps(keys[0])
    ] * bool(severity)
