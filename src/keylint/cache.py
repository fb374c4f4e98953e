"""The user's cache folder: what takes long to make and may be thrown away at any time.

A file there is used only if nobody but its owner could have written it and its digest is right;
anything else is made anew. Nothing in it is a secret, or the digest of one.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import time

FOLDER = "KEYLINT_CACHE_DIR"
WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH
DIGEST_BYTES = 32


def folder() -> str:
    """Where keylint keeps such files; nothing where there is no place that is the user's own."""
    named = os.environ.get(FOLDER)
    if named is not None:
        return named
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "keylint") if os.path.isabs(base) else ""


def exists() -> bool:
    """Whether anything was ever kept; asked before what it takes to load it is imported."""
    return os.path.isdir(folder())


def load(name: str) -> bytes | None:
    """What was kept under a name; None if nothing was, or if it cannot be trusted."""
    place = folder()
    if not place:
        return None
    try:
        if not _is_ours(os.lstat(place)):
            return None
        handle = os.open(os.path.join(place, name), os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with open(handle, "rb") as file:
            content = file.read() if _is_ours(os.fstat(handle)) else b""
    except OSError:
        return None
    digest, data = content[:DIGEST_BYTES], content[DIGEST_BYTES:]
    return data if digest == _digest(data) else None


def keep(name: str, data: bytes) -> None:
    """Keep something under a name, whole or not at all; where that cannot be, nothing is lost."""
    place = folder()
    if not place:
        return
    from keylint import placing  # once kept, it is only loaded

    with contextlib.suppress(OSError):
        os.makedirs(place, mode=0o700, exist_ok=True)
        if _is_ours(os.lstat(place)):
            placing.put(os.path.join(place, name), _digest(data) + data, 0o600)


def forget(prefix: str, days: int) -> None:
    """Remove what was kept under names that begin so, and was not kept again for some days."""
    place = folder()
    if not place:
        return
    oldest = time.time() - days * 86_400
    with contextlib.suppress(OSError):
        for entry in os.scandir(place):
            if entry.name.startswith(prefix) and entry.stat().st_mtime < oldest:
                os.unlink(entry.path)


def _is_ours(status: os.stat_result) -> bool:
    if stat.S_ISLNK(status.st_mode) or not hasattr(os, "getuid"):
        return not stat.S_ISLNK(status.st_mode)
    return status.st_uid == os.getuid() and not status.st_mode & WRITABLE_BY_OTHERS


def _digest(data: bytes) -> bytes:
    from hashlib import blake2b

    return blake2b(data, digest_size=DIGEST_BYTES).digest()
