"""What is made to cost ends in bounded time and memory, what is cut is told, and the rest is scanned.

`make bombs` scans them at their hugest.
"""

from __future__ import annotations

import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from bombs import BOMBS, BY_NAME, Bomb
from conftest import Command, Repository, Result
from history_of import History

# Of each process: bytes, and seconds of a processor. A machine may be busy with much else.
MOST_MEMORY, MOST_WORK = 2_000_000_000, 100
MOST_SECONDS = 600
# In a history contents are read as text, and unpacked.
COMMITTED = (
    "YAML: aliases of aliases", "base64 in base64", "zip: 1000 to 1", "zip in zip in zip",
    "tar: a length of exabytes", "tar: headers without end", "a sparse file", "folders in folders",
)  # fmt: skip
FINDINGS, INCOMPLETE = 1, 3


def bounded() -> None:
    """Let a new process take no more memory and time than a scan may."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_WORK, MOST_WORK))


def scanned(keylint: Command, folder: Path, *arguments: str) -> Result:
    return keylint("scan", *arguments, cwd=folder, before=bounded, timeout=MOST_SECONDS)


@pytest.fixture
def tree(tmp_path: Path) -> Iterator[Path]:
    """A folder that is gone afterwards: pytest's own way to clear away is too deep for its stack."""
    folder = tmp_path / "bot"
    folder.mkdir()
    yield folder
    subprocess.run(["rm", "-rf", folder], check=True)


def placed(tree: Path, bomb: Bomb, size: int, leak: str) -> None:
    """Make a bomb and, beside it, a leaky file."""
    (tree / "bomb").mkdir()
    bomb.make(tree / "bomb", size)
    (tree / "leak.env").write_text(leak)


def check(result: Result, bomb: Bomb) -> None:
    """The leak is found, and of the bomb is told what was not looked at."""
    assert "leak.env:2:19" in result.secrets
    told = [reason for path, reason in result.unread.items() if path.startswith("bomb/")]
    assert any(bomb.told in reason for reason in told) if bomb.told else not told
    assert result.code == (INCOMPLETE if bomb.is_a_fault else FINDINGS)


@pytest.mark.parametrize("name", BY_NAME)
def test_beside_a_bomb_everything_is_found_and_what_is_cut_is_told(
    keylint: Command, tree: Path, leak: str, name: str
) -> None:
    bomb = BY_NAME[name]
    placed(tree, bomb, bomb.usual, leak)
    check(scanned(keylint, tree, "--format", "json"), bomb)


def test_all_bombs_in_one_tree_are_told_to_people_and_the_rest_is_found(
    keylint: Command, tree: Path, leak: str
) -> None:
    for number, bomb in enumerate(BOMBS):
        (tree / f"{number}").mkdir()
        bomb.make(tree / f"{number}", bomb.usual)
    (tree / "zzz.env").write_text(leak)
    result = scanned(keylint, tree)
    assert result.code == INCOMPLETE
    assert "zzz.env:2:19" in result.all
    assert "Could not scan" in result.all
    assert "Not scanned" in result.all


@pytest.mark.parametrize("name", COMMITTED)
def test_beside_a_bomb_in_a_commit_everything_is_found_and_purged(
    tree: Path, history: History, leak: str, name: str
) -> None:
    bomb, repository = BY_NAME[name], history.repository
    placed(tree, bomb, bomb.usual, leak)
    repository.git("add", ".")
    repository.git("commit", "--quiet", "--no-verify", "--message", "Add all")
    history.change("rm", "--quiet", "-r", ".")
    check(history(before=bounded, timeout=MOST_SECONDS), bomb)
    told = history.keylint("purge", cwd=tree, before=bounded, timeout=MOST_SECONDS)
    assert "leak.env:2:19" in told.all
    assert "git filter-repo" in told.all


def test_a_repository_of_many_tiny_files_is_scanned(
    tree: Path, keylint: Command, repository: Repository, leak: str
) -> None:
    bomb = BY_NAME["tiny files"]
    placed(tree, bomb, bomb.usual, leak)
    repository.git("add", ".")
    result = scanned(keylint, tree, "--format", "json")
    assert result.secrets == ["leak.env:2:19"]
    assert result.report["scanned"]["files"] == bomb.usual + 1
