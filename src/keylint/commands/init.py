"""`keylint init`: what a repository lacks is shown, asked for, and written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

from keylint import adoption, output
from keylint.adoption import Change, Ci, LeftAlone, Note, Place
from keylint.commands import CLEAN, INCOMPLETE, stop, tell
from keylint.reports import changes
from keylint.reports.shown import plural, safe

BASELINE = "keylint.commands.baseline"
UNASKED = "nothing was written: answer y, or say --yes where nobody can answer"


def adopt(path: str, ci: Ci | None, baseline: bool, yes: bool, dry_run: bool) -> int:
    """Show what would be written, ask, write it, and give the exit code."""
    if baseline and find_spec(BASELINE) is None:
        return stop("--baseline: this keylint writes none yet")
    try:
        place = adoption.place_of(path)
        plan = adoption.plan(place, ci)
    except LeftAlone as error:
        return stop(str(error))
    _show(plan.changes)
    problems = _told(plan.notes)
    if not plan.changes:
        output.show("" if problems else "nothing to do\n")
    elif not dry_run:
        if not (yes or _agreed(plan.changes)):
            return stop(UNASKED)
        problems += _write(place, plan.changes)
    if baseline and not dry_run:
        return int(import_module(BASELINE).adopt(str(place.top))) or _code(problems)
    return _code(problems)


def _code(problems: int) -> int:
    return INCOMPLETE if problems else CLEAN


def _show(wanted: Sequence[Change]) -> None:
    for change in wanted:
        output.show(changes.diff(change.name, change.before, change.after))


def _told(notes: Sequence[Note]) -> int:
    """Tell the notes; how many of them are problems."""
    for note in notes:
        tell(note.text)
    return sum(note.is_problem for note in notes)


def _agreed(wanted: Sequence[Change]) -> bool:
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    import typer

    return typer.confirm(f"Write {plural(len(wanted), 'file')}?", err=True)


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
