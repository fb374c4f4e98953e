"""The stand-in itself: an HTTPS server on loopback that answers as the exchange would."""

from __future__ import annotations

import random
import socket
import ssl
import threading
import time
from collections import deque
from pathlib import Path
from typing import Any

from keylint.examples import gemini_key, gemini_secret
from stand_in import judgement
from stand_in.keys import Key
from stand_in.listener import LOOPBACK, Listener
from stand_in.wire import Answer, Behaviour, Client, Seen, read_request


class StandIn(Listener):
    """The exchange: its keys, what it was asked, and what it answers next in place of the usual."""

    def __init__(self, context: ssl.SSLContext, ca: Path, seed: str = "") -> None:
        self.context, self.ca = context, ca
        self.keys: dict[str, Key] = {}
        self.requests: list[Seen] = []
        self.next_answers: deque[Behaviour] = deque()
        self.clock_ahead = 0.0
        self.handshake_after = 0.0
        self._random = random.Random(f"exchange of {seed}")
        self._lock = threading.Lock()
        super().__init__()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"https://{LOOPBACK}:{self.port}"

    def add(self, *roles: str, scope: str = "account", **more: Any) -> Key:
        """A fresh key with these roles; further fields of `Key` by name."""
        id, secret = gemini_key(self._random, scope), gemini_secret(self._random)
        key = self.keys[id] = Key(id, secret, frozenset(roles), **more)
        return key

    def now(self) -> float:
        """The time of the exchange's clock."""
        return time.time() + self.clock_ahead

    def open_orders(self, key: Key) -> int:
        """How many orders of a key are still open by now."""
        key.cancel_if_silent(self.now())
        return key.orders

    def serve(self, connection: socket.socket, address: str, number: int) -> None:
        """Shake hands here, in the connection's own thread: a slow client blocks no other."""
        self.closing.wait(self.handshake_after)
        secured = self.context.wrap_socket(
            connection, server_side=True, do_handshake_on_connect=False
        )
        self.hold(secured)
        try:
            secured.do_handshake()
            self._answer_all(secured, address, number)
        finally:
            self.let_go(secured)

    def _answer_all(self, connection: socket.socket, address: str, number: int) -> None:
        with connection.makefile("rb") as stream:
            while seen := read_request(stream, address, number):
                if not self._answer(connection, seen) or seen.is_last:
                    return

    def _answer(self, connection: socket.socket, seen: Seen) -> bool:
        with self._lock:
            self.requests.append(seen)
            behaviour = self.next_answers.popleft() if self.next_answers else None
        client = Client(connection, seen, self.closing, self.now, lambda: self._usual(seen))
        return (behaviour or client.usual()).send(client)

    def _usual(self, seen: Seen) -> Answer:
        with self._lock:
            return judgement.answer(seen, self.keys, self.now())
