"""The history of a repository: every version is judged, and each finding told once with its past."""

from __future__ import annotations

import os
import time
from typing import NamedTuple

from keylint import scan
from keylint.history import memory, pairs
from keylint.history.memory import Memory
from keylint.history.search import Search
from keylint.history.things import Key
from keylint.past import Past
from keylint.report import Report
from keylint.request import NothingThere, Request
from keylint.rulebook import Rulebook
from keylint.scanner import Scan
from keylint.settings import Settings
from keylint.sources.git import TROUBLE, GitError, Repository
from keylint.sources.history import revisions
from keylint.sources.past import Tracer
from keylint.watch import NOBODY, Watch
from keylint.wishes import Reach


class Question(NamedTuple):
    """What is asked of a history, with what it is looked at, and who watches.

    What an earlier scan found nothing in is not looked at again, if that may be `cached`.
    """

    reach: Reach
    request: Request
    settings: Settings
    book: Rulebook
    cached: bool = True
    watch: Watch = NOBODY

    @property
    def enabled(self) -> Rulebook:
        """The rules that look at history."""
        return enabled(self.book, self.settings)


def run(repository: Repository, asked: Question, prefix: str = "") -> Report:
    """The report on the versions that are wanted; their paths are told with a prefix.

    Raises NothingThere where a revision is not there.
    """
    started = time.monotonic()
    try:
        revs = revisions(repository, asked.reach)
    except GitError as error:
        raise NothingThere(str(error)) from None
    look = Scan(asked.request, asked.settings, asked.enabled, tuple(asked.book))
    kept = _memory(repository, asked)
    search = Search(repository, asked.reach, revs, look, kept, prefix)
    interrupted = search.look_at_all(asked.watch)
    if not interrupted and not search.broke:
        kept.keep(search.walked())
    off = set(asked.book) - set(scan.enabled(asked.book, asked.settings))
    return _report(search, interrupted)._replace(
        seconds=time.monotonic() - started, rules_off=tuple(sorted(off))
    )


def _memory(repository: Repository, asked: Question) -> Memory:
    if not asked.cached:
        return Memory(repository)
    return memory.of(repository, asked.reach, asked.settings, asked.enabled.triggers)


def enabled(book: Rulebook, settings: Settings) -> Rulebook:
    """The rules that look at history: those that find secrets, or those that the user names.

    What an old version says of addresses and permissions is no longer so; a secret stays one.
    """
    return scan.enabled(book, settings).only(
        lambda one: not one.waits and (one.finds_secrets or one.rule in settings.select)
    )


def _report(search: Search, interrupted: bool) -> Report:
    """All that was found, each thing once, with its past unless there is no time for it."""
    pasts: dict[Key, Past] = {}
    if not interrupted:
        tip = os.fsencode(search.reach.branch or "HEAD")
        try:
            pasts = Tracer(search.repository, search.revs, tip).trace(search.things.held)
        except TROUBLE as error:
            search.miss(error)
    findings, silenced = search.things.told(pasts, search.prefix)
    return search.scan.report()._replace(
        findings=pairs.across_commits(findings),
        silenced=silenced,
        stale=(),
        unread=tuple(sorted(set(search.scan.unread))),
        scanned=search.tally,
        remembered=search.before.commits - len(search.before.dirty),
        interrupted=interrupted,
        of_history=True,
    )
