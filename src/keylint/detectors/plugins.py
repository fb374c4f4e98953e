"""A user's own detectors: a plugin file for detect-secrets that the user named, never the tree."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType
from typing import Any

from keylint.detectors import costly
from keylint.detectors.hush import hushed
from keylint.gate.trigger import Trigger
from keylint.rule import DetectorRule, Plugin, Rule
from keylint.rulebook import Rulebook
from keylint.settings import ConfigurationError

RULE = "generic-secret"
# Nobody knows a word that all values of a stranger's patterns have: every file is looked at.
TRIGGER = Trigger(RULE, (), finds_secrets=True)
WANTED = "a class with a secret_type, derived from detect-secrets' RegexBasedDetector, is wanted"


def named_in(source: str, names: Iterable[str], tree: Iterable[str]) -> tuple[str, ...]:
    """The plugin files that a configuration names, relative to it.

    Raises ConfigurationError where it or one of them lies in the scanned tree: whoever may change
    the tree could have any code run then.
    """
    folders = [os.path.realpath(path) for path in tree]
    if _is_in(source, folders):
        raise ConfigurationError(
            f"{source}: plugins: a configuration in the scanned tree cannot name any, for they are "
            "run: use --plugin, or --config with a file that lies elsewhere"
        )
    files = tuple(os.path.join(os.path.dirname(os.path.abspath(source)), name) for name in names)
    for file in files:
        if _is_in(file, folders):
            raise ConfigurationError(
                f"{source}: plugins: {file} lies in the scanned tree, of which nothing is run: "
                "keep it elsewhere, or name it with --plugin"
            )
    return files


def _is_in(path: str, folders: Iterable[str]) -> bool:
    real = os.path.realpath(path)
    return any(real == one or real.startswith(one.rstrip(os.sep) + os.sep) for one in folders)


def added(book: Rulebook, files: Iterable[str]) -> Rulebook:
    """The book with the detectors of some plugin files in the rule that asks detectors."""
    plugins = tuple(plugin for file in files for plugin in load(file))
    if RULE not in book:
        raise ConfigurationError(f"plugins report under {RULE}, which is switched off")

    def asked(name: str) -> Rule:
        rule = book[name]
        return replace(rule, plugins=plugins) if isinstance(rule, DetectorRule) else rule

    return Rulebook((*book.triggers, TRIGGER), asked)


@cache
def load(file: str) -> tuple[Plugin, ...]:
    """The detectors of a plugin file; raises ConfigurationError where it holds none."""
    classes = list(_classes(_module(file)))
    if not classes:
        raise ConfigurationError(f"{file}: no detector in it: {WANTED}")
    name = os.path.basename(file)
    made = tuple(
        Plugin(f"{one.__name__} of {name}", one.secret_type, _made(one, file)) for one in classes
    )
    costly.refuse(file, (plugin.detector for plugin in made))
    return made


def _module(file: str) -> ModuleType:
    if not os.path.isfile(file):
        raise ConfigurationError(f"{file}: no such plugin file")
    spec = spec_from_file_location("keylint_plugin", file)
    if spec is None or spec.loader is None:
        raise ConfigurationError(f"{file}: not a Python file, which a plugin has to be")
    module = module_from_spec(spec)
    try:
        with hushed():
            spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:  # it is a stranger's code: only the kind is told
        raise ConfigurationError(f"{file}: cannot be loaded ({type(error).__name__})") from None
    return module


def _classes(module: ModuleType) -> Iterator[Any]:
    """The detectors as detect-secrets sees them, without its own that the file only imports."""
    from detect_secrets.plugins.base import BasePlugin

    for name, one in sorted(vars(module).items()):
        if name.startswith("_") or not isinstance(one, type) or not issubclass(one, BasePlugin):
            continue
        is_own = not one.__module__.startswith("detect_secrets.")
        if is_own and isinstance(getattr(one, "secret_type", None), str):
            yield one


def _made(one: Any, file: str) -> Any:
    try:
        with hushed():
            return costly.eased(one())
    except (Exception, SystemExit) as error:
        told = f"{file}: {one.__name__} cannot be made ({type(error).__name__})"
        raise ConfigurationError(told) from None
