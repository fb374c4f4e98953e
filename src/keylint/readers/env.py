"""Environment files and shell exports with places, read line by line."""

from __future__ import annotations

import re

from keylint.model import Span
from keylint.readers.ini import entry
from keylint.tree import Node, Table

SETTING = re.compile(
    r"(?m)^[ \t\ufeff]*(?:export[ \t]+)?(?P<key>[A-Za-z_][\w.-]*)[ \t]*=(?P<value>[^\n\r]*)"
)


def read(text: str) -> Node:
    """The tree of an environment file: one table."""
    entries = tuple(entry(setting) for setting in SETTING.finditer(text))
    return Table(entries, Span(0, len(text)))
