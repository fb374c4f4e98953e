"""The members of a tar, read header by header: no number in it moves the place back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from keylint.layers.packing import DAMAGED, TOO_LONG, Packed, Unpacked

BLOCK = 512
NAME, LENGTH, SUM, KIND = slice(0, 100), slice(124, 136), slice(148, 156), slice(156, 157)
MAGIC, FOLDERS = slice(257, 263), slice(345, 500)
POSIX = b"ustar\0"
# A header's sum counts its own field as so many blanks.
SUM_ITSELF = 8 * ord(" ")
# Marks a number that is no text but bytes.
WIDE = 0x80
FILES, SPARSE, LONG_NAME, RECORDS = b"0\x007S", b"S", b"L", b"x"
ABOUT_NEXT = b"LKxgX"
# Links, devices, folders and pipes: whatever length they tell, nothing stands behind them.
EMPTY = b"123456"
# Where it says whether more places of a sparse file follow: in its header, and in what follows.
MORE_PLACES, MORE_PLACES_YET = 482, 504
# Of what is said of the next member so much is read: it is a name, and records are slow.
LONGEST_REMARK = 1_000_000
RECORD = re.compile(rb"(\d{1,9}) ([^=\n]{1,100})=")
NAMES = (b"path", b"GNU.sparse.name")
DIGITS = 20


class _Header(NamedTuple):
    """What a header says of the block behind it."""

    kind: bytes
    name: bytes
    length: int
    is_extended: bool


class _Told(NamedTuple):
    """What is said of a member before its header: its name, and its length; nothing or -1 if not."""

    name: bytes = b""
    length: int = -1


def members(data: bytes) -> Iterator[Packed]:
    """The members that are files; raises ValueError where what should be a header is none."""
    at, told = 0, _Told()
    while (block := data[at : at + BLOCK]).strip(b"\0"):
        header = _header(block)
        start = at + BLOCK
        if header.is_extended:
            start = _behind_places(data, start)
        length = told.length if told.length >= 0 else header.length
        at = start + (0 if header.kind in EMPTY else -(-length // BLOCK) * BLOCK)
        if header.kind in ABOUT_NEXT:
            told = _told(header.kind, data[start : start + min(length, LONGEST_REMARK)], told)
            continue
        if header.kind in FILES:
            name = (told.name or header.name).decode("utf-8", "surrogateescape")
            yield Packed(name, partial(_cut_out, data, start, length))
        told = _Told()


def _cut_out(data: bytes, start: int, length: int, most: int) -> Unpacked:
    # What lies between the pieces of a sparse file is not there, and holds nothing.
    held = data[start : start + min(length, most)]
    if start + length > len(data):
        return Unpacked(held, DAMAGED)
    return Unpacked(held, TOO_LONG if length > most else "")


def _header(block: bytes) -> _Header:
    expected = sum(block) - sum(block[SUM]) + SUM_ITSELF
    if len(block) < BLOCK or _number(block[SUM]) != expected:
        raise ValueError("no header")
    kind = block[KIND]
    folders = block[FOLDERS].split(b"\0")[0] if block[MAGIC] == POSIX else b""
    name = block[NAME].split(b"\0")[0]
    return _Header(
        kind,
        folders + b"/" + name if folders else name,
        _number(block[LENGTH]),
        kind == SPARSE and block[MORE_PLACES] > 0,
    )


def _number(field: bytes) -> int:
    """A number as tar writes it: octal digits, or bytes behind a mark; raises ValueError."""
    if field[0] == WIDE:
        return int.from_bytes(field[1:], "big")
    return int(field.strip(b" \0") or b"0", 8)


def _behind_places(data: bytes, start: int) -> int:
    while data[start + MORE_PLACES_YET : start + BLOCK][:1] > b"\0":
        start += BLOCK
    return start + BLOCK


def _told(kind: bytes, remark: bytes, before: _Told) -> _Told:
    if kind == LONG_NAME:
        return before._replace(name=remark.rstrip(b"\0"))
    for key, value in _records(remark) if kind == RECORDS else ():
        if key in NAMES:
            before = before._replace(name=value)
        elif key == b"size" and value.isdigit():
            before = before._replace(length=int(value[:DIGITS]))
    return before


def _records(remark: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while found := RECORD.match(remark, at):
        end = at + int(found[1])
        if end <= found.end():
            return
        yield found[2], remark[found.end() : end - 1]
        at = end
