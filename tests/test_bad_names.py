"""Names of every kind: blanks, newlines, no UTF-8, escape sequences; each is told on one line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import Command, Repository

NAMES = {
    b"with blank.env": "with blank.env",
    b" around .env": " around .env",
    b"new\nline.env": "new\\nline.env",
    "grüße €.env".encode(): "grüße €.env",
    b"caf\xe9 \xff.env": "caf\\xe9 \\xff.env",
    b"red\x1b[31m.env": "red\\x1b[31m.env",
    "left\u202eright.env".encode(): "left\\u202eright.env",
    b"-v": "-v",
    b"quote'\".env": "quote'\".env",
    b"back\\slash.env": "back\\slash.env",
}


@pytest.mark.parametrize("tracked", [True, False])
def test_names_of_every_kind_are_found_and_told_on_one_line(
    keylint: Command, repository: Repository, leak: str, tracked: bool
) -> None:
    for name in NAMES:
        Path(os.fsdecode(os.path.join(os.fsencode(repository.folder), name))).write_text(leak)
    if tracked:
        repository.git("add", ".")
    result = keylint("scan", "--format", "json", cwd=repository.folder)
    expected = sorted(f"{shown}:2:19" for shown in NAMES.values())
    assert sorted(result.secrets) == expected
    staged = keylint("scan", "--staged", "--format", "json", cwd=repository.folder)
    assert sorted(staged.secrets) == (expected if tracked else [])
    text = keylint("scan", cwd=repository.folder)
    assert text.code == 1
    assert "\x1b" not in text.out
    assert all(f"  {shown}:2:19  critical" in text.out for shown in NAMES.values())


def test_names_of_every_kind_can_be_named(keylint: Command, tmp_path: Path, leak: str) -> None:
    for name in NAMES:
        (tmp_path / os.fsdecode(name)).write_text(leak)
    result = keylint("scan", "--format", "json", "--", *NAMES)
    assert sorted(result.secrets) == sorted(f"{shown}:2:19" for shown in NAMES.values())
