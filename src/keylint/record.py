"""What a file says of a key: a KeyRecord, each statement with the field it came from."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from keylint.model import Span


class Permission(enum.Enum):
    """What a key may do, in the words that all exchanges share."""

    READ = "read"
    TRADE = "trade"
    DEPOSIT = "deposit"
    TRANSFER = "transfer"
    WITHDRAW = "withdraw"
    ADMIN = "admin"


@dataclass(frozen=True)
class Field:
    """Where a statement stands and how it is written there: `name = text`."""

    name: str
    text: str
    span: Span


@dataclass(frozen=True)
class Grant:
    """A permission that a key is said to have, and the field or list item that gives it."""

    permission: Permission
    field: Field


@dataclass(frozen=True)
class Address:
    """One entry of an IP list, as written."""

    text: str
    field: Field


@dataclass(frozen=True)
class IpList:
    """What is said of the addresses that may use a key; open means any address may.

    A record without an IpList says nothing of addresses, which is a third thing.
    """

    field: Field
    addresses: tuple[Address, ...] = ()
    open_because: str = ""


@dataclass(frozen=True)
class KeyRecord:
    """A key as a file describes it. What the file does not say is None or empty."""

    span: Span
    exchange: str | None = None
    label: str | None = None
    grants: tuple[Grant, ...] = ()
    ip_list: IpList | None = None
    environment: str | None = None

    @property
    def name(self) -> str:
        """How to speak of the key in a sentence."""
        owner = f"the {self.exchange} key" if self.exchange else "the key"
        return f"{owner} {self.label!r}" if self.label else owner

    @property
    def is_sandbox(self) -> bool:
        """Whether the file says that only play money is behind the key."""
        said = f"{self.environment or ''} {self.label or ''}".lower()
        return "sandbox" in said or "testnet" in said or self.environment == "test"
