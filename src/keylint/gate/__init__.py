"""Which rules could match these bytes: words in one pass, then signs; most files end here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from keylint.gate.search import (
    Signs,
    Words,
    signs_as_is_fast,
    signs_at_once,
    words_at_once,
    words_one_by_one,
)
from keylint.gate.trigger import Facet, Trigger
from keylint.model import Blob

__all__ = ["Facet", "Gate", "Selection", "Trigger"]

# Loading the engine costs as much as looking for the words in this many bytes without it.
WORTH_AN_ENGINE = 256 * 1024

# Written in every ignore comment; a file with one is opened even if no rule can match.
IGNORE_WORD = b"keylint:"

NOTHING_SEEN: Mapping[Facet, bool] = MappingProxyType({})


class Selection(NamedTuple):
    """The rules that could match a blob by their ids, and whether it may hold ignore comments.

    `seen` says of what can be read out of the file whether there is a sign of it; where it says
    nothing nobody has looked.
    """

    rules: tuple[str, ...] = ()
    ignores: bool = False
    seen: Mapping[Facet, bool] = NOTHING_SEEN


class Gate:
    """The triggers of rules, asked blob after blob; one thread has its own.

    A rule is called up if one of its triggers is: no word or no sign, no finding. Words are
    looked for in every blob, signs only where words let a trigger through.
    """

    def __init__(self, triggers: Sequence[Trigger]) -> None:
        self._triggers = tuple(triggers)
        words = sorted({word.encode() for one in triggers for word in _every_word(one)})
        self.words = (IGNORE_WORD, *words)
        numbers = {word.decode(): number for number, word in enumerate(self.words)}
        self._wanted = tuple((_needs(one, numbers), one) for one in triggers)
        self._find_words: Words = words_one_by_one(self.words)
        self._in_names: Words = self._find_words
        self._find_signs = self._panels(signs_as_is_fast)
        # What no trigger reads without a sign is not there if none of them is called up.
        reads = {one.reads for one in triggers if one.reads}
        self._signed = reads - {one.reads for one in triggers if not one.signs}
        self._seen = 0
        self.slow_because = ""

    def twin(self) -> Gate:
        """The same gate for another thread."""
        other = Gate(self._triggers)
        other.use_engine()
        return other

    def select(self, blob: Blob, encoding: str) -> Selection:
        """The rules that could match the blob."""
        data = blob.data
        if encoding != "utf-8":
            data = data.decode(encoding, "ignore").encode("utf-8", "ignore")
        self._count(len(data))
        name = blob.path.encode("utf-8", "surrogateescape")
        present = self._find_words(data) | self._in_names(name)
        if not present:
            return Selection()
        could = [one for needs, one in self._wanted if _are_met(needs, present)]
        could = [one for one in could if not one.names or _is_named(blob.path, one.names)]
        shows = cache(lambda group: self._find_signs[group](data))
        called = [one for one in could if all(map(shows, one.signs))]
        rules = dict.fromkeys(one.rule for one in called)
        seen = dict.fromkeys(self._signed, False)
        seen |= {one.reads: False for one in could if one.reads and one.signs}
        seen |= {one.reads: True for one in called if one.reads}
        return Selection(tuple(rules), 0 in present, seen)

    def is_named(self, path: str) -> bool:
        """Whether a path has a word in it that could call up a rule."""
        return bool(self._in_names(path.encode("utf-8", "surrogateescape")))

    def use_engine(self) -> None:
        """Look for words and signs in one pass from now on, or say why that cannot be."""
        try:
            self._find_words = words_at_once(self.words)
            self._find_signs = self._panels(signs_at_once)
        except (ImportError, OSError, RuntimeError) as error:
            self.slow_because = f"hyperscan cannot be used here ({type(error).__name__})"

    def _panels(self, search: Callable[[Sequence[str]], Signs]) -> dict[tuple[str, ...], Signs]:
        return {group: search(group) for one in self._triggers for group in one.signs}

    def _count(self, length: int) -> None:
        before = self._seen
        self._seen += length
        if before <= WORTH_AN_ENGINE < self._seen:
            self.use_engine()


def _is_named(path: str, names: str) -> bool:
    return re.search(names, path.rpartition("/")[2]) is not None


def _every_word(one: Trigger) -> Iterator[str]:
    for words in (one.words, *one.besides):
        yield from words


def _needs(one: Trigger, numbers: dict[str, int]) -> tuple[frozenset[int], ...]:
    groups = (one.words, *one.besides)
    return tuple(frozenset(numbers[word] for word in words) for words in groups)


def _are_met(needs: tuple[frozenset[int], ...], present: set[int]) -> bool:
    return not any(present.isdisjoint(words) for words in needs)
