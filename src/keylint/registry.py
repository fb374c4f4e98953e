"""Which rules there are: one for each module of `keylint.rules`."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from keylint.rule import Rule


def load() -> tuple[Rule, ...]:
    """Every rule that keylint ships, in the order of their ids."""
    package = import_module("keylint.rules")
    modules = sorted(found.name for found in iter_modules(package.__path__))
    return tuple(import_module(f"keylint.rules.{name}").RULE for name in modules)
