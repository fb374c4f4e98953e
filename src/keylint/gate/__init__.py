"""Which rules could match these bytes: words in one pass, then signs; most files end here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from keylint.gate.search import (
    Signs,
    Words,
    signs_at_once,
    signs_by_what_is_kept,
    words_at_once,
    words_one_by_one,
)
from keylint.gate.trigger import Facet, Trigger
from keylint.model import Blob

__all__ = ["Facet", "Gate", "Selection", "Trigger"]

# Loading the engine costs as much as looking for the words in this many bytes without it.
WORTH_AN_ENGINE = 256 * 1024
# Without it a byte costs so much more where signs are looked for.
COST_OF_SIGNS = 8

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
    """The triggers of rules, asked blob after blob; each process has its own.

    A rule is called up if one of its triggers is: no word or no sign, no finding. Words are
    looked for in every blob, signs only where words let a trigger through.
    """

    def __init__(self, triggers: Sequence[Trigger]) -> None:
        self._triggers = tuple(triggers)
        words = sorted({word.encode() for one in triggers for word in _every_word(one)})
        self.words = (IGNORE_WORD, *words)
        self._by_every_file = any(not one.words for one in triggers)
        self._calls = _calls(self._triggers, self.words)
        # The same few words stand in most files.
        self._by_words = lru_cache(maxsize=4096)(self._of_words)
        self._rules = tuple(dict.fromkeys(one.rule for one in triggers))
        self._find_words: Words = words_one_by_one(self.words)
        self._find_signs = self._panels(signs_by_what_is_kept)
        # What no trigger reads without a sign is not there if none of them is called up.
        reads = {one.reads for one in triggers if one.reads}
        self._signed = reads - {one.reads for one in triggers if not one.signs}
        self._unseen = dict.fromkeys(self._signed, False)
        self._seen = 0
        self.slow_because = ""

    def select(self, blob: Blob, encoding: str) -> Selection:
        """The rules that could match the blob."""
        data = _as_utf_8(blob.data, encoding)
        present = self._present(blob.path, data)
        if not present and not self._by_every_file:
            return Selection()
        could = self._could(present, blob.path.rpartition("/")[2])
        if any(one.signs for one in could):
            self._count(COST_OF_SIGNS * len(data))
        called = self._called(could, data)
        return Selection(self._of(called), bool(present & 1), self._seen_by(could, called))

    def is_closed(self, blob: Blob, encoding: str) -> bool:
        """Whether no rule could match the blob and no comment silence one: a selection of nothing."""
        data = _as_utf_8(blob.data, encoding)
        present = self._present(blob.path, data)
        if present & 1:
            return False
        looked_at = present or self._by_every_file
        could = self._could(present, blob.path.rpartition("/")[2]) if looked_at else ()
        return not (could and self._called(could, data))

    def _present(self, path: str, data: bytes) -> int:
        self._count(len(data))
        name = path.encode("utf-8", "surrogateescape")
        return self._find_words(data) | self._find_words(name)

    def _could(self, present: int, name: str) -> Sequence[_Call]:
        """What the words call up, in a file of this name."""
        could = self._by_words(present)
        others = {names for names in {one.names for one in could} if not re.search(names, name)}
        return tuple(one for one in could if one.names not in others) if others else could

    def _of_words(self, present: int) -> tuple[_Call, ...]:
        met = (one for one in self._calls if one.words & present or not one.words)
        return tuple(one for one in met if all(words & present for words in one.besides))

    def _called(self, could: Sequence[_Call], data: bytes) -> Sequence[_Call]:
        """What the signs call up too; each group of them is looked for once, if at all."""
        shown: dict[tuple[str, ...], bool] = {}

        def is_shown(group: tuple[str, ...]) -> bool:
            if group not in shown:
                shown[group] = self._find_signs[group](data)
            return shown[group]

        return [one for one in could if all(map(is_shown, one.signs))]

    def _of(self, called: Sequence[_Call]) -> tuple[str, ...]:
        rules = {rule for one in called for rule in one.rules}
        return tuple(rule for rule in self._rules if rule in rules) if rules else ()

    def _seen_by(self, could: Sequence[_Call], called: Sequence[_Call]) -> Mapping[Facet, bool]:
        if not could:
            return self._unseen
        looked = {one.reads: False for one in could if one.reads and one.signs}
        return self._unseen | looked | {one.reads: True for one in called if one.reads}

    def names_more(self, path: bytes, other: bytes) -> bool:
        """Whether a path has a word that could call up a rule, and another has not got it."""
        return bool(self._find_words(path) & ~self._find_words(other))

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


class _Call(NamedTuple):
    """Triggers that differ in their rules alone, with a bit for each of their words."""

    rules: tuple[str, ...]
    words: int
    besides: tuple[int, ...]
    signs: tuple[tuple[str, ...], ...]
    names: str
    reads: Facet | None


def _calls(triggers: Sequence[Trigger], words: Sequence[bytes]) -> tuple[_Call, ...]:
    bits = {word.decode(): 1 << number for number, word in enumerate(words)}
    alike: dict[Trigger, list[str]] = {}
    for one in triggers:
        unnamed = one._replace(rule="", waits=False, finds_secrets=False)
        alike.setdefault(unnamed, []).append(one.rule)
    return tuple(
        _Call(
            tuple(rules),
            sum(bits[word] for word in set(one.words)),
            tuple(sum(bits[word] for word in set(group)) for group in one.besides),
            one.signs,
            one.names,
            one.reads,
        )
        for one, rules in alike.items()
    )


def _as_utf_8(data: bytes, encoding: str) -> bytes:
    """The text as the rules will read it."""
    if encoding != "utf-8":
        data = data.decode(encoding, "ignore").encode("utf-8", "ignore")
    by_returns_alone = b"\n" not in data and b"\r" in data
    return data.replace(b"\r", b"\n") if by_returns_alone else data


def _every_word(one: Trigger) -> Iterator[str]:
    for words in (one.words, *one.besides):
        yield from words
