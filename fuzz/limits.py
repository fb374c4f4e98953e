"""How long an input may take: a bound that grows with its size, also when a part of it is repeated."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable

SECONDS, SECONDS_A_BYTE = 1.0, 60e-6
# One input in so many is made so long, by one part of it many times.
ONE_IN, LONG = 256, 16_384
Take = Callable[[bytes], None]


class TooSlow(Exception):
    """An input took longer than its size allows."""


def bounded(take: Take, stretches: bool) -> Take:
    """A target that also fails where it is slow."""

    def one(data: bytes) -> None:
        _timed(take, data)
        mark = zlib.crc32(data)
        if stretches and data and mark % ONE_IN == 0:
            _timed(take, stretched(data, mark // ONE_IN))

    return one


def stretched(data: bytes, chance: int) -> bytes:
    """An input with one part of it repeated."""
    start = chance % len(data)
    part = data[start : start + 1 + chance // len(data) % 24]
    return data[:start] + part * (LONG // len(part)) + data[start + len(part) :]


def _timed(take: Take, data: bytes) -> None:
    most = SECONDS + SECONDS_A_BYTE * len(data)
    # Twice: the first time something may have been imported, or the machine been busy.
    if _seconds(take, data) > most and (again := _seconds(take, data)) > most:
        raise TooSlow(f"{again:.1f} s for {len(data):,} bytes")


def _seconds(take: Take, data: bytes) -> float:
    started = time.process_time()
    take(data)
    return time.process_time() - started
