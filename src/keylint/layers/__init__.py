"""Decoded views of a text: what is encoded, escaped or cut up is written out in its place.

An encoded value keeps its surroundings, so that names, neighbours and pairs mean what they meant,
and every place in a view maps back to the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from keylint.finding import Span
from keylint.layers import encoded, escaped, joined
from keylint.layers.edit import Edit

# base64 within JSON within base64 has been seen; nobody hides a key four times by accident.
DEEPEST = 4
LAYERS: tuple[Callable[[str], Iterable[Edit]], ...] = (
    joined.edits,
    escaped.edits,
    encoded.edits,
)


@dataclass(frozen=True)
class View:
    """A text made from another by edits, which knows where everything came from."""

    text: str = field(repr=False)
    edits: tuple[Edit, ...] = ()
    starts: tuple[int, ...] = ()
    below: View | None = None

    def place(self, span: Span) -> Span:
        """Where a span of this view stands in the file: whole codes, never a part of one."""
        if self.below is None:
            return span
        return self.below.place(Span(self._back(span.start, False), self._back(span.end, True)))

    def _back(self, offset: int, is_end: bool) -> int:
        # The end of a span belongs to the character before it.
        index = bisect_right(self.starts, offset - is_end) - 1
        if index < 0:
            return offset
        edit, start = self.edits[index], self.starts[index]
        end = start + len(edit.text)
        if start <= offset - is_end < end:
            return edit.span.end if is_end else edit.span.start
        return edit.span.end + offset - end


def unfold(text: str) -> View | None:
    """The view of a text with all its layers written out; None if it has none."""
    view = View(text)
    for _ in range(DEEPEST):
        edits = tuple(_apart(edit for layer in LAYERS for edit in layer(view.text)))
        if not edits:
            break
        view = _applied(view, edits)
    return view if view.below else None


def _apart(edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits in order, without those that overlap an earlier one."""
    end = -1
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start >= end:
            yield edit
            end = edit.span.end


def _applied(view: View, edits: tuple[Edit, ...]) -> View:
    pieces: list[str] = []
    starts: list[int] = []
    done = length = 0
    for edit in edits:
        kept = view.text[done : edit.span.start]
        pieces += (kept, edit.text)
        starts.append(length + len(kept))
        length += len(kept) + len(edit.text)
        done = edit.span.end
    return View("".join((*pieces, view.text[done:])), edits, tuple(starts), view)
