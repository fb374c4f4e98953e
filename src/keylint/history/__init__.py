"""The history of a repository: every version is judged, and each finding told once with its past."""

from __future__ import annotations

import os
import time

from keylint import scan
from keylint.finding import Past
from keylint.history import memory, pairs
from keylint.history.memory import Memory
from keylint.history.search import Search
from keylint.history.things import Key
from keylint.reach import Reach
from keylint.report import Report
from keylint.request import NothingThere, Request
from keylint.rulebook import Rulebook
from keylint.scan import Scan
from keylint.settings import Settings
from keylint.sources.git import GitError, Repository
from keylint.sources.history import revisions
from keylint.sources.past import Tracer
from keylint.watch import NOBODY, Watch


def run(
    repository: Repository,
    reach: Reach,
    request: Request,
    settings: Settings,
    book: Rulebook,
    cached: bool = True,
    watch: Watch = NOBODY,
) -> Report:
    """The report on the versions that are wanted.

    Raises NothingThere where a revision is not there. What an earlier scan found nothing in is
    not looked at again, if that may be `cached`.
    """
    started = time.monotonic()
    try:
        revs = revisions(repository, reach)
        tips = repository.ask("rev-list", "--no-walk", *revs, "--").decode().split()
    except GitError as error:
        raise NothingThere(str(error)) from None
    chosen = enabled(book, settings)
    kept = memory.of(repository, reach, settings, chosen.triggers) if cached else Memory(repository)
    search = Search(
        repository, reach, revs, Scan(request, settings, chosen, tuple(book)), kept.recall()
    )
    interrupted = search.look_at_all(watch)
    if not interrupted and not search.broke:
        kept.keep(search.walked_to(tips))
    return _report(search, interrupted)._replace(
        seconds=time.monotonic() - started,
        rules_off=tuple(sorted(set(book) - set(scan.enabled(book, settings)))),
    )


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
        pasts = Tracer(search.repository, search.revs, tip).trace(search.things.held)
    findings, silenced = search.things.told(pasts)
    return search.scan.report()._replace(
        findings=pairs.across_commits(findings),
        silenced=silenced,
        stale=(),
        unread=tuple(sorted(set(search.scan.unread))),
        scanned=search.tally,
        remembered=search.walked.commits - len(search.walked.dirty),
        interrupted=interrupted,
        of_history=True,
    )
