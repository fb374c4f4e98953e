"""Two branches that each add to a baseline: git merges them, as a rule."""

from __future__ import annotations

import random

from baselines import NAME, entries, env
from conftest import Command, Repository, Result

from keylint.baseline import Baseline, Entry, file


def merged(repository: Repository, keylint: Command, salt: bytes, *added: str) -> Result:
    """What git says when two branches that have each added entries are merged."""
    repository.commit("bot.env", env("one"))
    (repository.folder / NAME).write_text(file.write(Baseline(NAME, salt)))
    assert keylint("baseline", cwd=repository.folder).code == 0
    repository.git("add", NAME)
    repository.git("commit", "--quiet", "--message", "Adopt")
    for branch in added:
        repository.git("checkout", "--quiet", "-b", branch, "main")
        repository.commit(f"{branch}.env", env(f"{salt!r}{branch}"))
        assert keylint("baseline", "--reason", branch, cwd=repository.folder).code == 0
        repository.git("commit", "--quiet", "--all", "--message", branch)
    return repository.try_git("merge", "--no-edit", *added[:-1])


def test_branches_that_each_add_entries_merge_without_a_conflict(
    repository: Repository, keylint: Command
) -> None:
    result = merged(repository, keylint, b"\7" * 32, "left", "right")
    assert result.code == 0, result.all
    assert {entry["path"] for entry in entries(repository.folder)} == {
        "bot.env", "left.env", "right.env",
    }  # fmt: skip
    scan = keylint("scan", cwd=repository.folder)
    assert scan.code == 0, scan.all
    before = (repository.folder / NAME).read_text()
    assert keylint("baseline", cwd=repository.folder).code == 0
    assert (repository.folder / NAME).read_text() == before


def conflicts(repository: Repository, drawn: random.Random, count: int) -> bool:
    """Whether git cannot merge a baseline to which two sides have each added some entries."""

    def entry() -> Entry:
        return Entry("gemini-api-secret", "a.env", drawn.randbytes(16).hex())

    common = tuple(entry() for _ in range(20))
    sides = [common, *((*common, *(entry() for _ in range(count))) for _ in range(2))]
    for name, held in zip("base left right".split(), sides, strict=True):
        repository.write(name, file.write(Baseline(NAME, b"\0" * 32, held)))
    return repository.try_git("merge-file", "-p", "left", "base", "right").code != 0


def test_of_many_merges_few_are_in_conflict(repository: Repository) -> None:
    drawn = random.Random("merges")
    assert sum(conflicts(repository, drawn, 3) for _ in range(100)) <= 8
    assert sum(conflicts(repository, drawn, 1) for _ in range(100)) <= 2
