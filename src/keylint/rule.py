"""What a rule is: a card that explains it, and one of four ways to look at a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from keylint import exchanges, readers
from keylint.credentials import Credential, signs
from keylint.document import Document
from keylint.evidence.in_code import SIGNS as CODE_SIGNS
from keylint.examples import Example
from keylint.finding import Match, Secret, Span
from keylint.gate.trigger import Facet, Trigger
from keylint.keywords import with_encodings
from keylint.model import Severity
from keylint.policy import Policy
from keylint.record import KeyRecord
from keylint.survey import Claim, Survey

__all__ = [
    "CredentialRule",
    "Detector",
    "DetectorRule",
    "Example",
    "FileRule",
    "PatternRule",
    "Plugin",
    "RecordRule",
    "Rule",
    "SurveyRule",
    "with_encodings",
]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """The card of a rule: all that its page, its help text and the reports say of it.

    `fix` may hold `{lookup}`: the expression that looks a variable up in the finding's language;
    `elsewhere` is what to do at another exchange, with `{page}` and the like for its words.
    `keywords` are lower-case; a file that holds none of them, in name or text, cannot match.
    Where there are words `besides`, it has to hold one of those too.
    """

    id: str
    title: str
    severity: Severity
    why: str
    fix: tuple[str, ...]
    references: tuple[str, ...]
    cwe: int
    keywords: tuple[str, ...]
    flags: tuple[Example | str, ...]
    passes: tuple[Example | str, ...]
    finds_secrets: bool = False
    elsewhere: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()

    @property
    def triggers(self) -> tuple[Trigger, ...]:
        """What a file has to hold before this rule is asked; one of them is enough."""
        return (self._trigger,)

    @property
    def _trigger(self) -> Trigger:
        besides = (self.besides,) if self.besides else ()
        return Trigger(self.id, self.keywords, besides, finds_secrets=self.finds_secrets)

    def under(self, policy: Policy) -> Rule:
        """The rule with the owner's limits, if it has any."""
        return self

    def steps(self, exchange: str = "") -> tuple[str, ...]:
        """What to do about a key of an exchange; where nobody says which, it is Gemini's."""
        if not self.elsewhere or exchange in ("", exchanges.GEMINI):
            return self.fix
        told = (exchanges.fill(step, exchange) for step in self.elsewhere)
        return (*told, *exchanges.by_itself(exchange))

    def look(self, document: Document) -> Iterator[Match]:
        """What the rule sees in a document."""
        raise NotImplementedError


def _of_credentials(trigger: Trigger) -> tuple[Trigger, Trigger]:
    return (
        trigger._replace(signs=(signs.IN_CLEAR,), reads=Facet.CREDENTIALS),
        trigger._replace(signs=(signs.IN_LAYERS,), reads=Facet.LAYERS),
    )


@dataclass(frozen=True, kw_only=True)
class PatternRule(Rule):
    """A rule that is one regular expression; its group `value`, or the whole match, is meant."""

    pattern: str
    message: str
    applies: Callable[[str], bool] = lambda text: True
    accepts: Callable[[str], bool] = lambda value: True
    finds_secrets: bool = True

    def look(self, document: Document) -> Iterator[Match]:
        """Every match of the pattern whose value is accepted."""
        if not self.applies(document.text):
            return
        seen: set[Span] = set()
        for view in document.views:
            for found in re.finditer(self.pattern, view.text):
                group = "value" if "value" in found.groupdict() else 0
                span = view.place(Span(*found.span(group)))
                if span not in seen and self.accepts(found[group]):
                    seen.add(span)
                    yield Match(span, self.message, Secret(found[group]))


@dataclass(frozen=True, kw_only=True)
class CredentialRule(Rule):
    """A rule that judges the Gemini credentials of a document one by one."""

    judge: Callable[[Credential], Match | None]
    finds_secrets: bool = True

    @property
    def triggers(self) -> tuple[Trigger, ...]:
        """Its words, and the sign of a credential in clear or of a layer that may hide one."""
        return _of_credentials(self._trigger)

    def look(self, document: Document) -> Iterator[Match]:
        """What the rule says of each credential."""
        for credential in document.credentials:
            if match := self.judge(credential):
                yield match


@dataclass(frozen=True, kw_only=True)
class RecordRule(Rule):
    """A rule that judges the keys that a document describes, one by one."""

    judge: Callable[[KeyRecord, Policy], Iterator[Match]]
    policy: Policy = Policy()

    def under(self, policy: Policy) -> Rule:
        """The rule with the owner's limits."""
        return replace(self, policy=policy)

    @property
    def triggers(self) -> tuple[Trigger, ...]:
        """Its words in data; in code one of the signs of a record too, beside an exchange."""
        data = self._trigger._replace(reads=Facet.RECORDS, names=readers.names_of(code=False))
        code = data._replace(names=readers.names_of(code=True))
        return data, *(
            code._replace(signs=signs, besides=(*data.besides, *besides))
            for signs, besides in CODE_SIGNS
        )

    def look(self, document: Document) -> Iterator[Match]:
        """What the rule says of each key record."""
        for record in document.records:
            names = record.names
            for match in self.judge(record, self.policy):
                yield replace(match, exchange=record.venue, names=names)


@dataclass(frozen=True, kw_only=True)
class FileRule(Rule):
    """A rule that judges a file as a whole: what it holds, and how it stands with git."""

    judge: Callable[[Document], Iterator[Match]]

    @property
    def triggers(self) -> tuple[Trigger, ...]:
        """Its words, and the signs of credentials: what is in the file is what makes it bad."""
        return _of_credentials(self._trigger)

    def look(self, document: Document) -> Iterator[Match]:
        """What the rule says of the file."""
        return self.judge(document)


@dataclass(frozen=True, kw_only=True)
class SurveyRule(Rule):
    """A rule that judges what all files say together; `reads` is all that it asks of each."""

    judge: Callable[[Survey], Iterator[Claim]]
    reads: Facet | None = None

    @property
    def triggers(self) -> tuple[Trigger, ...]:
        """Its words, and the signs of what it asks of a document."""
        waiting = self._trigger._replace(reads=self.reads, waits=True)
        return _of_credentials(waiting) if self.reads is Facet.CREDENTIALS else (waiting,)

    def look(self, document: Document) -> Iterator[Match]:
        """What the rule would say if there were no other file."""
        from keylint.inventory import reading  # a scan has read its own long before

        inventory = reading.of(document.tree, document.path)
        alone = Survey((document,), inventory, whole=True)
        return (claim.match for claim in self.judge(alone))


@dataclass(frozen=True)
class Detector:
    """A detector of another library: its module, its class, and what its values cannot do without.

    `keywords` are lower-case words of the file; `hint` is the shape that all its values have, as
    a pattern of the line. Nobody loads the library for a file without one, and without a match
    of `beyond`, where a value needs more than its line.
    """

    module: str
    name: str
    keywords: tuple[str, ...]
    hint: str
    beyond: str = ""


class Plugin(NamedTuple):
    """A detector of a user's own plugin file: how it is told, what it finds, and itself."""

    name: str
    finds: str
    detector: Any


@dataclass(frozen=True, kw_only=True)
class DetectorRule(Rule):
    """A rule that asks detectors of another library; the engine knows where to find them."""

    detectors: tuple[Detector, ...]
    plugins: tuple[Plugin, ...] = ()
    finds_secrets: bool = True

    @property
    def triggers(self) -> tuple[Trigger, ...]:
        """The words and the shape of each detector."""
        return tuple(
            self._trigger._replace(words=one.keywords, signs=((one.beyond or one.hint,),))
            for one in self.detectors
        )
