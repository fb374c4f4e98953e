"""Where a report may go: onto no file that is somebody's work."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from keylint import output, request
from keylint.commands import baseline_of
from keylint.reports import former
from keylint.sources import git
from keylint.wishes import Wishes

ANOTHER = "name another file for the report, or remove it"


def check(path: Path, wishes: Wishes, root: str) -> None:
    """Raise OutputError if a report may not be written there, before anything is scanned.

    Nothing is replaced that is read, nor a file that git tracks or that is scanned, unless it is a
    former report.
    """
    if str(path) == "-":
        raise output.OutputError("--output -: leave it out, and the report goes to standard output")
    output.check(path, _inputs(wishes))
    place, _ = baseline_of(wishes, root)
    if os.path.realpath(path) == os.path.realpath(place):
        raise output.OutputError(f"--output {path} would replace the baseline by the report")
    if path.is_file() and not former.is_report(_content(path)) and (what := _work(path, wishes)):
        raise output.OutputError(f"{path} {what}, and is no report of keylint: {ANOTHER}")


def _inputs(wishes: Wishes) -> Iterator[output.Input]:
    """The files that are read, which no report may replace."""
    yield from (output.Input(path, "is to be scanned") for path in wishes.paths)
    if wishes.configuration is not None:
        yield output.Input(wishes.configuration, "is the configuration")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # only written to; whose work it is, git and the scan say
        return b"\0"


def _work(path: Path, wishes: Wishes) -> str:
    """Why a file is somebody's work: git tracks it, or it is scanned; nothing if it is not."""
    place = Path(os.path.realpath(path))
    is_tracked = _is_tracked(place)
    if is_tracked:
        return "is tracked by git"
    folders = (os.path.realpath(one) for one in wishes.paths if one != request.STANDARD_INPUT)
    is_ignored = is_tracked is None
    is_below = any(place.is_relative_to(folder) for folder in folders)
    return "is scanned" if is_below and not is_ignored else ""


def _is_tracked(place: Path) -> bool | None:
    """Whether git tracks a file; None if git ignores it."""
    try:
        repository = git.find(str(place.parent))
        if repository is None or not repository.top:
            return False
        name = os.path.relpath(place, os.path.realpath(repository.top))
        return repository.files(name).get(name)
    except git.GitError:
        return False
