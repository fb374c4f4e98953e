"""One request and its answer over a connection of its own, in bounded time and bounded bytes."""

from __future__ import annotations

import contextlib
import http.client
import queue
import socket
import ssl
import threading
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

from keylint.inquiry import trust
from keylint.inquiry.proxies import proxy_for
from keylint.inquiry.requests import Endpoint
from keylint.inquiry.sites import Site

MOST_BYTES = 65_536


class Answer(NamedTuple):
    """What came back: the status, the body, and the two headers that are heeded."""

    status: int
    body: bytes
    date: str = ""
    retry_after: str = ""

    def __repr__(self) -> str:  # without the body: the exchange's messages hold the key id
        return f"Answer(status={self.status}, {len(self.body)} bytes)"


class Silence(NamedTuple):
    """That no whole answer came, and why; how far it went tells an absent exchange from a broken one."""

    reason: str
    connected: bool = False
    answered: bool = False


@dataclass
class Wire:
    """How requests are sent: seconds for each of them, and whether through the system's proxy.

    `source` is the address of this machine that they leave from, where it has several.
    """

    timeout: float
    use_proxy: bool = False
    source: str = ""

    @cached_property
    def trusted(self) -> ssl.SSLContext:
        """Whose certificates count, the same for every request of a run."""
        return trust.context()

    def check(self) -> None:
        """Raise SiteError where the certificates that are named cannot be read."""
        _ = self.trusted

    def post(self, site: Site, endpoint: Endpoint, headers: dict[str, str]) -> Answer | Silence:
        """Send a request and wait for its answer, no longer than the timeout in all.

        Names are looked up and answers are read in a thread: neither can be bounded otherwise.
        """
        call = _Call(self._connection(site), endpoint, headers)
        thread = threading.Thread(target=call.run, daemon=True)
        thread.start()
        try:
            return call.outcome.get(timeout=self.timeout)
        except queue.Empty:
            return Silence(f"no answer within {self.timeout:g} s", call.give_up())

    def _connection(self, site: Site) -> http.client.HTTPConnection:
        parts = urlsplit(site.base)
        source = (self.source, 0) if self.source else None
        host, port = parts.hostname or "", parts.port
        if parts.scheme == "http":
            return http.client.HTTPConnection(host, port, self.timeout, source)
        proxy = proxy_for(host) if self.use_proxy else None
        connection = http.client.HTTPSConnection(
            proxy.host if proxy else host,
            proxy.port if proxy else port,
            timeout=self.timeout,
            source_address=source,
            context=self.trusted,
        )
        if proxy:
            connection.set_tunnel(host, port or 443, proxy.headers)
        return connection


@dataclass
class _Call:
    """A request under way."""

    connection: http.client.HTTPConnection
    endpoint: Endpoint
    headers: dict[str, str] = field(repr=False)
    outcome: queue.SimpleQueue[Answer | Silence] = field(default_factory=queue.SimpleQueue)
    given_up: threading.Event = field(default_factory=threading.Event)
    connected: bool = False

    def run(self) -> None:
        """Put the answer, or why there is none, where it is waited for."""
        try:
            self.connection.connect()
            self.connected = True
            if not self.given_up.is_set():
                self.outcome.put(self._answer())
        except Exception as error:  # only its kind is told: its text may quote a header
            answered = isinstance(error, http.client.HTTPException) and self.connected
            gone = isinstance(error, ConnectionError)
            self.outcome.put(Silence(_why(error), self.connected, answered and not gone))
        finally:
            self.connection.close()

    def _answer(self) -> Answer | Silence:
        self.connection.request("POST", self.endpoint.value, headers=self.headers)
        response = self.connection.getresponse()
        body = response.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            return Silence(f"the answer is larger than {MOST_BYTES // 1024} KiB", True, True)
        if response.length:
            return Silence("the answer was cut off", True, True)
        date, retry_after = response.getheader("Date"), response.getheader("Retry-After")
        return Answer(response.status, body, date or "", retry_after or "")

    def give_up(self) -> bool:
        """Wake the thread, which then ends; whether the other side could be spoken to by then."""
        self.given_up.set()
        if self.connection.sock:
            with contextlib.suppress(OSError):  # the other side was faster
                # Not the method of a secured one, which first gives up its security.
                socket.socket.shutdown(self.connection.sock, socket.SHUT_RDWR)
        return self.connected


def _why(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted: {error.verify_message}"
    for kind, reason in REASONS:
        if isinstance(error, kind):
            return reason
    if isinstance(error, OSError) and error.errno is None:
        return "the proxy refuses the connection"
    told = error.strerror if isinstance(error, OSError) else None
    return f"no connection: {told or type(error).__name__}"


REASONS: tuple[tuple[type[Exception], str], ...] = (
    (ssl.SSLError, "no secure connection could be made"),
    (socket.gaierror, "its name cannot be resolved"),
    (TimeoutError, "no answer in time"),
    (ConnectionRefusedError, "it refuses connections"),
    (http.client.RemoteDisconnected, "the connection was closed without an answer"),
    (ConnectionError, "the connection broke"),
    (http.client.IncompleteRead, "the answer was cut off"),
    (http.client.HTTPException, "the answer is no HTTP"),
)
