"""Archives, whole or mutilated: what Python's own libraries read of them is read here, or told."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator

import pytest
from drawn import usual
from hypothesis import given
from hypothesis import strategies as st

from keylint.content import archive_of
from keylint.layers import archive
from keylint.model import Blob, Unread

Mutilated = Callable[[bytes], bytes]
# What a library says of an archive that was mutilated.
REFUSALS = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error),
    *(EOFError, OSError, ValueError, NotImplementedError, RuntimeError, OverflowError),
)
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
FORMS = (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT)
# What ends in a slash is a folder, and a NUL ends a name; the oldest form of tar holds 100 bytes.
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=25)
# None is itself an archive.
CONTENTS = st.binary(max_size=1500).map(b"#".__add__)
FILES = st.dictionaries(NAMES, CONTENTS, min_size=1, max_size=4)
MANY = usual(max_examples=250)
BLOCK = 512


@st.composite
def mutilations(draw: st.DrawFn) -> Mutilated:
    """A way to mutilate an archive; one of them leaves it whole."""
    place, bits = draw(st.integers(0, 2**16)), draw(st.integers(1, 255))
    garbage = draw(st.binary(max_size=50))

    def flipped(data: bytes) -> bytes:
        at = place % len(data)
        return data[:at] + bytes([data[at] ^ bits]) + data[at + 1 :]

    def overwritten(data: bytes) -> bytes:
        at = place % len(data)
        return data[:at] + garbage + data[at + len(garbage) :]

    ways: tuple[Mutilated, ...] = (
        *(flipped, overwritten),
        lambda data: data,
        lambda data: data[: place % len(data)],
        # It still begins as an archive of its kind.
        lambda data: data[:BLOCK] + garbage + data,
        lambda data: data + garbage,
    )
    return draw(st.sampled_from(ways))


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in files.items():
            made.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def tarred(files: dict[str, bytes], form: int) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as made:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            made.addfile(info, io.BytesIO(data))
    return out.getvalue()


def by_zipfile(data: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        for info in opened.infolist():
            if not info.filename.endswith("/"):
                yield from as_far_as_it_goes(opened.read(one) for one in (info,))


def by_tarfile(data: bytes) -> Iterator[bytes]:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as opened:
        for info in opened:
            if info.isreg() and (file := opened.extractfile(info)):
                yield file.read()


def as_far_as_it_goes(contents: Iterator[bytes]) -> Iterator[bytes]:
    """The members that a library reads until it gives up."""
    try:
        yield from contents
    except REFUSALS:
        return


def told(data: bytes) -> list[str]:
    """What is told of an archive that was not read whole."""
    return [one.reason for one in archive.members(Blob("a", data)) if isinstance(one, Unread)]


def lacking(data: bytes, library: Callable[[bytes], Iterator[bytes]]) -> list[bytes]:
    """The members that the library reads and that are not read here, or not so far."""
    ours = [one.data for one in archive.members(Blob("a", data)) if isinstance(one, Blob)]
    theirs = as_far_as_it_goes(library(data))
    return [one for one in theirs if not any(mine.startswith(one) for mine in ours)]


@MANY
@given(st.builds(zipped, FILES, st.sampled_from(METHODS)), mutilations())
def test_whatever_zipfile_reads_is_read_or_told(data: bytes, mutilated: Mutilated) -> None:
    assert not told(data)
    assert not lacking(data, by_zipfile)
    spoiled = mutilated(data)
    if archive_of(spoiled) == "zip":
        assert told(spoiled) or not lacking(spoiled, by_zipfile)


@MANY
@given(st.builds(tarred, FILES, st.sampled_from(FORMS)), mutilations())
def test_whatever_tarfile_reads_is_read_or_told(data: bytes, mutilated: Mutilated) -> None:
    assert not told(data)
    assert not lacking(data, by_tarfile)
    spoiled = mutilated(data)
    if archive_of(spoiled) == "tar":
        assert told(spoiled) or not lacking(spoiled, by_tarfile)


@pytest.mark.parametrize("left", [0, 1, 2])
def test_a_zip_whose_directory_breaks_off_is_told(left: int) -> None:
    data = zipped({"a": b"#1", "b": b"#2", "c": b"#3"})
    entries = [at for at in range(len(data)) if data.startswith(b"PK\1\2", at)]
    end = data.rindex(b"PK\5\6")
    at = entries[left]
    assert told(data[:at] + bytes(end - at) + data[end:])
    assert told(data[:at] + data[end:])


def test_a_zip_whose_directory_is_empty_though_it_begins_with_a_member_is_told() -> None:
    data = zipped({"a": b"#1"})
    assert told(data[: data.index(b"PK\1\2")] + zipped({}))
    assert not told(zipped({}))
