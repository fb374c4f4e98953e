"""Staged content: what the index holds, whatever the work tree says."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from conftest import CLEAN, Command, Repository, Scan, places, reasons


def test_staged_is_what_the_index_holds_and_not_the_work_tree(
    scanned: Scan, repository: Repository, leak: str
) -> None:
    repository.commit("unchanged.env", leak)
    repository.commit("changed.env", CLEAN)
    repository.stage("changed.env", leak)
    repository.write("changed.env", CLEAN)
    repository.stage("new.env", leak)
    (repository.folder / "new.env").unlink()
    repository.stage("dirty.env", CLEAN)
    repository.write("dirty.env", leak)
    repository.write("untracked.env", leak)
    report = scanned(repository.folder, staged=True)
    assert places(report) == ["changed.env:2:19", "new.env:2:19"]
    assert report.scanned.files == 3


def test_staged_without_a_first_commit_is_the_whole_index(
    scanned: Scan, repository: Repository, leak: str
) -> None:
    repository.stage("a.env", leak)
    repository.write("a.env", CLEAN)
    repository.write("b.env", leak)
    assert places(scanned(repository.folder, staged=True)) == ["a.env:2:19"]


def test_staged_takes_renames_and_changed_modes_and_leaves_deletions(
    scanned: Scan, repository: Repository, leak: str
) -> None:
    repository.commit("old.env", leak)
    repository.commit("mode.env", leak)
    repository.commit("deleted.env", leak)
    repository.git("mv", "old.env", "new name.env")
    repository.git("rm", "--quiet", "deleted.env")
    repository.git("update-index", "--chmod=+x", "mode.env")
    expected = ["mode.env:2:19", "new name.env:2:19"]
    assert places(scanned(repository.folder, staged=True)) == expected


def test_staged_with_paths_is_what_is_staged_there(
    keylint: Command, repository: Repository, leak: str
) -> None:
    repository.commit("committed.env", leak)
    for name in ("a/one.env", "ab/two.env", "three.env"):
        repository.stage(name, leak)
        repository.write(name, CLEAN)
    repository.write("committed.env", CLEAN)

    def staged(*paths: str, cwd: str = ".") -> list[str]:
        arguments = ("scan", "--staged", "--format", "json", *paths)
        return keylint(*arguments, cwd=repository.folder / cwd).secrets

    assert staged("a") == ["a/one.env:2:19"]
    assert staged(cwd="a") == ["a/one.env:2:19"]
    assert staged("a", "three.env") == ["a/one.env:2:19", "three.env:2:19"]
    # A file that is named is scanned, though the last commit holds the same.
    assert staged("committed.env") == ["committed.env:2:19"]


def test_staged_heeds_exclude(scanned: Scan, repository: Repository, leak: str) -> None:
    repository.stage("vendor/a.env", leak)
    report = scanned(repository.folder, staged=True, exclude=("vendor/",))
    assert places(report) == []
    assert reasons(report) == {"vendor/a.env": "excluded"}


def test_staged_finds_a_named_file_that_the_work_tree_no_longer_holds(
    keylint: Command, repository: Repository, leak: str
) -> None:
    repository.stage("bot.env", leak).unlink()
    result = keylint("scan", "--staged", "bot.env", "--format", "json", cwd=repository.folder)
    assert result.secrets == ["bot.env:2:19"]


def test_staged_says_of_a_named_file_that_the_index_does_not_hold_it(
    keylint: Command, repository: Repository, leak: str
) -> None:
    repository.write("bot.env", leak)
    result = keylint("scan", "--staged", "bot.env", cwd=repository.folder)
    assert result.code == 3
    assert "bot.env" in result.all


def test_staged_outside_of_git_is_3(keylint: Command) -> None:
    result = keylint("scan", "--staged")
    assert result.code == 3
    assert "this folder is in no git work tree" in result.all


@pytest.mark.parametrize("first_commit", [True, False])
def test_a_file_that_is_only_announced_to_git_is_not_staged(
    keylint: Command, repository: Repository, leak: str, first_commit: bool
) -> None:
    if first_commit:
        repository.commit("readme", "x")
    repository.write("bot.env", leak)
    repository.git("add", "--intent-to-add", "bot.env")
    result = keylint("scan", "--staged", "--format", "json", cwd=repository.folder)
    assert result.code == 0
    assert result.secrets == []


def test_a_file_in_conflict_is_told_and_the_rest_of_the_index_is_scanned(
    keylint: Command, repository: Repository, leak: str
) -> None:
    repository.commit("bot.env", "a\n")
    repository.git("switch", "--quiet", "--create", "other")
    repository.commit("bot.env", "b\n")
    repository.git("switch", "--quiet", "main")
    repository.commit("bot.env", leak)
    assert repository.try_git("merge", "other").code == 1
    repository.stage("new.env", leak)
    result = keylint("scan", "--staged", "--format", "json", cwd=repository.folder)
    assert result.code == 3
    assert result.secrets == ["new.env:2:19"]
    assert result.unread == {"bot.env": "in conflict"}
    named = keylint("scan", "--staged", "bot.env", "--format", "json", cwd=repository.folder)
    assert named.unread == {"bot.env": "in conflict"}


def test_a_repository_with_long_object_names_is_scanned(
    scanned: Scan, tmp_path: Path, leak: str
) -> None:
    repository = Repository(tmp_path / "long")
    repository.folder.mkdir()
    repository.git("init", "--quiet", "--object-format=sha256")
    repository.stage("bot.env", leak)
    repository.write("bot.env", CLEAN)
    assert places(scanned(repository.folder, staged=True)) == ["bot.env:2:19"]


def test_a_damaged_object_is_told_and_the_rest_of_the_index_is_scanned(
    keylint: Command, repository: Repository, leak: str
) -> None:
    for name in ("a.env", "m.env", "z.env"):
        repository.stage(name, f"{leak}# {name}\n")
    digest = repository.git("rev-parse", ":m.env").strip()
    damaged = repository.folder / ".git" / "objects" / digest[:2] / digest[2:]
    damaged.chmod(0o644)
    damaged.write_bytes(b"no object")
    result = keylint("scan", "--staged", "--format", "json", cwd=repository.folder)
    assert result.code == 3
    assert result.secrets == ["a.env:2:19", "z.env:2:19"]
    assert list(result.unread) == ["m.env"]


def test_an_object_that_is_cut_short_is_told_and_the_rest_of_the_index_is_scanned(
    keylint: Command, repository: Repository, leak: str
) -> None:
    repository.stage("a.env", leak)
    repository.stage("m.env", leak + random.Random(1).randbytes(100_000).hex())
    repository.stage("z.env", f"{leak}#")
    digest = repository.git("rev-parse", ":m.env").strip()
    damaged = repository.folder / ".git" / "objects" / digest[:2] / digest[2:]
    whole = damaged.read_bytes()
    damaged.chmod(0o644)
    damaged.write_bytes(whole[: len(whole) // 2])
    result = keylint("scan", "--staged", "--format", "json", cwd=repository.folder)
    assert result.code == 3
    assert result.secrets == ["a.env:2:19", "z.env:2:19"]
    assert list(result.unread) == ["m.env"]


def test_a_staged_link_is_no_file(scanned: Scan, repository: Repository, leak: str) -> None:
    repository.write("bot.env", leak)
    (repository.folder / "link.env").symlink_to("bot.env")
    repository.git("add", "link.env")
    report = scanned(repository.folder, staged=True)
    assert report.scanned.files == 0
    assert reasons(report) == {"link.env": "symbolic link"}


def test_a_staged_file_that_is_too_large_is_told(
    scanned: Scan, repository: Repository, leak: str
) -> None:
    repository.stage("bot.env", leak)
    report = scanned(repository.folder, staged=True, max_file_size=10)
    assert reasons(report) == {"bot.env": "larger than 10 bytes"}
