"""Pairs that lie in the owner's own files or history: read again where the scan found them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from keylint import engine
from keylint.audit.subjects import Subject
from keylint.content import encoding_of
from keylint.credentials import Credential, Kind
from keylint.document import Document
from keylint.finding import Finding, Location, Secret
from keylint.inquiry.pairs import Half, NoPair, Pair, pair_of
from keylint.layers import archive
from keylint.model import Blob
from keylint.report import Report
from keylint.rule import Rule
from keylint.sources import objects
from keylint.sources.git import Repository
from keylint.sources.history import Version
from keylint.survey import Survey
from keylint.survey.keys import keys_of

SECRET, KEY_ID = "gemini-api-secret", "gemini-api-key"
ALONE = "Nothing can be asked about it: no key id of Gemini's shape is beside it"


@dataclass(frozen=True)
class Leak:
    """A plaintext secret, the pair that it belongs to if its key id is there, and its environment."""

    finding: Finding
    pair: Pair | None
    sandbox: bool = False


def in_tree(documents: Iterable[Document], rule: Rule) -> Iterator[Leak]:
    """The secrets in the files of a scan; those that a comment silences too."""
    for document in documents:
        if not any(credential.kind is Kind.SECRET for credential in document.credentials):
            continue
        credentials = _by_place(document)
        for finding in engine.judge_by(document, [rule]).findings:
            credential = credentials[finding.location]
            yield Leak(finding, _pair(credential), credential.sandbox)


def _by_place(document: Document) -> dict[Location, Credential]:
    return {document.locate(one.span): one for one in document.credentials}


def _pair(credential: Credential) -> Pair | None:
    partner = credential.partner_value
    return _made(partner.reveal(), credential.value.reveal()) if partner else None


def _made(key: str, secret: str) -> Pair | None:
    try:
        return pair_of(Half("the key id", key), Half("the secret", secret))
    except NoPair:
        return None


@dataclass
class InHistory:
    """The secrets that a scan of a repository's history found; each version is read once more."""

    repository: Repository
    most: int
    documents: dict[tuple[str, str], Document | None] = field(default_factory=dict)

    def leaks(self, report: Report) -> Iterator[Leak]:
        """Each of them, those that a comment silences too."""
        found = [*report.findings, *(one.finding for one in report.silenced)]
        keys = {one.location: one for one in found if one.rule == KEY_ID}
        for finding in found:
            if finding.rule == SECRET and (credential := self._credential(finding)):
                pair = _pair(credential) or self._across(credential, finding, keys)
                yield Leak(finding, pair, credential.sandbox)

    def _across(
        self, secret: Credential, finding: Finding, keys: dict[Location, Finding]
    ) -> Pair | None:
        """The pair of a secret whose key id is in another commit."""
        partners = (keys.get(related.location) for related in finding.related)
        key = next((self._credential(one) for one in partners if one), None)
        return _made(key.value.reveal(), secret.value.reveal()) if key else None

    def _credential(self, finding: Finding) -> Credential | None:
        document = self._document(finding)
        return _by_place(document).get(finding.location) if document else None

    def _document(self, finding: Finding) -> Document | None:
        blob = finding.past.blob if finding.past else ""
        key = (blob, finding.location.path)
        if key not in self.documents:
            self.documents[key] = self._read(*key)
        return self.documents[key]

    def _read(self, blob: str, path: str) -> Document | None:
        outer = path.split(archive.SEPARATOR)[0]
        version = Version(blob.encode(), os.fsencode(outer))
        for _, item in objects.read(self.repository, [version], self.most):
            for one in (item, *(archive.members(item) if isinstance(item, Blob) else ())):
                if isinstance(one, Blob) and one.path == path:
                    return _opened(one)
        return None


def _opened(blob: Blob) -> Document | None:
    encoding = encoding_of(blob.data)
    return Document.of(blob, encoding) if encoding else None


def declared(survey: Survey) -> dict[Secret, str]:
    """What the inventory calls the keys whose ids lie in the files."""
    return {
        value: key.declared.name for key in keys_of(survey) if key.declared for value in key.values
    }


def lone(leak: Leak) -> Finding:
    """The finding of a secret that nothing can be asked about."""
    return replace(leak.finding, message=f"{leak.finding.message}. {ALONE}")


def subjects(leaks: Iterable[Leak], declared: Mapping[Secret, str]) -> Iterator[Subject]:
    """Each pair once, with every place of its secret."""
    by_pair: dict[Pair, list[Leak]] = {}
    for leak in leaks:
        if leak.pair:
            by_pair.setdefault(leak.pair, []).append(leak)
    for pair, ones in by_pair.items():
        yield _subject(pair, ones, declared.get(pair.key, ""))


def _subject(pair: Pair, leaks: list[Leak], called: str) -> Subject:
    """A pair; it is the sandbox's only if no place says otherwise."""
    findings = tuple(leak.finding for leak in leaks)
    origin = "history" if any(one.past and not one.past.in_tip for one in findings) else "file"
    return Subject(
        name=str(findings[0].location),
        pair=pair,
        origin=origin,
        location=findings[0].location,
        names=(called,) if called else (),
        leaks=findings,
        sandbox=all(leak.sandbox for leak in leaks),
    )
