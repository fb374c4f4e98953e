"""Many words or signs in the bytes of a file: each by itself, or all in one pass of Hyperscan."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

# Which of many words stand in some bytes, by their numbers; whether any of many signs does.
Words = Callable[[bytes], set[int]]
Signs = Callable[[bytes], bool]


def words_one_by_one(words: Sequence[bytes]) -> Words:
    """Looks for each word by itself: the fastest way in a few small files."""

    def search(data: bytes) -> set[int]:
        lowered = data.lower()
        return {number for number, word in enumerate(words) if word in lowered}

    return search


def signs_one_by_one(signs: Sequence[str]) -> Signs:
    """Looks for each sign by itself, with what Python has."""
    return lambda data: any(re.search(sign.encode(), data) for sign in signs)


def words_at_once(words: Sequence[bytes]) -> Words:
    """Looks for all words in one pass; whether a letter is small or large is no matter.

    Raises ImportError, OSError or RuntimeError where Hyperscan cannot be used.
    """
    database = _compiled([b"".join(b"\\x%02x" % byte for byte in word) for word in words], True)

    def search(data: bytes) -> set[int]:
        found: set[int] = set()
        database.scan(data, match_event_handler=lambda number, *place: found.add(number))
        return found

    return lambda data: search(data) if data else set()


def signs_at_once(signs: Sequence[str]) -> Signs:
    """Looks for all signs in one pass, which are compiled when they are first looked for."""

    @cache
    def database() -> Any:
        return _compiled([sign.encode() for sign in signs])

    def search(data: bytes) -> bool:
        found: list[int] = []
        database().scan(data, match_event_handler=lambda number, *place: found.append(number))
        return bool(found)

    return lambda data: bool(data) and search(data)


def _compiled(patterns: list[bytes], caseless: bool = False) -> Any:
    import hyperscan

    flags = hyperscan.HS_FLAG_SINGLEMATCH | (hyperscan.HS_FLAG_CASELESS if caseless else 0)
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    try:
        database.compile(
            expressions=patterns,
            ids=list(range(len(patterns))),
            elements=len(patterns),
            flags=[flags] * len(patterns),
        )
    except hyperscan.error as error:
        raise RuntimeError("the patterns cannot be compiled") from error
    return database
