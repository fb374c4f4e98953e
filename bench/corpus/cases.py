"""Reads the TOML files of the corpus into cases, and says everything that is wrong with them at once."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# A case's name is part of the path that a scanner sees, so it must say nothing about the content.
_TELLTALE = re.compile(
    r"gemini|sandbox|test|example|sample|mock|fixture|demo|google|secret|key|credential|token|fake|dummy"
)
_FIELDS = frozenset(
    [
        "name",
        "path",
        "holdout",
        "text",
        "encoding",
        "newline",
        "container",
        "member",
        "expect",
        "pairs",
        "sandbox",
    ]
)


class CorpusError(ValueError):
    """The case files are wrong; the message lists every mistake."""


@dataclass(frozen=True)
class Case:
    """One file to write: a template, and what a scanner is expected to find in it."""

    name: str
    family: str
    positive: bool
    path: str
    holdout: bool
    text: str
    encoding: str = "utf-8"
    newline: str = "lf"
    container: str = ""
    member: str = ""
    expect: tuple[str, ...] | None = None
    pairs: bool = True
    sandbox: bool = False


def load(folder: Path) -> list[Case]:
    """Returns all cases in the order of the file names, then of the files."""
    cases: list[Case] = []
    mistakes: list[str] = []
    for file in sorted(folder.glob("*.toml")):
        document = tomllib.loads(file.read_text(encoding="utf-8"))
        for number, row in enumerate(document.get("case", []), 1):
            mistakes += [
                f"{file.name} case {number} ({row.get('name')}): {said}" for said in _mistakes(row)
            ]
            if not mistakes:
                cases.append(_case(file.stem, bool(document["positive"]), row))
    names = [case.name for case in cases]
    mistakes += [
        f"the name {name} is used twice" for name in sorted(set(names)) if names.count(name) > 1
    ]
    if mistakes:
        raise CorpusError("\n".join(mistakes))
    return cases


def _mistakes(row: dict[str, Any]) -> list[str]:
    said = [f"unknown field {field}" for field in sorted(row.keys() - _FIELDS)]
    said += [f"no {field}" for field in ("name", "path", "holdout", "text") if field not in row]
    name = str(row.get("name", ""))
    if not _NAME.fullmatch(name):
        said.append("the name is not in kebab case")
    if _TELLTALE.search(name):
        said.append("the name gives the content away")
    if bool(row.get("container")) != bool(row.get("member")):
        said.append("container and member go together")
    return said


def _case(family: str, positive: bool, row: dict[str, Any]) -> Case:
    expect = tuple(row["expect"]) if "expect" in row else None
    return Case(**{**row, "family": family, "positive": positive, "expect": expect})
