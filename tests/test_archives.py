"""Archives are looked into, in memory and within limits, and nothing in them is obeyed."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from keylint import registry, scan
from keylint.examples import gemini_key, gemini_secret
from keylint.layers import archive
from keylint.model import Blob, Unread
from keylint.report import Report
from keylint.request import Request
from keylint.settings import Settings

RANDOM = random.Random(11)
LEAK = f"GEMINI_API_KEY={gemini_key(RANDOM)}\nGEMINI_API_SECRET={gemini_secret(RANDOM)}\n".encode()


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            made.addfile(info, io.BytesIO(data))
    return out.getvalue()


def report(folder: Path, name: str, data: bytes) -> Report:
    (folder / name).write_bytes(data)
    return scan.run(Request((str(folder),), str(folder)), Settings(), registry.shipped())


@pytest.mark.parametrize(
    ("name", "data", "place"),
    [
        ("a.zip", zipped({"conf/.env": LEAK}), "a.zip!conf/.env"),
        ("app.jar", zipped({"x": b"y", "conf/.env": LEAK}), "app.jar!conf/.env"),
        ("a.tar", tarred({"conf/.env": LEAK}), "a.tar!conf/.env"),
        ("a.tar.gz", gzip.compress(tarred({"b/.env": LEAK})), "a.tar.gz!a.tar!b/.env"),
        ("a.tgz", gzip.compress(tarred({".env": LEAK})), "a.tgz!a.tar!.env"),
        ("bot.log.gz", gzip.compress(LEAK), "bot.log.gz!bot.log"),
        ("bot.log.bz2", bz2.compress(LEAK), "bot.log.bz2!bot.log"),
        ("bot.log.xz", lzma.compress(LEAK), "bot.log.xz!bot.log"),
        ("a.zip", zipped({"b.zip": zipped({".env": LEAK})}), "a.zip!b.zip!.env"),
        ("noname", zipped({".env": LEAK}), "noname!.env"),
    ],
    ids=lambda value: value if isinstance(value, str) else "packed",
)
def test_a_leak_in_an_archive_is_told_with_its_member_and_line(
    tmp_path: Path, name: str, data: bytes, place: str
) -> None:
    secret = next(f for f in report(tmp_path, name, data).findings if f.rule == "gemini-api-secret")
    assert (secret.location.path, secret.location.line) == (place, 2)


def test_a_member_may_be_called_anything_and_is_never_written(tmp_path: Path) -> None:
    said = report(tmp_path, "evil.zip", zipped({"../../evil.env": LEAK, "/etc/evil": LEAK}))
    assert len({finding.location.path for finding in said.findings}) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["evil.zip"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped({"zeros": b"\0" * 80_000_000}), "unpacks to more than"),
        (gzip.compress(b"\0" * 80_000_000), "unpacks to more than"),
        (zipped({f"{n}": b"" for n in range(6000)}), "more than 5000 members"),
        (zipped({"x": LEAK})[:-30], "cannot be unpacked"),
        (gzip.compress(LEAK)[:-20], "cannot be unpacked"),
        (b"\x1f\x8b\x08" + b"x" * 50, "cannot be unpacked"),
        (b"PK\x03\x04" + b"x" * 50, "cannot be unpacked"),
    ],
    # What is packed holds the time: the names of the tests must not.
    ids=["zip bomb", "gzip bomb", "members", "cut zip", "cut gzip", "no gzip", "no zip"],
)
def test_what_is_cut_or_damaged_is_told(tmp_path: Path, data: bytes, reason: str) -> None:
    said = report(tmp_path, "a.bin", data)
    assert any(reason in entry.reason for entry in said.unread)
    assert not said.incomplete


def test_what_stands_before_a_limit_is_still_found(tmp_path: Path) -> None:
    data = zipped({".env": LEAK, "zeros": b"\0" * 80_000_000})
    assert {finding.rule for finding in report(tmp_path, "a.zip", data).findings} >= {
        "gemini-api-secret"
    }


def nameless(data: bytes) -> bytes:
    """A zip whose one member, of one letter, has it in another field than its name."""
    local, central = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    changed = bytearray(data)
    for lengths in (local + 26, central + 28):
        changed[lengths : lengths + 4] = bytes((0, 0, 1, 0))
    return bytes(changed)


def test_a_member_without_a_name_hides_nothing(tmp_path: Path) -> None:
    found = report(tmp_path, "a.zip", nameless(zipped({"x": LEAK})))
    assert {one.location.path for one in found.findings} == {"a.zip!"}


def textual_tar(text: bytes) -> bytes:
    """A tar without a NUL: its one member is a blank, and the text stands around that."""
    header = bytearray(b"#" * 512)
    header[100:136] = b"0000644 " + b"0000000 " * 2 + b"00000000001 "
    header[148:157] = b" " * 8 + b"0"
    header[257:265] = b"ustar\n00"
    header[148:156] = b"%07o " % sum(header)
    return bytes(header) + (b" \n" + text).ljust(512, b"\n")


@pytest.mark.parametrize(
    "data",
    [
        b"BZh = 9\n" + LEAK,
        b"BZh91AY&SY = 9\n" + LEAK,
        b"PK\3\4\n" + LEAK,
        b"\x1f\x8b\x08\n" + LEAK,
        b"#" * 256 + b"\nustar\n" + LEAK,
        textual_tar(LEAK),
        zipped({"inner": b"BZh = 9\n" + LEAK}),
    ],
    ids=["bz2", "bz2 with a block", "zip", "gzip", "tar", "a good tar", "in an archive"],
)
def test_a_text_that_only_begins_like_an_archive_hides_nothing(tmp_path: Path, data: bytes) -> None:
    found = report(tmp_path, "settings.env", data)
    assert {one.rule for one in found.findings} >= {"gemini-api-secret"}


def test_archives_in_archives_end() -> None:
    data = LEAK
    for _ in range(6):
        data = zipped({"inner.zip": data})

    def open_all(blob: Blob) -> list[Unread]:
        found: list[Unread] = []
        for item in archive.members(blob):
            found += [item] if isinstance(item, Unread) else open_all(item)
        return found

    assert [entry.reason for entry in open_all(Blob("a.zip", data))] == [
        "archive within 3 archives"
    ]


@pytest.mark.parametrize("make", [zipped, tarred])
def test_plain_members_are_blobs(make: Callable[[dict[str, bytes]], bytes]) -> None:
    items = list(archive.members(Blob("a", make({"x": b"1", "y/z": b"2"}))))
    assert [(i.path, i.data) for i in items if isinstance(i, Blob)] == [
        ("a!x", b"1"),
        ("a!y/z", b"2"),
    ]


def test_a_text_is_no_archive() -> None:
    assert list(archive.members(Blob("a.zip", b"plain"))) == []
