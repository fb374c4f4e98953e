"""Environment files and shell exports with places, read line by line."""

from __future__ import annotations

import re

from keylint.model import Span
from keylint.readers.ini import entry, lines
from keylint.tree import Node, Table

SETTING = re.compile(
    r"[ \t\ufeff]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*([^\n\r]*?)[ \t\r]*$"
)


def read(text: str) -> Node:
    """The tree of an environment file: one table."""
    found = ((SETTING.match(line), offset) for offset, line in lines(text))
    entries = tuple(entry(setting, offset) for setting, offset in found if setting)
    return Table(entries, Span(0, len(text)))
