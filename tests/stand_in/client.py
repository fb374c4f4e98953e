"""A client of the stand-in, as a bot would be."""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import json
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from stand_in.keys import Key
from stand_in.server import StandIn

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
