"""What could be done about a finding in a buffer: edits, with what they do in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from keylint.document import Document
from keylint.editor.judging import Judged
from keylint.finding import Finding, Outcome
from keylint.fixes import checks, naming
from keylint.fixes.edit import Answer, Edit, Fix, Left, apply, collide
from keylint.fixes.encoding import Written
from keylint.fixes.naming import Names
from keylint.fixes.targets import RULES, Source, Target, targets_of

BY_HAND = "; look it over, it may need work by hand"
STILL = "the key must still be deactivated"


class Proposal(NamedTuple):
    """An offer: its title, its edits in the judged text, and the findings that it answers.

    One without edits is an offer that cannot be made, and `why` says so.
    """

    title: str
    findings: tuple[Finding, ...]
    edits: tuple[Edit, ...] = ()
    why: str = ""
    preferred: bool = False


class Fixable(NamedTuple):
    """A value of a document, and what the language of the document says to it."""

    target: Target
    answer: Answer
    safe: bool


def fixes(judged: Judged, wanted: Sequence[Finding]) -> Iterator[Proposal]:
    """The look-ups that can stand in place of the values of some findings."""
    source = _source(judged)
    mine = [one for one in judged.findings if one.rule in RULES]
    if not any(one in mine for one in wanted):
        return
    found = list(_fixable(source, mine))
    met = {id(one.target.finding): one for one in found}
    for finding in wanted:
        if fixable := met.get(id(finding)):
            yield _proposal(source, fixable)
    every = [one for one in found if one.safe and isinstance(one.answer, Fix)]
    if len(every) > 1:
        yield from _all(source, every)


def _source(judged: Judged) -> Source:
    name, body = judged.place.name, judged.buffer.body
    return Source(name, name, b"", Written(body, "utf-8"), Document(name, body), ())


def _fixable(source: Source, findings: list[Finding]) -> Iterator[Fixable]:
    """Each value that an editor can be offered a fix for; the user sees what it does, and may undo it."""
    offered = targets_of(source, findings, source.paired, unsafe=True)
    targets = tuple(one for one in offered if not isinstance(one, Outcome))
    (named,) = naming.named([source._replace(targets=targets)], Names(), unsafe=True)
    sure = targets_of(source, findings, source.paired, unsafe=False)
    safe = {id(one.finding) for one in sure if not isinstance(one, Outcome)}
    for target, answer in zip(named.targets, naming.answers(named), strict=True):
        is_safe = id(target.finding) in safe and (isinstance(answer, Left) or answer.safe)
        yield Fixable(target, answer, is_safe)


def _proposal(source: Source, one: Fixable) -> Proposal:
    findings = (one.target.finding,)
    if isinstance(one.answer, Left):
        return Proposal("no fix", findings, why=one.answer.reason)
    why = _problem(source, one.answer.edits, [one])
    title = f"write {one.answer.told}" if one.answer.name else one.answer.told
    told = f"{title} ({STILL}{'' if one.safe else BY_HAND})"
    return Proposal(told, findings, () if why else one.answer.edits, why, one.safe and not why)


def _all(source: Source, every: Sequence[Fixable]) -> Iterator[Proposal]:
    """One offer for all values of a document that can be taken out safely."""
    edits: list[Edit] = []
    taken: list[Fixable] = []
    for one in every:
        if isinstance(one.answer, Fix) and not collide(one.answer.edits, edits):
            edits += one.answer.edits
            taken.append(one)
    if len(taken) > 1 and not _problem(source, edits, taken):
        title = f"take all {len(taken)} values out of this file ({STILL})"
        yield Proposal(title, tuple(one.target.finding for one in taken), tuple(edits))


def _problem(source: Source, edits: Sequence[Edit], taken: Sequence[Fixable]) -> str:
    text = source.written.text
    values = [one.target.value for one in taken]
    return checks.problem(source.kind, text, apply(text, edits), edits, values)
