"""What a file of requirements/ pins, as `make lock` wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ENTRY = re.compile(r"(?m)^(?=[\w-]+==)")
_HEAD = re.compile(r"(?P<name>[\w-]+)==(?P<version>[^\s;]+)(?: ; (?P<marker>[^\\\n]+?))?(?: \\)?\n")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})\b")
_WANTED_BY = re.compile(r"(?m)^    #(?: via|  ) +(\S+)")


@dataclass(frozen=True)
class Pin:
    """One version of one distribution, and the digests of all its files."""

    name: str
    version: str
    marker: str
    """Where it is wanted; everywhere if empty."""
    hashes: tuple[str, ...]
    wanted_by: tuple[str, ...]


def pins(text: str) -> Iterator[Pin]:
    """The entries of a lock, in its order."""
    for entry in _ENTRY.split(text)[1:]:
        if head := _HEAD.match(entry):
            name, version, marker = head.group("name", "version", "marker")
            wanted_by = tuple(_WANTED_BY.findall(entry))
            yield Pin(name, version, marker or "", tuple(_HASH.findall(entry)), wanted_by)
