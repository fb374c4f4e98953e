"""A stranger's tree, full of programs for git and modules for Python: no command runs any of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import baselines
import pytest
import python_plants
from canaries import EMBEDDED, Canary, lay
from conftest import Command, Repository, Result, environment
from python_plants import DOORS

from keylint.cli import COMMANDS


class Run(NamedTuple):
    """One way to call a command, the exit code that it has in the trap, and what was run before."""

    arguments: tuple[str, ...]
    code: int = 1
    stdin: bytes = b""
    writes: bool = False
    after: str = ""


def spoken() -> bytes:
    """What an editor says from its start to its end, all at once."""
    text = "GEMINI_API_SECRET = 1\n"
    document = {"uri": "file:///bot.py", "languageId": "python", "version": 1, "text": text}
    said: list[dict[str, Any]] = [
        {"id": 1, "method": "initialize", "params": {"capabilities": {}, "processId": None}},
        {"method": "initialized", "params": {}},
        {"method": "textDocument/didOpen", "params": {"textDocument": document}},
        {"id": 2, "method": "shutdown"},
        {"method": "exit"},
    ]
    bodies = (json.dumps({"jsonrpc": "2.0", **one}).encode() for one in said)
    return b"".join(b"Content-Length: %d\r\n\r\n" % len(body) + body for body in bodies)


HISTORY = ("scan", "--history", "--no-cache")
RUNS = {
    "files": Run(("scan",)),
    "a named file": Run(("scan", "bot.env", "--verbose")),
    "staged": Run(("scan", "--staged")),
    "a staged file": Run(("scan", "--staged", "bot.env")),
    "stdin": Run(("scan", "-"), 1, b"{leak}"),
    "history": Run(HISTORY),
    "all of history": Run((*HISTORY, "--reflog", "--all-objects", "--metadata")),
    "since": Run(("scan", "--since", "HEAD~1")),
    "branch": Run(("scan", "--branch", "main", "bot.env")),
    "submodules": Run(("scan", "--recurse-submodules")),
    "submodules' history": Run((*HISTORY, "--recurse-submodules")),
    "gate": Run(("scan", "--gate")),
    "gate staged": Run(("scan", "--gate", "--staged")),
    "gate since": Run(("scan", "--gate", "--since", "HEAD~1")),
    "diff": Run(("scan", "bot.py", "--diff")),
    "several forms": Run(("scan", "--format", "text", "--format", "html", "-o", "../r.html")),
    "purge": Run(("purge",)),
    "keys": Run(("keys",), 0),
    "audit": Run(("audit", "--found", "--yes", "bot.env")),
    "audit of history": Run(("audit", "--found", "--history", "--yes")),
    "rules": Run(("rules",), 0),
    "explain": Run(("explain", "gemini-api-secret"), 0),
    "lsp": Run(("lsp",), 0, spoken()),
    "plugin-path": Run(("plugin-path",), 0),
    "fix": Run(("scan", "bot.py", "--fix", "--unsafe-fixes"), 0, writes=True),
    "init": Run(("init", "--yes", "--ci", "github", "--baseline"), 0, writes=True),
    "baseline": Run(("baseline",), 0, writes=True),
    "prune": Run(("baseline", "--prune"), 0, writes=True, after="baseline"),
    "judge": Run(("baseline", "--audit"), 0, b"s\nq\n", writes=True, after="baseline"),
    "import": Run(("baseline", "--import", ".secrets.baseline"), 0, writes=True),
    "a baseline heeded": Run(("scan", "--no-config", "--gate"), 1, writes=True, after="baseline"),
}
# One for each command, and the ways into git; where there is time, all of them through each door.
USUAL = {
    "the script": (
        "files", "staged", "history", "gate since", "fix", "init", "baseline", "purge", "keys", "audit",
        "rules", "explain", "lsp", "plugin-path",
    ),
    "python -m": ("files", "baseline", "audit"),
}  # fmt: skip
FOREIGN = {
    "version": "1.5.0",
    "plugins_used": [{"name": "Spy", "path": "file://spy.py"}],
    "filters_used": [{"path": "file://spy.py::spy"}, {"path": "spy.spy"}],
    "results": {},
}


class Stage(NamedTuple):
    """A trap, the canary in it, and the secret that is to be found there."""

    folder: Path
    canary: Canary
    leak: str


@pytest.fixture(scope="module")
def stage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The trap with modules for one of the doors, another git, and settings of other tools."""
    top = tmp_path_factory.mktemp("stage")
    leak = baselines.env("trap")
    found = Stage(top / "bot", Canary(top), leak)
    found.folder.mkdir()
    repository = Repository(found.folder)
    repository.git("init", "--quiet", "--initial-branch=main")
    lay(repository, found.canary, leak)
    _furnish(found.folder, found.canary, leak)
    preloaded = python_plants.unavoidable(tmp_path_factory.mktemp("aside"))
    without = preloaded if request.param == "python -m" else set()
    python_plants.plant(found.folder, found.canary, without)
    return found


def _furnish(folder: Path, canary: Canary, leak: str) -> None:
    (folder / "bot.py").write_text(leak.replace("=", ' = "').replace("\n", '"\n'))
    (folder / ".secrets.baseline").write_text(json.dumps(FOREIGN))
    hook = f"{{id: spy, name: spy, language: system, entry: {canary.program} pre-commit}}"
    (folder / ".pre-commit-config.yaml").write_text(f"repos:\n- repo: local\n  hooks: [{hook}]\n")
    (folder / ".envrc").write_text(f"export GIT_EXTERNAL_DIFF={canary.program}\n")
    for name in ("git", "git.exe", "python", "python3", "sh", "script"):
        (folder / name).write_text(f"#!/bin/sh\n{canary.called(f'program-{name}')}\n")
        (folder / name).chmod(0o755)


Open = Callable[[str], Result]


@pytest.fixture
def opened(request: pytest.FixtureRequest, stage: Stage, tmp_path: Path) -> Open:
    """Runs keylint in the trap, or in a copy of it, through a door; a PATH leads to the folder."""
    door = DOORS[request.node.callspec.params["stage"]]

    def run(name: str) -> Result:
        one, folder = RUNS[name], stage.folder
        if one.writes:
            folder = tmp_path / "copy"
            shutil.copytree(stage.folder, folder, symlinks=True, dirs_exist_ok=True)
        variables = {"PATH": f".:{os.environ['PATH']}:"}
        at: tuple[str, ...] = ()
        if one.arguments[0] == "audit":
            exchange = request.getfixturevalue("exchange")
            at = ("--base-url", exchange.url)
            variables["SSL_CERT_FILE"] = str(exchange.ca)
        done = subprocess.run(
            [*door, *one.arguments, *at],
            cwd=folder,
            env=environment(tmp_path, variables),
            input=one.stdin.replace(b"{leak}", stage.leak.encode()),
            capture_output=True,
            timeout=120,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.mark.parametrize(
    ("stage", "name"),
    [
        pytest.param(door, name, marks=() if name in USUAL[door] else pytest.mark.slow)
        for door in DOORS
        for name in RUNS
    ],
    indirect=["stage"],
)
def test_no_command_runs_anything_of_the_tree(opened: Open, stage: Stage, name: str) -> None:
    stage.canary.hush()
    if RUNS[name].after:
        assert opened(RUNS[name].after).code == 0
    done = opened(name)
    assert stage.canary.songs() == set()
    assert done.code == RUNS[name].code, done.all
    if done.code:
        assert "GEMINI_API_SECRET" in done.all or "gemini-api-secret" in done.all


def test_every_command_is_among_them() -> None:
    assert {RUNS[name].arguments[0] for name in USUAL["the script"]} == set(COMMANDS)


@pytest.mark.parametrize("stage", ["the script"], indirect=True)
@pytest.mark.parametrize("arguments", [("scan",), ("scan", "--gate"), ("baseline",), ("purge",)])
def test_no_repository_in_the_tree_runs_anything_either(
    stage: Stage, keylint: Command, arguments: tuple[str, ...]
) -> None:
    """One that is bare, or that leads elsewhere, with settings and a work tree of its own."""
    stage.canary.hush()
    for place in EMBEDDED:
        folder = stage.folder / place
        inside = keylint(*arguments, cwd=folder)
        outside = keylint(*arguments, folder, cwd=stage.folder.parent)
        for done in (inside, outside):
            assert done.code in (0, 1, 3), done.all
            assert done.code or arguments == ("baseline",) or "in the history" in done.all
    assert stage.canary.songs() == set()


NAMING = {
    ("scan",): 2,
    ("scan", "--staged"): 2,
    ("scan", "--history"): 2,
    ("scan", "--gate"): 0,
    ("baseline",): 2,
    ("purge",): 2,
    ("keys",): 2,
    ("audit", "--found", "--yes", "."): 2,
    ("lsp",): 0,
}


@pytest.mark.parametrize("arguments", NAMING)
def test_no_command_loads_a_plugin_that_the_tree_names(
    repository: Repository, canary: Canary, keylint: Command, arguments: tuple[str, ...]
) -> None:
    song = f"open({str(canary.sung / 'plugin')!r}, 'w').close()\n"
    repository.commit("spy.py", song)
    repository.commit("keylint.toml", 'plugins = ["spy.py"]\n')
    done = keylint(*arguments, cwd=repository.folder, stdin=spoken())
    assert done.code == NAMING[arguments], done.all
    assert canary.songs() == set()


@pytest.mark.parametrize(("options", "sings"), [(("-I",), False), ((), True)])
def test_python_m_takes_keylint_itself_from_the_current_folder_unless_it_is_told_not_to(
    canary: Canary, tmp_path: Path, options: tuple[str, ...], sings: bool
) -> None:
    """It is Python that does so, before keylint begins; the script does not."""
    folder = tmp_path / "tree"
    folder.mkdir()
    python_plants.plant(folder, canary, set(python_plants.NAMES) - {"keylint"})
    called = [sys.executable, *options, "-m", "keylint", "plugin-path"]
    subprocess.run(called, cwd=folder, env=environment(tmp_path), capture_output=True, check=True)
    assert canary.songs() == ({"keylint", "keylint.__main__"} if sings else set())
