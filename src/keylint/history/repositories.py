"""Which repository the user means, and which paths in it: for what is no longer in any folder."""

from __future__ import annotations

import os
from collections.abc import Sequence

from keylint.request import NothingThere
from keylint.sources import git
from keylint.sources.git import GitError, Repository


def of(paths: Sequence[str]) -> tuple[Repository, tuple[str, ...]]:
    """The repository that all paths lie in, and their names in it; none if one of them is its top.

    A path may be gone from the work tree. Raises NothingThere where there is no such repository.
    """
    places = [os.path.realpath(path) for path in paths]
    repository = _found(_existing(places[0]), paths[0])
    top = os.path.realpath(repository.place)
    names = [os.path.relpath(place, top).replace(os.sep, "/") for place in places]
    for path, name, place in zip(paths, names, places, strict=True):
        if name.startswith("../") or _found(_existing(place), path) != repository:
            raise NothingThere(f"{path} lies in another repository: scan its history by itself")
    return repository, () if "." in names else tuple(names)


def _existing(place: str) -> str:
    """The folder that holds a path, or did before it was taken away."""
    while not os.path.isdir(place):
        place = os.path.dirname(place)
    return place


def _found(folder: str, path: str) -> Repository:
    try:
        repository = git.find(folder)
    except GitError as error:
        raise NothingThere(f"{path}: git: {error}") from None
    if repository is None:
        raise NothingThere(f"{path}: no git repository is here (or no git), so there is no history")
    return repository
