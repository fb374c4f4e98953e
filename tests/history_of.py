"""Scans of a repository's history by the real command, and what their reports say."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import Command, Repository, Result

from keylint.examples import gemini_key, gemini_secret


@dataclass(frozen=True)
class History:
    """The history of one repository, scanned."""

    keylint: Command
    repository: Repository

    def __call__(self, *arguments: str | Path, cwd: Path | None = None, **more: Any) -> Result:
        """What `keylint scan --history` answers, in JSON and without a memory of earlier scans."""
        return self.keylint(
            *("scan", "--history", "--no-cache", "--format", "json", *arguments),
            cwd=cwd or self.repository.folder,
            **more,
        )

    def secrets(self, *arguments: str | Path, **more: Any) -> dict[str, dict[str, Any]]:
        """The finding of each path with a plaintext secret."""
        found = self(*arguments, **more).report["findings"]
        return {one["path"]: one for one in found if one["rule"] == "gemini-api-secret"}

    def commit_id(self, revision: str = "HEAD") -> str:
        """The id of a commit."""
        return self.repository.git("rev-parse", revision).strip()

    def change(self, *arguments: str) -> str:
        """Commit what git does; the id of the commit."""
        self.repository.git(*arguments)
        self.repository.git("commit", "--quiet", "--no-verify", "-m", " ".join(arguments))
        return self.commit_id()


def leaks(name: str) -> Callable[[], str]:
    """Makes the text of a .env with a fresh pair each time, the same in each run of a test."""
    rng = random.Random(name)
    return lambda: f"GEMINI_API_KEY={gemini_key(rng)}\nGEMINI_API_SECRET={gemini_secret(rng)}\n"


@pytest.fixture
def history(keylint: Command, repository: Repository) -> History:
    return History(keylint, repository)


def loose(repository: Repository, object_id: str) -> Path:
    return repository.folder / ".git" / "objects" / object_id[:2] / object_id[2:]


def take_away(repository: Repository, name: str) -> str:
    """Remove the object that a name stands for; its id."""
    object_id = repository.git("rev-parse", name).strip()
    loose(repository, object_id).unlink()
    return object_id


def damage(repository: Repository, name: str) -> None:
    """Overwrite the object that a name stands for with half of something else."""
    place = loose(repository, repository.git("rev-parse", name).strip())
    place.chmod(0o644)
    place.write_bytes(zlib.compress(b"blob 1000\0" + b"x" * 10))
