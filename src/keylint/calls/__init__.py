"""The private endpoints of Gemini that code calls, and the least role that they need."""

from __future__ import annotations

import enum
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from keylint.model import Span
from keylint.record import Permission


class Role(enum.Enum):
    """A role of a Gemini key."""

    AUDITOR = "Auditor"
    TRADER = "Trader"
    FUND_MANAGER = "Fund Manager"
    ADMINISTRATOR = "Administrator"


@dataclass(frozen=True)
class Endpoint:
    """A private endpoint."""

    path: str
    permission: Permission
    roles: frozenset[Role]


@dataclass(frozen=True)
class Call:
    """A call of a private endpoint."""

    span: Span
    said: str
    endpoint: Endpoint


def read(text: str, path: str) -> tuple[Call, ...]:
    """The calls of a text."""
    return ()


def least(calls: Sequence[Call]) -> tuple[Role, ...]:
    """The least roles."""
    return ()


def forbidden(calls: Sequence[Call], roles: Collection[Role]) -> tuple[Call, ...]:
    """The refused calls."""
    return ()
