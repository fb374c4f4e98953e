"""Fixes: a text and the values in it → what is written instead, or why nothing is.

A language is a module with `answers(path, text, places)`, a pure function. What reads and writes
files is apart: `plan` and `writing`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from posixpath import basename, splitext
from typing import NamedTuple

from keylint import readers
from keylint.fixes.edit import Answer, Edit, Fix, Left, Place, apply

__all__ = ["Answer", "Edit", "Fix", "Kind", "Left", "Place", "answers", "apply", "kind_of"]

Language = Callable[[str, str, Sequence[Place]], list[Answer]]
SHELLS = (".sh", ".bash", ".zsh", ".ksh")
BATCH = (".bat", ".cmd")
STRUCTURED = frozenset(["yaml", "json", "toml", "ini", "hcl", "xml"])
IMAGE = re.compile(r"(?i)^(?:Dockerfile|Containerfile)|\.dockerfile$")
SHEBANG = re.compile(
    r"#![^\n]*?\b(python|node|deno|bun|bash|sh|zsh|dash|ksh|ruby|perl|php)[\d.]*\b"
)
BY_PROGRAM = {
    "python": ".py", "node": ".js", "deno": ".ts", "bun": ".ts", "ruby": ".rb", "perl": ".pl",
    "php": ".php",
}  # fmt: skip
IN_IMAGE = "an image keeps what it is built with: give {name} to the container when it starts"
IN_NOTEBOOK = (
    "a notebook is changed where it is run: write os.environ[…] there, and clear its outputs"
)
# Nobody writes so much by hand.
LARGEST = 2_000_000
TOO_LARGE = f"the file is longer than {LARGEST:,} characters: it was made by a program, fix that"
UNKNOWN = "no look-up is known for files of this kind: take it out by hand"


class Kind(NamedTuple):
    """What a file is written in: the module of its language, and a name that says so."""

    module: str
    path: str


def kind_of(path: str, text: str) -> Kind:
    """What a file is written in, by its name, or without an ending by the program that it names."""
    from keylint.fixes import code, dotenv

    if dotenv.is_dotenv(path):
        return Kind("dotenv", path)
    if not splitext(basename(path))[1] and (shebang := SHEBANG.match(text)):
        path += BY_PROGRAM.get(shebang[1], ".sh")
    suffix = splitext(path)[1].lower()
    if suffix in SHELLS or suffix in BATCH:
        return Kind("shell", path)
    if code.is_known(path):
        return Kind("code", path)
    if (form := readers.format_of(f"program{suffix}") or "") in readers.CODE:
        return Kind(form, path)
    return Kind("structured" if readers.format_of(path) in STRUCTURED else "", path)


def answers(kind: Kind, text: str, places: Sequence[Place]) -> list[Answer]:
    """What is to be done about each value of a text."""
    if len(text) > LARGEST:
        return [Left(TOO_LARGE) for _ in places]
    if kind.path.lower().endswith(".ipynb"):
        return [Left(IN_NOTEBOOK) for _ in places]
    if IMAGE.search(basename(kind.path)):
        return [Left(IN_IMAGE.format(name=place.name)) for place in places]
    if not kind.module:
        return [Left(UNKNOWN) for _ in places]
    language: Language = import_module(f"keylint.fixes.{kind.module}").answers
    return language(kind.path, text, places)
