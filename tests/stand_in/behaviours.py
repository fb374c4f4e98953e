"""Ways to answer that are not the exchange's usual one: troubles, lies and broken connections."""

from __future__ import annotations

import json
from dataclasses import dataclass

from stand_in.wire import Answer, Behaviour, Client, error

HTML = {"Content-Type": "text/html; charset=utf-8"}
DRIP_SECONDS = 0.1
OVERSIZE = 200 * 1024


def rate_limited(retry_after: int | str | None = None) -> Answer:
    """Too many requests; come back after some seconds, or at an HTTP date."""
    plain = error(429, "RateLimit", "Requests were made too frequently")
    wait = None if retry_after is None else str(retry_after)
    return Answer(plain.status, plain.body, {"Retry-After": wait})


def maintenance() -> Answer:
    """The exchange is down for maintenance."""
    return error(503, "Maintenance", "The system is down for maintenance")


def system_error() -> Answer:
    """The exchange failed."""
    return error(500, "System", "We are experiencing technical issues")


def bad_gateway() -> Answer:
    """What stands before the exchange cannot reach it."""
    return Answer(502, b"<html><body><h1>502 Bad Gateway</h1></body></html>", HTML)


def captive_portal() -> Answer:
    """The page of a hotel's network in place of the exchange's answer."""
    return Answer(200, b"<!doctype html><title>Welcome</title><p>Please log in.", HTML)


def redirect(location: str, status: int = 302) -> Answer:
    """Look elsewhere."""
    return Answer(status, b"", {"Location": location})


def oversized() -> Answer:
    """Valid roles in 200 KiB."""
    flags = {"isAuditor": True, "isFundManager": False, "isTrader": False}
    return Answer(200, json.dumps(flags).encode().ljust(OVERSIZE))


@dataclass(frozen=True)
class Slow:
    """Answers after some seconds, in the usual way unless told otherwise."""

    seconds: float
    then: Behaviour | None = None

    def send(self, client: Client) -> bool:
        """Take the request now and answer it late; the end of the server ends the wait."""
        late = self.then or client.usual()
        return not client.closing.wait(self.seconds) and late.send(client)


@dataclass(frozen=True)
class Drip:
    """Sends a header without end, one byte at a time."""

    seconds: float = DRIP_SECONDS

    def send(self, client: Client) -> bool:
        """Send until the client goes or the server closes."""
        client.write(b"HTTP/1.1 200 OK\r\nX-Drip: ", 200)
        while not client.closing.wait(self.seconds):
            client.write(b"x")
        return False


@dataclass(frozen=True)
class Cut:
    """Announces more than it sends."""

    body: bytes = b'{"isAudito'
    announced: int = 1000

    def send(self, client: Client) -> bool:
        """Send the beginning and close."""
        Answer(200, self.body, {"Content-Length": str(self.announced)}).send(client)
        return False


@dataclass(frozen=True)
class NotHttp:
    """Sends exactly these bytes and closes."""

    data: bytes = b"\x00\xffSSH-2.0-garbage\r\n\r\n"

    def send(self, client: Client) -> bool:
        """Send them."""
        client.write(self.data)
        return False


@dataclass(frozen=True)
class Closed:
    """Closes without a byte."""

    def send(self, client: Client) -> bool:
        """Say nothing."""
        return False
