"""The tables around a place."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from keylint.finding import Span
from keylint.tree import Around


@pytest.mark.parametrize("seed", range(20))
def test_what_holds_a_place_is_what_asking_all_would_say(seed: int) -> None:
    dice = random.Random(seed)

    def nested(start: int, end: int, depth: int) -> Iterator[Span]:
        yield Span(start, end)
        while depth and start < end:
            inner = sorted(dice.choices(range(start, end + 1), k=2))
            yield from nested(*inner, depth - 1)
            start = inner[1] + 1

    spans = list(nested(0, 60, 4))
    around = Around((span, number) for number, span in enumerate(spans))
    for start in range(61):
        for end in range(start, 61):
            asked = Span(start, end)
            holding = [n for n, span in enumerate(spans) if span.holds(asked)]
            assert sorted(around.holding(asked)) == holding
            assert next(around.holding(asked)) == holding[-1]
