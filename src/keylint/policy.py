"""What an owner asks of keys: how wide a list may be, how old a key, and what day it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


def _today() -> date:
    from datetime import date  # a scan without a key needs no calendar

    return date.today()


@dataclass(frozen=True)
class Policy:
    """The limits that rules judge by: prefix lengths in bits, ages in days."""

    widest_ipv4: int = 24
    widest_ipv6: int = 64
    rotation_days: int = 90
    today: date = field(default_factory=_today)
