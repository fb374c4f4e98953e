"""The stand-in answers as the exchange does, over real TLS, and ends at once."""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import json
import ssl
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from stand_in import behaviours
from stand_in.certificates import Authority
from stand_in.fixtures import MakeExchange
from stand_in.judgement import ACCOUNT
from stand_in.keys import Key
from stand_in.proxy import Proxy
from stand_in.server import StandIn
from stand_in.wire import Answer, Behaviour

FLAGS = {"isAuditor": False, "isFundManager": False, "isTrader": False}


def connected(
    exchange: StandIn, ca: Path | None = None, host: str = "127.0.0.1", source: str = "127.0.0.1"
) -> http.client.HTTPSConnection:
    context = ssl.create_default_context(cafile=ca or exchange.ca)
    return http.client.HTTPSConnection(
        host, exchange.port, timeout=5, context=context, source_address=(source, 0)
    )


def signed(key: Key, path: str, **payload: Any) -> dict[str, str]:
    text = base64.b64encode(json.dumps({"request": path, **payload}).encode())
    return {
        "Content-Type": "text/plain",
        "X-GEMINI-APIKEY": key.id,
        "X-GEMINI-PAYLOAD": text.decode(),
        "X-GEMINI-SIGNATURE": hmac.new(key.secret.encode(), text, hashlib.sha384).hexdigest(),
    }


class Ask:
    """Asks the exchange over one connection."""

    def __init__(self, connection: http.client.HTTPSConnection) -> None:
        self.connection = connection
        self.headers: dict[str, str] = {}

    def send(self, path: str, headers: dict[str, str], method: str = "POST") -> tuple[int, Any]:
        self.connection.request(method, path, headers=headers)
        response = self.connection.getresponse()
        self.headers = dict(response.getheaders())
        return response.status, json.loads(response.read())

    def __call__(self, key: Key, path: str = "/v1/roles", **payload: Any) -> tuple[int, Any]:
        return self.send(path, signed(key, path, **payload))

    def reason(self, key: Key, path: str = "/v1/roles", **payload: Any) -> str:
        return str(self(key, path, **payload)[1].get("reason"))


@pytest.fixture
def asks(exchange: StandIn) -> Iterator[Callable[..., Ask]]:
    opened: list[http.client.HTTPSConnection] = []

    def ask(**more: Any) -> Ask:
        opened.append(connected(exchange, **more))
        return Ask(opened[-1])

    yield ask
    for connection in opened:
        connection.close()


@pytest.fixture
def ask(asks: Callable[..., Ask]) -> Ask:
    return asks()


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


@pytest.mark.parametrize(
    ("behaviour", "status", "header"),
    [
        (behaviours.rate_limited(), 429, None),
        (behaviours.rate_limited(7), 429, ("Retry-After", "7")),
        (behaviours.maintenance(), 503, ("Content-Type", "application/json")),
        (behaviours.system_error(), 500, ("Content-Type", "application/json")),
        (behaviours.bad_gateway(), 502, ("Content-Type", "text/html; charset=utf-8")),
        (behaviours.captive_portal(), 200, ("Content-Type", "text/html; charset=utf-8")),
        (behaviours.redirect("https://example.com/"), 302, ("Location", "https://example.com/")),
        (behaviours.oversized(), 200, ("Content-Length", str(200 * 1024))),
        (behaviours.Slow(0.01), 400, ("Content-Type", "application/json")),
        (Answer(299, b"?", {"date": None, "X-Odd": "1"}), 299, ("X-Odd", "1")),
    ],
)
def test_a_trouble_comes_once(
    exchange: StandIn, behaviour: Behaviour, status: int, header: tuple[str, str] | None
) -> None:
    exchange.next_answers.append(behaviour)
    connection = connected(exchange)
    connection.request("POST", "/")
    response = connection.getresponse()
    response.read()
    assert response.status == exchange.requests[0].status == status
    assert header is None or header in response.getheaders()
    connection.request("POST", "/")
    assert connection.getresponse().status == 400
    connection.close()


@pytest.mark.parametrize(
    ("behaviour", "error"),
    [
        (behaviours.Closed(), http.client.RemoteDisconnected),
        (behaviours.NotHttp(), http.client.BadStatusLine),
        (behaviours.Cut(), http.client.IncompleteRead),
        (behaviours.Slow(60), TimeoutError),
    ],
)
def test_a_broken_connection_breaks_as_told(
    exchange: StandIn, behaviour: Behaviour, error: type[Exception]
) -> None:
    exchange.next_answers.append(behaviour)
    connection = connected(exchange)
    connection.request("POST", "/")
    connection.sock.settimeout(0.05 if error is TimeoutError else 5)
    with pytest.raises(error):  # noqa: PT012
        response = connection.getresponse()
        response.read()
    connection.close()


def test_a_drip_ends_for_nobody_but_who_goes(exchange: StandIn) -> None:
    exchange.next_answers.append(behaviours.Drip(0.01))
    connection = connected(exchange)
    connection.request("POST", "/")
    text = b""
    while not text.endswith(b"xxx"):
        text += connection.sock.recv(100)
    assert text.startswith(b"HTTP/1.1 200 OK\r\nX-Drip: x")
    connection.close()


def test_it_ends_at_once_whoever_waits(exchange: StandIn) -> None:
    exchange.next_answers.extend([behaviours.Slow(60), behaviours.Drip()])
    waiting = [connected(exchange) for _ in range(3)]
    for connection in waiting[:2]:
        connection.request("POST", "/")
    waiting[2].connect()
    until = time.monotonic() + 5
    while len(exchange.requests) < 2 and time.monotonic() < until:
        time.sleep(0.001)
    began = time.monotonic()
    exchange.close()
    assert time.monotonic() - began < 1
    for connection in waiting:
        connection.close()


def test_only_its_own_authority_is_trusted(
    exchange: StandIn, stranger: StandIn, authority: Authority, make_exchange: MakeExchange
) -> None:
    late = make_exchange(authority, until=datetime.now(timezone.utc) - timedelta(days=1))
    elsewhere = make_exchange(authority, "exchange.example")
    for one in (stranger, late, elsewhere):
        connection = connected(one, authority.ca)
        with pytest.raises(ssl.SSLCertVerificationError):
            connection.connect()
        connection.close()
        assert (one.accepted, one.requests) == (1, [])
    connection = connected(exchange, host="localhost")
    connection.request("POST", "/")
    assert connection.getresponse().status == 400
    connection.close()


def test_a_slow_handshake_blocks_nobody(exchange: StandIn, ask: Ask) -> None:
    silent = http.client.HTTPConnection("127.0.0.1", exchange.port)
    silent.connect()
    assert ask(exchange.add("Trader"), nonce=1)[0] == 200
    silent.close()


def test_a_proxy_relays_what_it_is_asked_to(exchange: StandIn, proxy: Proxy) -> None:
    key, proxy.routes["localhost:1"] = exchange.add("Trader"), exchange.port
    context = ssl.create_default_context(cafile=exchange.ca)
    for host, port in (("127.0.0.1", exchange.port), ("localhost", 1)):
        through = http.client.HTTPSConnection("127.0.0.1", proxy.port, timeout=5, context=context)
        through.set_tunnel(host, port, {"X-Own": "1"})
        through.request("POST", "/v1/roles", headers=signed(key, "/v1/roles", nonce=port))
        through.getresponse().read()
        through.close()
    assert proxy.targets == [f"127.0.0.1:{exchange.port}", "localhost:1"]
    assert [seen.headers["x-own"] for seen in proxy.requests] == ["1", "1"]
    assert [seen.status for seen in exchange.requests] == [200, 400]


def test_a_proxy_reaches_nothing_but_loopback(proxy: Proxy) -> None:
    for refusal, status in ((None, 502), (Answer(407), 407)):
        proxy.refusal = refusal
        through = http.client.HTTPSConnection("127.0.0.1", proxy.port, timeout=5)
        through.set_tunnel("example.com", 443)
        with pytest.raises(OSError, match=str(status)):
            through.connect()
        through.close()
