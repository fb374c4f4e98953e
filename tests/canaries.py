"""A canary that a scanned repository tries to kill, and what it plants for that."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from conftest import CLEAN, Repository


class Canary:
    """A program that leaves a file behind for each time that it runs, named after its caller."""

    def __init__(self, folder: Path) -> None:
        self.sung = folder / "sung"
        self.sung.mkdir()
        self.program = folder / "canary"
        self.program.write_text(f'#!/bin/sh\ntouch {shlex.quote(str(self.sung))}/"$1"\n')
        self.program.chmod(0o755)

    def called(self, name: str) -> str:
        """The command line that git is to run."""
        return f"{shlex.quote(str(self.program))} {name}"

    def songs(self) -> set[str]:
        """Who ran it."""
        return {path.name for path in self.sung.iterdir()}


@pytest.fixture
def canary(tmp_path: Path) -> Canary:
    """A canary that has not sung."""
    return Canary(tmp_path)


def plant(repository: Repository, canary: Canary) -> None:
    """Name the canary in every place of the repository's own configuration."""
    programs = {
        "core.fsmonitor": "fsmonitor",
        "diff.external": "external",
        "diff.spy.command": "command",
        "diff.spy.textconv": "textconv",
        "filter.spy.clean": "clean",
        "filter.spy.smudge": "smudge",
        "filter.spy.process": "process",
        "merge.spy.driver": "driver",
        "core.pager": "pager",
        "pager.ls-files": "pager",
        "core.editor": "editor",
        "core.sshCommand": "ssh",
        "core.askPass": "askpass",
        "credential.helper": "!credential",
        "gpg.program": "gpg",
        "interactive.diffFilter": "interactive",
        "alias.ls-files": "!alias",
        "alias.cat-file": "!alias",
        "trace2.eventTarget": "trace",
    }
    for key, name in programs.items():
        mark = "!" if name.startswith("!") else ""
        repository.git("config", key, mark + canary.called(name.removeprefix("!")))
    hooks = repository.folder / "hooks of a stranger"
    hooks.mkdir()
    for name in ("post-index-change", "pre-commit", "post-checkout", "fsmonitor-watchman"):
        for folder in (hooks, repository.folder / ".git" / "hooks"):
            folder.mkdir(exist_ok=True)
            (folder / name).write_text(f"#!/bin/sh\n{canary.called('hook')} </dev/null\n")
            (folder / name).chmod(0o755)
    repository.git("config", "core.hooksPath", str(hooks))
    attributes = "* diff=spy filter=spy merge=spy text=auto\n"
    (repository.folder / ".git" / "info").mkdir(exist_ok=True)
    (repository.folder / ".git" / "info" / "attributes").write_text(attributes)
    (repository.folder / ".gitattributes").write_text(attributes)


@pytest.fixture
def trap(repository: Repository, canary: Canary, leak: str) -> Repository:
    """A repository full of programs, with a committed, a staged and a changed file."""
    repository.commit("bot.env", CLEAN)
    repository.stage("bot.env", leak)
    repository.write("bot.env", f"{leak}# changed\n")
    plant(repository, canary)
    return repository
