"""A scan that heeds another configuration than the tree's, or nothing of the tree: what that says is told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from keylint import configuration
from keylint.commands import found
from keylint.model import Unread
from keylint.report import Report, Unheeded
from keylint.request import STANDARD_INPUT, Request
from keylint.rulebook import Rulebook
from keylint.settings import BASELINE, ConfigurationError, Settings
from keylint.sources import git
from keylint.sources.git import GitError, Repository
from keylint.wishes import Wishes

if TYPE_CHECKING:
    from keylint.baseline.use import Matches

IGNORED = "ignored by git"
OWN = (
    "{option} {path}: it lies in the scanned tree, of which --gate heeds nothing: name one that lies "
    "elsewhere, such as the main branch's (git show origin/main:{name} > ../{name})"
)


def report_of(
    wishes: Wishes, asked: Request, settings: Settings, book: Rulebook, known: Matches | None
) -> Report:
    """The report, with what the tree says of how it is to be scanned."""
    rules = tuple(book)
    own = _own(wishes, asked.root, settings, rules)
    report = found(wishes, asked, settings._replace(unheeded=own), book, known)
    if report.findings and (kept := _baseline(asked.root, known, rules)):
        from keylint.baseline import use

        report = use.unheeded(report, kept, settings.policy)
    told = Unheeded(own.source, own.milder, _brought(wishes, asked, settings, rules), wishes.gate)
    unread = sorted((*report.unread, *_ignored(wishes, asked)))
    return report._replace(unheeded=told, unread=tuple(unread))


def check(wishes: Wishes, root: str) -> None:
    """Raise ConfigurationError where a file that is to be heeded lies in the tree."""
    trees = tuple(_trees(wishes, root))
    for option, path in (("--config", wishes.configuration), ("--baseline", wishes.baseline)):
        if path and any(_is_in(path, tree) for tree in trees):
            raise ConfigurationError(OWN.format(option=option, path=path, name=path.name))


def _trees(wishes: Wishes, root: str) -> Iterator[str]:
    """What is scanned, and the repositories around it."""
    paths = [path for path in wishes.paths if path != STANDARD_INPUT]
    yield from paths
    for folder in (
        root,
        *(path if os.path.isdir(path) else os.path.dirname(path) for path in paths),
    ):
        if (repository := _repository(folder)) and repository.top:
            yield repository.top


def _repository(folder: str) -> Repository | None:
    try:
        return git.find(os.path.realpath(folder))
    except GitError:
        return None


def _is_in(path: os.PathLike[str], tree: str) -> bool:
    """Whether a path leads into a tree, or there is a link on it that the tree holds."""
    tops = (os.path.abspath(tree), os.path.realpath(tree))
    ways = (os.path.abspath(path), os.path.realpath(path))
    return any(
        way == top or way.startswith(top.rstrip(os.sep) + os.sep) for way in ways for top in tops
    )


def _own(wishes: Wishes, root: str, heeded: Settings, rules: tuple[str, ...]) -> Settings:
    """What the tree would have: its settings, and its comments unless they are heeded."""
    comments = not heeded.inline_ignores
    name = next((one for one in configuration.FILES if os.path.isfile(os.path.join(root, one))), "")
    place = os.path.join(root, name)
    if not name or (wishes.configuration and os.path.realpath(wishes.configuration) == place):
        return Settings(inline_ignores=comments)
    try:
        found = configuration.load(root, None, rules)
    except ConfigurationError as error:
        why = str(error).removeprefix(f"{place}: ")
        return Settings(source=name, milder=(f"cannot be used: {why}",), inline_ignores=comments)
    return found._replace(inline_ignores=comments)


def _baseline(root: str, heeded: Matches | None, rules: tuple[str, ...]) -> Matches | None:
    """The tree's own baseline, if there is one that can be used, and it is not heeded."""
    place = os.path.join(root, BASELINE)
    if not os.path.lexists(place) or (heeded and heeded.is_heeded and _is_same(heeded.file, place)):
        return None
    from keylint.baseline import file, use

    try:
        return use.Matches(file.load(place, BASELINE, rules), root, place)
    except ConfigurationError:
        return None


def _is_same(one: str, other: str) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _brought(
    wishes: Wishes, asked: Request, settings: Settings, rules: tuple[str, ...]
) -> tuple[str, ...]:
    """What the diff brings that is scanned, if it is one."""
    reach = wishes.reach if wishes.reach and wishes.reach.since else None
    repository = _repository(asked.root)
    if repository is None or not (reach or wishes.staged or repository.is_committing):
        return ()
    from keylint import brought  # most scans are of no diff

    return brought.told(repository, reach, settings, rules)


def _ignored(wishes: Wishes, asked: Request) -> Iterator[Unread]:
    """What git ignores in the folders that are scanned: a tree says itself what that is."""
    if not wishes.gate or wishes.staged or wishes.reach:
        return
    for folder in filter(os.path.isdir, wishes.paths):
        repository = _repository(folder)
        if repository and repository.top:
            for name in _listed(repository, os.path.realpath(folder)):
                place = os.path.relpath(os.path.join(repository.top, name), asked.root)
                yield Unread(place.replace(os.sep, "/"), IGNORED)


def _listed(repository: Repository, folder: str) -> list[str]:
    """What git ignores there; where it cannot tell, the scan itself has said so."""
    try:
        return repository.ignored(folder)
    except GitError:
        return []
