"""Makes what is scanned: trees, files of a commit, and files that nobody should have to scan."""

from __future__ import annotations

import os
import random
import sysconfig
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import team_rules
import texts
from histories import git

TEXT = (".py", ".txt", ".toml", ".json", ".xml", ".cfg")
NOT_OF_PYTHON = ("site-packages", "dist-packages", "__pycache__")
# With this limit the files are 8 kB on average, as they are in hummingbot.
LARGEST = 48 * 1024
SMALL = 8 * 1024
DIFFERENT = 2000  # pairs of a key and a secret; to make more takes longer than to find them


def standard_library(largest: int = LARGEST) -> list[Path]:
    """The text files of the interpreter that runs this, in an order of no meaning."""
    top = Path(sysconfig.get_path("stdlib"))
    found = sorted(path for path in _files(top) if _fits(path, largest))
    random.Random(1).shuffle(found)
    return found


def _files(top: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if name not in NOT_OF_PYTHON]
        yield from (Path(folder, name) for name in names)


def _fits(path: Path, largest: int) -> bool:
    return path.suffix in TEXT and not path.is_symlink() and 0 < path.stat().st_size <= largest


def library_tree(folder: Path, files: int) -> Path:
    """A repository with so many files of the standard library, each copy a little different."""
    originals = standard_library()
    for number in range(files):
        original = originals[number % len(originals)]
        copy = folder / f"part{number % 97}" / f"{number}_{original.name}"
        copy.parent.mkdir(parents=True, exist_ok=True)
        change = "\n" * (number // len(originals)) + texts.bot(number)
        copy.write_bytes(original.read_bytes() + change.encode())
    return tracked(folder)


def made_up_tree(folder: Path, files: int, size: int) -> Path:
    """A repository with so many files of so many bytes."""
    for number in range(files):
        bot = texts.bot(number).encode()
        made = texts.pieces(number, size - len(bot))
        write(folder / f"part{number % 97}" / f"{number}.py", [bot, *made])
    return tracked(folder)


def staged_files(folder: Path, count: int = 10) -> list[str]:
    """Small files as they are staged for a commit; their names."""
    names = []
    for original in standard_library(SMALL)[:count]:
        write(folder / original.name, [original.read_bytes()])
        names.append(original.name)
    tracked(folder)
    return names


def minified(path: Path, size: int) -> Path:
    """A file of one line."""
    return write(path, texts.pieces(1, size, separator=";"))


def full_of_hits(path: Path, size: int, hits: int) -> Path:
    """A file in which so many values are to be found, keys and secrets in turn."""
    return write(path, _with_leaks(size, hits))


def _with_leaks(size: int, hits: int) -> Iterator[bytes]:
    filling = texts.pieces(1, size)
    filled = next(filling)
    for number in range(hits // 2):
        leak = texts.leak(number % DIFFERENT).encode()
        room = max(size * 2 // hits - len(leak), 0)
        if len(filled) < room:
            filled += next(filling, filled)
        yield leak + filled[:room] + b"\n"
        filled = filled[room:]


def with_team_values(path: Path, size: int) -> Path:
    """A file with a value for some of the team's rules."""
    numbers = range(0, team_rules.RULES, team_rules.EVERY)
    values = "".join(f"\n{team_rules.value(number)}" for number in numbers).encode()
    return write(path, chain(texts.pieces(1, size - len(values)), [values]))


def write(path: Path, pieces: Iterable[bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.writelines(pieces)
    return path


def tracked(folder: Path) -> Path:
    """Makes a repository of a folder, with all its files in the index."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--force", "--all")
    return folder
