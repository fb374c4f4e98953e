"""A configuration that cannot be used: every mistake is told at once, and nothing is scanned."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Command

MISTAKES = """
select = "gemini-api-secret"
ignore = ["gemini-api-secrets"]
exclude = [3]
fail-on = 3
confidence = "hihg"
max-file-size = true
selct = []
[per-path-ignores]
"tests/**" = "all"
"""

NAMES = (
    "select",
    "ignore",
    "exclude",
    "fail-on",
    "confidence",
    "max-file-size",
    "selct",
    "per-path-ignores",
)


def test_every_mistake_of_a_configuration_is_told_at_once_and_nothing_is_scanned(
    keylint: Command, tmp_path: Path, leak: str
) -> None:
    (tmp_path / "bot.env").write_text(leak)
    (tmp_path / "keylint.toml").write_text(MISTAKES)
    result = keylint("scan")
    assert result.code == 2
    assert result.out == ""
    told = re.findall(r"line (\d+): ([\w-]+): ", result.err)
    assert told == [(str(line), name) for line, name in enumerate(NAMES, 2)]
    assert "did you mean 'gemini-api-secret'" in result.err
    assert keylint("scan", "--no-config").code == 1


@pytest.mark.parametrize("value", ["3", "[{}]"])
@pytest.mark.parametrize("form", ["[tool]\nkeylint = {}", "tool = {{ keylint = {} }}"])
def test_a_configuration_that_is_no_table_is_2(
    keylint: Command, tmp_path: Path, form: str, value: str
) -> None:
    (tmp_path / "pyproject.toml").write_text(form.format(value))
    result = keylint("scan")
    assert result.code == 2
    assert "keylint" in result.err.partition(": ")[2]


@pytest.mark.parametrize(
    "content", [b"select = [", b"\xff\xfe", b"\0", b"a = 1\na = 2\n", b"x = [" * 20_000]
)
def test_a_configuration_that_is_no_toml_is_2(
    keylint: Command, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "keylint.toml").write_bytes(content)
    result = keylint("scan")
    assert result.code == 2
    assert "keylint.toml" in result.err
    assert len(result.err.splitlines()) == 1


def test_a_configuration_that_is_named_and_not_there_is_2(keylint: Command) -> None:
    result = keylint("scan", "--config", "nowhere.toml")
    assert result.code == 2
    assert result.err == "keylint: nowhere.toml: No such file or directory\n"
