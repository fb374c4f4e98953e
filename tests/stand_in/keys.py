"""The keys that the stand-in knows, and what it remembers of each."""

from __future__ import annotations

from dataclasses import dataclass

HEARTBEAT_SECONDS = 30


@dataclass
class Key:
    """An API key; `allowed` are source addresses (None: any), `orders` the open ones.

    `highest_nonce` counts every nonce that was checked, `last_nonce` only the accepted ones.
    """

    id: str
    secret: str
    roles: frozenset[str] = frozenset()
    allowed: tuple[str, ...] | None = None
    refused_by: str = "RemoteAddressForbidden"
    time_based: bool = False
    heartbeat: bool = False
    active: bool = True
    hides_roles: bool = False
    counterparty: str | None = None
    last_nonce: int = 0
    highest_nonce: int = 0
    orders: int = 0
    last_heard: float | None = None

    @property
    def is_master(self) -> bool:
        """Whether it is a key of a whole group of accounts."""
        return self.id.startswith("master-")

    def hear(self, now: float) -> None:
        """Take a message at this time: the first one begins the key's session."""
        self.cancel_if_silent(now)
        self.last_heard = now

    def cancel_if_silent(self, now: float) -> None:
        """Cancel the open orders if the session's heart beat too long ago."""
        heard = now if self.last_heard is None else self.last_heard
        if self.heartbeat and now - heard > HEARTBEAT_SECONDS:
            self.orders = 0
