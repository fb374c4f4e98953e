"""gzip, bzip2, xz, zip and tar: members are read in memory, within limits, and never written out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from posixpath import basename
from typing import Union

from keylint.content import archive_of, is_plainly_text
from keylint.layers import tar, zip
from keylint.layers.packing import (
    BZIP2,
    DAMAGED,
    FAULTS,
    GZIP,
    TOO_LONG,
    XZ,
    Form,
    Packed,
    unpacked,
)
from keylint.model import Blob, Unread, size

# Text packs to a tenth; a bomb to a thousandth. All limits are told when they cut.
MOST_BYTES = 64_000_000
MOST_RATIO = 200
MOST_MEMBERS = 5_000
# Of one file, all archives in it together: what multiplies from level to level.
MOST_BYTES_IN_ALL = 4 * MOST_BYTES
MOST_MEMBERS_IN_ALL = 4 * MOST_MEMBERS
DEEPEST = 3
# No path of a file system is longer.
LONGEST_NAME = 4096
SEPARATOR = "!"
IN_ALL = "that unpacks, with all archives beside and above it, to more than {}"

Found = Iterator[Union[Blob, Unread]]
Opener = Callable[[Blob], Iterator[Packed]]


class _TooMuch(Exception):
    """A limit is reached; the message says which."""


def members(blob: Blob) -> Found:
    """What an archive holds, and what archives in it hold; nothing if the blob is none."""
    return _Opening().members(blob, 1)


class _Opening:
    """One file as it is opened, and what is left of the limits for all archives in it."""

    def __init__(self) -> None:
        self.bytes, self.count = MOST_BYTES_IN_ALL, MOST_MEMBERS_IN_ALL

    def members(self, blob: Blob, level: int) -> Found:
        """What a blob holds, if it is an archive."""
        opener = OPENERS.get(archive_of(blob.data))
        if opener is None:
            return
        if level > DEEPEST:
            yield Unread(blob.path, f"archive within {DEEPEST} archives")
            return
        try:
            for member, cut in self._unpacked(blob, opener):
                is_archive = bool(archive_of(member.data))
                if is_archive:
                    yield from self.members(member, level + 1)
                if is_plainly_text(member.data) if is_archive else member.data or not cut:
                    yield member
                if cut:
                    yield Unread(member.path, cut)
        except _TooMuch as limit:
            yield Unread(blob.path, f"rest of an archive {limit}")
        except FAULTS:
            yield Unread(blob.path, f"archive that {DAMAGED}")

    def _unpacked(self, blob: Blob, opener: Opener) -> Iterator[tuple[Blob, str]]:
        """Each member, as much of it as there is and may be, and why that is not all."""
        left = most = min(MOST_BYTES, MOST_RATIO * max(len(blob.data), 1000))
        for number, packed in enumerate(opener(blob), 1):
            self._count(number)
            data, cut = packed.unpack(min(left, self.bytes))
            left -= len(data)
            self.bytes -= len(data)
            name = packed.name[:LONGEST_NAME]
            member = Blob(f"{blob.path}{SEPARATOR}{name}", data, blob.origin)
            yield member, "" if cut == TOO_LONG else cut
            if cut == TOO_LONG:
                told = f"that unpacks to more than {size(most)}"
                raise _TooMuch(told if left <= 0 else IN_ALL.format(size(MOST_BYTES_IN_ALL)))

    def _count(self, number: int) -> None:
        self.count -= 1
        if number > MOST_MEMBERS:
            raise _TooMuch(f"of more than {MOST_MEMBERS} members")
        if self.count < 0:
            raise _TooMuch(IN_ALL.format(f"{MOST_MEMBERS_IN_ALL} members"))


def _alone(form: Form) -> Opener:
    """What opens a file that holds one other."""
    return lambda blob: iter([Packed(_inner_name(blob.path), partial(unpacked, form, blob.data))])


def _inner_name(path: str) -> str:
    """`bot.log.gz` holds `bot.log`, `release.tgz` holds `release.tar`."""
    name = basename(path.rsplit(SEPARATOR, 1)[-1])
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.tar" if suffix.lower() in ("tgz", "tbz2", "txz") else stem or name


OPENERS: dict[str, Opener] = {
    "gzip": _alone(GZIP),
    "bzip2": _alone(BZIP2),
    "xz": _alone(XZ),
    "zip": lambda blob: zip.members(blob.data),
    "tar": lambda blob: tar.members(blob.data),
}
