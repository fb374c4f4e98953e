"""The stand-in's troubles: answers that are late, cut, refused or not of the exchange."""

from __future__ import annotations

import http.client
import ssl
import time
from datetime import datetime, timedelta, timezone

import pytest
from stand_in import behaviours
from stand_in.certificates import Authority
from stand_in.client import Ask, connected, signed
from stand_in.fixtures import MakeExchange
from stand_in.proxy import Proxy
from stand_in.server import StandIn
from stand_in.wire import Answer, Behaviour


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
