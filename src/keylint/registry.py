"""The rules that keylint ships: one for each module of `keylint.rules`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from keylint.rulebook import Rulebook

if TYPE_CHECKING:
    from keylint.rule import Rule


def shipped() -> Rulebook:
    """Every rule that keylint ships, in the order of their ids; none is loaded yet."""
    from keylint.shipped import TRIGGERS

    return Rulebook(TRIGGERS, _load)


def load() -> tuple[Rule, ...]:
    """Every rule that keylint ships, loaded: for what tells of them all."""
    from pkgutil import iter_modules

    package = import_module("keylint.rules")
    return tuple(
        _load(name) for name in sorted(found.name for found in iter_modules(package.__path__))
    )


def _load(name: str) -> Rule:
    rule: Rule = import_module(f"keylint.rules.{name.replace('-', '_')}").RULE
    return rule
