"""How far into the history of a repository the user wants to look."""

from __future__ import annotations

from typing import NamedTuple


class Reach(NamedTuple):
    """Which commits the user wants: of every ref, of one branch, or since a revision."""

    since: str = ""
    branch: str = ""
    reflog: bool = False
    all_objects: bool = False
    metadata: bool = False
    paths: tuple[str, ...] = ()
