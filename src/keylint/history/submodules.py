"""The histories of a repository and of the submodules that are checked out in it, as one report."""

from __future__ import annotations

import os
from collections.abc import Iterator

from keylint import history
from keylint.history import Question
from keylint.report import Report
from keylint.request import NothingThere
from keylint.sources import git
from keylint.sources.files import SUBMODULE
from keylint.sources.git import GitError, Repository


def run(repository: Repository, asked: Question, prefix: str = "") -> Report:
    """The report on the repository, and on every submodule within it.

    Raises NothingThere where commits or paths of one repository are named.
    """
    if asked.reach.since or asked.reach.branch or asked.reach.paths:
        raise NothingThere(
            "--recurse-submodules goes with whole histories: name no commit, no path"
        )
    report = history.run(repository, asked, prefix)
    for name, submodule in _checked_out(repository):
        if not report.interrupted:
            report = report.plus(run(submodule, asked, f"{prefix}{name}/"))
    return report


def _checked_out(repository: Repository) -> Iterator[tuple[str, Repository]]:
    """The submodules that are there, by their paths; one that is not has no history here."""
    entries = repository.indexed(()) if repository.top else []
    for entry in entries:
        place = os.path.join(repository.top, entry.path)
        if entry.no_file == SUBMODULE and os.path.exists(os.path.join(place, ".git")):
            try:
                found = git.find(os.path.realpath(place))
            except GitError as error:
                raise NothingThere(f"{entry.path}: git: {error}") from None
            if found:
                yield entry.path, found
