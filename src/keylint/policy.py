"""What an owner asks of keys: how wide a list may be, how old a key, and what day it is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date


class Policy(NamedTuple):
    """The limits that rules judge by: prefix lengths in bits, ages in days."""

    widest_ipv4: int = 24
    widest_ipv6: int = 64
    rotation_days: int = 90

    @property
    def today(self) -> date:
        """The day of the scan, the same to its end."""
        return _today()


@cache
def _today() -> date:
    from datetime import date  # a scan without a key needs no calendar

    return date.today()
