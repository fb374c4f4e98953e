"""The credentials of several views of a text, each place once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from keylint.credentials.reading import Credential, Kind
from keylint.finding import Span


class _Places:
    """Spans of one view in their order; whether one holds another is told without asking all."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.farthest: list[int] = []

    def add(self, span: Span) -> None:
        self.starts.append(span.start)
        self.farthest.append(max(span.end, self.farthest[-1] if self.farthest else 0))

    def hold(self, span: Span) -> bool:
        before = bisect_right(self.starts, span.start)
        return before > 0 and self.farthest[before - 1] >= span.end


def each_once(views: Iterable[Iterable[Credential]]) -> tuple[Credential, ...]:
    """The credentials in the order of the text, without those that lie within an earlier view's."""
    found: list[Credential] = []
    known: dict[Kind, list[_Places]] = {kind: [] for kind in Kind}
    for view in views:
        for places in known.values():
            places.append(_Places())
        for one in view:
            if not any(places.hold(one.span) for places in known[one.kind]):
                known[one.kind][-1].add(one.span)
                found.append(one)
    return tuple(sorted(found, key=lambda credential: credential.span))
