"""gzip, bzip2, xz, zip and tar: members are read in memory, within limits, and never written out."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from posixpath import basename
from typing import Protocol, Union

from keylint.content import archive_of
from keylint.model import Blob, Unread, size

# Text packs to a tenth; a bomb to a thousandth. All limits are told when they cut.
MOST_BYTES = 64_000_000
MOST_RATIO = 200
MOST_MEMBERS = 5_000
DEEPEST = 3
SEPARATOR = "!"


class _Stream(Protocol):
    """What unpacks as it is read."""

    def read(self, size: int, /) -> bytes: ...


Opened = Iterator[tuple[str, _Stream]]
FAULTS = (
    OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error, lzma.LZMAError,
    zipfile.BadZipFile, tarfile.TarError,
)  # fmt: skip


class _TooMuch(Exception):
    """A limit is reached; the message says which."""


def members(blob: Blob) -> Iterator[Union[Blob, Unread]]:
    """What an archive holds, archives within it opened too; nothing if the blob is none."""
    opener = OPENERS.get(archive_of(blob.data))
    if opener is None:
        return
    if blob.path.count(SEPARATOR) >= DEEPEST:
        yield Unread(blob.path, f"archive within {DEEPEST} archives")
        return
    left = min(MOST_BYTES, MOST_RATIO * max(len(blob.data), 1000))
    try:
        for number, (name, stream) in enumerate(opener(blob), 1):
            if number > MOST_MEMBERS:
                raise _TooMuch(f"rest of an archive of more than {MOST_MEMBERS} members")
            data = stream.read(left + 1)
            if len(data) > left:
                raise _TooMuch(f"rest of an archive that unpacks to more than {size(left)}")
            left -= len(data)
            yield Blob(f"{blob.path}{SEPARATOR}{name}", data, blob.origin)
    except _TooMuch as limit:
        yield Unread(blob.path, str(limit))
    except FAULTS:
        yield Unread(blob.path, "archive that cannot be unpacked (damaged, or with a password)")


def _gzip(blob: Blob) -> Opened:
    with gzip.GzipFile(fileobj=io.BytesIO(blob.data)) as stream:
        yield _inner_name(blob.path), stream


def _bzip2(blob: Blob) -> Opened:
    with bz2.BZ2File(io.BytesIO(blob.data)) as stream:
        yield _inner_name(blob.path), stream


def _xz(blob: Blob) -> Opened:
    with lzma.LZMAFile(io.BytesIO(blob.data)) as stream:
        yield _inner_name(blob.path), stream


def _inner_name(path: str) -> str:
    """`bot.log.gz` holds `bot.log`, `release.tgz` holds `release.tar`."""
    name = basename(path.rsplit(SEPARATOR, 1)[-1])
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.tar" if suffix.lower() in ("tgz", "tbz2", "txz") else stem or name


def _zip(blob: Blob) -> Opened:
    with zipfile.ZipFile(io.BytesIO(blob.data)) as archive:
        for info in archive.infolist():
            # zipfile itself asks for the last letter of a name, where there may be none.
            if not info.filename.endswith("/"):
                with archive.open(info) as stream:
                    yield info.filename, stream


def _tar(blob: Blob) -> Opened:
    with tarfile.open(fileobj=io.BytesIO(blob.data), mode="r:") as archive:
        for info in archive:
            stream = archive.extractfile(info) if info.isreg() else None
            if stream is not None:
                yield info.name, stream


OPENERS = {"gzip": _gzip, "bzip2": _bzip2, "xz": _xz, "zip": _zip, "tar": _tar}
