"""A history of git that nobody wrote: the same commits for the same seed, on every machine."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import texts

GIT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "A. Trader",
    "GIT_AUTHOR_EMAIL": "trader@example.com",
    "GIT_COMMITTER_NAME": "A. Trader",
    "GIT_COMMITTER_EMAIL": "trader@example.com",
}
BEGAN, HOUR = 1_600_000_000, 3600
# As in hummingbot: four to five files in a commit, 18 kB in a file, few files new.
CHANGED = 5
LINES = 320
NEW = 0.07
# One commit in so many brings a credential.
LEAKS = 250


def git(folder: Path, *words: str) -> str:
    """What git answers; nothing of the machine's configuration has a say."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", *words],
        cwd=folder,
        env={**kept, **GIT},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


def make(folder: Path, commits: int, seed: int = 1) -> Path:
    """Makes a repository with so many commits, packed and checked out."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    _import(folder, commits, seed)
    # As a server packs it: what fast-import wrote takes every reader several times as long.
    git(folder, "repack", "-adfq")
    git(folder, "reset", "--quiet", "--hard")
    return folder


def _import(folder: Path, commits: int, seed: int) -> None:
    command = ["git", "-c", "core.compression=1", "fast-import", "--quiet"]
    with subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE) as process:
        assert process.stdin
        process.stdin.writelines(stream(commits, seed))
    if process.returncode:
        raise RuntimeError(f"git fast-import ended with {process.returncode}")


def stream(commits: int, seed: int) -> Iterator[bytes]:
    """What git fast-import reads."""
    source = random.Random(seed)
    pool = texts.lines(source)
    files: dict[str, list[str]] = {}
    for number in range(commits):
        yield _commit(number)
        for _ in range(source.randint(CHANGED - 1, CHANGED)):
            path = _changed(files, pool, source)
            yield _file(path, "".join(files[path]))
        if number % LEAKS == LEAKS // 2:
            yield _file(f"deploy/{number}.env", texts.leak(seed + number))
    yield b"done\n"


def _commit(number: int) -> bytes:
    when = BEGAN + number * HOUR
    author = f"A. Trader <trader@example.com> {when} +0000"
    return f"commit refs/heads/main\ncommitter {author}\n{_data(f'Change {number}')}".encode()


def _changed(files: dict[str, list[str]], pool: list[str], source: random.Random) -> str:
    """Changes a few lines of a file, or makes a new one; its path."""
    if not files or source.random() < NEW:
        path = f"{source.choice(texts.WORDS)}/{source.choice(texts.WORDS)}_{len(files)}.py"
        made = source.choices(pool, k=source.randint(LINES // 4, LINES * 7 // 4))
        files[path] = [texts.bot(len(files)), *made]
        return path
    path = source.choice(list(files))
    place = source.randrange(len(files[path]))
    files[path][place : place + 3] = source.choices(pool, k=source.randint(2, 6))
    return path


def _file(path: str, text: str) -> bytes:
    return f"M 100644 inline {path}\n{_data(text)}".encode()


def _data(text: str) -> str:
    return f"data {len(text.encode())}\n{text}\n"
