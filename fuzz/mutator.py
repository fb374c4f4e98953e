"""Mutations that know of lines, words and nesting, beside libFuzzer's own that know of bytes."""

from __future__ import annotations

import base64
import random
import re
from collections.abc import Callable, Sequence

WORD = re.compile(rb"[A-Za-z0-9_-]{2,}")
# Of more digits than Python writes out, as a hexadecimal number.
LARGE = b"0x" + b"f" * 3600
BRACKETS = ((b"[", b"]"), (b"{", b"}"), (b"(", b")"), (b'"', b'"'), (b"'", b"'"))


class Mutator:
    """Changes inputs by the words of a target, and by parts of its seeds."""

    def __init__(self, words: Sequence[bytes], seeds: Sequence[bytes]) -> None:
        self.words, self.seeds = words or [b"x"], seeds or [b"x"]
        self.ways: tuple[Callable[[bytes, random.Random], bytes], ...] = (
            self._word_for_word, self._word_in, self._lines_of_another, self._line_twice,
            self._without, self._wrapped, self._coded, self._moved, self._often, self._unlined,
        )  # fmt: skip

    def change(self, data: bytes, seed: int) -> bytes:
        """An input, changed in one to four ways."""
        chance = random.Random(seed)
        for _ in range(chance.randint(1, 4)):
            data = chance.choice(self.ways)(data, chance)
        return data

    def _word_for_word(self, data: bytes, chance: random.Random) -> bytes:
        found = list(WORD.finditer(data))
        if not found:
            return data + chance.choice(self.words)
        one = chance.choice(found)
        return data[: one.start()] + self._any_word(chance) + data[one.end() :]

    def _any_word(self, chance: random.Random) -> bytes:
        return chance.choice(self.words) if chance.random() < 0.99 else LARGE

    def _word_in(self, data: bytes, chance: random.Random) -> bytes:
        at = chance.randint(0, len(data))
        return data[:at] + chance.choice(self.words) + data[at:]

    def _lines_of_another(self, data: bytes, chance: random.Random) -> bytes:
        lines, others = data.split(b"\n"), chance.choice(self.seeds).split(b"\n")
        start = chance.randint(0, len(others) - 1)
        at = chance.randint(0, len(lines))
        return b"\n".join((*lines[:at], *others[start : start + chance.randint(1, 6)], *lines[at:]))

    def _line_twice(self, data: bytes, chance: random.Random) -> bytes:
        lines = data.split(b"\n")
        at = chance.randrange(len(lines))
        return b"\n".join((*lines[:at], *lines[at : at + 1] * chance.randint(2, 4), *lines[at:]))

    def _without(self, data: bytes, chance: random.Random) -> bytes:
        start, end = self._stretch(data, chance)
        return data[:start] + data[end:]

    def _wrapped(self, data: bytes, chance: random.Random) -> bytes:
        start, end = self._stretch(data, chance)
        opening, closing = chance.choice(BRACKETS)
        return data[:start] + opening + data[start:end] + closing + data[end:]

    def _coded(self, data: bytes, chance: random.Random) -> bytes:
        start, end = self._stretch(data, chance)
        part = data[start:end]
        coded = chance.choice(
            (
                base64.b64encode(part),
                base64.encodebytes(part).strip(),
                b"".join(b"%%%02X" % byte for byte in part),
                b"".join(b"\\x%02x" % byte for byte in part),
                b"".join(b"&#%d;" % byte for byte in part),
                b'"+"'.join((part[: len(part) // 2], part[len(part) // 2 :])),
            )
        )
        return data[:start] + coded + data[end:]

    def _moved(self, data: bytes, chance: random.Random) -> bytes:
        start, end = self._stretch(data, chance)
        rest = data[:start] + data[end:]
        at = chance.randint(0, len(rest))
        return rest[:at] + data[start:end] + rest[at:]

    def _often(self, data: bytes, chance: random.Random) -> bytes:
        start, end = self._stretch(data, chance)
        part = data[start : min(end, start + 12)]
        return data[:start] + part * chance.choice((3, 20, 100)) + data[end:]

    def _unlined(self, data: bytes, chance: random.Random) -> bytes:
        old, new = chance.choice(
            ((b"\n", b"\r\n"), (b"\n", b"\r"), (b"  ", b"\t"), (b"\r\n", b"\n"))
        )
        return data.replace(old, new)

    def _stretch(self, data: bytes, chance: random.Random) -> tuple[int, int]:
        """A word, a line, or anything."""
        kind = chance.randrange(3)
        found = list(WORD.finditer(data)) if kind == 0 else []
        if found:
            return chance.choice(found).span()
        at = chance.randint(0, len(data))
        if kind == 1:
            end = data.find(b"\n", at)
            return data.rfind(b"\n", 0, at) + 1, len(data) if end < 0 else end
        return at, min(len(data), at + chance.randint(0, 40))
