"""`keylint init` in real repositories: what it writes, what it leaves alone, and that it is valid."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from adopted import GITLAB, HOOK_FILE, WORKFLOW, contents
from conftest import Command, Repository, environment


def test_everything_is_written_once(repository: Repository, keylint: Command) -> None:
    repository.git("remote", "add", "origin", "git@github.com:trader/bot.git")
    done = keylint("init", "--yes", cwd=repository.folder)
    assert done.code == 0, done.all
    written = contents(repository.folder)
    assert set(written) == {HOOK_FILE, WORKFLOW, "keylint.toml", ".gitignore"}
    again = keylint("init", "--yes", cwd=repository.folder)
    assert again.code == 0
    assert again.out == "nothing to do\n"
    assert contents(repository.folder) == written


def test_the_repository_it_leaves_is_clean_and_configured(
    repository: Repository, keylint: Command
) -> None:
    keylint("init", "--yes", "--ci", "github", cwd=repository.folder)
    scanned = keylint("scan", cwd=repository.folder)
    assert scanned.code == 0
    assert "configuration: keylint.toml" in scanned.out


def test_every_line_of_the_settings_can_be_made_one(
    repository: Repository, keylint: Command
) -> None:
    keylint("init", "--yes", cwd=repository.folder)
    path = repository.folder / "keylint.toml"
    lines = [line.removeprefix("# ") for line in path.read_text().splitlines() if " = " in line]
    assert len(lines) == 4
    path.write_text("\n".join(lines))
    assert keylint("scan", cwd=repository.folder).code == 0


def test_nothing_is_written_without_an_answer(repository: Repository, keylint: Command) -> None:
    done = keylint("init", cwd=repository.folder)
    assert done.code == 2
    assert "+      - id: keylint" in done.out
    assert "say --yes" in done.err
    assert contents(repository.folder) == {}


def test_a_dry_run_shows_and_writes_nothing(repository: Repository, keylint: Command) -> None:
    done = keylint("init", "--dry-run", "--ci", "github", cwd=repository.folder)
    assert done.code == 0
    for name in (HOOK_FILE, WORKFLOW, "keylint.toml", ".gitignore"):
        assert f"+++ b/{name}" in done.out
    assert contents(repository.folder) == {}


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 2)])
def test_whoever_sits_at_a_terminal_is_asked(
    repository: Repository, answer: str, code: int
) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, answer.encode())
    done = subprocess.run(
        [sys.executable, "-m", "keylint", "init"],
        cwd=repository.folder,
        env=environment(repository.folder.parent),
        stdin=theirs,
        capture_output=True,
        text=True,
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    assert "Write 3 files?" in done.stderr
    assert done.returncode == code
    assert bool(contents(repository.folder)) is (code == 0)


def test_the_diff_shows_no_line_of_the_owner(
    repository: Repository, keylint: Command, secret: str
) -> None:
    repository.write(GITLAB, f"build:\n  script: [make]\n  variables:\n    PASSWORD: hidden-word\n    KEY: {secret}")  # fmt: skip
    repository.write(HOOK_FILE, f"# {secret} hidden-word\nrepos:\n- repo: meta\n  hooks: [{{id: identity}}]")  # fmt: skip
    done = keylint("init", "--yes", cwd=repository.folder)
    assert done.code == 0
    assert secret not in done.all
    assert "hidden-word" not in done.all


def test_outside_of_a_repository_nothing_is_written(keylint: Command, tmp_path: Path) -> None:
    done = keylint("init", "--yes", cwd=tmp_path)
    assert done.code == 2
    assert "run git init first" in done.err
    assert contents(tmp_path) == {}
    bare = tmp_path / "bare"
    subprocess.run(["git", "init", "--quiet", "--bare", bare], check=True)
    assert keylint("init", "--yes", bare).code == 2
    assert keylint("init", "--yes", tmp_path / "nowhere").code == 2


def test_a_folder_below_the_top_stands_for_its_repository(
    repository: Repository, keylint: Command
) -> None:
    repository.write("src/bot.py", "")
    assert keylint("init", "--yes", repository.folder / "src").code == 0
    assert (repository.folder / HOOK_FILE).exists()
    assert not (repository.folder / "src" / HOOK_FILE).exists()


def test_programs_that_a_repository_names_do_not_run(
    repository: Repository, keylint: Command, tmp_path: Path
) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    trap.chmod(0o755)
    repository.stage("a.env", "")
    repository.git("config", "core.fsmonitor", str(trap))
    assert keylint("init", "--yes", cwd=repository.folder).code == 0
    assert not (tmp_path / "ran").exists()


def test_a_baseline_of_today_is_written_if_that_is_wished(
    repository: Repository, keylint: Command, leak: str
) -> None:
    repository.stage("bot.cfg", leak)
    shown = keylint("init", "--baseline", "--dry-run", cwd=repository.folder)
    assert "new file: .keylint-baseline.json" in shown.out
    assert "+.keylint-baseline.json merge=union" in shown.out
    assert contents(repository.folder) == {"bot.cfg": leak.encode()}
    assert keylint("init", "--baseline", "--yes", cwd=repository.folder).code == 0
    assert keylint("scan", cwd=repository.folder).code == 0
    written = contents(repository.folder)
    assert ".keylint-baseline.json" in written
    assert written[".gitattributes"] == b".keylint-baseline.json merge=union\n"
    assert keylint("init", "--baseline", "--yes", cwd=repository.folder).out == "nothing to do\n"
    assert contents(repository.folder) == written


def test_a_file_that_changed_while_the_question_stood_is_left_alone(
    repository: Repository,
) -> None:
    path = repository.write(".gitignore", "*.pyc\n")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "keylint", "init", "--ci", "none"],
        cwd=repository.folder,
        env=environment(repository.folder.parent),
        stdin=theirs,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stderr is not None
        asked = b""
        while b"[y/N]" not in asked:
            asked += os.read(process.stderr.fileno(), 1000)
        path.write_text("*.pyc\n*.log\n")
        os.write(ours, b"y\n")
        told = process.stderr.read().decode()
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 3
    assert ".gitignore: changed meanwhile" in told
    assert path.read_text() == "*.pyc\n*.log\n"
    assert (repository.folder / "keylint.toml").exists()


@pytest.mark.parametrize("before", [None, "repos: []\n"])
@pytest.mark.parametrize("other", ["prek.toml", ".pre-commit-config.yml"])
def test_a_file_that_prek_may_not_read_is_not_written(
    repository: Repository, keylint: Command, other: str, before: str | None
) -> None:
    """prek takes one of the files, and in its own hooks stand in another form."""
    repository.write(other, "")
    if before is not None:
        repository.write(HOOK_FILE, before)
    done = keylint("init", "--yes", cwd=repository.folder)
    assert done.code == 3
    assert f"{other}: add the hook yourself" in done.err
    assert contents(repository.folder).get(HOOK_FILE) == (before and before.encode())
