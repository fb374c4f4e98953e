"""One key, written in six formats: the same record, and the same judgement."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from keylint import engine, registry
from keylint.document import Document
from keylint.rule import RecordRule

RULES = [rule for rule in registry.load() if isinstance(rule, RecordRule)]
Key = dict[str, object]

keys = st.fixed_dictionaries(
    {
        "exchange": st.sampled_from(["gemini", "kraken", "binance"]),
        "api_key": st.just("from-vault"),
    },
    optional={
        "label": st.sampled_from(["bot", "rebalancer", "tax"]),
        "roles": st.lists(
            st.sampled_from(["Auditor", "Trader", "Fund Manager", "withdraw", "trade"]), max_size=3
        ),
        "ip_allowlist": st.lists(
            st.sampled_from(["8.8.8.8", "8.0.0.0/8", "10.0.0.1", "*", "0.0.0.0/0", "bot.example"]),
            max_size=3,
        ),
        "scope": st.sampled_from(["master", "account"]),
        "created": st.sampled_from(["2019-03-01", "1 March 2019", "2999-01-01", "03/04/2019"]),
        "rotate_after": st.sampled_from(["2019-06-01", "2999-06-01", "30 days"]),
        "environment": st.sampled_from(["production", "sandbox"]),
        "can_withdraw": st.booleans(),
    },
)


def text(value: object) -> str:
    return json.dumps(value)


def as_json(key: Key) -> str:
    return json.dumps({"keys": [key]})


def as_yaml(key: Key) -> str:
    lines = [f"{name}: {text(value)}" for name, value in key.items()]
    return "keys:\n  - " + "\n    ".join(lines) + "\n"


def as_toml(key: Key) -> str:
    return "[[keys]]\n" + "".join(f"{name} = {text(value)}\n" for name, value in key.items())


def as_ini(key: Key) -> str:
    def plain(value: object) -> str:
        return ", ".join(value) if isinstance(value, list) else str(value)

    return "[keys]\n" + "".join(f"{name} = {plain(value)}\n" for name, value in key.items())


def as_hcl(key: Key) -> str:
    return (
        "keys {\n" + "".join(f"  {name} = {text(value)}\n" for name, value in key.items()) + "}\n"
    )


def as_python(key: Key) -> str:
    return f"KEYS = [{key!r}]\n"


WRITERS = {
    "k.json": as_json,
    "k.yaml": as_yaml,
    "k.toml": as_toml,
    "k.ini": as_ini,
    "k.hcl": as_hcl,
    "k.py": as_python,
}


def judgement(path: str, written: str) -> list[tuple[str, ...]]:
    document = Document(path, written)
    return sorted(
        (rule.id, str(match.severity or rule.severity), str(match.confidence), match.identity)
        for rule in RULES
        for match in engine.matches(rule, document)
    )


@given(keys)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_the_format_changes_nothing(key: Key) -> None:
    # In INI an empty list is an empty value: how it is called differs, that it is open does not.
    judged = {path: judgement(path, write(key)) for path, write in WRITERS.items()}
    assert all(one == judged["k.json"] for one in judged.values()), judged


def test_a_bad_key_is_judged_at_all() -> None:
    # Not written as a table: keylint scans its own repository.
    names = ("exchange", "api_key", "roles", "ip_allowlist")
    key: Key = dict(zip(names, ("gemini", "k", ["Fund Manager"], []), strict=True))
    assert {rule for rule, *_ in judgement("k.hcl", as_hcl(key))} == {
        "key-can-withdraw",
        "key-without-ip-allowlist",
    }
