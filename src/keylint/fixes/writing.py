"""Carries a plan out: each file is compared once more, then replaced whole or not at all."""

from __future__ import annotations

from keylint import placing
from keylint.finding import Fixes, Outcome
from keylint.fixes import beside, ignoring, reach
from keylint.fixes.plan import PRIVATE, Change, Plan
from keylint.fixes.targets import CHANGED
from keylint.request import Request

NOT_KEPT = "the value could not be kept in .env ({why}), so that it was left"


def carry_out(plan: Plan, request: Request) -> Fixes:
    """Write what is planned; what became of each finding."""
    outcomes, told = list(plan.left), list(plan.advice)
    lost = ""
    for change in plan.beside:
        why = _not_ignored(change, request) or _write(change)
        told.append(f"{change.path} was left: {why}" if why else change.told)
        if why and change.mode == PRIVATE:
            lost = NOT_KEPT.format(why=why)
    for change in plan.changes:
        why = lost or reach.barrier(change.path, request) or _write(change)
        told += [change.told] if change.told and not why else []
        outcomes += (Outcome(one.finding, False, why) if why else one for one in change.outcomes)
    outcomes.sort(key=lambda one: one.finding.order)
    return Fixes(tuple(outcomes), tuple(told), tuple(sorted(plan.variables)))


def _not_ignored(change: Change, request: Request) -> str:
    """Why values may not be kept, after .gitignore was to name their file."""
    keeps = change.path == beside.ENV and change.mode == PRIVATE
    return "git does not ignore it" if keeps and not ignoring.is_ignored(request.root) else ""


def _write(change: Change) -> str:
    """Put a file in its place; why that was not done, or nothing."""
    try:
        placing.put_over(change.place, change.before, change.after, change.mode)
    except placing.Changed:
        return CHANGED
    except OSError as error:
        return f"it could not be written ({error.strerror})"
    return ""
