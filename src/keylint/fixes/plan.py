"""What a fix would do: which files change to what, and what becomes of each finding. Nothing is written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from keylint.finding import Finding, Outcome, Secret
from keylint.fixes import beside, checks, ignoring, naming, reach
from keylint.fixes.edit import Answer, Edit, Fix, Left, apply, collide
from keylint.fixes.encoding import read, text_of
from keylint.fixes.naming import Names
from keylint.fixes.targets import SPOKEN_FOR, Source, Target, sources
from keylint.report import Report
from keylint.request import Request
from keylint.settings import Settings
from keylint.wishes import Fixing

OVERLAP = "another fix changes the same place: run it again"
PRIVATE = 0o600


class Change(NamedTuple):
    """A file that becomes another: its bytes before (None if there is none) and after."""

    path: str
    place: str
    before: bytes | None
    after: bytes
    mode: int | None = None
    values: frozenset[Secret] = frozenset()
    outcomes: tuple[Outcome, ...] = ()
    told: str = ""

    def __repr__(self) -> str:  # without the bytes, which may be a secret
        return f"Change({self.path!r})"


@dataclass
class Plan:
    """All changes in the order in which they are written: what keeps a value comes first."""

    beside: list[Change] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    left: list[Outcome] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)
    variables: dict[str, Secret] = field(default_factory=dict)
    stored: dict[str, Secret] = field(default_factory=dict)
    taken: dict[Secret, Finding] = field(default_factory=dict)


def make(report: Report, request: Request, settings: Settings, wish: Fixing) -> Plan:
    """The plan for the findings of a report.

    Raises ConfigurationError where values were to be moved to a place that is not fit for them.
    """
    plan = Plan()
    keep = ignoring.Keep(request) if wish.move_to_env else None
    names = Names(keep.values() if keep else None)
    found = list(sources(report, request, settings.max_file_size, wish.unsafe))
    plan.left += (one for one in found if isinstance(one, Outcome))
    for source in naming.named(
        [one for one in found if isinstance(one, Source)], names, wish.unsafe
    ):
        _fix(source, plan, names, wish.unsafe)
    plan.left.sort(key=lambda one: one.finding.order)
    if (
        plan.variables
        or (keep and plan.stored)
        or any(one.finding.location.path == beside.ENV for one in plan.left)
    ):
        _put_beside(plan, request, keep)
    return plan


def _fix(source: Source, plan: Plan, names: Names, unsafe: bool) -> None:
    """Add what becomes of one file."""
    edits: list[Edit] = []
    fixed: list[tuple[Target, Fix]] = []
    for target, answer in zip(source.targets, naming.answers(source), strict=True):
        why = _why_not(answer, target, edits, names, unsafe)
        if isinstance(answer, Left) or why:
            plan.left.append(Outcome(target.finding, False, why))
        else:
            edits += answer.edits
            fixed.append((target, answer))
    text = source.written.text
    after = apply(text, edits)
    values = [target.value for target, _ in fixed]
    if problem := checks.problem(source.kind, text, after, edits, values):
        told = f"{problem}, so that it is left as it was"
        plan.left += (Outcome(target.finding, False, told) for target, _ in fixed)
    elif fixed:
        for target, fix in fixed:
            _look_up(target, fix, plan)
            plan.taken.setdefault(target.value, target.finding)
        outcomes = tuple(Outcome(target.finding, True, fix.told) for target, fix in fixed)
        plan.changes.append(_of_source(source, after, outcomes))


def _look_up(target: Target, fix: Fix, plan: Plan) -> None:
    """Remember what has to be set, and where."""
    if fix.store and fix.name not in plan.stored:
        plan.stored[fix.name] = target.value
        plan.advice.append(f"{fix.name} has to be put into {fix.store}")
    elif fix.name and not fix.store:
        plan.variables[fix.name] = target.value


def _of_source(source: Source, after: str, outcomes: tuple[Outcome, ...]) -> Change:
    return Change(
        source.path,
        source.place,
        source.data,
        source.written.bytes_of(after),
        values=frozenset(source.values),
        outcomes=outcomes,
    )


def _why_not(
    answer: Answer, target: Target, edits: Iterable[Edit], names: Names, unsafe: bool
) -> str:
    """Why an answer is not taken; nothing if it is."""
    if isinstance(answer, Left):
        return answer.reason
    if not answer.safe and not unsafe:
        return answer.note or "only --unsafe-fixes does that"
    value = target.value
    if answer.name and not names.fits(answer.name, value):
        return SPOKEN_FOR.format(name=answer.name)
    if collide(answer.edits, edits):
        return OVERLAP
    if answer.name:
        names.agree(answer.name, value)
    return ""


def _put_beside(plan: Plan, request: Request, keep: ignoring.Keep | None) -> None:
    """Add the files beside: what is ignored, the values if that is wished, the names."""
    names = ", ".join(sorted(plan.variables))
    if not reach.holds_root(request) and names:
        plan.advice.append(
            f"{request.root} was not asked for as a whole: put {names} into {beside.EXAMPLE} and "
            f"{beside.ENV} into {beside.IGNORE} there by hand"
        )
    elif reach.holds_root(request):
        plan.beside += _ignored(plan, request)
    if keep and (values := {**plan.stored, **plan.variables}):
        keep.check(will_be_ignored=bool(plan.beside))
        plan.beside += _kept(keep, values, request)
    if reach.holds_root(request) and plan.variables:
        _name(plan, request)


def _ignored(plan: Plan, request: Request) -> Iterator[Change]:
    if ignoring.is_ignored(request.root) is not False:
        return
    written = _beside(request, beside.IGNORE, plan)
    if written:
        text, change = written
        after = beside.with_pattern(text, beside.ENV)
        yield _changed(change, after, f"{beside.IGNORE} names {beside.ENV} now")


def _name(plan: Plan, request: Request) -> None:
    """Put the names into the template that is there; it may be one of the files that are fixed."""
    there = (n for n in beside.EXAMPLES if os.path.lexists(reach.place_of(n, request)))
    name = next(there, beside.EXAMPLE)
    names = sorted(plan.variables)
    told = f"{name} has {', '.join(names)} now, without values"
    if ignoring.is_ignored(request.root, name):
        told += f"; git ignores it: git add --force {name}, or write !{name} into {beside.IGNORE}"
    for index, change in enumerate(plan.changes):
        if change.path == name:
            text = text_of(change.after)
            plan.changes[index] = _changed(change, beside.with_names(text, names), told)
            return
    written = _beside(request, name, plan)
    if written and (after := beside.with_names(written[0], names)) != written[0]:
        plan.beside.append(_changed(written[1], after, told))


def _kept(
    keep: ignoring.Keep, variables: Mapping[str, Secret], request: Request
) -> Iterator[Change]:
    after = beside.with_values(keep.text, variables)
    place = reach.place_of(beside.ENV, request)
    values = frozenset({*variables.values(), *keep.values().values()})
    change = Change(beside.ENV, place, keep.data, b"", PRIVATE, values)
    told = (
        f"{beside.ENV} keeps the values of {', '.join(variables)}; only you may read it, and nothing "
        "loads it by itself"
    )
    if after != keep.text:
        yield _changed(change, after, told)


def _beside(request: Request, name: str, plan: Plan) -> tuple[str, Change] | None:
    """The text of a file beside, empty if it is not there; None, and told, if it may not be written."""
    place = reach.place_of(name, request)
    if not os.path.lexists(place):
        return "", Change(name, place, None, b"")
    if why := reach.barrier(name, request):
        plan.advice.append(f"{name} was left: {why}")
        return None
    with open(place, "rb") as file:
        data = file.read()
    written = read(data)
    if written is None:
        plan.advice.append(f"{name} was left: it is no text")
        return None
    return written.text, Change(name, place, data, b"")


def _changed(change: Change, text: str, told: str) -> Change:
    written = read(change.before) if change.before else None
    return change._replace(after=written.bytes_of(text) if written else text.encode(), told=told)
