"""Who is who: which records, variables and values speak of the same Gemini key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from keylint.credentials import Credential, Kind
from keylint.document import Document
from keylint.finding import Location, Secret
from keylint.inventory import Declared, stem
from keylint.record import KeyRecord
from keylint.references import Variable
from keylint.survey import GEMINI, Survey


@dataclass
class Key:
    """A key with all that the scanned files say of it, each with its place."""

    variables: dict[str, None] = field(default_factory=dict)
    values: dict[Secret, None] = field(default_factory=dict)
    records: list[tuple[Document, KeyRecord]] = field(default_factory=list)
    places: list[Location] = field(default_factory=list)
    declared: Declared | None = None

    @property
    def name(self) -> str:
        """What to call it: as the inventory does, else by its label, variable or masked value."""
        labels = (record.called for _, record in self.records)
        names = [self.declared.name if self.declared else "", *labels, *self.variables]
        return next((name for name in names if name), "") or next(map(str, self.values), "a key")

    @property
    def where(self) -> list[Location]:
        """Where it stands or is named, each line once."""
        lines = {(place.path, place.line): place for place in reversed(self.places)}
        return sorted(lines.values())


# What two statements about the same key share: a kind of sign, and the sign.
Sign = tuple[str, object]


def keys_of(survey: Survey) -> list[Key]:
    """The Gemini keys of a survey, in the order of their places."""
    book = _Book()
    for signs, fill in _statements(survey):
        fill(book.key(signs))
    return sorted(book.keys, key=lambda key: (not key.where, key.where[:1], key.name))


@dataclass
class _Book:
    """Keys by the signs that they were seen with; one sign in common makes two of them one."""

    by_sign: dict[Sign, Key] = field(default_factory=dict)

    @property
    def keys(self) -> list[Key]:
        return list({id(key): key for key in self.by_sign.values()}.values())

    def key(self, signs: list[Sign]) -> Key:
        known = list({id(k): k for sign in signs if (k := self.by_sign.get(sign))}.values())
        key = known[0] if known else Key()
        for other in known[1:]:
            self._merge(key, other)
        self.by_sign.update(dict.fromkeys(signs, key))
        return key

    def _merge(self, key: Key, other: Key) -> None:
        key.variables.update(other.variables)
        key.values.update(other.values)
        key.records += other.records
        key.places += other.places
        key.declared = key.declared or other.declared
        for sign, held in self.by_sign.items():
            if held is other:
                self.by_sign[sign] = key


Statement = tuple[list[Sign], Callable[[Key], None]]


def _statements(survey: Survey) -> Iterator[Statement]:
    """Everything that is said of a key: by what it is known, and what it adds to the key."""
    for declared in survey.inventory.keys:
        yield _of_declared(declared)
    for document, variable in survey.variables:
        yield _of_variable(variable, document.locate(variable.span))
    for document, credential in survey.credentials:
        yield _of_credential(document, credential)
    for document, record in survey.records:
        if record.venue == GEMINI:
            yield _of_record(document, record)


def _of_declared(declared: Declared) -> Statement:
    def fill(key: Key) -> None:
        key.declared = declared

    stems: list[Sign] = [("variables", one) for one in sorted(declared.stems)]
    return [("name", declared.name), *stems], fill


def _of_variable(variable: Variable, place: Location) -> Statement:
    def fill(key: Key) -> None:
        key.variables[variable.name] = None
        key.places.append(place)

    return [("variables", variable.stem)], fill


def _of_credential(document: Document, credential: Credential) -> Statement:
    """A plaintext half; the variable on its line, if there is one, is where it is kept."""
    place = document.locate(credential.span)
    beside = [v for v in document.references if document.line_number(v.span.start) == place.line]
    halves = [credential.value, credential.partner_value]

    def fill(key: Key) -> None:
        key.places.append(place)
        if credential.kind is Kind.KEY:
            key.values[credential.value] = None

    signs: list[Sign] = [("value", half) for half in halves if half]
    return [*signs, *(("variables", variable.stem) for variable in beside)], fill


def _of_record(document: Document, record: KeyRecord) -> Statement:
    place = document.locate(record.span)

    def fill(key: Key) -> None:
        key.records.append((document, record))
        key.places.append(place)
        key.variables.update((r.variable, None) for r in record.references if r.variable)

    signs: list[Sign] = [("value", r.value) for r in record.references if r.value]
    signs += [("variables", stem(r.variable)) for r in record.references if r.variable]
    signs += [("name", record.called)] if record.called else []
    return signs or [("place", place)], fill
