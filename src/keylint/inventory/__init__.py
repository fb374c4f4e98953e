"""What an owner declares of the keys: the inventory, with the risks that somebody accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from keylint.finding import Span

# What tells the halves of one key apart, at the end of the name of a variable.
HALVES = frozenset(
    "api apis key keys apikey id secret secrets apisecret private public access client token "
    "refresh passphrase".split()
)
WORDS = re.compile(r"[^a-z0-9]+")


def stem(variable: str) -> str:
    """What the variables of one key share: `gemini_bot` of GEMINI_BOT_API_KEY and its secret."""
    words = [word for word in WORDS.split(variable.lower()) if word]
    kept = len(words)
    while kept and words[kept - 1] in HALVES:
        kept -= 1
    return "_".join(words[: kept or len(words)])


@dataclass(frozen=True)
class AcceptedRisk:
    """A rule that the owner of a key does not want to hear of until a day, and why."""

    rule: str
    reason: str
    until: date
    span: Span


@dataclass(frozen=True)
class Declared:
    """An entry of the inventory; `open` are the places where `?` waits for an answer."""

    name: str
    span: Span
    exchange: str = ""
    variables: tuple[str, ...] = ()
    accepted: tuple[AcceptedRisk, ...] = ()
    open: tuple[tuple[str, Span], ...] = ()

    @property
    def stems(self) -> frozenset[str]:
        """The variables without the words for their halves: GEMINI_API_KEY is `gemini`."""
        return frozenset(stem(variable) for variable in self.variables)

    def is_called(self, names: tuple[str, ...]) -> bool:
        """Whether one of the names is this key's, or is a variable that holds a half of it."""
        return self.name in names or any(stem(name) in self.stems for name in names)


@dataclass(frozen=True)
class Inventory:
    """All keys that the configuration declares; `path` is the file that does."""

    keys: tuple[Declared, ...] = ()
    path: str = ""

    def risks(self, rule: str, names: tuple[str, ...]) -> Iterator[AcceptedRisk]:
        """What was accepted of a rule for the key of these names, ended or not."""
        for key in self.keys:
            if key.is_called(names):
                yield from (risk for risk in key.accepted if risk.rule == rule)

    def names(self, names: tuple[str, ...]) -> bool:
        """Whether the inventory has the key of these names."""
        return any(key.is_called(names) for key in self.keys)

    def of(self, path: str) -> Inventory:
        """The same keys, declared in that file; nothing is declared nowhere."""
        return replace(self, path=path) if self.keys else self
