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
    below, done, shift = view.below, 0, 0
    for edit, start in zip(view.edits, view.starts, strict=True):
        same = view.text[done:start] == below.text[done + shift : start + shift]
        require(same and start + shift == edit.span.start, "a view has another text between edits")
        done = start + len(edit.text)
        shift = edit.span.end - done
    require(view.text[done:] == below.text[done + shift :], "a view has another text at its end")
    _same_outside_edits(view.below, text)
