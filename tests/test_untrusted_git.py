"""A stranger's repository names programs wherever git takes one: a scan runs none of them."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from canaries import Canary, plant
from conftest import CLEAN, Command, Repository, environment

SCANS = ((), ("--staged",), ("bot.env",), ("--staged", "bot.env"), ("--verbose",))
HISTORIES = (
    ("--history",),
    ("--history", "--reflog", "--all-objects", "--metadata"),
    ("--since", "HEAD~1"),
    ("--branch", "main", "bot.env"),
    ("--history", "--recurse-submodules"),
)


@pytest.mark.parametrize("arguments", SCANS)
def test_no_program_of_the_repository_runs(
    keylint: Command, trap: Repository, canary: Canary, arguments: tuple[str, ...]
) -> None:
    result = keylint("scan", *arguments, cwd=trap.folder)
    assert result.code == 1
    assert "bot.env:2:19 critical gemini-api-secret" in result.all
    assert canary.songs() == set()


@pytest.mark.parametrize("arguments", HISTORIES)
def test_no_program_of_the_repository_runs_where_its_history_is_scanned(
    keylint: Command,
    repository: Repository,
    canary: Canary,
    leak: str,
    arguments: tuple[str, ...],
) -> None:
    repository.commit("bot.env", CLEAN)
    repository.commit("bot.env", leak)
    plant(repository, canary)
    result = keylint("scan", *arguments, "--no-cache", cwd=repository.folder)
    assert result.code == 1
    assert "bot.env:2:19 critical gemini-api-secret" in result.all
    assert canary.songs() == set()


def test_no_program_of_the_repository_runs_where_a_baseline_follows_a_rename(
    keylint: Command, repository: Repository, canary: Canary, leak: str
) -> None:
    repository.commit("bot.env", f"{leak}# a\n# b\n# c\n")
    assert keylint("baseline", cwd=repository.folder).code == 0
    repository.stage(
        ".keylint-baseline.json", (repository.folder / ".keylint-baseline.json").read_text()
    )
    repository.git("commit", "--quiet", "--message", "Adopt")
    repository.git("mv", "bot.env", "moved.env")
    repository.stage("moved.env", f"{leak}# a\n# b\n# changed\n")
    plant(repository, canary)
    for command in (
        ("scan",),
        ("scan", "--staged"),
        ("scan", "--history"),
        ("baseline", "--prune"),
    ):
        result = keylint(*command, cwd=repository.folder)
        assert result.code == 0, result.all
    assert '"moved.env"' in (repository.folder / ".keylint-baseline.json").read_text()
    assert canary.songs() == set()


def test_no_program_of_the_repository_runs_in_a_hook(
    keylint: Command, trap: Repository, canary: Canary
) -> None:
    index = {"GIT_INDEX_FILE": ".git/index", "GIT_DIR": ".git", "PRE_COMMIT": "1"}
    result = keylint("scan", "bot.env", "--format", "json", cwd=trap.folder, env=index)
    assert result.secrets == ["bot.env:2:19"]
    assert canary.songs() == set()


def test_what_the_caller_of_git_would_set_does_not_count(
    keylint: Command, trap: Repository, canary: Canary
) -> None:
    """Git's variables in the environment of a CI job are no more trusted than the repository."""
    given = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": canary.called("environment"),
        "GIT_EXTERNAL_DIFF": canary.called("environment"),
        "GIT_WORK_TREE": "/",
    }
    assert keylint("scan", cwd=trap.folder, env=given).code == 1
    assert canary.songs() == set()


REMOTES = {
    "a helper": ("ext", "ext::{canary} remote"),
    "an upload program": ("file", "{folder}"),
    "a secure shell": ("ssh", "ssh://127.0.0.1:9/x"),
    "a proxy": ("git", "git://127.0.0.1:9/x"),
}


@pytest.fixture(params=REMOTES)
def partial(
    request: pytest.FixtureRequest, repository: Repository, canary: Canary, leak: str
) -> Repository:
    """A clone that lacks an object and names a program that would fetch it."""
    protocol, remote = REMOTES[request.param]
    repository.commit("bot.env", leak)
    repository.git("update-index", "--add", "--cacheinfo", f"100644,{'ab' * 20},missing.env")
    url = remote.format(canary=canary.program, folder=repository.folder)
    for key, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.partialCloneFilter": "blob:none",
        "remote.origin.url": url,
        "remote.origin.uploadpack": canary.called("remote"),
        "core.sshCommand": canary.called("remote"),
        "core.gitProxy": f"{canary.program}",
        f"protocol.{protocol}.allow": "always",
    }.items():
        repository.git("config", key, value)
    return repository


def test_the_fetch_trap_works_with_git_as_it_comes(partial: Repository, canary: Canary) -> None:
    plain = {n: v for n, v in environment(partial.folder).items() if n != "GIT_ALLOW_PROTOCOL"}
    subprocess.run(
        ["git", "cat-file", "blob", "ab" * 20],
        cwd=partial.folder,
        env={**plain, "GIT_TERMINAL_PROMPT": "0"},
        capture_output=True,
        timeout=30,
    )
    assert canary.songs()


def test_a_missing_object_is_not_fetched_by_a_program_of_the_repository(
    keylint: Command, partial: Repository, canary: Canary
) -> None:
    result = keylint("scan", "--staged", "--format", "json", cwd=partial.folder)
    assert canary.songs() == set()
    assert result.code == 3
    assert list(result.unread) == ["missing.env"]
    assert keylint("scan", "--format", "json", cwd=partial.folder).secrets == ["bot.env:2:19"]
    assert canary.songs() == set()


def test_a_repository_that_belongs_to_somebody_else_is_scanned(
    keylint: Command, repository: Repository, leak: str
) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    repository.stage("bot.env", leak)
    for path in (repository.folder, repository.folder / ".git"):
        os.chown(path, 12345, 12345)
    assert "dubious ownership" in repository.try_git("status").err
    result = keylint("scan", "--staged", "--format", "json", cwd=repository.folder)
    assert result.secrets == ["bot.env:2:19"]


def test_a_program_named_git_in_the_scanned_folder_is_not_run(
    keylint: Command, repository: Repository, canary: Canary, leak: str
) -> None:
    repository.stage("bot.env", leak)
    for name in ("git", "git.sh", sys.executable.rsplit("/", 1)[-1]):
        path = repository.write(name, f"#!/bin/sh\n{canary.called('git')}\n")
        path.chmod(0o755)
    assert keylint("scan", cwd=repository.folder).code == 1
    assert canary.songs() == set()


def test_an_object_that_the_repository_replaces_is_read_as_it_was_committed(
    keylint: Command, repository: Repository, leak: str
) -> None:
    repository.commit("clean.env", CLEAN)
    repository.commit("bot.env", leak)
    (repository.folder / "bot.env").unlink()
    clean, bot = (repository.git("rev-parse", f"HEAD:{n}.env").strip() for n in ("clean", "bot"))
    repository.git("replace", bot, clean)
    assert repository.git("cat-file", "blob", bot) == CLEAN
    for arguments in (("--history", "--no-cache"), ("--staged", "bot.env")):
        done = keylint("scan", *arguments, "--format", "json", cwd=repository.folder)
        assert done.secrets == ["bot.env:2:19"]


def test_a_file_whose_name_differs_from_a_tracked_one_in_case_only_is_not_hidden(
    keylint: Command, repository: Repository, leak: str
) -> None:
    repository.commit("Bot.env", CLEAN)
    repository.git("config", "core.ignoreCase", "true")
    repository.write("bot.env", leak)
    assert keylint("scan", "--format", "json", cwd=repository.folder).secrets == ["bot.env:2:19"]
