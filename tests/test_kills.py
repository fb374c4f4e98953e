"""A kill at any moment: each file is the old one or the new one, and no value is lost."""

from __future__ import annotations

import json
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import Command, Repository, environment
from faults import WRITING, Fault, Injector

KILL = f"signal:{signal.SIGKILL.value}"
LEFT = re.compile(r"\..+\.[0-9a-f]{8}\.keylint")
COMMANDS = {
    "report": ("scan", "--format", "json", "--output", "report.json"),
    "baseline": ("baseline",),
    "fix": ("scan", "--fix"),
    "values": ("scan", "--fix", "--move-to-env"),
    "init": ("init", "--yes", "--ci", "github", "--baseline"),
    "keys": ("keys", "--write"),
    "memory": ("scan", "--history"),
}
# Of each of seven commands: as many at calls of its writing as it has, the others at any moment.
KILLS, AT_CALLS = 15, 12
# Where nothing is remembered, patterns that are compiled already save the time.
REMEMBERS = {"memory"}


@dataclass(frozen=True)
class Tree:
    """A repository as it was, copied anew for each run, and what the command makes of it."""

    keylint: Command
    origin: Path
    arguments: tuple[str, ...]
    remembers: bool = False

    def fresh(self) -> Path:
        """The repository as it was."""
        place = self.origin.with_name("run")
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.origin, place, symlinks=True)
        return place

    def run(self, place: Path, env: dict[str, str]) -> int:
        """Run the command; its memory lies in the tree."""
        return self.keylint(*self.arguments, cwd=place, env={**self.cache(place), **env}).code

    def cache(self, place: Path) -> dict[str, str]:
        """Where a command remembers what it did, if it does."""
        return {"KEYLINT_CACHE_DIR": str(place / "cache")} if self.remembers else {}

    def killed_after(self, place: Path, seconds: float) -> None:
        """Kill the command at a moment of its life."""
        process = subprocess.Popen(
            [sys.executable, "-m", "keylint", *self.arguments],
            cwd=place,
            env=environment(self.origin.parent, self.cache(place)),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(seconds)
        process.kill()
        process.wait()


def files(place: Path) -> dict[str, bytes]:
    """The files of a work tree by their names."""
    found = (path for path in place.rglob("*") if path.is_file())
    return {
        name: path.read_bytes()
        for path in found
        if not (name := str(path.relative_to(place))).startswith(".git/")
    }


def is_left(name: str) -> bool:
    """Whether a file is what a writer that was killed left beside."""
    return LEFT.fullmatch(Path(name).name) is not None


def is_whole(name: str, data: bytes, new: dict[str, bytes]) -> bool:
    """Whether a file is what the command makes; salts and times are others each time."""
    if name.endswith(".json") and name in new:
        return json.loads(data).keys() == json.loads(new[name]).keys()
    if name.startswith("cache/"):
        return len(data) > 32
    return new.get(name) == data


def check(place: Path, old: dict[str, bytes], new: dict[str, bytes], value: bytes) -> None:
    """Fail unless each file is the old or the new one, and the value is in one of them."""
    there = files(place)
    for name in filter(is_left, set(there)):
        holds_value = value in there.pop(name)
        assert not holds_value or (place / name).stat().st_mode & 0o077 == 0, name
    assert old.keys() <= there.keys()
    for name, data in there.items():
        assert data == old.get(name) or is_whole(name, data, new), name
    if any(value in data for data in new.values()):
        assert any(value in data for data in there.values())


@pytest.fixture
def tree(keylint: Command, repository: Repository, leaky: str, leak: str) -> Callable[[str], Tree]:
    """Makes a repository with a leak in it for one of the commands."""

    def make(name: str) -> Tree:
        repository.commit("bot.py", leaky)
        repository.commit("keys.yaml", "gemini:\n  api_key_name: bot\n  ip_whitelist: [1.2.3.4]\n")
        if name == "baseline":
            assert keylint("baseline", cwd=repository.folder).code == 0
            repository.write("other.py", leaky.replace("gemini_api", "gemini_other"))
        elif name == "report":
            repository.git("rm", "--quiet", "--cached", "keys.yaml")
            keylint(*COMMANDS[name], cwd=repository.folder)
            (repository.folder / "report.json").chmod(0o640)
        elif name == "keys":
            repository.commit("bot.env", leak)
        return Tree(keylint, repository.folder, COMMANDS[name], name in REMEMBERS)

    return make


@pytest.mark.parametrize("name", COMMANDS)
def test_a_hundred_kills_leave_the_old_files_or_the_new_ones(
    tree: Callable[[str], Tree], injector: Injector, secret: str, name: str
) -> None:
    killed, value, rng = tree(name), secret.encode(), random.Random(name)
    place = killed.fresh()
    old = files(place)
    count = injector.count(WRITING, place, lambda env: killed.run(place, env))
    new = files(place)
    assert new != old
    calls = rng.sample(range(1, count + 1), min(AT_CALLS, count))
    for at in calls:
        place = killed.fresh()
        code = killed.run(place, injector.under(Fault(WRITING, KILL, at), place))
        assert code == -signal.SIGKILL, at
        check(place, old, new, value)
    killed.run(place, {})
    assert files(place).keys() == new.keys()
    for _ in range(KILLS - len(calls)):
        place = killed.fresh()
        killed.killed_after(place, rng.uniform(0.05, 0.6))
        check(place, old, new, value)
