"""Rules meet documents: a blob and the rules that it calls up → findings, and what failed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from itertools import islice
from types import MappingProxyType
from typing import TypeGuard

from keylint.advice import lookup
from keylint.document import Document
from keylint.finding import Finding, Imprint, Location, Match, RelatedLocation, fingerprint
from keylint.gate import Selection
from keylint.gate.search import Patterns
from keylint.model import Blob, Unread
from keylint.rule import DetectorRule, Rule, SurveyRule
from keylint.rulebook import Rulebook
from keylint.survey import Survey

# Of one rule in one file: nobody reads as many, and each takes two kilobytes of memory.
MOST_FINDINGS = 10_000
MORE_FINDINGS = f"what {{}} finds behind its first {MOST_FINDINGS:,} findings"

NO_OTHERS: Mapping[str, Document] = MappingProxyType({})


@dataclass(frozen=True)
class Judged:
    """What came of one document: its findings, and notices.

    What `waits` is judged again when all files are known.
    """

    document: Document
    findings: tuple[Finding, ...] = ()
    unread: tuple[Unread, ...] = ()
    waits: bool = False


@dataclass(frozen=True)
class Surveyed:
    """What came of all files together: findings by path, and notices."""

    findings: Mapping[str, tuple[Finding, ...]]
    unread: tuple[Unread, ...] = ()


def judge(blob: Blob, encoding: str, selection: Selection, book: Rulebook) -> Judged:
    """Everything that the rules which the gate calls up say of a blob."""
    alone = [book[name] for name in selection.rules if name not in book.waiting]
    judged = judge_by(Document.of(blob, encoding, selection.seen, names_in), alone)
    return replace(judged, waits=len(alone) < len(selection.rules))


@cache
def _names() -> Patterns:
    from keylint.evidence.names import PATTERNS  # few scans come upon code that describes keys

    return Patterns(PATTERNS)


def names_in(code: bytes) -> int:
    """Which names of a key's fields stand in some code: a bit for each pattern of them."""
    return _names()(code)


def load(book: Rulebook) -> None:
    """Load the rules of a book, and what most documents are read with."""
    for name in book:
        book[name]
    for module in ("evidence.functions", "readers.python", "readers.yaml"):
        import_module(f"keylint.{module}")
    _names()


def survey(seen: Survey, book: Rulebook) -> Surveyed:
    """What the rules that judge all files together say."""
    documents = {document.path: document for document in seen.documents}
    found: dict[str, list[Finding]] = {}
    unread: list[Unread] = []
    for rule in filter(_surveys, map(book.__getitem__, book.waiting)):
        try:
            for claim in rule.judge(seen):
                finding = _finding(rule, documents[claim.path], claim.match, documents)
                found.setdefault(claim.path, []).append(finding)
        except (Exception, SystemExit) as error:  # as with one file
            unread.append(_failed(rule, ".", error))
    return Surveyed({path: _distinct(ones) for path, ones in found.items()}, tuple(unread))


def _surveys(rule: Rule) -> TypeGuard[SurveyRule]:
    return isinstance(rule, SurveyRule)


def judge_by(document: Document, rules: Sequence[Rule]) -> Judged:
    """Everything that some rules say of a document."""
    findings: list[Finding] = []
    unread: list[Unread] = []
    for rule in rules:
        try:
            found = matches(rule, document)
            findings += (_finding(rule, document, match) for match in islice(found, MOST_FINDINGS))
            if next(found, None):
                unread.append(Unread(document.path, MORE_FINDINGS.format(rule.id), fault=True))
        # One rule's fault is that rule's, and the others go on; a stranger's may even want to exit.
        except (Exception, SystemExit) as error:
            unread.append(_failed(rule, document.path, error))
    if document.unjudged:
        reason = f"what is behind the first {document.unjudged}"
        unread.append(Unread(document.path, reason, fault=True))
    if document.unread_structure:
        reason = f"only as text, not as structure: {document.unread_structure}"
        unread.append(Unread(document.path, reason))
    return Judged(document, _distinct(findings), tuple(unread))


def _failed(rule: Rule, path: str, error: BaseException) -> Unread:
    """Only the kind of an error is told: its text may quote the file."""
    return Unread(path, f"rule {rule.id} failed with {type(error).__name__}", fault=True)


def matches(rule: Rule, document: Document) -> Iterator[Match]:
    """What a rule sees in a document."""
    if isinstance(rule, DetectorRule):
        # detect-secrets takes a fifth of a second to import: only for a file that needs it.
        from keylint.detectors import detect_secrets

        return detect_secrets.look(rule, document)
    return rule.look(document)


def _finding(
    rule: Rule, document: Document, match: Match, others: Mapping[str, Document] = NO_OTHERS
) -> Finding:
    identity = match.secret.reveal() if match.secret else match.identity
    is_secret = match.secret is not None
    instead = lookup(document.path, match.variable)
    return Finding(
        rule=rule.id,
        severity=match.severity or rule.severity,
        confidence=match.confidence,
        location=document.locate(match.span),
        message=match.message,
        masked=str(match.secret) if match.secret else "",
        fingerprint=fingerprint(rule.id, document.path, identity, is_secret),
        related=tuple(
            RelatedLocation(
                others.get(related.path, document).locate(related.span), related.message
            )
            for related in match.related
        ),
        fix=tuple(step.replace("{lookup}", instead) for step in rule.steps(match.exchange)),
        lookup=instead,
        exchange=match.exchange,
        names=match.names,
        imprint=Imprint.of(identity, is_secret),
    )


def _distinct(findings: list[Finding]) -> tuple[Finding, ...]:
    """Each place once for each rule."""
    seen: dict[tuple[str, Location], Finding] = {}
    for finding in findings:
        seen.setdefault((finding.rule, finding.location), finding)
    return tuple(seen.values())
