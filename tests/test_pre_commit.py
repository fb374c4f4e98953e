"""The real pre-commit, and prek, in a real repository: a leak stops the commit, and only what is staged counts."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import CLEAN, Command, Repository, Result
from source_tree import copy_source_tree, offline

from keylint import __version__

PROGRAMS = Path(sys.executable).parent
CONFIGURATION = """repos:
  - repo: {repo}
    rev: {rev}
    hooks:
      - id: {hook}
"""


@dataclass(frozen=True)
class Project:
    """A repository that uses pre-commit, or what takes its place, as its users do."""

    repository: Repository
    cache: Path
    runner: str = "pre-commit"
    instead: str = ""

    @property
    def settings(self) -> dict[str, str]:
        """The environment of git and pre-commit: the command of this checkout is on the PATH."""
        path = f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"
        homes = {"PRE_COMMIT_HOME": str(self.cache), "PREK_HOME": str(self.cache / "prek")}
        return {**homes, "PATH": path, **offline(), **self._mirror}

    @property
    def _mirror(self) -> dict[str, str]:
        """What makes git take the hooks from a folder instead of their address."""
        name = f"url.{self.instead}.insteadOf"
        values = {"COUNT": "1", "KEY_0": name, "VALUE_0": "https://github.com/keylint/keylint"}
        return {f"GIT_CONFIG_{one}": value for one, value in values.items()} if self.instead else {}

    def commit(self, *arguments: str) -> Result:
        """What came of a commit, with all that pre-commit said."""
        return self.repository.try_git("commit", "--message", "x", *arguments, **self.settings)

    def pre_commit(self, *arguments: str) -> Result:
        """What the runner itself answers."""
        command = f'!"{PROGRAMS / self.runner}"'
        return self.repository.try_git(
            "-c", f"alias.checks={command}", "checks", *arguments, **self.settings
        )


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Repository, str]:
    """A repository that offers the hooks of this source tree, and its newest commit."""
    offered = Repository(tmp_path_factory.mktemp("hooks") / "keylint")
    offered.folder.mkdir()
    copy_source_tree(offered.folder)
    offered.git("init", "--quiet")
    offered.git("add", "--force", ".")
    offered.git("commit", "--quiet", "--message", "x")
    return offered, offered.git("rev-parse", "HEAD").strip()


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps the environments that it makes: once for all tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(params=["pre-commit", "prek"])
def runner(request: pytest.FixtureRequest) -> str:
    """What runs the hooks; skips where it is not installed."""
    if not (PROGRAMS / request.param).exists():
        pytest.skip(f"{request.param} is not installed here")
    return str(request.param)


@pytest.fixture(params=["keylint", "keylint-system"])
def project(
    request: pytest.FixtureRequest,
    repository: Repository,
    hooks: tuple[Repository, str],
    cache: Path,
    runner: str,
) -> Project:
    """A project with one of the hooks installed, and one commit."""
    offered, revision = hooks
    text = CONFIGURATION.format(repo=offered.folder, rev=revision, hook=request.param)
    repository.commit(".pre-commit-config.yaml", text)
    repository.commit("bot.env", CLEAN)
    made = Project(repository, cache, runner)
    installed = made.pre_commit("install")
    assert installed.code == 0, installed.all
    return made


def test_a_leaking_commit_is_stopped_and_told(project: Project, leak: str, secret: str) -> None:
    project.repository.stage("bot.env", leak)
    done = project.commit()
    assert done.code != 0
    assert "bot.env:2:19 critical gemini-api-secret" in done.all
    assert "Deactivate the key first" in done.all
    assert secret not in done.all
    assert project.repository.git("show", "HEAD:bot.env") == CLEAN


def test_a_clean_commit_passes(project: Project) -> None:
    project.repository.stage("bot.env", f"{CLEAN}# more\n")
    done = project.commit()
    assert done.code == 0, done.all
    assert "Passed" in done.all


def test_a_leak_that_is_not_staged_passes(project: Project, leak: str) -> None:
    project.repository.stage("bot.env", f"{CLEAN}# more\n")
    project.repository.write("bot.env", leak)
    project.repository.write("untracked.env", leak)
    done = project.commit()
    assert done.code == 0, done.all
    assert (project.repository.folder / "bot.env").read_text() == leak


def test_a_staged_leak_is_stopped_though_the_work_tree_was_cleaned(
    project: Project, leak: str
) -> None:
    project.repository.stage("bot.env", leak)
    project.repository.write("bot.env", CLEAN)
    done = project.commit()
    assert done.code != 0
    assert "bot.env:2:19 critical gemini-api-secret" in done.all


def test_commit_all_is_stopped(project: Project, leak: str) -> None:
    project.repository.write("bot.env", leak)
    assert project.commit("--all").code != 0


def test_a_leak_in_utf_16_is_stopped(project: Project, leak: str) -> None:
    path = project.repository.write("bot.ps1", "")
    path.write_bytes(b"\xff\xfe" + leak.encode("utf-16-le"))
    project.repository.git("add", "bot.ps1")
    done = project.commit()
    assert done.code != 0
    assert "bot.ps1:2:19 critical gemini-api-secret" in done.all


def test_a_file_that_was_committed_before_does_not_stop_another_commit(
    project: Project, leak: str
) -> None:
    project.repository.commit("old.env", leak)
    project.repository.stage("new.env", CLEAN)
    done = project.commit()
    assert done.code == 0, done.all


def test_files_can_be_named_without_a_commit(project: Project, leak: str) -> None:
    project.repository.write("bot.env", leak)
    named = project.pre_commit("run", "--files", "bot.env")
    assert named.code == 1
    assert "bot.env:2:19 critical gemini-api-secret" in named.all
    assert project.pre_commit("run", "--files", ".pre-commit-config.yaml").code == 0


def test_an_excluded_file_does_not_stop_the_commit(project: Project, leak: str) -> None:
    project.repository.stage("keylint.toml", 'exclude = ["fixtures/"]\n')
    project.repository.stage("fixtures/bot.env", leak)
    done = project.commit()
    assert done.code == 0, done.all


def test_what_init_writes_stops_a_leak(
    repository: Repository,
    hooks: tuple[Repository, str],
    cache: Path,
    runner: str,
    keylint: Command,
    leak: str,
) -> None:
    offered, revision = hooks
    offered.git("tag", "--force", f"v{__version__}", revision)
    repository.commit("bot.py", "print()\n")
    assert keylint("init", "--yes", cwd=repository.folder).code == 0
    project = Project(repository, cache, runner, str(offered.folder))
    installed = project.pre_commit("install")
    assert installed.code == 0, installed.all
    repository.git("add", ".")
    clean = project.commit()
    assert clean.code == 0, clean.all
    repository.stage("settings.txt", leak)
    leaking = project.commit()
    assert leaking.code != 0
    assert "settings.txt:2:19 critical gemini-api-secret" in leaking.all


def test_what_is_in_the_baseline_stops_no_commit(
    project: Project, keylint: Command, leak: str
) -> None:
    project.repository.commit("old.env", leak)
    assert keylint("baseline", cwd=project.repository.folder).code == 0
    project.repository.stage("old.env", f"# moved\n{leak}")
    project.repository.git("add", ".keylint-baseline.json")
    assert project.commit().code == 0
    project.repository.stage("new.env", leak)
    assert project.commit().code == 1
