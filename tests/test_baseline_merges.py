"""Two branches that each add to a baseline: git merges them, as a rule."""

from __future__ import annotations

import json
import random
from itertools import permutations
from pathlib import Path

import pytest
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


STRICTEST_FIRST = (
    {"judged": "real"},
    {"until": "2020-01-31", "judged": "false"},
    {"until": "2999-01-31"},
    {"until": "2999-12-31", "reason": "later"},
    {"reason": "unjudged"},
    {"judged": "false", "reason": "a test key"},
)


@pytest.mark.parametrize("stricter", range(len(STRICTEST_FIRST) - 1))
def test_of_two_entries_of_one_finding_the_stricter_is_heeded_whatever_their_order(
    stricter: int,
) -> None:
    bare = Entry("gemini-api-secret", "a.env", "ab" * 16)
    held = [bare._replace(**said) for said in STRICTEST_FIRST[stricter:]]
    for order in list(permutations(held))[:50]:
        text = file.write(Baseline(NAME, b"\0" * 32, (bare,)))
        line = next(line for line in text.splitlines() if bare.digest in line)
        lines = "\n".join(f"{json.dumps(one._asdict())}," for one in order)
        merged = file.read(NAME, text.replace(line, lines).encode(), (bare.rule,))
        assert merged.entries == (held[0],)


def conflicts(repository: Repository, drawn: random.Random, count: int, *options: str) -> bool:
    """Whether git cannot merge a baseline to which two sides have each added some entries."""

    def entry() -> Entry:
        return Entry("gemini-api-secret", "a.env", drawn.randbytes(16).hex())

    common = tuple(entry() for _ in range(20))
    sides = [common, *((*common, *(entry() for _ in range(count))) for _ in range(2))]
    for name, held in zip("base left right".split(), sides, strict=True):
        repository.write(name, file.write(Baseline(NAME, b"\0" * 32, held)))
    done = repository.try_git("merge-file", "-p", *options, "left", "base", "right")
    if done.code == 0:
        both = {entry for side in sides for entry in side}
        assert set(file.read(NAME, done.out.encode(), ("gemini-api-secret",)).entries) == both
    return done.code != 0


@pytest.mark.parametrize("count", [12, 24])
def test_with_union_no_merge_is_in_conflict_and_no_entry_is_lost(
    repository: Repository, count: int
) -> None:
    drawn = random.Random("merges")
    assert not any(conflicts(repository, drawn, count, "--union") for _ in range(20))


def test_a_baseline_that_is_written_has_git_keep_the_lines_of_both_sides(
    repository: Repository, keylint: Command
) -> None:
    repository.commit("bot.env", env("one"))
    repository.write(".gitattributes", "*.png binary")
    first = keylint("baseline", cwd=repository.folder)
    assert f".gitattributes: {NAME} merge=union was added" in first.out
    line = f"*.png binary\n{NAME} merge=union\n"
    assert (repository.folder / ".gitattributes").read_text() == line
    assert ".gitattributes" not in keylint("baseline", cwd=repository.folder).out
    repository.git("add", ".")
    repository.git("commit", "--quiet", "--message", "Adopt")
    for branch in ("left", "right"):
        repository.git("checkout", "--quiet", "-b", branch, "main")
        for number in range(24):
            repository.write(f"{branch}{number}.env", env(f"{branch}{number}"))
        repository.git("add", ".")
        assert keylint("baseline", cwd=repository.folder).code == 0
        repository.git("commit", "--quiet", "--all", "--message", branch)
    assert repository.try_git("merge", "--no-edit", "left").code == 0
    assert keylint("scan", cwd=repository.folder).code == 0


@pytest.mark.parametrize("own", [f"{NAME} -merge\n", f"{NAME} merge=ours\n"])
def test_an_attribute_that_the_owner_gave_stays(
    repository: Repository, keylint: Command, own: str
) -> None:
    path = repository.write(".gitattributes", own)
    assert keylint("baseline", cwd=repository.folder).code == 0
    assert path.read_text() == own


def test_attributes_behind_a_link_are_left_alone(
    repository: Repository, keylint: Command, tmp_path: Path
) -> None:
    other = tmp_path / "theirs"
    other.write_text("")
    (repository.folder / ".gitattributes").symlink_to(other)
    done = keylint("baseline", cwd=repository.folder)
    assert done.code == 0
    assert "symbolic link" in done.err
    assert other.read_text() == ""


def test_of_many_merges_few_are_in_conflict(repository: Repository) -> None:
    drawn = random.Random("merges")
    assert sum(conflicts(repository, drawn, 3) for _ in range(100)) <= 8
    assert sum(conflicts(repository, drawn, 1) for _ in range(100)) <= 2
