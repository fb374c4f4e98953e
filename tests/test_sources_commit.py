"""Real commits with a real hook that names the files: their staged content counts, no other."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path

import pytest
from conftest import CLEAN, Repository, Result

# What the hook of a team could be, without pre-commit: the names of what is to be committed.
HOOK = """#!/bin/sh
git diff --cached --name-only -z --diff-filter=d |
xargs -0 {python} -m keylint scan --format json {options} >{report}
"""


class Team:
    """A repository whose hook calls keylint with the names of the files of each commit."""

    def __init__(self, repository: Repository, options: str = "") -> None:
        self.repository = repository
        self.file = repository.folder.parent / "report.json"
        hook = Path(repository.git("rev-parse", "--git-path", "hooks/pre-commit").strip())
        path = repository.folder / hook
        path.parent.mkdir(exist_ok=True)
        python, report = shlex.quote(sys.executable), shlex.quote(str(self.file))
        path.write_text(HOOK.format(python=python, report=report, options=options))
        path.chmod(0o755)

    def commit(self, *arguments: str, cwd: str = ".") -> Result:
        """What came of a commit: git's own word, and keylint's report."""
        inside = Repository(self.repository.folder / cwd)
        done = inside.try_git("commit", "--message", "x", *arguments)
        assert "Traceback" not in done.err
        return Result(done.code, self.file.read_text() or done.err, done.err)


@pytest.fixture
def team(repository: Repository) -> Team:
    """A team with a repository that has one commit."""
    repository.commit("bot.env", CLEAN)
    return Team(repository)


def test_a_staged_leak_stops_the_commit_though_the_work_tree_is_clean(
    team: Team, leak: str
) -> None:
    team.repository.stage("bot.env", leak)
    team.repository.write("bot.env", CLEAN)
    done = team.commit()
    assert done.code != 0
    assert done.secrets == ["bot.env:2:19"]


def test_a_leak_that_is_not_staged_lets_the_commit_pass(team: Team, leak: str) -> None:
    team.repository.stage("bot.env", f"{CLEAN}# more\n")
    team.repository.write("bot.env", leak)
    done = team.commit()
    assert done.code == 0
    assert done.report["scanned"] == {"files": 1, "bytes": len(CLEAN) + 7}


def test_commit_all_takes_what_the_work_tree_holds(team: Team, leak: str) -> None:
    team.repository.stage("bot.env", f"{CLEAN}# more\n")
    team.repository.write("bot.env", leak)
    done = team.commit("--all")
    assert done.code != 0
    assert done.secrets == ["bot.env:2:19"]


def test_commit_all_passes_where_only_the_old_index_leaked(team: Team, leak: str) -> None:
    team.repository.stage("bot.env", leak)
    team.repository.write("bot.env", f"{CLEAN}# more\n")
    assert team.commit("--all").code == 0


def test_commit_only_takes_the_named_path_and_not_what_else_is_staged(
    team: Team, leak: str
) -> None:
    team.repository.commit("other.env", CLEAN)
    team.repository.stage("other.env", leak)
    team.repository.write("bot.env", f"{CLEAN}# more\n")
    passed = team.commit("--only", "bot.env")
    assert passed.code == 0
    assert passed.report["scanned"]["files"] == 1
    team.repository.write("bot.env", leak)
    stopped = team.commit("--only", "bot.env")
    assert stopped.code != 0
    assert stopped.secrets == ["bot.env:2:19"]


def test_the_first_commit_is_stopped(repository: Repository, leak: str) -> None:
    team = Team(repository, "--no-config")
    repository.git("config", "core.quotepath", "on")
    # Without a commit there is nothing to compare with: the hook names what it knows.
    hook = repository.folder / ".git" / "hooks" / "pre-commit"
    hook.write_text(hook.read_text().replace("git diff --cached --name-only", "git ls-files"))
    hook.write_text(hook.read_text().replace("--diff-filter=d", ""))
    repository.stage("bot.env", leak)
    repository.write("bot.env", CLEAN)
    done = team.commit()
    assert done.code != 0
    assert done.secrets == ["bot.env:2:19"]


def test_names_are_read_from_the_index_in_a_commit_from_a_folder_below(
    team: Team, leak: str
) -> None:
    team.repository.stage("deep/er/bot.env", leak)
    team.repository.write("deep/er/bot.env", CLEAN)
    done = team.commit(cwd="deep/er")
    assert done.code != 0
    assert done.secrets == ["deep/er/bot.env:2:19"]


def test_names_are_read_from_the_index_of_a_linked_worktree(team: Team, leak: str) -> None:
    linked = team.repository.folder.parent / "linked"
    team.repository.git("worktree", "add", "--quiet", "-b", "fix", linked)
    worktree = Repository(linked)
    worktree.stage("bot.env", leak)
    worktree.write("bot.env", CLEAN)
    done = Team(worktree).commit()
    assert done.code != 0
    assert done.secrets == ["bot.env:2:19"]


@pytest.mark.parametrize(
    "name", ["with blank.env", "new\nline.env", "grüße €.env", "-dash.env", "*.env", "quote'\".env"]
)
def test_names_of_every_kind_are_read_from_the_index(team: Team, leak: str, name: str) -> None:
    hook = team.repository.folder / ".git" / "hooks" / "pre-commit"
    hook.write_text(hook.read_text().replace("--format json", "--format json --"))
    team.repository.stage(name, leak)
    team.repository.write(name, CLEAN)
    done = team.commit()
    assert done.code != 0
    assert len(done.secrets) == 1


def test_exclude_holds_for_names_that_a_hook_gives(repository: Repository, leak: str) -> None:
    repository.commit("keylint.toml", 'exclude = ["fixtures/"]\n')
    repository.stage("fixtures/bot.env", leak)
    done = Team(repository).commit()
    assert done.code == 0
    assert done.unread == {"fixtures/bot.env": "excluded"}


def test_a_named_file_that_the_commit_does_not_take_is_read_from_disk(
    team: Team, leak: str
) -> None:
    hook = team.repository.folder / ".git" / "hooks" / "pre-commit"
    hook.write_text(hook.read_text().replace("--format json", "--format json untracked.env"))
    team.repository.write("untracked.env", leak)
    team.repository.stage("bot.env", f"{CLEAN}# more\n")
    done = team.commit()
    assert done.code != 0
    assert done.secrets == ["untracked.env:2:19"]
    assert done.report["scanned"]["files"] == 2


def test_a_hook_that_names_a_folder_and_a_file_elsewhere_gets_only_those(
    team: Team, tmp_path: Path, leak: str
) -> None:
    (tmp_path / "elsewhere.env").write_text(CLEAN)
    hook = team.repository.folder / ".git" / "hooks" / "pre-commit"
    names = f"docs {shlex.quote(str(tmp_path / 'elsewhere.env'))}"
    hook.write_text(
        HOOK.format(python=shlex.quote(sys.executable), report=team.file, options=names)
    )
    hook.write_text(hook.read_text().replace("git diff --cached --name-only -z", "printf ''"))
    team.repository.write("docs/bot.env", CLEAN)
    team.repository.stage("bot.env", leak)
    done = team.commit()
    assert done.secrets == []


def test_the_index_of_another_repository_is_not_taken(
    team: Team, tmp_path: Path, leak: str
) -> None:
    other = Repository(tmp_path / "other")
    other.folder.mkdir()
    other.git("init", "--quiet")
    other.write("bot.env", leak)
    hook = team.repository.folder / ".git" / "hooks" / "pre-commit"
    path = shlex.quote(str(other.folder / "bot.env"))
    hook.write_text(
        f"#!/bin/sh\n{shlex.quote(sys.executable)} -m keylint scan --format json {path} "
        f">{shlex.quote(str(team.file))}\n"
    )
    team.repository.stage("bot.env", f"{CLEAN}# more\n")
    done = team.commit()
    assert done.secrets == ["bot.env:2:19"]
    assert json.loads(team.file.read_text())["root"] == str(other.folder)
