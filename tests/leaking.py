"""A world full of values, a command that is run in it, and what of the values is anywhere afterwards."""

from __future__ import annotations

import json
import os
import shlex
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from conftest import OWN, Repository, environment
from inside import Said, said
from planted import Planted, plant
from spilled import Spill, spills
from typer.main import get_command

INHERITED = {"key in the environment", "secret in it", "key of a declared key"}
INHERITED |= {"variable of a declared key"}
BASELINE = ".keylint-baseline.json"
# What git is called with, and in which environment, is written down before it is called.
WITNESS = """#!/bin/sh
cat /proc/$$/cmdline /proc/$$/environ >> {log}
exec {git} "$@"
"""


@dataclass(frozen=True)
class World:
    """A folder with a repository in it, where what the command keeps and writes can be found."""

    home: Path
    values: Mapping[str, str]

    @property
    def folder(self) -> Path:
        return self.home / "bot"

    @property
    def env(self) -> dict[str, str]:
        """The environment of the command: what it keeps or writes beside stays in the world."""
        places = {
            "KEYLINT_CACHE_DIR": "cache",
            "TMPDIR": "tmp",
            "GITHUB_STEP_SUMMARY": "summary.md",
        }
        own = {name: str(self.home / place) for name, place in places.items()}
        pair = {"GEMINI_API_KEY": "key in the environment", "GEMINI_API_SECRET": "secret in it"}
        pair |= {self.values.get("variable of a declared key", "X"): "key of a declared key"}
        own |= {name: self.values.get(position, "") for name, position in pair.items()}
        path = f"{self.home / 'programs'}{os.pathsep}{os.environ['PATH']}"
        return {**own, "PATH": path, "COLUMNS": "100", "HOME": str(self.home)}

    def copied(self, folder: Path) -> World:
        """Another one that is the same."""
        shutil.copytree(self.home, folder, symlinks=True)
        world = World(folder, self.values)
        world.watch_git()
        return world

    def watch_git(self) -> None:
        """Put a witness before git."""
        program = self.home / "programs" / "git"
        program.parent.mkdir(exist_ok=True)
        git, log = shutil.which("git") or "", shlex.quote(str(self.home / "calls"))
        program.write_text(WITNESS.format(git=git, log=log))
        program.chmod(0o755)

    def run(self, *arguments: str, stdin: bytes = b"") -> Said:
        """What the command answers here."""
        return said(*arguments, cwd=self.folder, env=self.env, stdin=stdin)

    def files(self) -> dict[str, bytes]:
        """All that lies here, but what git keeps; links are not followed."""
        found = {}
        for top, folders, names in os.walk(self.home):
            folders[:] = [name for name in folders if name != ".git"]
            for path in (Path(top, name) for name in names):
                if path.is_file() and not path.is_symlink():
                    found[os.path.relpath(path, self.home)] = path.read_bytes()
        return found

    def spilled(self, data: bytes) -> list[Spill]:
        return spills(self.values, data)

    def written(self, before: Mapping[str, bytes]) -> dict[str, set[Spill]]:
        """What of the values stands in files where it did not stand before; values move by wish."""
        there = {n: d for n, d in self.files().items() if before.get(n) != d and n != "bot/.env"}
        return {
            name: new
            for name, data in there.items()
            if (new := set(self.spilled(data)) - set(self.spilled(before.get(name, b""))))
            # What git inherits is the caller's own.
            if name != "calls" or {one.position for one in new} - INHERITED
        }


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A world in which no test runs anything; each takes a copy."""
    home = tmp_path_factory.mktemp("world") / "home"
    repository, other = Repository(home / "bot"), Repository(home / "other")
    for one in (repository, other):
        one.folder.mkdir(parents=True)
        one.git("init", "--quiet", "--initial-branch=main")
    planted = plant(repository, other)
    planted("‹key in the environment|key› ‹secret in it› ‹key of a declared key|key›")
    for name in ("cache", "tmp"):
        (home / name).mkdir(mode=0o700)
    return World(home, planted.values | _explained(home, planted))


def _explained(home: Path, planted: Planted) -> dict[str, str]:
    """A baseline of some findings, with a value in each text that people write into it."""
    world = World(home, {})
    assert world.run("baseline", "keys.csv", "bot.go").code == 0
    lines = (world.folder / BASELINE).read_text().splitlines()
    for number, line in enumerate(lines):
        if line.startswith('{"'):
            entry = json.loads(line.rstrip(","))
            entry |= {"reason": planted("gemini ‹reason in a baseline›")}
            entry |= {"owner": planted("‹owner in a baseline›")}
            lines[number] = json.dumps(entry) + ","
    gone = {
        "rule": "gemini-api-key",
        "path": planted("‹path in a baseline›.env"),
        "digest": "0" * 32,
    }
    lines.insert(lines.index('"00",'), json.dumps(gone) + ",")
    (world.folder / BASELINE).write_text("\n".join(lines))
    return planted.values


@pytest.fixture
def world(pristine: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """A world of the test's own, and nothing of the machine or of a hook in the environment."""
    for name in [name for name in os.environ if name.startswith(OWN)]:
        monkeypatch.delenv(name)
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    return pristine.copied(tmp_path / "home")


def options(command: str) -> list[Any]:
    """The options and arguments of a command, as its parser knows them."""
    module = import_module(f"keylint.cli.{command.replace('-', '_')}")
    return list(get_command(module.app).params)
