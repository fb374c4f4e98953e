"""Trees that are made to cost: each is made in a folder, with how much of it there is to be."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

LONGEST_NAME = 255


def sparse(folder: Path, megabytes: int) -> None:
    """A file that has a length and next to no bytes."""
    with (folder / "sparse.env").open("wb") as file:
        file.truncate(megabytes * 1_000_000)


def levels(folder: Path, count: int) -> None:
    """Folders in folders."""
    _descend(folder, ("d" for _ in range(count)))


def long_names(folder: Path, count: int) -> None:
    """Folders in folders, each with the longest name there may be."""
    _descend(folder, (str(number % 10) * LONGEST_NAME for number in range(count)))


def _descend(folder: Path, names: Iterable[str]) -> None:
    """Make folders in folders, of which the innermost has a file: by steps, for no path is so long."""
    at = os.open(folder, os.O_RDONLY)
    for name in names:
        os.mkdir(name, dir_fd=at)
        below = os.open(name, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    with os.fdopen(os.open("a.env", os.O_WRONLY | os.O_CREAT, dir_fd=at), "w") as file:
        file.write("GEMINI_API_SECRET=your_secret\n")
    os.close(at)


def links_in_a_circle(folder: Path, count: int) -> None:
    for number in range(count):
        (folder / f"{number}").symlink_to(folder / f"{(number + 1) % count}")
    (folder / "itself").symlink_to(folder, target_is_directory=True)


def pipe(folder: Path, _: int) -> None:
    os.mkfifo(folder / "pipe.env")


def device(folder: Path, _: int) -> None:
    """Zeros without end, where they may be made; a link to them where not."""
    try:
        os.mknod(folder / "zero.env", stat.S_IFCHR | 0o644, os.makedev(1, 5))
    except PermissionError:
        (folder / "zero.env").symlink_to("/dev/zero")


def tiny_files(folder: Path, count: int) -> None:
    """Files of a few bytes, a thousand to a folder."""
    for number in range(count):
        if number % 1000 == 0:
            inner = folder / f"{number // 1000}"
            inner.mkdir()
        (inner / f"{number}.env").write_bytes(b"GEMINI=\n")
