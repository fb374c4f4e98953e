"""The same text with other line ends and in other encodings: the same findings at the same places."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from gathered import Files, looked_at, told

from keylint.content import archive_of, encoding_of
from keylint.report import Report


def by_newlines(text: str) -> str:
    return text.replace("\r\n", "\n")


def as_on_windows(text: str) -> str:
    return by_newlines(text).replace("\n", "\r\n")


def as_on_old_macs(text: str) -> str:
    return by_newlines(text).replace("\n", "\r")


def utf_8(text: str) -> bytes:
    return text.encode()


def marked(text: str) -> bytes:
    return text.encode("utf-8-sig")


def wide(text: str) -> bytes:
    return b"\xff\xfe" + text.encode("utf-16-le")


def wide_the_other_way(text: str) -> bytes:
    return b"\xfe\xff" + text.encode("utf-16-be")


@pytest.fixture(scope="module")
def texts(gathered: Files) -> dict[str, str]:
    """Half of the files that are plain UTF-8."""
    found: dict[str, str] = {}
    for path, data in [*gathered.items()][::2]:
        if not archive_of(data) and encoding_of(data) == "utf-8":
            try:
                found[path] = data.decode().removeprefix("\ufeff")
            except UnicodeDecodeError:
                continue
    return found


@pytest.fixture(scope="module")
def plainly(texts: dict[str, str]) -> Report:
    """What is found in them as they are."""
    report = looked_at((path, text.encode()) for path, text in texts.items())
    assert len(report.findings) > 350
    return report


@pytest.mark.parametrize(
    ("ends", "encode"),
    [
        (as_on_windows, utf_8),
        (as_on_windows, wide),
        (as_on_old_macs, utf_8),
        (by_newlines, marked),
        (by_newlines, wide_the_other_way),
    ],
)
def test_line_ends_and_encodings_change_no_finding_and_no_place(
    texts: dict[str, str],
    plainly: Report,
    ends: Callable[[str], str],
    encode: Callable[[str], bytes],
) -> None:
    changed = {path: encode(ends(text)) for path, text in texts.items()}
    report = looked_at(changed.items())
    assert told(report) == told(plainly)
    assert report.unread == plainly.unread
    assert report.stale == plainly.stale
