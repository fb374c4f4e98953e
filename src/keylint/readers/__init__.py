"""Readers: the text of a structured file → a tree with places. A reader never sees a rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from posixpath import basename
from typing import cast

from keylint.tree import Node, Unreadable
from keylint.vocabulary import EXCHANGES

Reader = Callable[[str], Node]

CODE = frozenset(["python", "javascript"])
# Formats in whose texts other documents are kept.
HOLDERS = frozenset(["yaml", "json"])
# A tree costs a hundred times its text, and people do not describe keys in files of this size.
LARGEST = 10_000_000

FORMATS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "env",
        re.compile(
            r"(?i)^\.?env(\..*|rc)?$|\.env(\..*)?$|^\.(envrc|bashrc|zshrc|profile|bash_profile)$"
            r"|\.(sh|bash|zsh|fish|ps1|bat|cmd)$|^(Dockerfile|Containerfile)|\.dockerfile$"
        ),
    ),
    ("json", re.compile(r"(?i)\.(json|jsonc|json5|jsonl|ndjson|webmanifest)$")),
    ("yaml", re.compile(r"(?i)\.ya?ml$")),
    ("toml", re.compile(r"(?i)\.toml$")),
    ("ini", re.compile(r"(?i)\.(ini|cfg|conf|properties)$")),
    ("hcl", re.compile(r"(?i)\.(tf|tfvars|hcl|nomad)$")),
    ("xml", re.compile(r"(?i)\.(xml|config|plist)$")),
    ("csv", re.compile(r"(?i)\.(csv|tsv)$")),
    ("markdown", re.compile(r"(?i)\.(md|markdown|mdx)$")),
    ("python", re.compile(r"(?i)\.pyi?$")),
    ("javascript", re.compile(r"(?i)\.([cm]?[jt]s|[jt]sx)$")),
)


def format_of(path: str) -> str | None:
    """The name of the format that a file's name promises, or None for plain text."""
    name = basename(path)
    return next((form for form, names in FORMATS if names.search(name)), None)


def names_of(code: bool) -> str:
    """The pattern of the names of all files of code, or of all others that have a structure."""
    wanted = (names.pattern for form, names in FORMATS if (form in CODE) is code)
    return "(?i)" + "|".join(pattern.removeprefix("(?i)") for pattern in wanted)


def read(path: str, text: str) -> Node | None:
    """The tree of a structured file, with the documents in it; None where there is no structure.

    Raises Unreadable where the text does not keep the promise that its name makes.
    """
    form = format_of(path)
    if form is None or (form in CODE and not _speaks_of_an_exchange(path, text)):
        return None
    if len(text) > LARGEST:
        raise Unreadable(f"longer than {LARGEST:,} characters, too large to read as {form.upper()}")
    node = parse(form, text)
    if node is None or form not in HOLDERS:
        return node
    from keylint.readers import embedded  # few files have others in them

    try:
        return embedded.unfold(node, text, parse, format_of)
    except RecursionError:
        raise _too_deep(form) from None


def parse(form: str, text: str) -> Node | None:
    """The tree of a text in a format; raises Unreadable where it is not in it."""
    module = import_module(f"keylint.readers.{form}")
    try:
        if form == "markdown":
            return cast("Node", module.read(text, parse))
        return cast("Reader", module.read)(text)
    except RecursionError:
        raise _too_deep(form) from None


def _too_deep(form: str) -> Unreadable:
    return Unreadable(f"nested too deeply to read as {form.upper()}")


def _speaks_of_an_exchange(path: str, text: str) -> bool:
    """Whether code may describe a key: only where the name of an exchange stands in it."""
    whole = f"{path}\n{text}".lower()
    return any(name in whole for name in EXCHANGES)
