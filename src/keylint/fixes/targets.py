"""The findings that a fix is for, met again in their files: the values, which a report has not got."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from keylint import fixes
from keylint.credentials import Credential, Kind
from keylint.document import Document
from keylint.finding import Finding, Outcome, Secret, fingerprint
from keylint.fixes import encoding, reach
from keylint.fixes.encoding import Written
from keylint.layers.archive import SEPARATOR
from keylint.model import Confidence, Unread
from keylint.report import Report
from keylint.request import Request
from keylint.sources.files import File, read

RULES = frozenset(["gemini-api-secret", "gemini-api-key", "gemini-oauth-token"])
CHANGED = "the file has changed since it was read: run it again"
NO_FIX = "this rule has no fix: its steps are told with the finding"
HIDDEN = "it is encoded, escaped or cut up: take it out by hand"
IN_ARCHIVE = "it is in an archive: make that anew without it"
NOT_EXACT = "the file could not be written back byte for byte"
LONE = "a key id alone opens nothing; --unsafe-fixes takes it out"
UNSURE = "it may be no credential (low confidence); --unsafe-fixes takes it out all the same"
SPOKEN_FOR = "the variable {name} has another value already"


class Target(NamedTuple):
    """A finding, its credential in the file, and the variable to look up instead."""

    finding: Finding
    credential: Credential
    name: str

    @property
    def value(self) -> Secret:
        """The value itself."""
        return self.credential.value


class Source(NamedTuple):
    """A file with findings: its bytes, its text, and what of it is to be fixed."""

    path: str
    place: str
    data: bytes
    written: Written
    document: Document
    targets: tuple[Target, ...]

    def __repr__(self) -> str:  # without the bytes, which are a secret
        return f"Source({self.path!r})"

    @property
    def kind(self) -> fixes.Kind:
        """What the file is written in."""
        return fixes.kind_of(self.place, self.written.text)

    @property
    def paired(self) -> set[Secret]:
        """The key ids that stand beside their secret."""
        found = self.document.credentials
        return {one.value for one in found if one.kind is Kind.KEY and one.partner}

    @property
    def values(self) -> set[Secret]:
        """Every credential of the file, which no diff may show."""
        return {one.value for one in self.document.credentials}


def sources(
    report: Report, request: Request, most: int, unsafe: bool
) -> Iterator[Source | Outcome]:
    """The files with something to fix, and the findings that are left."""
    by_path: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.rule in RULES:
            by_path.setdefault(finding.location.path, []).append(finding)
        else:
            yield Outcome(finding, False, NO_FIX)
    met = {path: _source(path, request, most) for path in sorted(by_path)}
    paired = {key for one in met.values() if isinstance(one, Source) for key in one.paired}
    for path, source in met.items():
        if isinstance(source, str):
            yield from (Outcome(finding, False, source) for finding in by_path[path])
            continue
        again = list(targets_of(source, by_path[path], paired, unsafe))
        yield from (one for one in again if isinstance(one, Outcome))
        yield source._replace(targets=tuple(one for one in again if isinstance(one, Target)))


def _source(path: str, request: Request, most: int) -> Source | str:
    """A file as it is now, or why it is not to be touched."""
    if SEPARATOR in path and not reach.barrier(path.split(SEPARATOR)[0], request):
        return IN_ARCHIVE
    if why := reach.barrier(path, request):
        return why
    place = reach.place_of(path, request)
    blob = read(File(place, path, most))
    if isinstance(blob, Unread):
        return blob.reason
    written = encoding.read(blob.data)
    if written is None:
        return NOT_EXACT
    return Source(path, place, blob.data, written, Document(path, written.text), ())


def targets_of(
    source: Source, findings: list[Finding], paired: set[Secret], unsafe: bool
) -> Iterator[Target | Outcome]:
    """The findings of one source that may be fixed, and why the others may not."""
    document = source.document
    there = {(_rule(one), document.locate(one.span)): one for one in document.credentials}
    for finding in findings:
        credential = there.get((finding.rule, finding.location))
        why = _why_not(finding, credential, paired, unsafe)
        if credential is None or why:
            yield Outcome(finding, False, why)
        else:
            yield Target(finding, credential, credential.variable)


def _rule(credential: Credential) -> str:
    named = {Kind.SECRET: "api-secret", Kind.KEY: "api-key", Kind.TOKEN: "oauth-token"}
    return f"gemini-{named[credential.kind]}"


def _why_not(
    finding: Finding, credential: Credential | None, paired: set[Secret], unsafe: bool
) -> str:
    """Why a finding is left, whatever language it is in; nothing if it may be fixed."""
    if credential is None:
        return CHANGED
    value = credential.value.reveal()
    if fingerprint(finding.rule, finding.location.path, value) != finding.fingerprint:
        return CHANGED
    if credential.hidden:
        return HIDDEN
    if finding.confidence is Confidence.LOW and not unsafe:
        return UNSURE
    lone = credential.kind is Kind.KEY and credential.value not in paired
    return LONE if lone and not unsafe else ""
