"""What pyproject.toml asks for and what the locks in requirements/ pin, for tests that hold one against the other."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tomli
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
sys.path.insert(0, str(ROOT / "release"))

from lock import Pin, pins  # noqa: E402

PYPROJECT: dict[str, Any] = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS: dict[str, list[str]] = PYPROJECT["project"]["optional-dependencies"]


def needed() -> list[Requirement]:
    """What keylint needs wherever it runs."""
    return [Requirement(text) for text in PYPROJECT["project"]["dependencies"]]


def extra(name: str) -> Iterator[Requirement]:
    """What an extra asks for, with the extras that it names."""
    for requirement in map(Requirement, EXTRAS[name]):
        if requirement.name == "keylint":
            for other in sorted(requirement.extras):
                yield from extra(other)
        else:
            yield requirement


def backend() -> list[Requirement]:
    """What builds keylint."""
    return [Requirement(text) for text in PYPROJECT["build-system"]["requires"]]


def lock(name: str) -> list[Pin]:
    """The entries of a file of requirements/."""
    return list(pins((LOCKS / name).read_text(encoding="utf-8")))
