"""What of a value stands in some bytes, in whatever coding: the judge of every test about leaks.

A run of six characters is a spill. The first and last two of a masked value are none.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

import hyperscan

RUN = 6
# Letters whose case was changed say less, so that a chance hit is likelier.
FOLDED_RUN = 9
PUBLIC = re.compile("account-|master-|GEMINI_|_API_KEY")
PLAIN = hyperscan.HS_FLAG_SINGLEMATCH
FOLDED = PLAIN | hyperscan.HS_FLAG_CASELESS


class Spill(NamedTuple):
    """Where a value was planted, how it was written when it was found, and from which character on."""

    position: str
    coding: str
    start: int


class Run(NamedTuple):
    """Some of a value as it may be written, and what it is of."""

    written: bytes
    flags: int
    spill: Spill


def spills(planted: Mapping[str, str], data: bytes | str) -> list[Spill]:
    """What of the values, each under the name of its position, stands in some data."""
    data = data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data
    runs, database = _searched(tuple(planted.items()))
    met: set[int] = set()
    for view in dict.fromkeys(_views(data)):
        database.scan(view, match_event_handler=lambda number, *place: met.add(number))
    return sorted({runs[number].spill for number in met})


@lru_cache(maxsize=8)
def _searched(planted: tuple[tuple[str, str], ...]) -> tuple[list[Run], hyperscan.Database]:
    runs = [run for position, value in planted for run in _runs(position, _hidden(value))]
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[run.written for run in runs],
        ids=range(len(runs)),
        elements=len(runs),
        flags=[run.flags for run in runs],
        literal=True,
    )
    return runs, database


def _hidden(value: str) -> bytes:
    return PUBLIC.sub("", value).encode()


def _runs(position: str, value: bytes) -> Iterator[Run]:
    for start in range(len(value) - RUN + 1):
        run = value[start : start + RUN]
        yield Run(run, PLAIN, Spill(position, "clear", start))
        yield Run(run[::-1], PLAIN, Spill(position, "reversed", start))
        yield Run(run.hex().encode(), FOLDED, Spill(position, "hex", start))
        for coded in dict.fromkeys(chain(_base64(run), _base64(run[::-1]))):
            yield Run(coded, PLAIN, Spill(position, "base64", start))
    for start in range(len(value) - FOLDED_RUN + 1):
        run = value[start : start + FOLDED_RUN]
        yield Run(run, FOLDED, Spill(position, "folded", start))


def _base64(run: bytes) -> Iterator[bytes]:
    """What is sure of a run's base64, wherever in a group of three bytes it begins."""
    for before in range(3):
        sure = slice(-(-8 * before // 6), 8 * (before + len(run)) // 6)
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            yield encode(b"\0" * before + run + b"\0\0")[sure]


NUMBERED = re.compile(rb"\\(?:x|u00|u\{|U000000)([0-9A-Fa-f]{2})\}?")
OCTAL = re.compile(rb"\\([0-3]?[0-7]{1,2})")
QUOTED = re.compile(rb"=([0-9A-F]{2})")
COLOUR = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")
INVISIBLE = re.compile("[\u2060\u200b-\u200d\ufeff\u00ad]")


def _of_hex(code: re.Match[bytes]) -> bytes:
    return bytes.fromhex(code[1].decode())


def _unescaped(data: bytes) -> bytes:
    return NUMBERED.sub(_of_hex, data)


def _as_text(undo: Callable[[str], str]) -> Callable[[bytes], bytes]:
    return lambda data: undo(data.decode("utf-8", "replace")).encode("utf-8", "replace")


READINGS: Iterable[Callable[[bytes], bytes]] = (
    lambda data: data,
    lambda data: data.replace(b"\0", b""),
    lambda data: re.sub(rb"\s+", b"", COLOUR.sub(b"", data)),
    lambda data: re.sub(rb"[\s:,;|+\"'\\<>.-]+", b"", data),
    unquote_to_bytes,
    lambda data: unquote_to_bytes(unquote_to_bytes(data)),
    _unescaped,
    lambda data: _unescaped(data.replace(rb"\\", b"\\")),
    lambda data: OCTAL.sub(lambda code: bytes([int(code[1], 8)]), data),
    lambda data: QUOTED.sub(_of_hex, data),
    _as_text(html.unescape),
    _as_text(lambda text: INVISIBLE.sub("", text)),
)


def _views(data: bytes) -> Iterator[bytes]:
    """The data as it is, and as whoever undoes its escapes, colours or line ends reads it."""
    return (reading(data) for reading in READINGS)
