"""What results prove, as findings: by the rules about keys, and of secrets that lie in files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from keylint import engine
from keylint.audit.proofs import Proof, proof
from keylint.audit.runbook import runbook
from keylint.audit.subjects import Subject
from keylint.finding import Finding
from keylint.inquiry.outcome import Result
from keylint.inquiry.sites import SANDBOX
from keylint.inquiry.verdicts import State
from keylint.model import Confidence, Severity
from keylint.rule import RecordRule
from keylint.rulebook import Rulebook
from keylint.survey import Survey

Asked = Sequence[tuple[Subject, Result]]


def of(asked: Asked, survey: Survey, book: Rulebook) -> list[Finding]:
    """Every finding of an audit, in no order."""
    proofs = {proof(*one): one[0] for one in asked if one[1].best.state.is_live}
    proven = [*_by_record(proofs, book), *_by_survey(proofs, survey, book)]
    by_path = {one.path: subject for one, subject in proofs.items()}
    leaks = (leak for subject, result in asked for leak in _leaks(subject, result))
    return [*leaks, *(_placed(finding, by_path) for finding in proven)]


def _by_record(proofs: Iterable[Proof], book: Rulebook) -> Iterator[Finding]:
    rules = [rule for rule in book.values() if isinstance(rule, RecordRule)]
    for one in proofs:
        yield from engine.judge_by(one, rules).findings


def _by_survey(proofs: Iterable[Proof], survey: Survey, book: Rulebook) -> Iterator[Finding]:
    """What the answers say beside the files of the owner; what files say alone is a scan's."""
    seen = replace(survey, documents=(*survey.documents, *proofs), proofs=tuple(proofs))
    rules = book.only(lambda trigger: trigger.waits)
    found = engine.survey(seen, rules).findings
    yield from (finding for one in proofs for finding in found.get(one.path, ()))


def _placed(finding: Finding, by_path: dict[str, Subject]) -> Finding:
    """A finding at the place where its key stands or is named."""
    subject = by_path[finding.location.path]
    return replace(
        finding,
        location=subject.location,
        masked=str(subject.pair.key),
        confidence=Confidence.HIGH,
        names=subject.names or finding.names,
        proven=True,
    )


def _leaks(subject: Subject, result: Result) -> Iterator[Finding]:
    """The secrets of a pair in files, as bad as the exchange says that they are."""
    for leak in subject.leaks:
        yield _of_live(leak, result) if result.best.state.is_live else _of_other(leak, result)


def _of_live(leak: Finding, result: Result) -> Finding:
    verdict = result.best
    roles = f" with the roles {verdict.roles.told}" if verdict.roles else ""
    return replace(
        leak,
        severity=Severity.MEDIUM if verdict.site == SANDBOX else Severity.CRITICAL,
        confidence=Confidence.HIGH,
        message=f"{leak.message}. It is alive: {verdict.site.host} answered for it{roles}",
        fix=runbook(leak.lookup, leak.past is not None),
        proven=True,
        alive=True,
    )


def _of_other(leak: Finding, result: Result) -> Finding:
    verdict = result.verdict
    if not verdict.state.is_dead:
        return replace(leak, message=f"{leak.message}. Whether it is alive is {verdict.title}")
    what = "the key is not known" if verdict.state is State.UNKNOWN_KEY else "it is not the key's"
    other = verdict.site.other
    both = verdict.elsewhere is not None
    maybe = f"; keys of the {other.environment} were not asked for" if other and not both else ""
    return replace(
        leak,
        severity=min(leak.severity, Severity.MEDIUM),
        message=f"{leak.message}. It is dead at {verdict.site.host}: {what} there{maybe}",
        proven=True,
        alive=False,
    )
