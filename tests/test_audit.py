"""`keylint audit` against a stand-in of the exchange: what each answer proves of a key."""

from __future__ import annotations

import time

import pytest
from audits import Audit, rules
from stand_in.server import StandIn


@pytest.mark.parametrize(
    ("roles", "scope", "expected"),
    [
        (("Auditor",), "account", ["auditor"]),
        (("Trader",), "account", ["trader"]),
        (("Trader", "FundManager"), "account", ["trader", "fund_manager"]),
        (("Administrator",), "master", ["admin"]),
        (("FundManager", "Administrator"), "master", ["fund_manager", "admin"]),
    ],
)
def test_a_live_key_is_told_with_its_roles(
    audit: Audit, exchange: StandIn, roles: tuple[str, ...], scope: str, expected: list[str]
) -> None:
    told = audit.of(exchange.add(*roles, scope=scope)).verdict()
    assert (told["state"], told["live"], told["roles"]) == ("live", True, expected)
    assert told["account"] == (None if roles == ("Administrator",) else "primary (exchange)")
    assert [seen.path for seen in exchange.requests] == ["/v1/roles", "/v1/account"]
    assert told["requests"] == 2


def test_a_trader_behind_a_list_is_no_finding(audit: Audit, exchange: StandIn) -> None:
    told = audit.of(exchange.add("Trader", allowed=("127.0.0.1",))).verdict()
    assert (told["code"], told["findings"]) == (0, [])
    assert told["ip_list"].startswith("not proven")


@pytest.mark.parametrize(
    ("reason", "whose"),
    [("RemoteAddressForbidden", "group's"), ("ApiKeyIpFilteringFailure", "key's")],
)
def test_a_refused_address_proves_that_a_list_holds(
    audit: Audit, exchange: StandIn, reason: str, whose: str
) -> None:
    key = exchange.add("FundManager", allowed=("127.0.0.2",), refused_by=reason)
    told = audit.of(key).verdict("--network", "untrusted")
    assert (told["state"], told["live"], told["code"]) == ("live-address-refused", True, 0)
    assert told["ip_list"].startswith(f"holds: the {whose} list")
    assert reason in told["evidence"]
    assert [seen.path for seen in exchange.requests] == ["/v1/roles"]


def test_an_answer_to_an_untrusted_network_proves_that_no_list_holds(
    audit: Audit, exchange: StandIn
) -> None:
    told = audit.of(exchange.add("Trader")).verdict("--network", "untrusted")
    assert told["code"] == 1
    (finding,) = told["findings"]
    assert finding["rule"] == "key-without-ip-allowlist"
    assert finding["proven"] is True
    assert finding["message"].startswith("Any IP address may use the gemini key 'GEMINI_API_KEY'")


@pytest.mark.parametrize("network", ["trusted", "unknown"])
def test_an_answer_to_another_network_proves_nothing_of_a_list(
    audit: Audit, exchange: StandIn, network: str
) -> None:
    told = audit.of(exchange.add("Trader")).verdict("--network", network)
    assert (told["code"], told["findings"]) == (0, [])


def test_a_key_that_may_withdraw_is_proven_to(audit: Audit, exchange: StandIn) -> None:
    told = audit.of(exchange.add("Trader", "FundManager")).verdict()
    (finding,) = told["findings"]
    assert (finding["rule"], finding["severity"]) == ("key-can-withdraw", "high")
    assert "the exchange's answer has 'Fund Manager'" in finding["message"]
    assert "together with trading" in finding["message"]


def test_a_master_key_that_any_address_may_use_is_the_worst_case(
    audit: Audit, exchange: StandIn
) -> None:
    told = audit.of(exchange.add("FundManager", scope="master")).verdict("--network", "untrusted")
    assert rules(told) == ["key-can-withdraw", "key-without-ip-allowlist", "key-is-master-scoped"]
    assert told["findings"][0]["severity"] == "critical"


def test_a_missing_role_is_read_from_the_message(audit: Audit, exchange: StandIn) -> None:
    told = audit.of(exchange.add("Administrator", scope="master", hides_roles=True)).verdict()
    assert (told["state"], told["live"], told["roles"]) == ("live-role-missing", True, ["admin"])
    assert [seen.path for seen in exchange.requests] == ["/v1/roles"]


def test_a_wrong_secret_and_an_unknown_key_are_dead(audit: Audit, exchange: StandIn) -> None:
    known, other = exchange.add("Trader"), exchange.add("Trader", active=False)
    wrong = Audit(
        audit.command, exchange, {"GEMINI_API_KEY": known.id, "GEMINI_API_SECRET": other.secret}
    ).verdict()
    assert (wrong["state"], wrong["live"], wrong["code"]) == ("wrong-secret", False, 0)
    unknown = audit.of(other).verdict()
    assert (unknown["state"], unknown["live"], unknown["code"]) == ("unknown-key", False, 0)


def test_a_dead_key_proves_nothing_of_the_list_that_a_gate_is_for(
    audit: Audit, exchange: StandIn
) -> None:
    told = audit.of(exchange.add("Trader", active=False)).verdict("--network", "untrusted")
    assert told["code"] == 3


def test_a_secret_of_another_shape_is_told_where_it_is_wrong(
    audit: Audit, exchange: StandIn
) -> None:
    key = exchange.add("Trader")
    cut = {"GEMINI_API_KEY": key.id, "GEMINI_API_SECRET": key.secret[:-4]}
    told = Audit(audit.command, exchange, cut).verdict()
    assert told["state"] == "wrong-secret"
    assert any("is it cut" in note for note in told["notes"])


def test_a_bot_with_larger_nonces_is_left_alone(audit: Audit, exchange: StandIn) -> None:
    key = exchange.add("Trader", last_nonce=int(time.time() * 1000))
    told = audit.of(key).verdict()
    assert (told["state"], told["live"], told["code"]) == ("nonce-refused", None, 3)
    assert any("--allow-nonce-jump" in note for note in told["notes"])
    assert key.highest_nonce < time.time() + 60
    assert len(exchange.requests) == 1


def test_a_nonce_jumps_to_milliseconds_only_if_it_may_and_after_a_warning(
    audit: Audit, exchange: StandIn
) -> None:
    key = exchange.add("Trader", last_nonce=int((time.time() - 60) * 1000))
    result = audit.of(key)("--allow-nonce-jump", "--format", "json")
    assert result.code == 0
    assert "a bot that signs with this key and with seconds is refused" in result.err
    nonces = [seen.nonce or 0 for seen in exchange.requests]
    assert nonces[0] < nonces[1] < 10**10 < nonces[2] < nonces[3] < (time.time() + 60) * 1000


def test_a_nonce_never_goes_beyond_milliseconds(audit: Audit, exchange: StandIn) -> None:
    key = exchange.add("Trader", last_nonce=time.time_ns())
    assert audit.of(key).verdict("--allow-nonce-jump")["state"] == "nonce-refused"
    assert key.highest_nonce < (time.time() + 60) * 1000


def test_a_nonce_does_not_jump_where_seconds_are_enough(audit: Audit, exchange: StandIn) -> None:
    key = exchange.add("Trader", time_based=True)
    assert audit.of(key).verdict("--allow-nonce-jump")["state"] == "live"
    assert key.highest_nonce < 10**10


def test_a_clock_that_is_off_is_told_from_the_answer(audit: Audit, exchange: StandIn) -> None:
    exchange.clock_ahead = -600
    told = audit.of(exchange.add("Trader", time_based=True)).verdict("--allow-nonce-jump")
    assert told["state"] == "nonce-refused"
    assert len(exchange.requests) == 1
    assert 590 < told["clock_ahead_seconds"] < 610
    assert any("10.0 minutes ahead" in note for note in told["notes"])


def test_a_lone_question_begins_no_session_that_costs_orders(
    audit: Audit, exchange: StandIn
) -> None:
    key = exchange.add("Trader", heartbeat=True, orders=3)
    assert audit.of(key).verdict()["state"] == "live"
    assert exchange.open_orders(key) == 3


def test_a_missing_role_proves_nothing_of_a_list(audit: Audit, exchange: StandIn) -> None:
    key = exchange.add("Trader", hides_roles=True)
    told = audit.of(key).verdict("--network", "untrusted")
    assert (told["state"], told["code"]) == ("live-role-missing", 3)
