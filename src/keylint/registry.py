"""Which rules there are: one for each module of `keylint.rules`."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from pkgutil import iter_modules

from keylint.rule import Rule


def load() -> tuple[Rule, ...]:
    """Every rule that keylint ships, in the order of their ids."""
    package = import_module("keylint.rules")
    modules = sorted(found.name for found in iter_modules(package.__path__))
    return tuple(import_module(f"keylint.rules.{name}").RULE for name in modules)


def nearest(word: str, known: tuple[str, ...]) -> str:
    """A hint that names the known word that was probably meant, or all of them."""
    close = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"did you mean {close[0]!r}?" if close else f"known: {', '.join(known)}"
