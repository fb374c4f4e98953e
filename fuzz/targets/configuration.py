"""A configuration of any text: settings that work, or one ConfigurationError."""

from __future__ import annotations

from properties import printable, require, text_of

from keylint import config, registry
from keylint.globs import matches_any
from keylint.inventory import reading
from keylint.readers import toml
from keylint.reports.shown import safe
from keylint.request import wanted
from keylint.settings import ConfigurationError, Settings
from keylint.tree import Unreadable

RULES = tuple(registry.shipped())
PATHS = ("a.py", "deep/er/still/b.env", "a*b/[c", "", "keylint.toml")


def take(data: bytes) -> None:
    """Settings can be asked everything that a scan asks of them."""
    text = text_of(data)
    for name in ("keylint.toml", "pyproject.toml"):
        try:
            settings = config.parse(name, text, RULES)
        except ConfigurationError as error:
            printable(safe(str(error)), "an error")
        else:
            if settings is not None:
                _asked(settings)
    try:
        root = toml.read(text)
    except Unreadable:
        return
    reading.of(root, "keylint.toml")


def _asked(settings: Settings) -> None:
    wants = wanted(settings.exclude)
    for path in PATHS:
        wants(path)
        for pattern, rules in settings.per_path_ignores:
            matches_any(path, (pattern,))
            require(set(rules) <= set(RULES), "a rule that is none is ignored")
    require(set(settings.select) | set(settings.ignore) <= set(RULES), "a rule that is none")
    require(settings.max_file_size > 0, "no file may be scanned")
    for key in settings.inventory.keys:
        list(settings.inventory.risks("key-can-withdraw", (key.name,)))
        require(settings.inventory.names((key.name,)), "a key is not called by its name")
