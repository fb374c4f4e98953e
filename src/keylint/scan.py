"""The one use case: sources → gate → engine → triage → Report."""

from __future__ import annotations

import time
from itertools import chain, islice
from typing import TYPE_CHECKING

from keylint.report import Report
from keylint.request import STANDARD_INPUT, Request, how_many, items
from keylint.rulebook import Rulebook
from keylint.scanner import Scan
from keylint.settings import Settings
from keylint.watch import NOBODY, Watch

if TYPE_CHECKING:
    from keylint.survey import Survey

# For fewer files other processes are not worth their start.
WORTH_SHARING = 400


def run(request: Request, settings: Settings, book: Rulebook, watch: Watch = NOBODY) -> Report:
    """The report on everything that was asked for, in an order that is always the same."""
    started = time.monotonic()
    scan = Scan(request, settings, enabled(book, settings), tuple(book))
    interrupted = _look_at_all(scan, watch)
    scan.judge_together(complete=not interrupted)
    return scan.report()._replace(seconds=time.monotonic() - started, interrupted=interrupted)


def survey(request: Request, settings: Settings, book: Rulebook) -> tuple[Survey, Report]:
    """What the files say of keys, and what of them could not be read."""
    scan = Scan(request, settings, book.only(lambda one: one.waits), ())
    interrupted = _look_at_all(scan, NOBODY)
    report = scan.report()._replace(interrupted=interrupted)
    return scan.survey(complete=not interrupted), report


def enabled(book: Rulebook, settings: Settings) -> Rulebook:
    """The rules that the settings leave on, each with the owner's limits."""
    chosen = book.only(
        lambda one: (
            (not settings.select or one.rule in settings.select) and one.rule not in settings.ignore
        )
    )
    if settings.plugins:
        from keylint.detectors import plugins  # few scans have any

        chosen = plugins.added(chosen, settings.plugins)
    return chosen.under(settings.policy)


def _look_at_all(scan: Scan, watch: Watch) -> bool:
    """Look at each file by itself; whether the user broke off."""
    watch.expect("files", lambda: how_many(scan.request))
    asked = items(scan.request, scan.settings)
    try:
        # Who types may wait long with the next line: until then nothing is laid aside.
        few = [] if STANDARD_INPUT in scan.request.paths else list(islice(asked, WORTH_SHARING))
        if len(few) < WORTH_SHARING:
            for item in chain(few, asked):
                scan.take(item)
        else:
            from keylint import shared

            shared.look(scan, chain(few, asked), watch)
    except KeyboardInterrupt:
        return True
    return False
