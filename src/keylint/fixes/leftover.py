"""Where a value that was taken out still stands: in a name, a list or a page that no rule reads."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from keylint.document import Document
from keylint.finding import Finding, Location, Outcome, Secret, Span, fingerprint
from keylint.fixes.encoding import text_of
from keylint.model import Unread
from keylint.request import Request, items
from keylint.settings import Settings
from keylint.sources.files import File, read

STANDS = "the value still stands in line {line}: take it out by hand"


def outcomes(
    taken: Mapping[Secret, Finding],
    request: Request,
    settings: Settings,
    known: Collection[Location],
) -> Iterator[Outcome]:
    """The places of the files as they are that have a value, but for those that are known."""
    for path, data in _files(request, settings) if taken else ():
        document = Document(path, text_of(data))
        for value, finding in taken.items():
            for span in _places(document.text, value.reveal()):
                place = document.locate(span)
                if place not in known:
                    yield Outcome(
                        _moved(finding, place, value), False, STANDS.format(line=place.line)
                    )


def _files(request: Request, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """What is scanned, but for what git ignores: a value may be kept there."""
    for item in items(request, settings):
        blob = read(item) if isinstance(item, File) else item
        if not isinstance(blob, Unread) and not blob.standing.ignored:
            yield blob.path, blob.data


def _places(text: str, value: str) -> Iterator[Span]:
    at = text.find(value)
    while at >= 0:
        yield Span(at, at + len(value))
        at = text.find(value, at + len(value))


def _moved(finding: Finding, place: Location, value: Secret) -> Finding:
    told = fingerprint(finding.rule, place.path, value.reveal())
    return replace(finding, location=place, fingerprint=told)
