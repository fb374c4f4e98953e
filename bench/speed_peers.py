"""How each scanner is called where its speed is measured: at its defaults, and asking no network."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import peers
from timing import Command
from verdicts import KEYLINT

BARE, GIT, RIPGREP = "bare Python", "git", "ripgrep"
PATTERN = "(account|master)-[A-Za-z0-9]{20}"
_BETTERLEAKS = (
    "import sys, pybetterleaks as b; b.scan_{what}(sys.argv[1], redact=False, validation=False)"
)
_OFF = ("--no-validate", "--no-update-check", "--git-history")
# kingfisher ends with these where it found something.
_KINGFISHER_GOOD = frozenset({0, 200, 205})


@dataclass(frozen=True)
class Bench:
    """Where the scanners are, and a folder for data and for caches that are nobody's."""

    folders: Sequence[Path]
    scratch: Path

    def new(self, name: str) -> Path:
        """Where data of that name is to be made."""
        return self.scratch / name

    def command(self, name: str, words: Sequence[str], folder: Path, limit: int = 180) -> Command:
        caches = {
            "KEYLINT_CACHE_DIR": str(self.scratch / "keylint-cache"),
            "KF_RULE_CACHE_DIR": str(self.scratch / "kingfisher-cache"),
        }
        return Command(name, tuple(words), folder, caches, limit=limit)

    def keylint(self, folder: Path, *words: str, name: str = KEYLINT, limit: int = 180) -> Command:
        return self.command(name, [self.found["keylint"], "scan", *words], folder, limit)

    def all_commits(self, folder: Path, name: str = KEYLINT) -> Command:
        """What an earlier scan remembers would answer the second run: it is left aside."""
        return self._of_history(folder, "--history", name=name)

    def since(self, folder: Path, revision: str, name: str = KEYLINT) -> Command:
        return self._of_history(folder, "--since", revision, name=name)

    def _of_history(self, folder: Path, *words: str, name: str) -> Command:
        """A copy of a repository may lack objects: then the exit code is 3, and all others were read."""
        return replace(
            self.keylint(folder, *words, "--no-cache", name=name), good=frozenset({0, 1, 3})
        )

    def kingfisher(self, folder: Path, *paths: str, history: str = "none") -> list[Command]:
        words = ["scan", *paths, *_OFF, history]
        found = self._peer("kingfisher", words, folder)
        return [replace(command, good=_KINGFISHER_GOOD) for command in found]

    def detect_secrets(self, folder: Path) -> list[Command]:
        return self._peer("detect-secrets", ["scan", "--no-verify", "."], folder)

    def detect_secrets_hook(self, folder: Path, names: Sequence[str]) -> list[Command]:
        hook = replace(_tool("detect-secrets"), executable="detect-secrets-hook")
        found = peers.find(hook, self.folders)
        words = [found or "", "--no-verify", *names]
        return [self.command("detect-secrets", words, folder)] if found else []

    def betterleaks(self, folder: Path, what: str = "dir") -> list[Command]:
        return self._peer("betterleaks", ["-c", _BETTERLEAKS.format(what=what), "."], folder)

    def ripgrep(self, folder: Path) -> list[Command]:
        found = shutil.which("rg")
        return [self.command(RIPGREP, [found, "--count", PATTERN, "."], folder)] if found else []

    def bare(self, folder: Path) -> list[Command]:
        return [self.command(BARE, [sys.executable, "-c", "pass"], folder)]

    def git(self, folder: Path, lists: Sequence[Path]) -> list[Command]:
        """Reads all blobs of the lists, each in a process of its own, and throws them away."""
        one, two = (f"git cat-file --batch --buffer < '{path}'" for path in lists)
        return [self.command(GIT, ["sh", "-c", f"{one} & {two}; wait $!"], folder)]

    def _peer(self, name: str, words: Sequence[str], folder: Path) -> list[Command]:
        found = self.found.get(name)
        return [self.command(name, [found, *words], folder)] if found else []

    @cached_property
    def found(self) -> dict[str, str]:
        """The executables by name, of the scanners that are there."""
        places = {name: peers.find(_tool(name), self.folders) for name in SCANNERS}
        return {name: _native(place) for name, place in places.items() if place}

    def versions(self) -> dict[str, str]:
        """What each scanner says of its version; those that are missing are left out."""
        said = {name: peers.version(_tool(name), place) for name, place in self.found.items()}
        rg = shutil.which("rg")
        return {**said, **({RIPGREP: _second_word(rg)} if rg else {}), GIT: _last_word("git")}


SCANNERS = ("keylint", "kingfisher", "detect-secrets", "betterleaks")
# As the table tells them; a bar would end its cell.
CALLS = {
    "keylint": "keylint scan FILES, keylint scan ., keylint scan --history --no-cache",
    "kingfisher": "kingfisher scan . --no-validate --no-update-check --git-history none (or full)",
    "detect-secrets": "detect-secrets-hook --no-verify FILES, detect-secrets scan --no-verify .",
    "betterleaks": "pybetterleaks.scan_dir (or scan_git)(DIR, redact=False, validation=False)",
    RIPGREP: f"rg --count '{PATTERN}' .".replace("|", "\\|"),
    GIT: "git cat-file --batch --buffer, two processes with half of the blobs each",
}


def _tool(name: str) -> peers.Tool:
    return next(tool for tool in peers.TOOLS if tool.name == name)


def _native(executable: str) -> str:
    """The program itself where a package wraps it in Python, whose start would be added to it."""
    ask = "import kingfisher; print(kingfisher.get_binary_path())"
    python = Path(executable).parent / "python"
    if Path(executable).name != "kingfisher" or not python.exists():
        return executable
    said = subprocess.run([python, "-c", ask], capture_output=True, text=True)
    return said.stdout.strip() or executable


def _second_word(program: str) -> str:
    said = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
    return said.split()[1]


def _last_word(program: str) -> str:
    said = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
    return said.split()[-1]
