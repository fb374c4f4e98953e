"""The members of a zip, read entry by entry: what the directory says of one spoils no other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from struct import Struct
from typing import NamedTuple

from keylint.layers.packing import (
    BZIP2_ALONE,
    DAMAGED,
    DEFLATED,
    LZMA,
    TOO_LONG,
    Packed,
    Unpacked,
    unpacked,
)

END, END_64, LOCATOR_64 = b"PK\5\6", b"PK\6\6", b"PK\6\7"
ENTRY, LOCAL = b"PK\1\2", b"PK\3\4"
# Sizes, where they stand in each record; all else of it is no matter.
OF_END = Struct("<12xLL")
OF_END_64 = Struct("<40xQQ")
OF_ENTRY = Struct("<8xHH8xLLHHH8xL")
OF_LOCAL = Struct("<26xHH")
END_LENGTH, END_64_LENGTH, LOCATOR_LENGTH = 22, 56, 20
ENTRY_LENGTH, LOCAL_LENGTH = 46, 30
LONGEST_REMARK = 65_535
ENCRYPTED, IN_UTF_8 = 1, 0x800
# In the place of a number that stands in the extra field for it is too large.
ELSEWHERE = 0xFFFFFFFF
SIZES_64 = 1
STORED, IN_LZMA = 0, 14
FORMS = {8: DEFLATED, 12: BZIP2_ALONE, IN_LZMA: LZMA}
NO_LENGTH = b"\xff" * 8


class Entry(NamedTuple):
    """What the directory says of a member."""

    name: str
    flags: int
    method: int
    packed: int
    place: int


def members(data: bytes) -> Iterator[Packed]:
    """The members, in the order of the directory; raises ValueError where there is none, or its end."""
    at, end, shift = _directory(data)
    while data.startswith(ENTRY, at) and at + ENTRY_LENGTH <= len(data):
        entry, at = _entry(data, at)
        if not entry.name.endswith("/"):
            yield Packed(entry.name, partial(_member, data, entry, entry.place + shift))
    if at != end:
        raise ValueError("the directory breaks off")


def _directory(data: bytes) -> tuple[int, int, int]:
    """Where the directory begins and ends, and how far all places that it tells are off."""
    end = data.rfind(END, max(0, len(data) - END_LENGTH - LONGEST_REMARK))
    if end < 0 or end + END_LENGTH > len(data):
        raise ValueError("no end of a directory")
    length, place = OF_END.unpack_from(data, end)
    wide = end - LOCATOR_LENGTH - END_64_LENGTH
    if data.startswith(LOCATOR_64, max(0, end - LOCATOR_LENGTH)) and data.startswith(END_64, wide):
        end = wide
        length, place = OF_END_64.unpack_from(data, wide)
    begin = end - length
    # What begins with a member has one.
    is_empty = begin == end and not data.startswith(LOCAL)
    if begin >= 0 and (is_empty or data.startswith(ENTRY, begin)):
        return begin, end, begin - place
    if data.startswith(ENTRY, place):
        return place, place + length, 0
    raise ValueError("no directory")


def _entry(data: bytes, at: int) -> tuple[Entry, int]:
    """The entry at a place, and where the next one begins."""
    flags, method, packed, plain, name, extra, remark, place = OF_ENTRY.unpack_from(data, at)
    named = at + ENTRY_LENGTH + name
    told = data[at + ENTRY_LENGTH : named]
    if ELSEWHERE in (packed, plain, place):
        packed, place = _wide(data[named : named + extra], packed, plain, place)
    spelled = told.decode("utf-8" if flags & IN_UTF_8 else "cp437", "replace")
    return Entry(spelled, flags, method, packed, place), named + extra + remark


def _wide(extra: bytes, packed: int, plain: int, place: int) -> tuple[int, int]:
    """The two numbers, those that are too large for their place taken from the extra field."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = (int.from_bytes(extra[n : n + 2], "little") for n in (at, at + 2))
        if kind == SIZES_64:
            field = extra[at + 4 : at + 4 + length]
            numbers = (int.from_bytes(field[n : n + 8], "little") for n in range(0, length, 8))
            _, packed, place = (
                next(numbers, one) if one == ELSEWHERE else one for one in (plain, packed, place)
            )
            break
        at += 4 + length
    return packed, place


def _member(data: bytes, entry: Entry, place: int, most: int) -> Unpacked:
    """At most so many bytes of a member; the header that stands before it says where it begins."""
    is_there = 0 <= place <= len(data) - LOCAL_LENGTH and data.startswith(LOCAL, place)
    if not is_there or entry.flags & ENCRYPTED:
        return Unpacked(b"", DAMAGED)
    start = place + LOCAL_LENGTH + sum(OF_LOCAL.unpack_from(data, place))
    packed = data[start : start + entry.packed]
    if entry.method == STORED:
        cut = TOO_LONG if len(packed) > most else ""
        return Unpacked(packed[:most], cut)
    if entry.method == IN_LZMA:
        # A version of four bytes stands before the header, in which there is no length here.
        packed = packed[4:9] + NO_LENGTH + packed[9:]
    if form := FORMS.get(entry.method):
        return unpacked(form, packed, most)
    return Unpacked(b"", f"is packed in a way that keylint does not know ({entry.method})")
