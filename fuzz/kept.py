"""The inputs that the repository keeps: a corpus that reaches far, and what once broke something.

They hold recipes where a value stood; what would be taken for a credential all the same is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from stand_ins import filled

from keylint import engine, registry
from keylint.content import archive_of, encoding_of
from keylint.document import Document
from keylint.layers import archive
from keylint.model import Blob, Unread
from keylint.rule import SurveyRule

HERE = Path(__file__).parent
CORPUS, REGRESSIONS = HERE / "corpus", HERE / "regressions"
NAMES = ("a.txt", ".env", "a.py", "a.json")
RULES = [one for one in registry.load() if one.finds_secrets and not isinstance(one, SurveyRule)]
# What letters and digits, so many in a row, could be, unless hardly two of them differ.
RUN = re.compile(rb"[A-Za-z0-9]{20,}")
FEW = 4


def inputs(name: str) -> Iterator[tuple[Path, bytes]]:
    """The inputs of a target, with their values."""
    for path in paths(name):
        yield path, filled(path.read_bytes())


def paths(name: str) -> list[Path]:
    """The files of a target."""
    return [path for top in (CORPUS, REGRESSIONS) for path in sorted((top / name).glob("*"))]


def is_harmless(data: bytes) -> bool:
    """Whether nobody would take any of some bytes for a credential, in clear or packed."""
    if any(len(set(run)) > FEW for run in RUN.findall(data)):
        return False
    if archive_of(data):
        members = archive.members(Blob("a", data))
        return all(isinstance(one, Unread) or is_harmless(one.data) for one in members)
    encoding = encoding_of(data) or "utf-8"
    return not any(
        engine.judge_by(Document.of(Blob(name, data), encoding), RULES).findings for name in NAMES
    )
