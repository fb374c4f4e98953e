"""What a fix is made of: a place in a text, what is written there instead, or why nothing is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Union

from keylint.finding import Secret, Span
from keylint.model import unshown

WITHIN = "it is a part of a longer text: make that text from the variable {name} by hand"
ODD_PLACE = "a look-up may not stand there: {why}"
COMPARED = "something is compared with it: with a look-up that would say yes to whatever is set"
SETS = "it puts the value into the environment: set the variable outside, and delete this line"
DEFAULT = "it is the default of a look-up: delete it there"


class Place(NamedTuple):
    """A value that stands in clear and in one piece, and the variable to look up instead."""

    span: Span
    name: str
    value: Secret


class Edit(NamedTuple):
    """A stretch of a text and what is to stand there."""

    span: Span
    text: str

    def __repr__(self) -> str:
        return unshown(self)


class Fix(NamedTuple):
    """The edits that take a value out; `told` is what stands there then.

    `name` is the variable that has to be set, in the environment or in the `store`; nothing where
    none has to be.
    """

    edits: tuple[Edit, ...]
    told: str
    name: str = ""
    safe: bool = True
    note: str = ""
    store: str = ""


class Left(NamedTuple):
    """Why a value is left where it is."""

    reason: str


Answer = Union[Fix, Left]


def within(place: Place) -> Left:
    """A value that is a part of a longer text is left."""
    return Left(WITHIN.format(name=place.name))


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made, each once; the rest of it is as it was."""
    pieces: list[str] = []
    done = 0
    for edit in sorted(set(edits)):
        pieces += (text[done : edit.span.start], edit.text)
        done = edit.span.end
    return "".join((*pieces, text[done:]))


def collide(some: Iterable[Edit], others: Iterable[Edit]) -> bool:
    """Whether two fixes want to change the same stretch in different ways."""
    mine, theirs = set(some), set(others)
    return any(
        one.span.start < other.span.end and other.span.start < one.span.end
        for one in mine - theirs
        for other in theirs - mine
    )


def line_around(text: str, span: Span) -> Span:
    """The lines that a span stands in, with the end of the last."""
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end + 1)


def line_stop(text: str, at: int) -> int:
    """Where the line around a place stops, before a carriage return and the newline."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - text[:end].endswith("\r")


def line_end(text: str, at: int) -> str:
    """How lines end around a place: each file has its own way, and some have two."""
    end = text.find("\n", at)
    end = text.rfind("\n", 0, at) if end < 0 else end
    return "\r\n" if end > 0 and text[end - 1] == "\r" else "\n"
