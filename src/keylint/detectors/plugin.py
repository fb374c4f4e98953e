"""keylint's judgement as a plugin of detect-secrets: `detect-secrets scan -p FILE` loads this file.

detect-secrets asks line by line. Where the line stands in the file as it was given, the whole file
is judged, as keylint does; else, in a diff or a text without a file, the lines around it.

`detect-secrets audit` has no -p and does not read the plugins that its baseline names
(Yelp/detect-secrets#611): `python FILE audit BASELINE` is its audit with this plugin.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from typing import Any, NamedTuple

if __name__ == "__main__":
    del sys.path[0]  # this file's folder, where a module has the library's own name

from detect_secrets.core.potential_secret import PotentialSecret
from detect_secrets.plugins.base import RegexBasedDetector

if find_spec("keylint") is None:
    # detect-secrets is installed elsewhere; last, so that nothing of its own changes.
    sys.path.append(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

from keylint.content import encoding_of
from keylint.credentials import Kind, shapes
from keylint.document import Document
from keylint.model import Blob, unshown

LARGEST = 64_000_000  # bytes, as keylint's own max-file-size


class Place(NamedTuple):
    """A credential on a line of a text: what it is, and how it is written there."""

    line: int
    kind: Kind
    written: str

    def __repr__(self) -> str:
        return unshown(self)


class Judged(NamedTuple):
    """The lines of a text, and the credentials in it."""

    lines: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()

    def __repr__(self) -> str:
        return unshown(self)

    def on(self, line: int) -> Iterator[Place]:
        """The credentials on a line, from 1."""
        return (place for place in self.places if place.line == line)

    def has(self, number: int, line: str) -> bool:
        """Whether that line stands there."""
        return 0 < number <= len(self.lines) and self.lines[number - 1].rstrip() == line.rstrip()


def judged(document: Document) -> Judged:
    """The credentials of a document, by their lines."""
    places = (
        Place(
            document.line_number(one.span.start),
            one.kind,
            document.text[one.span.start : one.span.end],
        )
        for one in document.credentials
    )
    return Judged(tuple(document.text.split("\n")), tuple(places))


def of_file(name: str) -> Judged:
    """What is in a file; nothing where there is none, or none that can be read."""
    try:
        state = os.stat(name)
        return _of_file(name, state.st_mtime_ns, state.st_size)
    except OSError:
        return Judged()


@lru_cache(maxsize=4)  # its lines come one after another
def _of_file(name: str, modified: int, size: int) -> Judged:
    if size > LARGEST:
        return Judged()
    with open(name, "rb") as file:
        data = file.read()
    encoding = encoding_of(data)
    return judged(Document.of(Blob(name, data), encoding)) if encoding else Judged()


@lru_cache(maxsize=16)
def of_text(name: str, text: str) -> Judged:
    """What is in a text that has a name at most."""
    return judged(Document(name, text))


class _Detector(RegexBasedDetector):  # type: ignore[misc]
    """What both detectors do: detect-secrets drops ids of others that are not made by patterns."""

    kind: Kind

    def analyze_string(self, string: str) -> Iterator[str]:
        """The values in a text that stands by itself."""
        places = of_text("", string).places
        return (place.written for place in places if place.kind is self.kind)

    def analyze_line(
        self, filename: str, line: str, line_number: int = 0, context: Any = None, **kwargs: Any
    ) -> set[PotentialSecret]:
        """The values on a line, judged with all that stands around it."""
        found = self._written(filename, line, line_number, context)
        return {PotentialSecret(self.secret_type, filename, value, line_number) for value in found}

    def _written(self, name: str, line: str, number: int, context: Any) -> Iterator[str]:
        whole = of_file(name)
        if not whole.has(number, line):
            around = [one.rstrip("\r\n") for one in context.lines] if context else [line]
            number = context.target_index + 1 if context else 1
            whole = of_text(name, "\n".join(around))
        for place in whole.on(number):
            if place.kind is self.kind and place.written in line:
                yield place.written


class GeminiSecretDetector(_Detector):
    """Plaintext secrets of the exchange Gemini."""

    secret_type = "Gemini API Secret"
    denylist = (shapes.SECRET,)
    kind = Kind.SECRET


class GeminiKeyDetector(_Detector):
    """Plaintext key ids of the exchange Gemini."""

    secret_type = "Gemini API Key"
    denylist = (shapes.KEY_ID,)
    kind = Kind.KEY


if __name__ == "__main__":
    from detect_secrets.core.plugins import initialize
    from detect_secrets.main import main

    initialize.from_file(__file__)
    sys.exit(main())
