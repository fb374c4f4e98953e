"""Reads the cases of described keys: a file, and where which rule must point; nothing else may be said.

In a text «w:withdraw» stands for `withdraw` with the finger of key-can-withdraw on it; see LETTERS.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

LETTERS = {
    "w": "key-can-withdraw",
    "o": "key-without-ip-allowlist",
    "x": "key-ip-allowlist-too-wide",
    "u": "key-ip-allowlist-unroutable",
    "m": "key-is-master-scoped",
    "r": "key-rotation-overdue",
}
MARK = re.compile(r"«([woxumr]):|»")


@dataclass(frozen=True)
class Described:
    """A file that describes keys, or seems to: its family, recipe text, and what is to be found."""

    name: str
    family: str
    path: str
    text: str
    expected: tuple[tuple[str, int, int], ...]

    @property
    def form(self) -> str:
        """The ending of its name, by which a reader is chosen."""
        return Path(self.path).suffix.lstrip(".") or self.path.lstrip(".")


def load(folder: Path) -> list[Described]:
    """All cases; their offsets are those of the text with `{recipe}`s still in it."""
    found = []
    for file in sorted(folder.glob("*.toml")):
        for row in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            text, expected = _unmarked(row["text"])
            found.append(Described(row["name"], file.stem, row["path"], text, expected))
    return found


def _unmarked(marked: str) -> tuple[str, tuple[tuple[str, int, int], ...]]:
    text, at, opened = "", 0, ("", 0)
    expected = []
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[1]:
            opened = (LETTERS[mark[1]], len(text))
        else:
            expected.append((*opened, len(text)))
    return text + marked[at:], tuple(sorted(expected))
