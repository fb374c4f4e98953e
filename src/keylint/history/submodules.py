"""The histories of a repository and of the submodules that are checked out in it, as one report."""

from __future__ import annotations

import os
from collections.abc import Iterator

from keylint import history
from keylint.history import Question
from keylint.model import Unread
from keylint.report import Report
from keylint.request import NothingThere
from keylint.sources import git
from keylint.sources.files import SUBMODULE
from keylint.sources.git import TROUBLE, GitError, GitFault, Repository


def run(repository: Repository, asked: Question) -> Report:
    """The report on the repository, and on every submodule within it.

    Raises NothingThere where commits or paths of one repository are named.
    """
    if asked.reach.since or asked.reach.branch or asked.reach.paths:
        raise NothingThere(
            "--recurse-submodules goes with whole histories: name no commit, no path"
        )
    return _with_submodules(repository, asked, "", set())


def _with_submodules(
    repository: Repository, asked: Question, prefix: str, seen: set[str]
) -> Report:
    seen.add(os.path.realpath(repository.git_dir))
    report = history.run(repository, asked, prefix)
    for name, found in _checked_out(repository):
        told = f"{prefix}{name}"
        if isinstance(found, GitError | GitFault):
            lost = Unread(told, f"git: {found}", fault=True)
            report = report._replace(unread=(*report.unread, lost))
        elif os.path.realpath(found.git_dir) not in seen and not report.interrupted:
            report = report.plus(_with_submodules(found, asked, f"{told}/", seen))
    return report


def _checked_out(repository: Repository) -> Iterator[tuple[str, Repository | GitError | GitFault]]:
    """The submodules that are there, by their paths; one that is not has no history here."""
    entries = repository.indexed(()) if repository.top else []
    top = os.path.realpath(repository.top)
    for entry in entries:
        place = os.path.normpath(os.path.join(top, entry.path))
        if os.path.realpath(place) != place:
            continue  # a link leads to somebody else's
        if entry.no_file == SUBMODULE and os.path.exists(os.path.join(place, ".git")):
            try:
                found = git.find(place)
            except TROUBLE as error:
                yield entry.path, error
                continue
            # An empty .git is none: git finds the repository around it.
            if found and os.path.realpath(found.top) == place:
                yield entry.path, found
