"""Which rules could match these bytes: words in one pass, then signs; most files end here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from keylint.gate.search import Search, one_by_one, patterns_by_hyperscan, patterns_by_re
from keylint.gate.trigger import Facet, Trigger
from keylint.model import Blob

__all__ = ["Facet", "Gate", "Selection", "Trigger"]

# Loading the engine costs as much as looking for the words in this many bytes without it.
WORTH_AN_ENGINE = 256 * 1024

# Written in every ignore comment; a file with one is opened even if no rule can match.
IGNORE_WORD = b"keylint:"


@dataclass(frozen=True)
class Selection:
    """The rules that could match a blob by their ids, and whether it may hold ignore comments.

    `lacks` is what need not be looked for in it at all.
    """

    rules: tuple[str, ...] = ()
    ignores: bool = False
    lacks: frozenset[Facet] = frozenset()


@dataclass(frozen=True)
class _Wanted:
    """A trigger as the search knows it: the numbers of its words and of its signs."""

    trigger: Trigger
    words: frozenset[int]
    besides: frozenset[int]
    signs: frozenset[int]


class Gate:
    """The triggers of rules, asked blob after blob.

    A rule of which no word or no sign stands in a blob cannot match: `select` hides no finding.
    Words are looked for in every blob, signs only where words let a rule through.
    """

    def __init__(self, triggers: Sequence[Trigger]) -> None:
        words = sorted({word.encode() for one in triggers for word in (*one.words, *one.besides)})
        self.words = (IGNORE_WORD, *words)
        self.signs = tuple(dict.fromkeys(sign for one in triggers for sign in one.signs))
        self._wanted = tuple(self._numbered(triggers))
        self._find_words: Search = one_by_one(self.words)
        self._in_names: Search = self._find_words
        self._find_signs: Search | None = None
        self._seen = 0
        self.slow_because = ""

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
        could = [one for one in self._wanted if _is_called(one, present)]
        shown = self._shown(data) if any(one.signs for one in could) else set()
        left = [one for one in could if not one.signs or not shown.isdisjoint(one.signs)]
        return Selection(
            tuple(one.trigger.rule for one in left), 0 in present, frozenset(self._lacks(shown))
        )

    def use_engine(self) -> None:
        """Look for the words in one pass from now on, or say why that cannot be."""
        try:
            self._find_words = patterns_by_hyperscan(self.words, literal=True)
            self._find_signs = patterns_by_hyperscan([one.encode() for one in self.signs])
        except (ImportError, OSError, RuntimeError) as error:
            self.slow_because = f"hyperscan cannot be used here ({type(error).__name__})"

    def _count(self, length: int) -> None:
        before = self._seen
        self._seen += length
        if before <= WORTH_AN_ENGINE < self._seen:
            self.use_engine()

    def _shown(self, data: bytes) -> set[int]:
        if self._find_signs is None:
            self._find_signs = patterns_by_re([one.encode() for one in self.signs])
        return self._find_signs(data)

    def _lacks(self, shown: set[int]) -> Iterator[Facet]:
        for facet in Facet:
            readers = [one for one in self._wanted if one.trigger.reads is facet and one.signs]
            if readers and all(shown.isdisjoint(one.signs) for one in readers):
                yield facet

    def _numbered(self, triggers: Iterable[Trigger]) -> Iterator[_Wanted]:
        words = {word: number for number, word in enumerate(self.words)}
        signs = {sign: number for number, sign in enumerate(self.signs)}
        for one in triggers:
            yield _Wanted(
                one,
                frozenset(words[word.encode()] for word in one.words),
                frozenset(words[word.encode()] for word in one.besides),
                frozenset(signs[sign] for sign in one.signs),
            )


def _is_called(one: _Wanted, present: set[int]) -> bool:
    if present.isdisjoint(one.words):
        return False
    return not one.besides or not present.isdisjoint(one.besides)
