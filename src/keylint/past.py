"""When something was in a repository's history: the commits that brought it and had it last."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Commit:
    """A commit by its id, with its author and its day."""

    id: str
    author: str
    day: str


@dataclass(frozen=True)
class Past:
    """When a finding was in the history: the commit that brought it, the last that had it.

    `blob` is the version that the place was read in; `in_tip` says that it is there yet; `inside`
    is the folder of the submodule whose history it is. `cut` has the first and the last byte of the
    value in its line, from 1, if it can be cut out so.
    """

    blob: str
    first: Commit | None = None
    last: Commit | None = None
    in_tip: bool = False
    inside: str = ""
    cut: tuple[int, int] | None = None
