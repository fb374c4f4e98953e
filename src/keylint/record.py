"""What a file says of a key: a KeyRecord, each statement with the field it came from."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Generic, TypeVar

from keylint.finding import Secret, Span

T = TypeVar("T")
TRUE_WORDS = frozenset(("true", "yes", "on", "1", "enabled", "y", "t", ""))


class Permission(enum.Enum):
    """What a key may do, in the words that all exchanges share."""

    READ = "read"
    TRADE = "trade"
    DEPOSIT = "deposit"
    TRANSFER = "transfer"
    WITHDRAW = "withdraw"
    ADMIN = "admin"


class Scope(enum.Enum):
    """What a Gemini key opens: one account, or every account of the group."""

    ACCOUNT = "account"
    MASTER = "master"


@dataclass(frozen=True)
class Field:
    """Where a statement stands and how it is written there: `name = text`."""

    name: str
    text: str = field(repr=False)
    span: Span


@dataclass(frozen=True)
class Stated(Generic[T]):
    """Something said of a key, and the field that says it; none where the file's name does."""

    value: T = field(repr=False)
    field: Field | None = None


@dataclass(frozen=True)
class Grant:
    """A permission that a key is said to have or not to have, and the field that says so."""

    permission: Permission
    field: Field

    @property
    def word(self) -> str:
        """The word that says it: the value, or the name of a flag that is set."""
        return self.field.name if self.field.text.lower() in TRUE_WORDS else self.field.text


@dataclass(frozen=True)
class Address:
    """One entry of an IP list, as written."""

    text: str = field(repr=False)
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
class Reference:
    """A half of a key as a record holds it: the variable that it is in, or the value itself."""

    field: Field
    variable: str = ""
    value: Secret | None = None


@dataclass(frozen=True)
class KeyRecord:
    """A key as a file describes it. What the file does not say is None or empty.

    `grants` are said to be given, `denied` not to be given; of other permissions nothing is said.
    """

    span: Span
    exchange: Stated[str] | None = None
    label: Stated[str] | None = None
    scope: Stated[Scope] | None = None
    grants: tuple[Grant, ...] = ()
    denied: tuple[Grant, ...] = ()
    ip_list: IpList | None = None
    created: Stated[date] | None = None
    expires: Stated[date] | None = None
    rotate_after: Stated[date | timedelta] | None = None
    environment: Stated[str] | None = None
    heartbeat: Stated[bool] | None = None
    references: tuple[Reference, ...] = ()

    @property
    def venue(self) -> str:
        """The exchange's name; nothing where nobody says which it is."""
        return self.exchange.value if self.exchange else ""

    @property
    def called(self) -> str:
        """The key's label; nothing where it has none."""
        return self.label.value if self.label else ""

    @property
    def identity(self) -> str:
        """What tells this key from others in a fingerprint, wherever it stands in the file."""
        return f"{self.venue or None}/{self.called or None}"

    @property
    def name(self) -> str:
        """How to speak of the key in a sentence."""
        owner = f"the {self.venue} key" if self.venue else "the key"
        return f"{owner} {self.called!r}" if self.called else owner

    @property
    def subject(self) -> str:
        """The same at the beginning of a sentence."""
        return self.name[0].upper() + self.name[1:]

    @property
    def is_sandbox(self) -> bool:
        """Whether the file says that only play money is behind the key."""
        environment = self.environment.value if self.environment else ""
        said = f"{environment} {self.called}".lower()
        return "sandbox" in said or "testnet" in said or environment == "test"

    @property
    def is_master(self) -> bool:
        """Whether the file says that the key opens every account of the group."""
        return self.scope is not None and self.scope.value is Scope.MASTER

    def given(self, permission: Permission) -> tuple[Grant, ...]:
        """The grants of a permission, in the order of the file."""
        return tuple(grant for grant in self.grants if grant.permission is permission)

    @property
    def names(self) -> tuple[str, ...]:
        """What others may call the key: its label and the variables that hold it."""
        variables = (reference.variable for reference in self.references)
        return tuple(name for name in (self.called, *variables) if name)
