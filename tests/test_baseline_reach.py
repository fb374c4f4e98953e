"""Where a baseline is heeded: under new names, in hooks and histories, but not in a gate."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from baselines import NAME, entries, env, values
from conftest import Command, Repository, environment


def test_a_rename_that_git_knows_keeps_the_entry(adopted: Repository, keylint: Command) -> None:
    (adopted.folder / "moved").mkdir()
    adopted.git("mv", "bot.env", "moved/renamed.env")
    adopted.git("mv", "conf", "settings")
    assert keylint("scan", cwd=adopted.folder).code == 0
    assert keylint("scan", "--staged", cwd=adopted.folder).code == 0
    adopted.git("add", NAME)
    adopted.git("commit", "--quiet", "--message", "Move")
    assert keylint("scan", cwd=adopted.folder).code == 0


def test_a_rename_in_a_later_commit_keeps_the_entry_until_it_is_rewritten(
    adopted: Repository, keylint: Command
) -> None:
    adopted.git("add", NAME)
    adopted.git("commit", "--quiet", "--message", "Adopt")
    for old, new in (("bot.env", "a.env"), ("a.env", "b.env")):
        adopted.git("mv", old, new)
        adopted.git("commit", "--quiet", "--message", "Move")
        adopted.commit("other.py", f"name = {new!r}\n")
    result = keylint("scan", "--format", "json", cwd=adopted.folder)
    assert result.code == 0, result.all
    assert result.report["stale_ignores"] == []
    assert keylint("baseline", "--prune", cwd=adopted.folder).code == 0
    assert {entry["path"] for entry in entries(adopted.folder)} == {"b.env", "conf/keys.yaml"}
    assert keylint("scan", cwd=adopted.folder).code == 0


def test_a_copy_of_the_baseline_that_a_gate_brings_follows_renames_too(
    adopted: Repository, keylint: Command, tmp_path: Path
) -> None:
    adopted.git("add", NAME)
    adopted.git("commit", "--quiet", "--message", "Adopt")
    (tmp_path / "trusted.json").write_bytes((adopted.folder / NAME).read_bytes())
    # A pull request renames a file and writes the baseline anew.
    adopted.git("mv", "bot.env", "a.env")
    assert keylint("baseline", cwd=adopted.folder).code == 0
    adopted.git("commit", "--quiet", "--all", "--message", "Move")
    gate = ("scan", "--no-config", "--baseline", tmp_path / "trusted.json")
    result = keylint(*gate, cwd=adopted.folder)
    assert result.code == 0, result.all
    adopted.commit("new.env", env("two"))
    assert keylint("baseline", cwd=adopted.folder).code == 0
    assert keylint("scan", cwd=adopted.folder).code == 0
    assert keylint(*gate, cwd=adopted.folder).code == 1


def test_a_copy_is_no_rename_and_what_git_does_not_know_is_none(
    adopted: Repository, keylint: Command
) -> None:
    text = (adopted.folder / "bot.env").read_text()
    (adopted.folder / "bot.env").rename(adopted.folder / "elsewhere.env")
    assert keylint("scan", cwd=adopted.folder).code == 1
    adopted.write("bot.env", text)
    adopted.git("add", ".")
    assert keylint("scan", cwd=adopted.folder).code == 1


def test_the_hook_and_what_is_staged_heed_the_baseline(
    adopted: Repository, keylint: Command
) -> None:
    adopted.stage("bot.env", f"# moved\n{env('one')}")
    hook = {"PRE_COMMIT": "1", "GIT_INDEX_FILE": ".git/index"}
    for arguments in (("scan", "bot.env"), ("scan", "--staged")):
        assert keylint(*arguments, cwd=adopted.folder, env=hook).code == 0
    adopted.stage("bot.env", env("two"))
    for arguments in (("scan", "bot.env"), ("scan", "--staged")):
        result = keylint(*arguments, cwd=adopted.folder, env=hook)
        assert result.code == 1
        assert "not found any more" not in result.all


def test_a_scan_of_the_history_heeds_it_under_every_name(
    adopted: Repository, keylint: Command
) -> None:
    adopted.git("add", NAME)
    adopted.git("commit", "--quiet", "--message", "Adopt")
    adopted.git("mv", "bot.env", "b.env")
    adopted.git("commit", "--quiet", "--message", "Move")
    history = keylint("scan", "--history", "--format", "json", cwd=adopted.folder)
    assert history.code == 0
    assert history.report["stale_ignores"] == []
    assert keylint("baseline", cwd=adopted.folder).code == 0  # now under the new name
    adopted.git("commit", "--quiet", "--all", "--message", "Follow")
    assert keylint("scan", "--history", cwd=adopted.folder).code == 0
    adopted.commit("gone.env", env("two"))
    adopted.git("rm", "--quiet", "gone.env")
    adopted.git("commit", "--quiet", "--message", "Remove")
    assert keylint("scan", "--history", cwd=adopted.folder).code == 1
    assert keylint("baseline", "--history", cwd=adopted.folder).code == 0
    assert keylint("scan", "--history", cwd=adopted.folder).code == 0


@pytest.mark.parametrize(
    "options", [["--no-baseline"], ["--no-config"], ["--config", "empty.toml"]]
)
def test_a_gate_heeds_no_baseline_of_the_tree_and_says_so(
    adopted: Repository, keylint: Command, options: list[str], tmp_path: Path
) -> None:
    adopted.write("empty.toml", "")
    result = keylint("scan", *options, cwd=adopted.folder)
    assert result.code == 1
    assert f"{NAME} was not heeded" in result.all
    own = tmp_path / "own.json"
    own.write_bytes((adopted.folder / NAME).read_bytes())
    if options != ["--no-baseline"]:
        trusted = keylint("scan", *options, "--baseline", own, cwd=adopted.folder)
        assert trusted.code == 0, trusted.all
        assert f"baseline: {own}" in trusted.all.replace("/ ", "/")


def test_what_other_processes_found_is_known_too(tmp_path: Path, keylint: Command) -> None:
    for number in range(450):
        name = f"{number}.env"
        (tmp_path / name).write_text(env(name) if number % 100 == 0 else "x=1\n")
    assert keylint("baseline").code == 0
    assert len({one["path"] for one in entries(tmp_path)}) == 5
    assert keylint("scan").code == 0


def test_the_recipe_of_a_gate_works_in_a_checkout_of_one_commit(
    adopted: Repository, keylint: Command, tmp_path: Path
) -> None:
    adopted.git("add", NAME)
    adopted.git("commit", "--quiet", "--message", "Adopt")
    adopted.git("checkout", "--quiet", "-b", "request")
    # The request knows its own leak, and says so in the baseline.
    adopted.commit("new.env", env("two"))
    assert keylint("baseline", cwd=adopted.folder).code == 0
    adopted.git("commit", "--quiet", "--all", "--message", "Request")
    checkout = tmp_path / "checkout"
    subprocess.run(
        ["git", "clone", "--quiet", "--depth", "1", "--branch", "request",
         f"file://{adopted.folder}", str(checkout)],
        check=True, env=environment(tmp_path),
    )  # fmt: skip
    command = tmp_path / "keylint"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m keylint "$@"\n')
    command.chmod(0o755)
    page = (Path(__file__).parent.parent / "docs" / "baseline.md").read_text(encoding="utf-8")
    recipe = page.split("## In a gate")[1].split("```sh\n")[1].split("```")[0]
    assert "keylint scan" in recipe
    given = {"RUNNER_TEMP": str(tmp_path), "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["sh", "-ec", recipe], cwd=checkout, env=environment(tmp_path, given),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    assert "new.env" in done.stdout
    assert "bot.env" not in done.stdout


def test_outside_of_git_it_works_too(tmp_path: Path, keylint: Command) -> None:
    (tmp_path / "bot.env").write_text(env("one"))
    assert keylint("baseline").code == 0
    assert keylint("scan").code == 0
    (tmp_path / "bot.env").rename(tmp_path / "b.env")
    assert keylint("scan").code == 1


def test_names_that_cannot_be_shown_are_known_too_and_no_value_in_a_name_is_written(
    repository: Repository, keylint: Command
) -> None:
    secret = values("name")[1]
    odd = ("a\nb.env", 'q"u\\o.env', "für\u202e.env", f"{secret}.env")
    names = (b"caf\xe9.env", *(name.encode() for name in odd))
    for number, name in enumerate(names):
        (repository.folder / os.fsdecode(name)).write_text(env(str(number)))
    repository.git("add", ".")
    assert keylint("baseline", cwd=repository.folder).code == 0
    text = (repository.folder / NAME).read_text("ascii")
    assert secret not in text
    assert len({one["path"] for one in entries(repository.folder)}) == len(names)
    result = keylint("scan", "--format", "json", cwd=repository.folder)
    assert result.code == 0, result.all
    assert result.report["stale_ignores"] == []
    repository.git("commit", "--quiet", "--message", "x")
    repository.git("mv", names[0], b"caf\xe8.env")
    assert keylint("scan", cwd=repository.folder).code == 0
