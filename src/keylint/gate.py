"""Which rules could match these bytes: many keywords in one pass; most files end here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from keylint.model import Blob
from keylint.rule import Rule

# Loading the engine costs as much as looking for the words in this many bytes without it.
WORTH_AN_ENGINE = 256 * 1024

# Written in every ignore comment; a file with one is opened even if no rule can match.
IGNORE_WORD = b"keylint:"

Search = Callable[[bytes], set[bytes]]


@dataclass(frozen=True)
class Selection:
    """The rules that could match a blob, and whether it may hold ignore comments."""

    rules: tuple[Rule, ...] = ()
    ignores: bool = False


class Gate:
    """Rules with their keywords, asked blob after blob.

    Keywords are ASCII, and a rule whose keyword stands nowhere in a blob, whatever its case,
    cannot match: `select` never hides a finding.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        words = {word.encode() for rule in rules for word in (*rule.keywords, *rule.besides)}
        self.words = tuple(sorted(words | {IGNORE_WORD}))
        self._search: Search = self._one_by_one
        self._seen = 0
        self.slow_because = ""

    def select(self, blob: Blob, encoding: str) -> Selection:
        """The rules that could match the blob."""
        present = self._words_in(blob, encoding)
        if not present:
            return Selection()
        could = (rule for rule in self.rules if _could_match(rule, present))
        return Selection(tuple(could), IGNORE_WORD in present)

    def use_engine(self) -> None:
        """Look for the words in one pass from now on, or say why that cannot be."""
        try:
            self._search = _hyperscan(self.words)
        except (ImportError, OSError, RuntimeError) as error:
            self.slow_because = f"hyperscan cannot be used here ({type(error).__name__})"

    def _words_in(self, blob: Blob, encoding: str) -> set[bytes]:
        data = blob.data
        if encoding != "utf-8":
            data = data.decode(encoding, "ignore").encode("utf-8", "ignore")
        before = self._seen
        self._seen += len(data)
        if before <= WORTH_AN_ENGINE < self._seen:
            self.use_engine()
        name = blob.path.encode("utf-8", "surrogateescape")
        return self._search(data) | self._one_by_one(name)

    def _one_by_one(self, data: bytes) -> set[bytes]:
        lowered = data.lower()
        return {word for word in self.words if word in lowered}


def _could_match(rule: Rule, present: set[bytes]) -> bool:
    wanted = (rule.keywords, rule.besides) if rule.besides else (rule.keywords,)
    return all(any(word.encode() in present for word in words) for words in wanted)


def _hyperscan(words: tuple[bytes, ...]) -> Search:
    import hyperscan

    flags = hyperscan.HS_FLAG_CASELESS | hyperscan.HS_FLAG_SINGLEMATCH
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[b"".join(b"\\x%02x" % byte for byte in word) for word in words],
        ids=list(range(len(words))),
        elements=len(words),
        flags=[flags] * len(words),
    )

    def search(data: bytes) -> set[bytes]:
        found: set[bytes] = set()

        def hit(number: int, start: int, end: int, flags: int, context: object) -> None:
            found.add(words[number])

        if data:
            database.scan(data, match_event_handler=hit)
        return found

    return search
