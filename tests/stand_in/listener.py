"""A server on loopback with a thread for each connection, which ends at once with them all."""

from __future__ import annotations

import socket
import socketserver
import threading
from contextlib import suppress
from typing import Any

POLL_SECONDS, JOIN_SECONDS = 0.01, 2.0
LOOPBACK = "127.0.0.1"


class Listener(socketserver.TCPServer):
    """Serves from when it is made until it is closed; what goes wrong in it stands in `faults`."""

    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__((LOOPBACK, 0), socketserver.BaseRequestHandler)
        self.port: int = self.server_address[1]
        self.accepted = 0
        self.closing = threading.Event()
        self.faults: list[Exception] = []
        self._held: set[socket.socket] = set()
        self._running: list[threading.Thread] = []
        self._start(self.serve_forever, POLL_SECONDS)

    def serve(self, connection: socket.socket, address: str, number: int) -> None:
        """Talk to a client, the how manyth it is; the connection is closed afterwards."""
        raise NotImplementedError

    def hold(self, connection: socket.socket) -> None:
        """Cut this connection when the server closes, even while a thread waits for it."""
        self._held.add(connection)
        if self.closing.is_set():
            cut(connection)

    def let_go(self, connection: socket.socket) -> None:
        """Close a connection that was held."""
        self._held.discard(connection)
        connection.close()

    def close(self) -> None:
        """End the server, its connections and its threads."""
        self.closing.set()
        self.shutdown()
        self.server_close()
        for connection in list(self._held):
            cut(connection)
        for thread in self._running:
            thread.join(JOIN_SECONDS)
        self.faults += [TimeoutError(str(one)) for one in self._running if one.is_alive()]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Give a new connection its thread."""
        self.accepted += 1
        self._start(self._converse, request, client_address[0], self.accepted)

    def _converse(self, connection: socket.socket, address: str, number: int) -> None:
        self.hold(connection)
        try:
            # The client may go when it likes, and it may not like the certificate.
            with suppress(OSError):
                self.serve(connection, address, number)
        except Exception as fault:
            self.faults.append(fault)
        finally:
            self.let_go(connection)

    def _start(self, run: Any, *arguments: Any) -> None:
        thread = threading.Thread(target=run, args=arguments, daemon=True)
        self._running.append(thread)
        thread.start()


def cut(connection: socket.socket) -> None:
    """End a connection under TLS, so that a thread that reads from it wakes up."""
    # It may have ended by itself.
    with suppress(OSError):
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
