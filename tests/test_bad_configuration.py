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


def test_of_many_mistakes_the_first_are_told_and_the_rest_is_counted(
    keylint: Command, tmp_path: Path
) -> None:
    (tmp_path / "keylint.toml").write_text("".join(f"a{n} = 1\n" for n in range(1000)))
    result = keylint("scan")
    assert result.code == 2
    assert re.findall(r"line (\d+)", result.err) == [str(line) for line in range(1, 21)]
    assert result.err.rstrip().endswith("; and 980 more")


@pytest.mark.parametrize("name", ["keylint.toml", "pyproject.toml"])
def test_a_configuration_of_the_tree_that_links_out_of_it_is_not_read(
    keylint: Command, tmp_path: Path, name: str, leak: str
) -> None:
    (tmp_path / "private.toml").write_text("# not keylint's\npassphrase_of_mine = 1\n")
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "bot.env").write_text(leak)
    (tmp_path / "tree" / name).symlink_to("../private.toml")
    for option, code in (("--verbose", 2), ("--gate", 1)):
        result = keylint("scan", option, cwd=tmp_path / "tree")
        assert result.code == code
        assert "a symbolic link out of the scanned tree" in result.all
        assert "passphrase" not in result.all
    (tmp_path / "tree" / "ours.toml").write_text("[tool.keylint]\n")
    (tmp_path / "tree" / name).unlink()
    (tmp_path / "tree" / name).symlink_to("ours.toml")
    assert "symbolic link out" not in keylint("scan", cwd=tmp_path / "tree").all


def test_a_configuration_larger_than_anybody_writes_is_2(keylint: Command, tmp_path: Path) -> None:
    with (tmp_path / "keylint.toml").open("wb") as file:
        file.truncate(10**12)  # more than there is memory
    result = keylint("scan")
    assert (result.code, result.err.count("larger than 1 MB")) == (2, 1)
    (tmp_path / "keylint.toml").write_text("# " + "é" * 600_000)  # cut in the middle of a letter
    result = keylint("scan")
    assert (result.code, result.err.count("larger than 1 MB")) == (2, 1)


def test_a_configuration_that_is_named_and_not_there_is_2(keylint: Command) -> None:
    result = keylint("scan", "--config", "nowhere.toml")
    assert result.code == 2
    assert result.err == "keylint: nowhere.toml: No such file or directory\n"
