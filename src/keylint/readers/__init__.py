"""Readers: the text of a structured file → a tree with places. A reader never sees a rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from posixpath import basename
from typing import cast

from keylint.tree import Node, Unreadable

Reader = Callable[[str], Node]

# A tree costs a hundred times its text, and people do not describe keys in files of this size.
LARGEST = 10_000_000

FORMATS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("env", re.compile(r"(?i)^\.?env(\..*|rc)?$|\.env(\..*)?$|^\.envrc$")),
    ("json", re.compile(r"(?i)\.(json|jsonc|json5|jsonl|ndjson|webmanifest)$")),
    ("yaml", re.compile(r"(?i)\.ya?ml$")),
    ("toml", re.compile(r"(?i)\.toml$")),
    ("ini", re.compile(r"(?i)\.(ini|cfg|conf|properties)$")),
)


def format_of(path: str) -> str | None:
    """The name of the format that a file's name promises, or None for plain text."""
    name = basename(path)
    return next((form for form, names in FORMATS if names.search(name)), None)


def read(path: str, text: str) -> Node | None:
    """The tree of a structured file; None where the name promises no structure.

    Raises Unreadable where the text does not keep the promise.
    """
    form = format_of(path)
    if form is None:
        return None
    if len(text) > LARGEST:
        raise Unreadable(f"longer than {LARGEST:,} characters, too large to read as {form.upper()}")
    reader = cast("Reader", import_module(f"keylint.readers.{form}").read)
    try:
        return reader(text)
    except RecursionError:
        raise Unreadable(f"nested too deeply to read as {form.upper()}") from None
