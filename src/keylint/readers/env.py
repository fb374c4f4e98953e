"""Variables of the environment with places, as files and shells set them, line by line."""

from __future__ import annotations

import re

from keylint.finding import Span
from keylint.readers.ini import entry
from keylint.tree import Node, Table

# As files of variables, shells, Dockerfiles, fish, PowerShell and Windows write it.
SETTING = re.compile(
    r"(?m)^[ \t\ufeff]*(?:(?:export|ENV|ARG|set(?:[ \t]+-\w+\b)?|declare[ \t]+-x|\$env:)[ \t]*)?"
    r"(?P<key>[A-Za-z_][\w.-]*)(?:[ \t]*=|(?<=\w)[ \t]+(?==?[\"']))(?P<value>[^\n\r]*)"
)


def read(text: str) -> Node:
    """The tree of an environment file: one table."""
    entries = tuple(entry(setting) for setting in SETTING.finditer(text))
    return Table(entries, Span(0, len(text)))
