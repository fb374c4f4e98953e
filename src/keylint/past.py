"""When something was in a repository's history: the commits that brought it and had it last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Commit:
    """A commit by its id, with its author and its day."""

    id: str
    author: str
    day: str


class Cut(NamedTuple):
    """Where a value stands for programs: a line that ends in a newline, its first and last byte there.

    All are counted from 1; a text whose lines end in carriage returns is one line.
    """

    line: int
    first: int
    last: int


@dataclass(frozen=True)
class Past:
    """When a finding was in the history: the commit that brought it, the last that had it.

    `blob` is the version that the place was read in; `in_tip` says that it is there yet; `inside`
    is the folder of the submodule whose history it is. `cut` says where a program cuts the value
    out, if one can.
    """

    blob: str
    first: Commit | None = None
    last: Commit | None = None
    in_tip: bool = False
    inside: str = ""
    cut: Cut | None = None
