"""Path patterns as people write them: `*.md`, `docs/`, `tests/**/fixture_*.json`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

PIECE = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")
MEANING = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches_any(path: str, patterns: Iterable[str]) -> bool:
    """Whether a path, or a folder that holds it, matches one of the patterns.

    A pattern without a slash matches at any depth; one with a slash begins at the root.
    """
    return any(_compiled(pattern).match(path) is not None for pattern in patterns)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    plain = pattern.removeprefix("./").rstrip("/")
    body = "".join(MEANING.get(piece, re.escape(piece)) for piece in PIECE.findall(plain))
    start = "" if "/" in plain else "(?:.*/)?"
    return re.compile(f"{start}{body.removeprefix('/')}(?:/.*)?$", re.DOTALL)
