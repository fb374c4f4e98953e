"""Which files a fix may write: those that were asked for, themselves, with one name, and not read-only."""

from __future__ import annotations

import os

from keylint.request import STANDARD_INPUT, Request

LINK = "it is reached through a symbolic link, and a link is never followed to write"
OUTSIDE = "it lies outside of what was asked for"
GONE = "it is no longer there"
NAMES = "it has more names than this (hard links), which would keep the value"
READ_ONLY = "it is read-only"
LOCKED = "its folder is read-only"


def barrier(path: str, request: Request) -> str:
    """Why a file, by the path that it is told by, may not be written; nothing if it may."""
    place = place_of(path, request)
    real = os.path.realpath(place)
    if real != os.path.normpath(os.path.abspath(place)):
        return LINK
    if not any(_is_within(real, os.path.realpath(asked)) for asked in _asked(request)):
        return OUTSIDE
    try:
        status = os.stat(place)
    except OSError:
        return GONE
    if status.st_nlink > 1:
        return NAMES
    if not status.st_mode & 0o222 or not os.access(place, os.W_OK):
        return READ_ONLY
    return "" if os.access(os.path.dirname(real), os.W_OK) else LOCKED


def place_of(path: str, request: Request) -> str:
    """Where a file is, by the path that it is told by."""
    return os.path.join(request.root, path)


def holds_root(request: Request) -> bool:
    """Whether the root itself was asked for, so that files may be put there."""
    root = os.path.realpath(request.root)
    return any(_is_within(root, os.path.realpath(asked)) for asked in _asked(request))


def _asked(request: Request) -> list[str]:
    return [path for path in request.paths if path != STANDARD_INPUT]


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
