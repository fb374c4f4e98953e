"""What is read out of a document's text: credentials, what detectors find, calls, references."""

from __future__ import annotations

from properties import named, require, text_of, within
from stand_ins import shows

from keylint import calls, references, registry
from keylint.document import Document
from keylint.finding import Match, Secret, Span
from keylint.rule import DetectorRule

DETECTORS = [rule for rule in registry.load() if isinstance(rule, DetectorRule)]


def _document(data: bytes) -> Document:
    name, rest = named(data)
    return Document(name or "a.txt", text_of(rest))


def credentials(data: bytes) -> None:
    """Each credential is in the text, masked, and what stands there unless it is hidden."""
    document = _document(data)
    for one in document.credentials:
        _holds(document.text, one.span, None if one.hidden else one.value)
        if one.partner:
            within(one.partner, document.text, "a partner")
        _masked(one.value)


def detectors(data: bytes) -> None:
    """The same of whatever detect-secrets' detectors find."""
    from keylint.detectors import detect_secrets

    document = _document(data)
    for rule in DETECTORS:
        for match in detect_secrets.look(rule, document):
            _match(document.text, match)


def code(data: bytes) -> None:
    """Calls and names of variables are where they are told."""
    document = _document(data)
    for call in calls.read(document.text, document.path):
        within(call.span, document.text, "a call")
    for one in references.read(document.text, document.path):
        require(document.text[one.span.start : one.span.end] == one.name, "another name")
    _ = document.records


def _match(text: str, match: Match) -> None:
    _holds(text, match.span, match.secret)
    if match.secret:
        _masked(match.secret)
        if len(match.secret.reveal()) >= 12:
            require(not shows(match.message, match.secret.reveal()), "a message shows a value")


def _holds(text: str, span: Span, value: Secret | None) -> None:
    within(span, text, "a value")
    if value is not None:
        require(text[span.start : span.end] == value.reveal(), "a value stands elsewhere")


def _masked(value: Secret) -> None:
    if len(value.reveal()) >= 12:
        require(not shows(str(value), value.reveal()), "a masked value shows")
