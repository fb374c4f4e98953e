"""The audit beside what the owner's files say: the inventory, accepted risks, calls."""

from __future__ import annotations

import itertools
from pathlib import Path

from audits import Audit, environment_of, refused, rules
from conftest import Repository
from stand_in.keys import Key
from stand_in.server import StandIn

INVENTORY = """
[[keys]]
name = "{name}"
exchange = "gemini"
env = ["{variable}_API_KEY", "{variable}_API_SECRET"]
roles = ["Trader"]
scope = "account"
owner = "ann@example.com"
"""


def test_every_entry_of_the_inventory_whose_variables_are_set_is_asked_about(
    audit: Audit, exchange: StandIn, repository: Repository
) -> None:
    names = ("rebalancer", "reporter", "half", "unset")
    inventory = "".join(INVENTORY.format(name=n, variable=n.upper()) for n in names)
    repository.commit("keylint.toml", inventory)
    first, second = exchange.add("Trader"), exchange.add("Trader", "FundManager")
    env = {
        **environment_of(first, "REBALANCER"),
        **environment_of(second, "REPORTER"),
        "HALF_API_KEY": first.id,
    }
    report = audit.json("--inventory", cwd=repository.folder, env=env)
    assert [(k["name"], k["state"]) for k in report["keys"]] == [
        ("rebalancer", "live"),
        ("reporter", "live"),
    ]
    left = {entry["name"]: entry for entry in report["not_settled"]}
    assert left["half"]["fault"] is True
    assert "half a pair: HALF_API_SECRET is not set" in left["half"]["reason"]
    assert left["unset"]["fault"] is False
    assert report["code"] == 3
    found = [(f["rule"], f["path"], f["line"], f["severity"]) for f in report["findings"]]
    assert found == [
        ("key-can-withdraw", "keylint.toml", 10, "high"),
        ("key-undeclared", "keylint.toml", 10, "medium"),
    ]
    assert report["findings"][1]["message"] == (
        "The inventory gives the key 'reporter' Trader, the exchange gives it Trader and Fund Manager"
    )
    arrived = [seen.arrived for seen in exchange.requests]
    assert all(later - sooner > 0.95 for sooner, later in itertools.pairwise(arrived))


def test_an_inventory_without_variables_that_are_set_leaves_nothing_to_ask(
    audit: Audit, repository: Repository
) -> None:
    repository.commit("keylint.toml", INVENTORY.format(name="bot", variable="BOT"))
    told = refused(audit, "--inventory", cwd=repository.folder)
    assert "there is nothing to ask about" in told


def test_roles_are_held_against_what_the_code_calls(
    audit: Audit, exchange: StandIn, repository: Repository
) -> None:
    repository.commit(
        "bot.py", 'import requests\nrequests.post("https://api.gemini.com/v1/balances")\n'
    )
    told = audit.of(exchange.add("Trader")).verdict(cwd=repository.folder)
    (finding,) = told["findings"]
    assert finding["rule"] == "key-has-unused-permission"
    assert "for which Auditor is enough" in finding["message"]
    assert finding["related"][0]["path"] == "bot.py"
    assert audit.of(exchange.add("Auditor")).verdict(cwd=repository.folder)["findings"] == []


def test_a_risk_that_the_inventory_accepts_is_silenced_here_too(
    audit: Audit, exchange: StandIn, repository: Repository
) -> None:
    risk = '{ rule = "key-can-withdraw", reason = "pays", until = 2099-01-01 }'
    entry = INVENTORY.format(name="payer", variable="GEMINI").replace("Trader", "Fund Manager")
    repository.commit("keylint.toml", f"{entry}accepted = [{risk}]\n")
    report = audit.of(exchange.add("FundManager")).json(cwd=repository.folder)
    assert rules(report) == []
    assert [one["rule"] for one in report["silenced"]] == ["key-can-withdraw"]
    assert report["code"] == 0


def test_nothing_is_read_where_no_repository_is(
    audit: Audit, key: Key, tmp_path: Path, leak: str
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "bot.py").write_text('post("https://api.gemini.com/v1/balances")\n')
    assert audit.of(key).verdict(cwd=tmp_path)["findings"] == []


def test_a_key_that_a_gate_was_not_given_does_not_pass_it(
    audit: Audit, exchange: StandIn, repository: Repository
) -> None:
    names = ("one", "two", "three")
    inventory = "".join(INVENTORY.format(name=n, variable=n.upper()) for n in names)
    repository.commit("keylint.toml", f'{inventory}\n[[keys]]\nname = "by hand"\n')
    key = exchange.add("Trader", allowed=())
    env = {**environment_of(key, "ONE"), **environment_of(key, "TWO")}
    report = audit.json("--inventory", "--network", "untrusted", cwd=repository.folder, env=env)
    assert [k["state"] for k in report["keys"]] == ["live-address-refused"] * 2
    assert len(exchange.requests) == 1, "a pair is asked about once"
    assert report["code"] == 3
    assert {entry["name"] for entry in report["not_settled"]} == {"three", "by hand"}
    assert audit.json("--inventory", cwd=repository.folder, env=env)["code"] == 0
    empty = {**env, "THREE_API_KEY": "", "THREE_API_SECRET": ""}
    assert audit.json("--inventory", cwd=repository.folder, env=empty)["code"] == 3
