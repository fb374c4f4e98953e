"""`keylint init`: what a repository lacks is shown, asked for, and written."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from keylint import adoption, output
from keylint.adoption import Change, Ci, LeftAlone, Note, Place
from keylint.commands.delivery import CLEAN, INCOMPLETE, stop, tell
from keylint.reports import changes
from keylint.reports.shown import plural, safe
from keylint.settings import BASELINE
from keylint.wishes import Keeping, Wishes

UNASKED = "nothing was written: answer y, or say --yes where nobody can answer"


def adopt(path: str, ci: Ci | None, baseline: bool, yes: bool, dry_run: bool) -> int:
    """Show what would be written, ask, write it, and give the exit code."""
    try:
        place = adoption.place_of(path)
        lacks_baseline = baseline and not place.has(BASELINE)
        plan = adoption.plan(place, ci, BASELINE if lacks_baseline else "")
    except LeftAlone as error:
        return stop(str(error))
    names = [change.name for change in plan.changes] + [BASELINE] * lacks_baseline
    _show(plan.changes, lacks_baseline)
    problems = _told(plan.notes)
    if not names and not problems:
        output.show("nothing to do\n")
    if not names or dry_run:
        return INCOMPLETE if problems else CLEAN
    if not (yes or _agreed(len(names))):
        return stop(UNASKED)
    problems += _write(place, plan.changes)
    code = _keep(place) if lacks_baseline else CLEAN
    return code or (INCOMPLETE if problems else CLEAN)


def _keep(place: Place) -> int:
    """Write the baseline; the exit code of `keylint baseline`."""
    from keylint.commands.baseline import keep  # few ask for a baseline

    return keep(Wishes(paths=(str(place.top),)), Keeping())


def _show(wanted: Sequence[Change], with_baseline: bool) -> None:
    for change in wanted:
        output.show(changes.diff(change.name, change.before, change.after))
    if with_baseline:
        output.show(f"new file: {BASELINE}, with digests of today's findings\n")


def _told(notes: Sequence[Note]) -> int:
    """Tell the notes; how many of them are problems."""
    for note in notes:
        tell(note.text)
    return sum(note.is_problem for note in notes)


def _agreed(files: int) -> bool:
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    import typer

    return typer.confirm(f"Write {plural(files, 'file')}?", err=True)


def _write(place: Place, wanted: Sequence[Change]) -> int:
    """Write the files; how many of them could not be."""
    failed = 0
    for change in wanted:
        try:
            place.write(change)
            output.show(f"wrote {safe(change.name)}\n")
        except LeftAlone as error:
            tell(str(error))
            failed += 1
    return failed
