"""A canary that a scanned repository tries to kill, and what it plants for that in git's files."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import CLEAN, Repository


class Canary:
    """A program that leaves a file behind for each time that it runs, named after its caller."""

    def __init__(self, folder: Path) -> None:
        self.sung = folder / "sung"
        self.sung.mkdir()
        self.program = folder / "canary"
        self.program.write_text(
            f'#!/bin/sh\ntouch {shlex.quote(str(self.sung))}/"$(echo "$1" | tr / _)"\n'
        )
        self.program.chmod(0o755)

    def called(self, name: str) -> str:
        """The command line that git is to run."""
        return f"{shlex.quote(str(self.program))} {name}"

    def songs(self) -> set[str]:
        """Who ran it."""
        return {path.name for path in self.sung.iterdir()}

    def hush(self) -> None:
        """Forget who ran it."""
        for path in self.sung.iterdir():
            path.unlink()


@pytest.fixture
def canary(tmp_path: Path) -> Canary:
    """A canary that has not sung."""
    return Canary(tmp_path)


class Plant(NamedTuple):
    """A setting of git that names a program, and a script that has plain git run it.

    The program is called by the name of the plant; of one that is given arguments of its own, the
    first of them is the `song`.
    """

    key: str
    proof: str
    song: str = ""
    shell: bool = False
    bare: bool = False


# git gives up on a filter that does not answer: without it the others sing, too.
ANSWERED = "git config --unset filter.spy.process; "
ALONE = f"{ANSWERED} git config --unset diff.spy.command; "
NO_HELPER = "git config --unset credential.helper; "
CREDENTIAL = "printf 'protocol=https\\nhost=x\\n\\n' | git credential fill"
MERGE = (
    "git config --remove-section filter.spy; git config --unset core.hooksPath; git reset --hard; "
    "git checkout -b o HEAD~1; echo '# o' >> bot.env; git commit -a -m o; git merge main"
)
PLANTS = {
    "fsmonitor": Plant("core.fsmonitor", "git status"),
    "external": Plant("diff.external", f"{ALONE} git diff"),
    "command": Plant("diff.spy.command", f"{ANSWERED} git diff"),
    "textconv": Plant("diff.spy.textconv", f"{ALONE} git log --patch"),
    "clean": Plant("filter.spy.clean", f"{ANSWERED} touch bot.env; git diff"),
    "smudge": Plant("filter.spy.smudge", f"{ANSWERED} touch bot.env; git checkout -f ."),
    "process": Plant("filter.spy.process", "git diff"),
    "driver": Plant("merge.spy.driver", MERGE),
    "pager": Plant("core.pager", "script -qc 'git -p log' /dev/null"),
    "editor": Plant("core.editor", "git commit --allow-empty"),
    "ssh": Plant("core.sshCommand", "git ls-remote ssh://127.0.0.1:9/x"),
    "proxy": Plant("core.gitProxy", "git ls-remote git://127.0.0.1:9/x", "127.0.0.1", bare=True),
    "askpass": Plant(
        "core.askPass", NO_HELPER + CREDENTIAL, "Username for 'https:__x': ", bare=True
    ),
    "credential": Plant("credential.helper", CREDENTIAL, shell=True),
    "gpg": Plant("gpg.program", "git commit --allow-empty -S -m x", "--status-fd=2", bare=True),
    "interactive": Plant(
        "interactive.diffFilter",
        f"{ALONE} git config --unset diff.external; script -qc 'git add -p' /dev/null",
    ),
    "alias": Plant("alias.canary", "git canary", shell=True),
    "alternates": Plant("core.alternateRefsCommand", "git rev-list --alternate-refs"),
    "remote": Plant("remote.origin.url", "git fetch"),
    "submodule": Plant("submodule.inner.url", "rm -rf inner .git/modules; git submodule update"),
    "update": Plant(
        "submodule.inner.update",
        "git -C inner commit --allow-empty -m x; git submodule update",
        shell=True,
    ),
}
# What names no program itself, and has others run it.
INDIRECT = {
    "included": "git included",
    "included-if": "git included-if",
    "hook": "git -c core.fsmonitor= -c filter.spy.process= add bot.env; git commit -m x",
    "bare": "cd embedded && git status",
    "pointed": "cd pointed && git status",
    "common": "cd common && git status",
    "worktree": "cd worktree && git status",
}
# Folders with a work tree, and where each has its repository.
EMBEDDED = {
    "embedded": "embedded",
    "pointed": "elsewhere",
    "common": "shared",
    "worktree": "worktree/.git",
}
PROOFS = {**{name: plant.proof for name, plant in PLANTS.items()}, **INDIRECT}
HOOKS = ("post-index-change", "pre-commit", "post-checkout", "fsmonitor-watchman", "post-commit")
TRUST = {"GIT_ALLOW_PROTOCOL": "ext:ssh:git:file", "GIT_TERMINAL_PROMPT": "0"}


def plant(repository: Repository, canary: Canary) -> None:
    """Name the canary in every place of the repository's own configuration."""
    config = repository.folder / ".git" / "config"
    lines = [f"[protocol]\nallow = always\n{_included(repository, canary)}"]
    for name, one in PLANTS.items():
        section, _, key = one.key.rpartition(".")
        section, _, sub = section.partition(".")
        head = f'[{section} "{sub}"]' if sub else f"[{section}]"
        lines.append(f'{head}\n{key} = "{_value(one, name, canary)}"\n')
    config.write_text(config.read_text() + "".join(lines))
    _hook(repository, canary)
    attributes = "*.env diff=spy filter=spy merge=spy text=auto\n"
    (repository.folder / ".git" / "info").mkdir(exist_ok=True)
    (repository.folder / ".git" / "info" / "attributes").write_text(attributes)
    (repository.folder / ".gitattributes").write_text(attributes)
    modules = f'[submodule "inner"]\npath = inner\nurl = "ext::{canary.program} remote"\n'
    (repository.folder / ".gitmodules").write_text(modules)


def _value(one: Plant, name: str, canary: Canary) -> str:
    called = str(canary.program) if one.bare else canary.called(name)
    prefix = "ext::" if one.key.endswith("url") else "!" if one.shell else ""
    return prefix + called


def _included(repository: Repository, canary: Canary) -> str:
    """Settings that name two files with more of them."""
    for name in ("included", "included-if"):
        programs = f'[alias]\n{name} = "!{canary.called(name)}"\n'
        (repository.folder / f"{name}.config").write_text(programs)
    here = f"path = {repository.folder}/included"
    return f'[include]\n{here}.config\n[includeIf "gitdir:**"]\n{here}-if.config\n'


def _hook(repository: Repository, canary: Canary) -> None:
    hooks = repository.folder / "hooks of a stranger"
    hooks.mkdir()
    for name in HOOKS:
        for folder in (hooks, repository.folder / ".git" / "hooks"):
            folder.mkdir(exist_ok=True)
            (folder / name).write_text(f"#!/bin/sh\n{canary.called('hook')} </dev/null\n")
            (folder / name).chmod(0o755)
    repository.git("config", "core.hooksPath", str(hooks))


def embed(folder: Path, canary: Canary, leak: str) -> None:
    """Put repositories into a folder that are none, or are not where they seem to be.

    Each holds a leak, and a configuration of its own that names the canary.
    """
    for name in EMBEDDED:
        (folder / name).mkdir()
        (folder / name / "bot.env").write_text(leak)
    song = {"embedded": "bare"}
    for name, place in EMBEDDED.items():
        git_dir = folder / place
        Repository(folder).git("init", "--quiet", "--bare", str(git_dir))
        top = folder / name
        setting = (
            f'bare = false\nworktree = {top}\nfsmonitor = "{canary.called(song.get(name, name))}"\n'
        )
        (git_dir / "config").write_text(f"[core]\nrepositoryformatversion = 0\n{setting}")
    (folder / "pointed" / ".git").write_text("gitdir: ../elsewhere\n")
    Repository(folder).git("init", "--quiet", "common")
    (folder / "common" / ".git" / "commondir").write_text("../../shared\n")


@pytest.fixture
def trap(repository: Repository, canary: Canary, leak: str) -> Repository:
    """A repository full of programs, with a committed, a staged and a changed file."""
    return lay(repository, canary, leak)


def lay(repository: Repository, canary: Canary, leak: str) -> Repository:
    """Make a trap of an empty repository."""
    repository.git("init", "--quiet", "inner")
    Repository(repository.folder / "inner").commit("bot.env", leak)
    repository.git("add", "inner")
    other = repository.folder.parent / "other"
    repository.git("clone", "--quiet", "--bare", "inner", str(other))
    repository.commit("bot.env", CLEAN)
    repository.commit("bot.env", leak)
    repository.stage("bot.env", f"{leak}# staged\n")
    repository.write("bot.env", f"{leak}# changed\n")
    info = repository.folder / ".git" / "objects" / "info"
    info.mkdir(exist_ok=True)
    (info / "alternates").write_text(f"{other}/objects\n")
    plant(repository, canary)
    embed(repository.folder, canary, leak)
    return repository
