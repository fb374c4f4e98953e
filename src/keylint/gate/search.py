"""Many words or signs in the bytes of a file: each by itself, or all in one pass of Hyperscan."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

# Which of many words or patterns stand in some bytes: a bit for each, the first one's the lowest.
Words = Callable[[bytes], int]
# Whether any of many signs does.
Signs = Callable[[bytes], bool]
Scan = Callable[[bytes, Callable[..., bool | None]], None]

# Signs of so many characters: Python's `re` takes longer to compile them than the engine to load.
LONG = 1000


def words_one_by_one(words: Sequence[bytes]) -> Words:
    """Looks for each word by itself: the fastest way in a few small files."""

    def search(data: bytes) -> int:
        lowered = data.lower()
        return sum(1 << number for number, word in enumerate(words) if word in lowered)

    return search


def signs_one_by_one(signs: Sequence[str]) -> Signs:
    """Looks for each sign by itself, with what Python has."""
    return lambda data: any(re.search(sign.encode(), data) for sign in signs)


def words_at_once(words: Sequence[bytes]) -> Words:
    """Looks for all words in one pass; whether a letter is small or large is no matter.

    Raises ImportError, OSError or RuntimeError where Hyperscan cannot be used.
    """
    spelled = tuple(b"".join(b"\\x%02x" % byte for byte in word) for word in words)
    return _bits(_scanner(spelled, caseless=True))


def patterns_at_once(patterns: Sequence[str]) -> Words:
    """Looks for all patterns in one pass.

    Raises ImportError, OSError or RuntimeError where Hyperscan cannot be used.
    """
    return _bits(_scanner(_encoded(patterns)))


def patterns_one_by_one(patterns: Sequence[str]) -> Words:
    """Looks for each pattern by itself, with what Python has."""
    compiled = [re.compile(pattern.encode()) for pattern in patterns]
    return lambda data: sum(1 << number for number, one in enumerate(compiled) if one.search(data))


class Patterns:
    """Many patterns, looked for in one pass where Hyperscan can be used, else one by one."""

    def __init__(self, patterns: Sequence[str]) -> None:
        try:
            self._search = patterns_at_once(patterns)
        except (ImportError, OSError, RuntimeError):
            self._search = patterns_one_by_one(patterns)

    def __call__(self, data: bytes) -> int:
        """Which of them match: a bit for each."""
        return self._search(data)


def _bits(scan: Scan) -> Words:
    def search(data: bytes) -> int:
        found: list[int] = []
        scan(data, lambda number, *place: found.append(1 << number))
        return sum(found)  # each once: Hyperscan names what matches the first time only

    return search


def signs_at_once(signs: Sequence[str]) -> Signs:
    """Looks for all signs in one pass; they are compiled when they are first looked for."""
    return _made_when_asked(lambda: _any(_scanner(_encoded(signs))))


def signs_by_what_is_kept(signs: Sequence[str]) -> Signs:
    """Looks for long signs in one pass if they were compiled before, for others one by one."""
    if sum(map(len, signs)) < LONG:
        return signs_one_by_one(signs)
    patterns = _encoded(signs)

    def made() -> Signs:
        with contextlib.suppress(ImportError, OSError):
            if (database := _kept(patterns)) is not None:
                return _any(_scan_with(database))
        return signs_one_by_one(signs)

    return _made_when_asked(made)


def _encoded(signs: Sequence[str]) -> tuple[bytes, ...]:
    return tuple(sign.encode() for sign in signs)


def _made_when_asked(make: Callable[[], Signs]) -> Signs:
    search = cache(make)
    return lambda data: search()(data)


def _any(scan: Scan) -> Signs:
    import hyperscan

    def search(data: bytes) -> bool:
        try:
            scan(data, lambda *hit: True)
        except hyperscan.ScanTerminated:  # one is enough
            return True
        return False

    return search


def _scanner(patterns: tuple[bytes, ...], caseless: bool = False) -> Scan:
    """Scans bytes for patterns; a scanner belongs to one thread, what is compiled to all."""
    return _scan_with(_database(patterns, caseless))


def _scan_with(database: Any) -> Scan:
    import hyperscan

    scratch = hyperscan.Scratch(database)

    def scan(data: bytes, hit: Callable[..., bool | None]) -> None:
        if data:
            database.scan(data, match_event_handler=hit, scratch=scratch)

    return scan


@cache
def _database(patterns: tuple[bytes, ...], caseless: bool = False) -> Any:
    """The compiled patterns; those that take long to compile are kept in the user's cache."""
    import hyperscan

    if caseless:
        return _compiled(patterns, hyperscan.HS_FLAG_SINGLEMATCH | hyperscan.HS_FLAG_CASELESS)
    database = _kept(patterns)
    if database is None:
        from keylint import cache as store

        database = _compiled(patterns, hyperscan.HS_FLAG_SINGLEMATCH)
        store.keep(_name(patterns), hyperscan.dumpb(database))
    return database


def _kept(patterns: tuple[bytes, ...]) -> Any:
    """What was compiled before; None if it is not there, or damaged, or of another machine."""
    from keylint import cache as store

    if not store.exists():
        return None
    import hyperscan

    try:
        return hyperscan.loadb(store.load(_name(patterns)) or b"", hyperscan.HS_MODE_BLOCK)
    except hyperscan.error:
        return None


def _name(patterns: tuple[bytes, ...]) -> str:
    from hashlib import blake2b

    import hyperscan

    # What `platform` says of the machine, which takes as long to load as the engine.
    machine = os.uname().machine if hasattr(os, "uname") else sys.platform
    version = getattr(hyperscan, "__version__", "")
    facts = (version, machine, hyperscan.HS_FLAG_SINGLEMATCH, patterns)
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
