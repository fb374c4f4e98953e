"""What a rule is: a card that explains it, and one of four ways to look at a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from keylint.credentials import Credential
from keylint.document import Document
from keylint.examples import Example
from keylint.model import Match, Secret, Severity, Span
from keylint.record import KeyRecord

__all__ = [
    "CredentialRule",
    "Detector",
    "DetectorRule",
    "Example",
    "PatternRule",
    "RecordRule",
    "Rule",
]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """The card of a rule: all that its page, its help text and the reports say of it.

    `fix` may hold `{lookup}`: the expression that looks a variable up in the finding's language.
    `keywords` are lower-case; a file that holds none of them, in name or text, cannot match.
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

    def look(self, document: Document) -> Iterator[Match]:
        """What the rule sees in a document."""
        raise NotImplementedError


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
        for found in re.finditer(self.pattern, document.text):
            group = "value" if "value" in found.groupdict() else 0
            value = found[group]
            if self.accepts(value):
                yield Match(Span(*found.span(group)), self.message, Secret(value))


@dataclass(frozen=True, kw_only=True)
class CredentialRule(Rule):
    """A rule that judges the Gemini credentials of a document one by one."""

    judge: Callable[[Credential], Match | None]
    finds_secrets: bool = True

    def look(self, document: Document) -> Iterator[Match]:
        """What the rule says of each credential."""
        for credential in document.credentials:
            if match := self.judge(credential):
                yield match


@dataclass(frozen=True, kw_only=True)
class RecordRule(Rule):
    """A rule that judges the keys that a document describes."""

    judge: Callable[[KeyRecord], Iterator[Match]]

    def look(self, document: Document) -> Iterator[Match]:
        """What the rule says of each key record."""
        for record in document.records:
            yield from self.judge(record)


@dataclass(frozen=True)
class Detector:
    """A detector of another library: its module, its class, and lower-case words it cannot do without."""

    module: str
    name: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DetectorRule(Rule):
    """A rule that asks detectors of another library; the engine knows where to find them."""

    detectors: tuple[Detector, ...]
    finds_secrets: bool = True
