"""A git that hangs, dies or talks nonsense: it is told, and nothing is left behind or passed over."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from conftest import Command, Repository, Result, environment

from keylint.sources import git_start

SOURCES = {
    "folder": ("scan",),
    "file": ("scan", "bot.env"),
    "index": ("scan", "--staged"),
    "history": ("scan", "--history", "--no-cache"),
    "metadata": ("scan", "--history", "--no-cache", "--metadata"),
    "objects": ("scan", "--history", "--no-cache", "--all-objects"),
    "since": ("scan", "--since", "HEAD~1"),
}
MISDEEDS = {
    "hangs": "exec sleep 1000",
    "says half and hangs": '"$real" "$@" | head -c 70; exec sleep 1000',
    "is killed": "kill -9 $$",
    "says half and is killed": '"$real" "$@" | head -c 70; kill -9 $$',
    "fails without a word": "exit 128",
    "complains": "echo fatal: out of memory >&2; exit 128",
    "talks nonsense": "head -c 500 /dev/zero | tr '\\000' x",
    "talks nonsense in lines": "seq 1 40",
    "stops in the middle": '"$real" "$@" | head -c 70',
}
Meeting = tuple[Callable[[str, int], None], int]


@dataclass(frozen=True)
class Imp:
    """A git that behaves but for its n-th call."""

    folder: Path

    def environment(self, misdeed: str, at: int) -> dict[str, str]:
        """What keylint's environment is to hold so that it meets this git."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        program = self.folder / "git"
        program.write_text(
            f"#!/bin/sh\nreal={shutil.which('git')}\necho $$ >> {self.calls}\n"
            f'if [ "$(wc -l < {self.calls})" -eq {at} ]; then\n{MISDEEDS[misdeed]}\n'
            'else exec "$real" "$@"\nfi\n'
        )
        program.chmod(0o755)
        path = f"{self.folder}{os.pathsep}{os.environ['PATH']}"
        return {"PATH": path, "KEYLINT_GIT_TIMEOUT": "1"}

    @property
    def calls(self) -> Path:
        """A file with a line for each call: its process."""
        return self.folder / "calls"

    def alive(self) -> list[str]:
        """The processes of it that go on, a moment after they were told to end."""
        for _ in range(50):
            ids = self.calls.read_text().split()
            going = [one for one in ids if self._goes_on(one)]
            if not going:
                break
            time.sleep(0.1)
        return going

    def _goes_on(self, process: str) -> bool:
        try:
            return bool(Path(f"/proc/{process}/cmdline").read_bytes())
        except OSError:
            return False


@pytest.fixture
def imp(tmp_path: Path) -> Imp:
    return Imp(tmp_path / "imp")


@pytest.fixture
def leaking(repository: Repository, leak: str) -> Repository:
    """A repository with the leak in its history, in its index and in its work tree."""
    repository.commit("README", "a bot\n")
    repository.commit("old.env", leak)
    repository.git("rm", "--quiet", "--cached", "old.env")
    repository.git("commit", "--quiet", "--no-verify", "--message", "Forget it")
    repository.commit("keep.txt", "text\n")
    repository.stage("bot.env", leak)
    return repository


def is_told(result: Result, whole: Result, secret: str) -> None:
    """Fail unless a run says that it is incomplete, or is as whole as the one without a fault."""
    assert secret not in result.all
    if result.code == whole.code and result.out.startswith("{"):
        assert result.report["findings"] == whole.report["findings"]
    elif result.code == 2:  # the first calls fail, as where there is no such repository or commit
        assert not result.out
        assert result.err.startswith("keylint: ")
    else:
        assert result.code == 3, (result.code, result.all)
        assert "git" in result.all or "damaged" in result.all


def met(keylint: Command, imp: Imp, repository: Repository, secret: str, source: str) -> Meeting:
    """What runs a command with a misdeed at one of its calls of git; and how many these are."""
    arguments = (*SOURCES[source], "--format", "json")
    env = imp.environment("hangs", 0)
    whole = keylint(*arguments, cwd=repository.folder, env=env)
    assert whole.code in (0, 1)

    def meet(misdeed: str, at: int) -> None:
        env = imp.environment(misdeed, at)
        result = keylint(*arguments, cwd=repository.folder, env=env)
        is_told(result, whole, secret)
        assert imp.alive() == []

    return meet, len(imp.calls.read_text().split())


@pytest.mark.parametrize("source", SOURCES)
def test_whatever_call_of_git_goes_wrong_it_is_told(
    keylint: Command, imp: Imp, leaking: Repository, secret: str, source: str
) -> None:
    """Each call meets one of the misdeeds; `make faults` draws from all."""
    meet, calls = met(keylint, imp, leaking, secret, source)
    assert calls
    misdeeds = cycle(random.Random(source).sample(list(MISDEEDS), len(MISDEEDS)))
    for at, misdeed in zip(range(1, calls + 1), misdeeds, strict=False):
        meet(misdeed, at)


@pytest.mark.parametrize("misdeed", ["hangs", "says half and is killed", "talks nonsense"])
def test_a_git_that_misbehaves_is_told_of_a_folder(
    keylint: Command, imp: Imp, leaking: Repository, secret: str, misdeed: str
) -> None:
    meet, calls = met(keylint, imp, leaking, secret, "folder")
    assert calls >= 2
    for at in range(1, calls + 1):
        meet(misdeed, at)


def test_a_git_that_hangs_is_left_and_named_with_what_to_set(
    keylint: Command, imp: Imp, leaking: Repository
) -> None:
    result = keylint("scan", "--history", cwd=leaking.folder, env=imp.environment("hangs", 1))
    assert result.code == 3
    assert "git: it did not answer for 1 seconds (KEYLINT_GIT_TIMEOUT" in result.err


class Ending(dict[str, str]):
    """An environment: while a program is started with it, somebody ends who does so."""

    def items(self) -> Any:
        signal.raise_signal(signal.SIGINT)
        return super().items()


def test_who_ends_keylint_while_git_starts_ends_it_too(
    imp: Imp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    env = environment(tmp_path, imp.environment("hangs", 1))
    monkeypatch.setenv("PATH", env["PATH"])
    git_start.program.cache_clear()
    before = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        git_start.begin(("--version",), str(tmp_path), Ending(env), None, subprocess.DEVNULL)
    git_start.program.cache_clear()
    assert not imp.calls.exists() or imp.alive() == []
    assert time.monotonic() - before < 60
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_must_not_be_broken_off_is_not(tmp_path: Path) -> None:
    done = False
    with git_start.unbroken() as asked:
        signal.raise_signal(signal.SIGINT)
        done = True
    assert done
    assert asked == [signal.SIGINT]
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_who_ends_keylint_ends_its_git(
    imp: Imp, leaking: Repository, tmp_path: Path, end: signal.Signals
) -> None:
    env = environment(tmp_path, {**imp.environment("hangs", 2), "KEYLINT_GIT_TIMEOUT": "60"})
    with subprocess.Popen(
        [sys.executable, "-m", "keylint", "scan", "--history", "--no-cache"],
        cwd=leaking.folder,
        env=env,
        preexec_fn=lambda: [signal.signal(one, signal.SIG_DFL) for one in (end, signal.SIGINT)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        while not (imp.calls.exists() and len(imp.calls.read_text().split()) == 2):
            time.sleep(0.02)
        process.send_signal(end)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 3
    assert b"interrupted" in out + err
    assert b"Traceback" not in out + err
    assert imp.alive() == []
