"""Requests as they arrive, byte by byte, and answers as they leave."""

from __future__ import annotations

import base64
import json
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from http import HTTPStatus
from typing import Any, BinaryIO, Protocol

LONGEST_LINE = 64 * 1024
PHRASES = {status.value: status.phrase for status in HTTPStatus}


@dataclass
class Seen:
    """A request that arrived; `status` is what was answered, None where nothing was."""

    method: str
    path: str
    headers: dict[str, str]
    payload: dict[str, Any] | None
    head: bytes
    body: bytes
    peer: str
    connection: int
    arrived: float = field(default_factory=time.monotonic)
    status: int | None = None

    @property
    def nonce(self) -> int | None:
        """The payload's nonce, if it is an integer."""
        nonce = (self.payload or {}).get("nonce")
        return nonce if type(nonce) is int else None

    @property
    def is_last(self) -> bool:
        """Whether the client wants the connection closed after the answer."""
        return self.headers.get("connection", "").lower() == "close"


@dataclass(frozen=True)
class Client:
    """Who waits for an answer, and what answering takes."""

    connection: socket.socket
    seen: Seen
    closing: threading.Event
    now: Callable[[], float]
    usual: Callable[[], Answer]

    def write(self, data: bytes, status: int | None = None) -> None:
        """Send some bytes; the status is noted first, so that who reads them finds it."""
        self.seen.status = status or self.seen.status
        self.connection.sendall(data)


class Behaviour(Protocol):
    """A way to answer a request."""

    def send(self, client: Client) -> bool:
        """Answer; whether the connection may stay open."""
        ...


@dataclass(frozen=True)
class Answer:
    """An honest or lying answer; its headers replace the usual ones, and None leaves one out."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str | None] = field(default_factory=dict)

    def send(self, client: Client) -> bool:
        """Send the whole answer."""
        client.write(self.text(client.now()), self.status)
        return True

    def text(self, now: float) -> bytes:
        """The bytes of the answer at a time of the server's clock."""
        named = {name.title(): value for name, value in self.headers.items()}
        usual = {"Date": formatdate(now, usegmt=True), "Content-Type": "application/json"}
        every = {**usual, "Content-Length": str(len(self.body)), **named}
        lines = [f"{name}: {value}" for name, value in every.items() if value is not None]
        first = f"HTTP/1.1 {self.status} {PHRASES.get(self.status, '')}"
        return "\r\n".join([first, *lines, "", ""]).encode("latin-1") + self.body


def json_answer(value: object, status: int = 200) -> Answer:
    """An answer in JSON."""
    return Answer(status, json.dumps(value).encode())


def error(status: int, reason: str, message: str) -> Answer:
    """An error in the exchange's form."""
    return json_answer({"result": "error", "reason": reason, "message": message}, status)


def read_request(stream: BinaryIO | socket.SocketIO, peer: str, connection: int) -> Seen | None:
    """The next request of a connection, or None when the client has no more."""
    head = _read_head(stream)
    if not head.endswith(b"\r\n\r\n"):
        return None
    first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    method, path, *_ = [*first.split(" "), "", ""]
    headers = dict(map(_header, lines))
    body = stream.read(int(headers.get("content-length") or 0)) or b""
    payload = decoded(headers.get("x-gemini-payload", ""))
    return Seen(method, path, headers, payload, head, body, peer, connection)


def _read_head(stream: BinaryIO | socket.SocketIO) -> bytes:
    head = b""
    while not head.endswith(b"\r\n\r\n") and (line := stream.readline(LONGEST_LINE)):
        head += line
    return head


def _header(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.strip().lower(), value.strip()


def decoded(payload: str) -> dict[str, Any] | None:
    """The JSON object in a payload's base64, if it is one."""
    try:
        value = json.loads(base64.b64decode(payload, validate=True))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
