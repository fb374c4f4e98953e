"""The stand-in answers as the exchange does, over real TLS, and ends at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime

from stand_in.client import FLAGS, Ask, signed
from stand_in.judgement import ACCOUNT
from stand_in.server import StandIn


def test_roles_of_an_account_and_of_a_group(exchange: StandIn, ask: Ask) -> None:
    trader = exchange.add("Trader", counterparty="EMONNYXJ")
    master = exchange.add("Administrator", scope="master")
    assert ask(trader, nonce=1) == (200, {**FLAGS, "isTrader": True, "counterparty_id": "EMONNYXJ"})
    assert ask(master, nonce=1) == (200, {**FLAGS, "isAccountAdmin": True})
    status, said = ask(exchange.add("Auditor", hides_roles=True), nonce=1)
    assert (status, said["result"], said["reason"]) == (403, "error", "MissingRole")


def test_the_account_needs_a_role_and_for_a_group_a_name(exchange: StandIn, ask: Ask) -> None:
    admin, master = exchange.add("Administrator"), exchange.add("Auditor", scope="master")
    status, said = ask(admin, "/v1/account", nonce=1)
    assert (status, said["reason"]) == (403, "MissingRole")
    assert said["message"].endswith(
        "assign one of these roles [Trader, FundManager, Auditor] "
        f"to API key {admin.id} which currently has roles [Administrator]"
    )
    assert ask.reason(master, "/v1/account", nonce=1) == "MissingAccounts"
    assert ask(master, "/v1/account", nonce=2, account="primary") == (200, ACCOUNT)
    assert ask(exchange.add("Auditor"), "/v1/account", nonce=1) == (200, ACCOUNT)


def test_checks_come_in_the_order_of_the_exchange(exchange: StandIn, ask: Ask) -> None:
    key = exchange.add("Trader", allowed=("192.0.2.1",))
    headers = signed(key, "/v1/account")
    assert ask.send("/v1/roles", headers, "GET")[1]["reason"] == "EndpointNotFound"
    given: dict[str, str] = {}
    for name in ("Apikey", "Payload", "Signature"):
        assert ask.send("/v1/roles", given)[1]["reason"] == f"Missing{name}Header"
        given[f"X-GEMINI-{name.upper()}"] = "0"
    assert ask.send("/v1/roles", given)[1]["reason"] == "InvalidApiKey"
    assert ask.send("/v1/roles", {**given, "X-GEMINI-APIKEY": key.id})[1]["reason"] == (
        "InvalidSignature"
    )
    assert ask.send("/v1/roles", headers)[1]["reason"] == "RemoteAddressForbidden"
    key.refused_by = "ApiKeyIpFilteringFailure"
    assert ask.send("/v1/roles", headers)[1]["reason"] == "ApiKeyIpFilteringFailure"
    key.allowed = None
    assert ask.send("/v1/roles", headers)[1]["reason"] == "EndpointMismatch"
    assert ask.reason(key) == "MissingNonce"
    assert ask.reason(key, nonce="1") == "InvalidNonce"
    assert ask.reason(key, "/v1/balances", nonce=1) == "EndpointNotFound"
    assert key.last_nonce == 1
    key.active = False
    assert ask.reason(key, nonce=2) == "InvalidApiKey"


def test_a_nonce_must_increase(exchange: StandIn, ask: Ask) -> None:
    key = exchange.add("Trader")
    assert ask(key, nonce=1700000000)[0] == 200
    status, said = ask(key, nonce=1700000000)
    assert (status, said["reason"]) == (400, "InvalidNonce")
    assert said["message"] == (
        "Nonce '1700000000' has not increased since your last call to the Gemini API."
    )
    assert ask(key, nonce=1700000001)[0] == 200
    assert (key.last_nonce, key.highest_nonce) == (1700000001, 1700000001)


def test_a_time_based_nonce_is_near_the_servers_clock(exchange: StandIn, ask: Ask) -> None:
    key, exchange.clock_ahead = exchange.add("Trader", time_based=True), 3600
    here = int(time.time())
    status, said = ask(key, nonce=here)
    assert (status, said["reason"]) == (400, "InvalidNonce")
    assert "is not within 30 seconds of the Unix Epoch timestamp" in said["message"]
    there = parsedate_to_datetime(ask.headers["Date"]).timestamp()
    assert 3599 <= there - here <= 3605
    assert ask(key, nonce=int(there))[0] == 200
    assert "has not increased" in ask(key, nonce=int(there))[1]["message"]
    ask(key, nonce=int(there) * 1000)
    assert (key.last_nonce, key.highest_nonce) == (int(there), int(there) * 1000)


def test_an_address_counts(exchange: StandIn, asks: Callable[..., Ask]) -> None:
    key = exchange.add("Trader", allowed=("127.0.0.2",))
    assert asks().reason(key, nonce=1) == "RemoteAddressForbidden"
    assert key.last_nonce == 0
    assert asks(source="127.0.0.2")(key, nonce=1)[0] == 200
    assert [seen.peer for seen in exchange.requests] == ["127.0.0.1", "127.0.0.2"]


def test_a_request_is_seen_as_it_came(exchange: StandIn, ask: Ask) -> None:
    key, before = exchange.add("Trader"), time.monotonic()
    ask(key, nonce=5)
    ask(key, nonce=5)
    first, second = exchange.requests
    assert (first.method, first.path, first.nonce) == ("POST", "/v1/roles", 5)
    assert first.payload == {"request": "/v1/roles", "nonce": 5}
    assert (first.status, second.status) == (200, 400)
    assert (first.headers["content-length"], first.body) == ("0", b"")
    assert first.head.startswith(b"POST /v1/roles HTTP/1.1\r\nHost: 127.0.0.1")
    assert f"\r\nX-GEMINI-APIKEY: {key.id}\r\n".encode() in first.head
    assert before <= first.arrived <= second.arrived <= time.monotonic()
    assert (first.connection, second.connection, exchange.accepted) == (1, 1, 1)


def test_silence_after_a_heartbeat_cancels_orders(exchange: StandIn, ask: Ask) -> None:
    quiet, lone = (exchange.add("Trader", heartbeat=True, orders=3) for _ in range(2))
    ask(lone, nonce=1)
    exchange.clock_ahead = 29
    assert exchange.open_orders(lone) == 3
    exchange.clock_ahead = 31
    assert (exchange.open_orders(lone), exchange.open_orders(quiet)) == (0, 3)
