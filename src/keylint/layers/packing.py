"""Packed streams, unpacked up to a limit: of what is damaged or too long as much as there is."""

from __future__ import annotations

import bz2
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from keylint.model import size, unshown

CHUNK = 64 * 1024
# An empty stream takes 20 bytes: millions of them fit into a file.
MOST_STREAMS = 5_000
# What xz may ask for, which the file itself says; its highest preset asks for 65 MB.
MOST_MEMORY = 128_000_000
TOO_LONG = "is longer than it may be"
DAMAGED = "cannot be unpacked (damaged, or with a password)"
FAULTS = (OSError, EOFError, ValueError, MemoryError, zlib.error, lzma.LZMAError)
PADDING = re.compile(rb"\0*")


class Unpacked(NamedTuple):
    """What came out, and why that is not all of it; nothing if it is."""

    data: bytes
    cut: str = ""

    def __repr__(self) -> str:
        return unshown(self)


class Packed(NamedTuple):
    """A member of an archive: its name, and what unpacks at most so many bytes of it."""

    name: str
    unpack: Callable[[int], Unpacked]


class _Stream(Protocol):
    """What takes one stream apart."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, /, max_length: int) -> bytes: ...


class Form(NamedTuple):
    """A form of packing: how a stream begins, and what takes it apart."""

    magic: bytes
    stream: Callable[[], _Stream]


def _xz() -> _Stream:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MOST_MEMORY)


GZIP = Form(b"\x1f\x8b", lambda: zlib.decompressobj(31))
BZIP2 = Form(b"BZh", bz2.BZ2Decompressor)
XZ = Form(b"\xfd7zXZ\0", _xz)
# As members of a zip are, which the archive itself tells apart.
DEFLATED = Form(b"", lambda: zlib.decompressobj(-15))
BZIP2_ALONE = BZIP2._replace(magic=b"")
LZMA = Form(b"", lambda: lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=MOST_MEMORY))


def unpacked(form: Form, data: bytes, most: int) -> Unpacked:
    """What the streams of some data hold, one behind the other, up to a number of bytes."""
    pieces: list[bytes] = []
    left = most
    cut = ""
    try:
        for piece in _pieces(form, data, most):
            pieces.append(piece[:left])
            left -= len(piece)
            if left < 0:
                cut = TOO_LONG
                break
    except _Cut as limit:
        cut = str(limit)
    except FAULTS as error:
        cut = _because(error)
    return Unpacked(b"".join(pieces), cut)


class _Cut(Exception):
    """There is more; the message says why it is not looked at."""


def _because(error: Exception) -> str:
    # liblzma's word for it; an allocation that the system refuses means the same.
    if isinstance(error, MemoryError) or "Memory usage limit" in str(error):
        return f"needs more than {size(MOST_MEMORY)} of memory to unpack"
    return DAMAGED


def _pieces(form: Form, data: bytes, most: int) -> Iterator[bytes]:
    at = 0
    for _ in range(MOST_STREAMS):
        stream = form.stream()
        while not stream.eof:
            if at >= len(data):
                raise _Cut(DAMAGED)
            # So long an answer is asked for that a stream never has more to say than was read.
            yield stream.decompress(data[at : at + CHUNK], most + 1)
            at = min(at + CHUNK, len(data))
        at = _behind_padding(data, at - len(stream.unused_data))
        if at == len(data) or not form.magic:
            return
        if not data.startswith(form.magic, at):
            raise _Cut(DAMAGED)
    raise _Cut(f"has more than {MOST_STREAMS:,} streams")


def _behind_padding(data: bytes, at: int) -> int:
    found = PADDING.match(data, at)
    return found.end() if found else at
