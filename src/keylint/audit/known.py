"""What the owner's files say of keys: read offline, and held against what the exchange answers."""

from __future__ import annotations

import os
from dataclasses import dataclass

from keylint import scan
from keylint.model import Unread
from keylint.request import Request
from keylint.rulebook import Rulebook
from keylint.settings import Settings
from keylint.sources import git
from keylint.survey import Survey


@dataclass(frozen=True)
class Known:
    """The survey of the owner's files, how they were asked for, and the rules that judge."""

    request: Request
    settings: Settings
    book: Rulebook
    survey: Survey
    unread: tuple[Unread, ...] = ()

    @property
    def enabled(self) -> Rulebook:
        """The rules that the owner leaves on."""
        return scan.enabled(self.book, self.settings)


def read(request: Request, settings: Settings, book: Rulebook) -> Known:
    """What the files that are asked for say; where there are none, only the inventory speaks."""
    if not request.paths:
        return Known(request, settings, book, Survey((), settings.inventory, settings.policy))
    survey, report = scan.survey(request, settings, book)
    unread = tuple(entry for entry in report.unread if entry.fault)
    return Known(request, settings, book, survey, unread)


def in_repository(folder: str) -> bool:
    """Whether git has files of a folder: elsewhere nobody expects that files are read."""
    try:
        found = git.find(os.path.realpath(folder))
    except git.GitError:
        return False
    return found is not None and bool(found.top)
