"""`keylint scan --fix` and `--diff`, as a command: what they say, show and leave."""

from __future__ import annotations

import random
from pathlib import Path

import jsonschema
import pytest
from conftest import Command, Repository
from leaky_files import FIXED, SCHEMA

from keylint.examples import gemini_key, gemini_secret


@pytest.mark.parametrize("option", ["--unsafe-fixes", "--move-to-env"])
def test_nothing_is_fixed_without_fix(
    keylint: Command, repository: Repository, leaky: str, option: str
) -> None:
    repository.stage("bot.py", leaky)
    assert keylint("scan", option, cwd=repository.folder).code == 2
    assert (repository.folder / "bot.py").read_text() == leaky


@pytest.mark.parametrize(
    "arguments", [("--staged",), ("--history",), ("-",), ("--diff", "--format", "json")]
)
def test_what_cannot_be_fixed_is_a_mistake_in_the_command(
    keylint: Command, repository: Repository, leaky: str, arguments: tuple[str, ...]
) -> None:
    repository.stage("bot.py", leaky)
    result = keylint("scan", "--fix", *arguments, cwd=repository.folder)
    assert result.code == 2
    assert result.out == ""
    assert (repository.folder / "bot.py").read_text() == leaky


def test_a_fixed_repository_is_clean_and_the_key_is_to_be_deactivated(
    keylint: Command, repository: Repository, leaky: str, secret: str
) -> None:
    repository.commit("bot.py", leaky)
    result = keylint("scan", "--fix", cwd=repository.folder)
    assert result.code == 0, result.all
    assert "must still be deactivated" in result.all
    assert 'bot.py:2:22 gemini-api-secret: os.environ["GEMINI_API_SECRET"]' in result.all
    assert secret not in result.all
    assert (repository.folder / "bot.py").read_text() == FIXED
    assert (repository.folder / ".env.example").read_text() == "GEMINI_API_SECRET=\n"
    assert (repository.folder / ".gitignore").read_text() == ".env\n"
    assert not (repository.folder / ".env").exists()
    before = {one: one.read_bytes() for one in repository.folder.iterdir() if one.is_file()}
    assert keylint("scan", "--fix", cwd=repository.folder).code == 0
    assert {one: one.read_bytes() for one in repository.folder.iterdir() if one.is_file()} == before


def test_what_is_left_is_an_exit_code_of_1(keylint: Command, tmp_path: Path, secret: str) -> None:
    (tmp_path / "config.json").write_text(f'{{"gemini": {{"secret": "{secret}"}}}}')
    result = keylint("scan", "--fix", cwd=tmp_path)
    assert result.code == 1
    assert "Not fixed" in result.out
    assert secret not in result.all


def test_a_hook_that_fixes_still_stops_the_commit(
    keylint: Command, repository: Repository, leaky: str
) -> None:
    repository.stage("bot.py", leaky)
    hook = {"PRE_COMMIT": "1", "GIT_INDEX_FILE": str(repository.folder / ".git" / "index")}
    result = keylint("scan", "--fix", "bot.py", cwd=repository.folder, env=hook)
    assert result.code == 1
    assert "the index still has what was fixed" in result.all
    assert (repository.folder / "bot.py").read_text() == FIXED


def test_the_json_report_tells_what_became_of_each_finding(
    keylint: Command, repository: Repository, leaky: str, secret: str
) -> None:
    repository.write("bot.py", leaky)
    repository.write("config.json", f'{{"gemini": {{"secret": "{secret}"}}}}')
    result = keylint("scan", "--fix", "--format", "json", cwd=repository.folder)
    jsonschema.validate(result.report, SCHEMA)
    outcomes = result.report["fixes"]["outcomes"]
    told = {one["path"]: one["fixed"] for one in outcomes if one["rule"] == "gemini-api-secret"}
    assert told == {"bot.py": True, "config.json": False}
    assert secret not in result.all


def test_a_diff_shows_no_value_and_changes_nothing(
    keylint: Command, repository: Repository, leaky: str, secret: str
) -> None:
    neighbour = gemini_secret(random.Random("neighbour"))
    text = f'password = "hunter2"\n{leaky}\tgemini_hint = "kept in {neighbour}"\n'.replace("\t", "")
    repository.write("bot.py", text)
    result = keylint("scan", "--diff", cwd=repository.folder)
    assert result.code == 1
    assert "-gemini_api_secret = " in result.out
    assert '+gemini_api_secret = os.environ["GEMINI_API_SECRET"]' in result.out
    assert "+GEMINI_API_SECRET=" in result.out
    for hidden in (secret, neighbour, "hunter2"):
        assert hidden not in result.all
    assert (repository.folder / "bot.py").read_text() == text
    assert not (repository.folder / ".env.example").exists()
    assert "must still be deactivated" in result.all


def test_a_diff_masks_other_secrets_on_the_same_line(
    keylint: Command, tmp_path: Path, secret: str
) -> None:
    other = gemini_key(random.Random("other"), "master")
    aws = "AKIA" + "".join(random.Random("aws").choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", k=16))
    line = f'import os\nclient = gemini.Client("{other}", "{secret}", aws="{aws}")\n'
    (tmp_path / "bot.py").write_text(line)
    result = keylint("scan", "--diff", "--move-to-env", "--fix", cwd=tmp_path)
    assert result.code == 2  # no repository ignores .env
    result = keylint("scan", "--diff", cwd=tmp_path)
    assert result.code == 1
    for hidden in (other, secret, aws):
        assert hidden not in result.all


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("bot.py", "import os; password = 'Sommer24!'; gemini_secret = '{secret}'\n"),
        ("bot.py", "import os; gemini.Client(secret='{secret}', proxy_pwd='Sommer24!')\n"),
        ("bot.js", "const gemini = {{ secret: '{secret}', dbPassword: \"Sommer24!\" }};\n"),
        ("run.sh", "export DB_PASSWORD=Sommer24! GEMINI_API_SECRET='{secret}'\n"),
    ],
)
def test_a_diff_masks_what_a_name_on_the_same_line_calls_a_secret(
    keylint: Command, tmp_path: Path, secret: str, name: str, line: str
) -> None:
    (tmp_path / name).write_text(line.format(secret=secret))
    result = keylint("scan", "--diff", "--unsafe-fixes", cwd=tmp_path)
    assert result.code == 1
    assert "\n-" in result.out
    assert "… (9 characters)" in result.out
    assert "Sommer" not in result.all


def test_a_diff_of_nothing_is_nothing(keylint: Command, tmp_path: Path) -> None:
    (tmp_path / "bot.py").write_text(FIXED)
    result = keylint("scan", "--fix", "--diff", cwd=tmp_path)
    assert (result.code, result.all) == (0, "")
