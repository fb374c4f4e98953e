"""Path patterns as people write them: `*.md`, `docs/`, `tests/**/fixture_*.json`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import translate
from functools import cache
from typing import Optional

ANY_DEPTH = None
# `fnmatch` looks for the end of each bracket in all that follows; behind one without an end, none
# has any.
BRACKET = re.compile(r"(?s)(\[(?:!(?:\][^\]]*|[^\]]+)|\][^\]]*|[^!\]][^\]]*)\])|\[.*")
Part = Optional[re.Pattern[str]]


def matches_any(path: str, patterns: Iterable[str]) -> bool:
    """Whether a path, or a folder that holds it, matches one of the patterns.

    A pattern without a slash matches at any depth; one with a slash begins at the root.
    """
    folders = path.split("/")
    return any(_matches(folders, _parts(pattern)) for pattern in patterns)


@cache
def _parts(pattern: str) -> tuple[Part, ...]:
    plain = pattern.removeprefix("./").rstrip("/")
    names = plain.lstrip("/").split("/") if "/" in plain else ["**", plain]
    # `**/**` says no more than `**`.
    once = [
        name
        for name, before in zip(names, ["", *names], strict=False)
        if name != "**" or before != "**"
    ]
    return tuple(_part(name) for name in once)


def _part(name: str) -> Part:
    if name == "**":
        return ANY_DEPTH
    return re.compile(translate(BRACKET.sub(_closed, name)))


def _closed(bracket: re.Match[str]) -> str:
    return bracket[1] or bracket[0].replace("[", "[[]")


def _matches(folders: list[str], parts: tuple[Part, ...]) -> bool:
    """Follow all ways through the pattern at once, one folder at a time: no pattern is slow."""
    at = _reached({0}, parts)
    for folder in folders:
        if len(parts) in at:
            return True
        at = _reached({to for i in at if (to := _next(i, parts[i], folder)) is not None}, parts)
    return len(parts) in at


def _next(i: int, part: Part, folder: str) -> int | None:
    """Where a folder leads from a place in the pattern, if it fits."""
    if part is ANY_DEPTH:
        return i
    return i + 1 if part.match(folder) else None


def _reached(at: set[int], parts: tuple[Part, ...]) -> set[int]:
    """The places that are reached for nothing, too, since `**` may stand for nothing."""
    return at | {i + 1 for i in at if i < len(parts) and parts[i] is ANY_DEPTH}
