"""What `keylint init` would write into a repository: files are added to, never rewritten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from keylint.adoption import hooks, ignored, merging, pipelines, tables
from keylint.adoption.place import Change, LeftAlone, NoRepository, Note, Outcome, Place, place_of
from keylint.adoption.remotes import Ci
from keylint.sources.git import TROUBLE

__all__ = ["Change", "Ci", "LeftAlone", "NoRepository", "Note", "Place", "Plan", "place_of", "plan"]


class Plan(NamedTuple):
    """The changes that a repository needs, and what is told of what stays as it is."""

    changes: tuple[Change, ...]
    notes: tuple[Note, ...]


def plan(place: Place, ci: Ci | None, baseline: str = "") -> Plan:
    """What a repository lacks; its files decide on the CI where the user named none.

    `baseline` names one that is about to be written.
    """
    steps: list[Callable[[Place], Iterator[Outcome]]] = [
        hooks.step,
        partial(pipelines.step, ci=ci),
        tables.step,
        ignored.step,
    ]
    steps += [partial(merging.step, baseline=baseline)] if baseline else []
    outcomes = [outcome for step in steps for outcome in _taken(step, place)]
    return Plan(
        tuple(one for one in outcomes if isinstance(one, Change)),
        tuple(one for one in outcomes if isinstance(one, Note)),
    )


def _taken(step: Callable[[Place], Iterator[Outcome]], place: Place) -> Iterator[Outcome]:
    """What a step says; a file that it cannot add to is told, and the others go on."""
    try:
        yield from step(place)
    except LeftAlone as error:
        yield Note(str(error), is_problem=True)
    except TROUBLE as error:
        yield Note(f"git: {error}", is_problem=True)
