"""Folders in memory with the files that an input describes, for targets that scan real ones."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

MEMORY = Path("/dev/shm")
BETWEEN_FILES, BEHIND_NAME = b"\x1e", b"\x1f"
MOST = 8


@contextlib.contextmanager
def folder() -> Iterator[str]:
    """A folder that is gone afterwards, in memory if that can be had."""
    top = tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None, prefix="keylint-fuzz-")
    try:
        yield top
    finally:
        shutil.rmtree(top, ignore_errors=True)


def files(data: bytes) -> list[tuple[bytes, bytes]]:
    """Names with contents."""
    found = []
    for part in data.split(BETWEEN_FILES)[:MOST]:
        name, _, content = part.partition(BEHIND_NAME)
        found.append((_fit(name), content))
    return found


def _fit(name: bytes) -> bytes:
    """A name that stays in the folder and that a file system takes, as hostile as it was."""
    parts = [part[:100] for part in name.replace(b"\0", b"").split(b"/")]
    kept = [part for part in parts if part not in (b"", b".", b"..", b".git")]
    return b"/".join(kept[:4]) or b"x.env"


def write(top: str, named: list[tuple[bytes, bytes]]) -> list[bytes]:
    """Write the files; the names of those that could be."""
    written = []
    for name, content in named:
        path = os.path.join(os.fsencode(top), name)
        with contextlib.suppress(OSError):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(content)
            written.append(name)
    return written
