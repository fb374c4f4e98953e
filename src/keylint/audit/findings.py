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
    proofs = {proof(*one): one[0] for one in asked if one[1].is_live}
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
    judge = _of_live if result.is_live else _of_dead if result.is_dead else _of_unknown
    return (judge(leak, result) for leak in subject.leaks)


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


def _of_dead(leak: Finding, result: Result) -> Finding:
    site, other = result.verdict.site, result.verdict.elsewhere
    hosts = f"{site.host} and {other.site.host} do" if other else f"{site.host} does"
    beyond = f"; {site.other.host} was not asked" if site.other and not other else ""
    return replace(
        leak,
        severity=min(leak.severity, Severity.MEDIUM),
        message=f"{leak.message}. It is dead: {hosts} not know the key{beyond}",
        proven=True,
        alive=False,
    )


def _of_unknown(leak: Finding, result: Result) -> Finding:
    verdict = result.best
    if verdict.state is State.WRONG_SECRET:
        why = "it is not the secret of the key id beside it, and may be another key's"
    elif verdict.state is State.UNKNOWN_KEY and verdict.site.other:
        why = f"{verdict.site.host} does not know it, {verdict.site.other.host} was not asked"
    else:
        why = verdict.title.removeprefix("not known: ")
    return replace(leak, message=f"{leak.message}. Whether it is alive is not known: {why}")
