"""`keylint purge` tells how to take values out of the history, and does nothing itself."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Command, Repository, environment


def commands(said: str) -> str:
    """The lines that are to be run, but for the last, which pushes."""
    block = re.search(r"(?s)( {4}umask .*? {4}rm [^\n]*\n)", said)
    assert block
    return block[1]


def test_the_commands_take_the_values_out_and_show_none(
    keylint: Command, repository: Repository, tmp_path: Path, leak: str, secret: str
) -> None:
    repository.commit("old.env", leak)
    repository.commit("other.txt", f"gemini_api_secret = {secret}\n")
    (repository.folder / "old.env").unlink()
    repository.git("commit", "--quiet", "--all", "--message", "Take it away")
    before = repository.git("rev-parse", "HEAD")
    result = keylint("purge", "old.env", cwd=repository.folder)
    assert result.code == 1
    assert secret not in result.all
    assert repository.git("rev-parse", "HEAD") == before  # nothing was run
    assert not (tmp_path / "keylint-values.txt").exists()
    for words in ("Deactivate the key", "Forks and clones", "pull requests", "archives"):
        assert words in result.all
    subprocess.run(
        ["git", "clone", "-q", "--mirror", repository.folder, tmp_path / "m.git"], check=True
    )
    path = f"{Path(sys.executable).parent}:{environment(tmp_path)['PATH']}"
    subprocess.run(
        ["sh", "-ec", commands(result.out)],
        cwd=tmp_path / "m.git",
        env=environment(tmp_path, {"PATH": path}),
        check=True,
        capture_output=True,
    )
    mirror = keylint("scan", "--history", cwd=tmp_path / "m.git")
    assert "No findings." in mirror.out, mirror.all


def test_only_the_paths_that_were_named_are_looked_at(
    keylint: Command, repository: Repository, leak: str
) -> None:
    repository.commit("bot.env", leak)
    repository.commit("clean.py", "x = 1\n")
    result = keylint("purge", "clean.py", cwd=repository.folder)
    assert result.code == 0
    assert "Nothing is in the history of these paths" in result.out
    assert "filter-repo" not in result.out


def test_a_path_that_never_was_is_told(keylint: Command, repository: Repository) -> None:
    repository.commit("clean.py", "x = 1\n")
    result = keylint("purge", "never.py", cwd=repository.folder)
    assert result.code == 3
    assert "not in the history" in result.all


def test_outside_of_a_repository_there_is_nothing_to_purge(
    keylint: Command, tmp_path: Path
) -> None:
    result = keylint("purge", cwd=tmp_path)
    assert result.code == 2
    assert "no git repository" in result.all


def test_what_no_command_can_cut_out_is_named(
    keylint: Command, repository: Repository, secret: str
) -> None:
    (repository.folder / "bot.ps1").write_bytes(f'$GeminiSecret = "{secret}"\r\n'.encode("utf-16"))
    repository.git("add", "bot.ps1")
    repository.git("commit", "--quiet", "--message", "Add it")
    result = keylint("purge", cwd=repository.folder)
    assert "# by hand, as it cannot be cut out by a command: bot.ps1, line 1" in result.out
    assert secret not in result.all


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_stands_before_a_value_may_be_of_several_bytes_and_lines_end_as_they_like(
    keylint: Command, repository: Repository, tmp_path: Path, secret: str, end: str
) -> None:
    text = f"# café 🔑{end}name = 'é€🔑'; gemini_api_secret = '{secret}' # ü{end}"
    repository.commit("bot.py", text)
    repository.commit("bot.py", "x = 1\n")
    result = keylint("purge", "bot.py", cwd=repository.folder)
    assert secret not in result.all
    mirror = tmp_path / "m.git"
    subprocess.run(["git", "clone", "-q", "--mirror", repository.folder, mirror], check=True)
    path = f"{Path(sys.executable).parent}:{environment(tmp_path)['PATH']}"
    script = ["sh", "-ec", commands(result.out)]
    extra = {"PATH": path}
    subprocess.run(
        script, cwd=mirror, env=environment(tmp_path, extra), check=True, capture_output=True
    )
    kept = subprocess.run(
        ["git", "show", "HEAD~1:bot.py"], cwd=mirror, check=True, capture_output=True
    ).stdout.decode()
    before, after = text.split(secret)
    assert secret not in kept
    assert kept.startswith(before)
    assert kept.endswith(after)
