"""Path patterns as people write them: `*.md`, `docs/`, `tests/**/fixture_*.json`."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

ANY_DEPTH = "**"


def matches_any(path: str, patterns: Iterable[str]) -> bool:
    """Whether a path, or a folder that holds it, matches one of the patterns.

    A pattern without a slash matches at any depth; one with a slash begins at the root.
    """
    folders = path.split("/")
    return any(_matches(folders, _parts(pattern)) for pattern in patterns)


def _parts(pattern: str) -> list[str]:
    plain = pattern.removeprefix("./").rstrip("/")
    return plain.lstrip("/").split("/") if "/" in plain else [ANY_DEPTH, plain]


def _matches(folders: list[str], parts: list[str]) -> bool:
    """Follow all ways through the pattern at once, one folder at a time: no pattern is slow."""
    at = _reached({0}, parts)
    if len(parts) in at:
        return True
    for folder in folders:
        stay = {i for i in at if parts[i] == ANY_DEPTH}
        step = {i + 1 for i in at - stay if fnmatchcase(folder, parts[i])}
        at = _reached(stay | step, parts)
        if len(parts) in at:
            return True
    return False


def _reached(at: set[int], parts: list[str]) -> set[int]:
    """The places in the pattern that are reached for nothing, since `**` may stand for nothing."""
    reached = set(at)
    for i in range(len(parts)):
        if i in reached and parts[i] == ANY_DEPTH:
            reached.add(i + 1)
    return reached
