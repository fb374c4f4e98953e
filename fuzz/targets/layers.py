"""Each layer, and all together, on any text: edits are in the text, and views lead back to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import pairwise

from properties import require, text_of, within

from keylint import layers
from keylint.finding import Span
from keylint.layers.edit import Edit


def _take(edits: Callable[[str], Iterable[Edit]], data: bytes) -> None:
    text = text_of(data)
    for edit in edits(text):
        within(edit.span, text, "an edit")
        require(edit.span.start < edit.span.end, "an edit of nothing")


joined = partial(_take, layers.joined.edits)
escaped = partial(_take, layers.escaped.edits)
encoded = partial(_take, layers.encoded.edits)


def together(data: bytes) -> None:
    """A view's places are in the text, in its order; what no edit made is the same there."""
    text = text_of(data)
    view = layers.unfold(text)
    if view is None:
        return
    places = [view.place(Span(at, at + 1)) for at in range(len(view.text))]
    for place in places:
        within(place, text, "a character of a view")
    for left, right in pairwise(places):
        require(left.start <= right.start and left.end <= right.end, "a view out of order")
    _same_outside_edits(view, text)
    within(view.place(Span(0, len(view.text))), text, "a whole view")


def _same_outside_edits(view: layers.View, text: str) -> None:
    if view.below is None:
        return
    made: set[int] = set()
    for edit, start in zip(view.edits, view.starts, strict=True):
        made.update(range(start, start + len(edit.text)))
    for at, character in enumerate(view.text):
        if at not in made:
            below = view.below
            index = sum(1 for start in view.starts if start <= at)
            shift = sum(
                (edit.span.end - edit.span.start) - len(edit.text) for edit in view.edits[:index]
            )
            require(below.text[at + shift] == character, "a view has another character")
    _same_outside_edits(view.below, text)
