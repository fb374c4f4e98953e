"""What is asked about: a pair, where it came from, and what the owner's files call it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from keylint.credentials.reading import EXAMPLE_PATH
from keylint.finding import Finding, Location
from keylint.inquiry.outcome import Shown
from keylint.inquiry.pairs import Pair
from keylint.inventory import Declared
from keylint.survey import Survey


@dataclass(frozen=True)
class Subject:
    """A pair that is to be asked about.

    `names` are what the inventory may call it; `leaks` are the findings of its secret in files.
    """

    name: str
    pair: Pair
    origin: str
    location: Location
    names: tuple[str, ...] = ()
    leaks: tuple[Finding, ...] = ()
    sandbox: bool = False

    @property
    def shown(self) -> Shown:
        """What may be told of it."""
        places = tuple(leak.location for leak in self.leaks) or (self.location,)
        return Shown(
            name=self.name,
            masked=str(self.pair.key),
            origin=self.origin,
            places=tuple(place for place in places if place.is_in_file),
            notes=self.pair.notes,
            is_leak=bool(self.leaks),
            usual_secret=self.pair.has_usual_secret,
        )


@dataclass(frozen=True)
class Described:
    """The names of a key's variables against what the owner's files say."""

    survey: Survey
    variables: tuple[str, ...]

    @property
    def entry(self) -> Declared | None:
        """The key's entry in the inventory."""
        entries = self.survey.inventory.keys
        return next((entry for entry in entries if entry.is_called(self.variables)), None)

    @property
    def name(self) -> str:
        """What to call the key."""
        return self.entry.name if self.entry else self.variables[0]

    @property
    def names(self) -> tuple[str, ...]:
        """All that it may be called."""
        return (self.name, *self.variables)

    @property
    def location(self) -> Location:
        """Where a reader looks for it: its entry, else the first file that names it."""
        document = self.survey.document(self.survey.inventory.path)
        if self.entry and document:
            return document.locate(self.entry.span)
        found = sorted(self._mentions, key=lambda place: (_is_example(place), place))
        return found[0] if found else Location.outside(self.variables[0])

    @property
    def _mentions(self) -> Iterable[Location]:
        return (d.locate(v.span) for d, v in self.survey.variables if v.name in self.variables)

    @property
    def is_sandbox(self) -> bool:
        """Whether the key's entry, or the name of its variables, says that it is for play money."""
        entry = self.entry
        if entry is None:
            return all("sandbox" in name.lower() for name in self.variables)
        records = (r for d, r in self.survey.records if d.path == self.survey.inventory.path)
        return any(r.is_sandbox for r in records if r.called == entry.name)

    def subject(self, pair: Pair, origin: str) -> Subject:
        """The pair under these names."""
        return Subject(self.name, pair, origin, self.location, self.names, sandbox=self.is_sandbox)


def _is_example(place: Location) -> bool:
    return EXAMPLE_PATH.search(place.path) is not None
