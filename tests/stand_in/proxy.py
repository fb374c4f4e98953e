"""A minimal proxy on loopback that relays what it is asked to CONNECT to."""

from __future__ import annotations

import select
import socket

from stand_in.listener import LOOPBACK, Listener
from stand_in.wire import Answer, Seen, read_request

CHUNK = 64 * 1024
PLAIN = {"Content-Type": "text/plain"}


class Proxy(Listener):
    """Relays to loopback only; `routes` leads other targets (host:port) to a port there."""

    def __init__(self) -> None:
        self.requests: list[Seen] = []
        self.routes: dict[str, int] = {}
        # What to answer to every CONNECT in place of a tunnel.
        self.refusal: Answer | None = None
        super().__init__()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def targets(self) -> list[str]:
        """What it was asked to CONNECT to, as host:port."""
        return [seen.path for seen in self.requests if seen.method == "CONNECT"]

    def serve(self, connection: socket.socket, address: str, number: int) -> None:
        """Open one tunnel, or say why not."""
        # Without a buffer: what follows the head is the tunnel's.
        with connection.makefile("rb", buffering=0) as stream:
            seen = read_request(stream, address, number)
        if seen:
            self.requests.append(seen)
            port = self._port(seen)
            self._refuse(connection, seen) if port is None else self._relay(connection, seen, port)

    def _port(self, seen: Seen) -> int | None:
        host, _, port = seen.path.rpartition(":")
        if self.refusal or seen.method != "CONNECT":
            return None
        near = host == "localhost" or host.startswith("127.")
        return self.routes.get(seen.path, int(port) if near else None)

    def _refuse(self, connection: socket.socket, seen: Seen) -> None:
        answer = self.refusal or Answer(502 if seen.method == "CONNECT" else 405, b"", PLAIN)
        seen.status = answer.status
        connection.sendall(answer.text(0))

    def _relay(self, connection: socket.socket, seen: Seen, port: int) -> None:
        far = socket.create_connection((LOOPBACK, port))
        self.hold(far)
        try:
            seen.status = 200
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            self._relay_both({connection: far, far: connection})
        finally:
            self.let_go(far)

    def _relay_both(self, ends: dict[socket.socket, socket.socket]) -> None:
        while not self.closing.is_set():
            for ready in select.select(list(ends), [], [])[0]:
                if not (data := ready.recv(CHUNK)):
                    return
                ends[ready].sendall(data)
