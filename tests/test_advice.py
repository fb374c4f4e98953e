"""What to do about a key is said in the words of its exchange."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import Command

from keylint import registry
from keylint.exchanges import CARDS, fill

RULES = registry.load()
BINANCE = '{"binance": {"api_key": "k", "permissions": ["withdraw"], "ip_whitelist": []}}'
GEMINI = (
    '{"gemini": {"api_key": "k", "roles": ["Fund Manager"], "scope": "master", "ip_whitelist": []}}'
)


def test_every_step_is_filled_for_every_exchange() -> None:
    for rule in RULES:
        for exchange in ("", "gemini", "another", *CARDS):
            for step in rule.steps(exchange):
                assert "{" not in step.replace("{lookup}", ""), (rule.id, exchange)
                assert exchange in ("", "gemini") or not rule.elsewhere or "gemini" not in step


def test_an_unknown_exchange_is_told_in_general_words() -> None:
    assert fill("Go to {page}.", "another") == "Go to the exchange's page for API keys."


def test_a_key_of_binance_is_advised_for_binance(keylint: Command, tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text(BINANCE)
    out = " ".join(keylint("scan", cwd=tmp_path).out.split())
    assert "At Binance: 1." in out
    assert "binance.com/en/my/settings/api-management" in out
    assert "exchange.gemini.com" not in out.split("More:")[0].split("At Binance:")[1]
    found = json.loads(keylint("scan", "--format", "json", cwd=tmp_path).out)["findings"]
    assert all("binance.com" in " ".join(one["fix"]) for one in found)


def test_keys_of_two_exchanges_get_both_and_gemini_first(keylint: Command, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(BINANCE)
    (tmp_path / "b.json").write_text(GEMINI)
    out = keylint("scan", "--select", "key-without-ip-allowlist", cwd=tmp_path).out
    assert out.index("exchange.gemini.com") < out.index("At Binance:")


def test_the_facts_are_in_the_message_and_in_the_severity(keylint: Command, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text(GEMINI)
    out = " ".join(keylint("scan", cwd=tmp_path).out.split())
    assert "critical key-can-withdraw" in out
    assert "has 'Fund Manager', on a master key, and any IP address may use it" in out
    assert "The gemini key is a master key and opens every account of the group" in out
    (tmp_path / "b.json").write_text(
        '{"gemini": {"api_key": "k", "permissions": ["withdraw"], "ip_whitelist": ["8.8.8.8"]}}'
    )
    assert "medium key-can-withdraw" in " ".join(keylint("scan", cwd=tmp_path).out.split())
    (tmp_path / "b.json").write_text(
        '{"gemini": {"api_key": "k", "permissions": ["trade", "withdraw"], "ip_whitelist": ["8.8.8.8"]}}'
    )
    out = " ".join(keylint("scan", cwd=tmp_path).out.split())
    assert "high key-can-withdraw" in out
    assert "together with trading" in out
