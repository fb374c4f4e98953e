"""Many patterns in the bytes of a file: which of them match, by their numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Search = Callable[[bytes], set[int]]


def one_by_one(words: Sequence[bytes]) -> Search:
    """Looks for each word by itself: the fastest way in a few small files."""

    def search(data: bytes) -> set[int]:
        lowered = data.lower()
        return {number for number, word in enumerate(words) if word in lowered}

    return search


def patterns_by_re(patterns: Sequence[bytes]) -> Search:
    """Looks for each pattern by itself, with what Python has."""
    compiled = [re.compile(pattern) for pattern in patterns]

    def search(data: bytes) -> set[int]:
        return {number for number, pattern in enumerate(compiled) if pattern.search(data)}

    return search


def patterns_by_hyperscan(patterns: Sequence[bytes], literal: bool = False) -> Search:
    """Looks for all patterns in one pass; literal ones are words of which the case is no matter.

    Raises ImportError, OSError or RuntimeError where Hyperscan cannot be used.
    """
    import hyperscan

    flags = hyperscan.HS_FLAG_SINGLEMATCH | (hyperscan.HS_FLAG_CASELESS if literal else 0)
    if literal:
        patterns = [b"".join(b"\\x%02x" % byte for byte in word) for word in patterns]
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    try:
        database.compile(
            expressions=list(patterns),
            ids=list(range(len(patterns))),
            elements=len(patterns),
            flags=[flags] * len(patterns),
        )
    except hyperscan.error as error:
        raise RuntimeError("the patterns cannot be compiled") from error

    def search(data: bytes) -> set[int]:
        found: set[int] = set()

        def hit(number: int, start: int, end: int, flags: int, context: object) -> None:
            found.add(number)

        if data:
            database.scan(data, match_event_handler=hit)
        return found

    return search
