"""Many words or signs in the bytes of a file: each by itself, or all in one pass of Hyperscan."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

# Which of many words stand in some bytes, by their numbers; whether any of many signs does.
Words = Callable[[bytes], set[int]]
Signs = Callable[[bytes], bool]
Scan = Callable[[bytes, Callable[..., None]], None]


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
    scan = _scanner(tuple(b"".join(b"\\x%02x" % byte for byte in word) for word in words), True)

    def search(data: bytes) -> set[int]:
        found: set[int] = set()
        scan(data, lambda number, *place: found.add(number))
        return found

    return search


def signs_at_once(signs: Sequence[str]) -> Signs:
    """Looks for all signs in one pass; they are compiled when they are first looked for."""

    @cache
    def scan() -> Scan:
        return _scanner(tuple(sign.encode() for sign in signs))

    def search(data: bytes) -> bool:
        found: list[int] = []
        scan()(data, lambda number, *place: found.append(number))
        return bool(found)

    return search


def _scanner(patterns: tuple[bytes, ...], caseless: bool = False) -> Scan:
    """Scans bytes for patterns; a scanner belongs to one thread, what is compiled to all."""
    import hyperscan

    database = _database(patterns, caseless)
    scratch = hyperscan.Scratch(database)

    def scan(data: bytes, hit: Callable[..., None]) -> None:
        if data:
            database.scan(data, match_event_handler=hit, scratch=scratch)

    return scan


@cache
def _database(patterns: tuple[bytes, ...], caseless: bool) -> Any:
    """The compiled patterns; those that take long to compile are kept in the user's cache."""
    import hyperscan

    flags = hyperscan.HS_FLAG_SINGLEMATCH | (hyperscan.HS_FLAG_CASELESS if caseless else 0)
    if caseless:
        return _compiled(patterns, flags)
    from keylint import cache as store  # few files are not worth an engine

    name = _name(patterns, flags)
    try:
        return hyperscan.loadb(store.load(name) or b"", hyperscan.HS_MODE_BLOCK)
    except hyperscan.error:  # not there, damaged, or of another machine or version
        database = _compiled(patterns, flags)
        store.keep(name, hyperscan.dumpb(database))
        return database


def _name(patterns: tuple[bytes, ...], flags: int) -> str:
    import platform
    from hashlib import blake2b

    import hyperscan

    facts = (getattr(hyperscan, "__version__", ""), platform.machine(), flags, patterns)
    return f"patterns-{blake2b(repr(facts).encode(), digest_size=16).hexdigest()}"


def _compiled(patterns: tuple[bytes, ...], flags: int) -> Any:
    import hyperscan

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
    return database
