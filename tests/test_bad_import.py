"""Files of other tools that cannot be taken over: one line says what is wrong, and nothing is written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from baselines import NAME, env
from conftest import Command


@pytest.fixture
def leaky(tmp_path: Path) -> Path:
    """A file with a pair."""
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "a.env").write_text(env("one"))
    return tmp_path


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(64_000_001)


def make_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (make_pipe, "is no file, but a pipe or a device"),
        (make_device, "is no file, but a pipe or a device"),
        (make_large, "larger than 64 MB"),
        (Path.mkdir, "is a folder"),
        (Path.exists, "No such file"),
    ],
)
def test_what_is_no_plain_file_is_2(
    leaky: Path, keylint: Command, make: Callable[[Path], object], told: str
) -> None:
    make(leaky / "report")
    result = keylint("baseline", "--import", "report", "conf")
    assert result.code == 2
    assert told in result.err
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[1]", b"{}", b'{"results": {"a": 3}}', b'{"results": {"a": [{}]}}', b"\xff\xfe",
        b'{"runs": [{}]}', b'{"runs": 3}', b'[{"File": 3}]', b'[{"SourceMetadata": {}}]',
        b'{"SourceMetadata": {"Data": {}}}', b"[" * 100_000, b'[{"File": "a", "StartLine": "x"}]',
        b'[{"File": "a", "StartLine": Infinity}]', b'[{"File": "a", "StartLine": NaN}]',
        b'{"runs": [{"tool": {"driver": {"name": "x"}}, "results": [{"locations": {"a": 1}}]}]}',
        b"not a fingerprint\n", b"{} {}",
    ],
)  # fmt: skip
def test_a_file_of_no_tool_that_is_known_is_2(
    leaky: Path, keylint: Command, content: bytes
) -> None:
    (leaky / "report").write_bytes(content)
    result = keylint("baseline", "--import", "report", "conf")
    assert result.code == 2
    assert result.err.startswith("keylint: report: ")
    assert len(result.err.splitlines()) == 1
    assert not os.path.exists(leaky / NAME)
