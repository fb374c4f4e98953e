"""What a scan takes in a git repository: tracked, untracked, named and staged content."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from conftest import CLEAN, Command, Repository, Scan, places, reasons


def test_tracked_files_and_untracked_ones_that_git_does_not_ignore_are_scanned(
    scanned: Scan, repository: Repository, leak: str
) -> None:
    repository.write(".gitignore", "*.env\n")
    repository.commit("tracked.txt", leak)
    repository.commit("tracked-though-ignored.env", leak)
    repository.stage("staged.txt", leak)
    repository.write("untracked/new.txt", leak)
    repository.write("ignored.env", leak)
    expected = ["staged.txt", "tracked-though-ignored.env", "tracked.txt", "untracked/new.txt"]
    assert places(scanned(repository.folder)) == [f"{name}:2:19" for name in expected]


def test_the_work_tree_counts_and_not_the_commit(
    scanned: Scan, repository: Repository, leak: str
) -> None:
    repository.commit("cleaned.env", leak)
    repository.commit("dirtied.env", CLEAN)
    repository.commit("deleted.env", leak)
    repository.write("cleaned.env", CLEAN)
    repository.write("dirtied.env", leak)
    (repository.folder / "deleted.env").unlink()
    report = scanned(repository.folder)
    assert places(report) == ["dirtied.env:2:19"]
    assert reasons(report) == {"deleted.env": "not in the work tree"}
    assert not report.incomplete


def test_tracked_files_behind_a_link_that_took_their_folders_place_are_not_read(
    scanned: Scan, repository: Repository, tmp_path: Path, leak: str
) -> None:
    repository.commit("conf/deep/bot.env", CLEAN)
    (repository.folder / "conf").rename(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/deep/bot.env").write_text(leak)
    (repository.folder / "conf").symlink_to("../elsewhere")
    report = scanned(repository.folder)
    assert places(report) == []
    assert reasons(report) == {
        "conf": "symbolic link",
        "conf/deep/bot.env": "not in the work tree",
    }


def test_a_named_file_that_git_ignores_is_scanned(
    scanned: Scan, repository: Repository, leak: str
) -> None:
    repository.write(".gitignore", "*.env\nsecrets/\n")
    path = repository.write("secrets/bot.env", leak)
    assert places(scanned(repository.folder)) == []
    assert places(scanned(path)) == ["secrets/bot.env:2:19"]
    assert places(scanned(path, exclude=("secrets/",))) == ["secrets/bot.env:2:19"]


def test_a_named_folder_that_git_ignores_is_scanned(
    scanned: Scan, repository: Repository, leak: str
) -> None:
    repository.write(".gitignore", "secrets/\n")
    repository.write("secrets/deep/bot.env", leak)
    report = scanned(repository.folder / "secrets")
    assert places(report) == ["secrets/deep/bot.env:2:19"]


def test_a_named_folder_is_scanned_alone_and_told_from_the_top_of_the_repository(
    keylint: Command, repository: Repository, leak: str
) -> None:
    repository.write(".gitignore", "*.log\n")
    for name in ("a/one.env", "b/two.env", "a/ignored.log", "three.env"):
        repository.write(name, leak)
    inside = repository.folder / "a"
    assert keylint("scan", "--format", "json", cwd=inside).secrets == ["a/one.env:2:19"]
    assert keylint("scan", repository.folder / "a", "--format", "json").secrets == [
        "a/one.env:2:19"
    ]
    both = keylint("scan", "../b", "../three.env", "--format", "json", cwd=inside)
    assert both.secrets == ["b/two.env:2:19", "three.env:2:19"]


def test_a_folder_whose_name_git_could_take_for_a_pattern_is_taken_as_it_is(
    scanned: Scan, repository: Repository, leak: str
) -> None:
    for folder in ("*", ":(exclude)b", "b", "--cached"):
        repository.write(f"{folder}/bot.env", leak)
    assert places(scanned(repository.folder / "*")) == ["*/bot.env:2:19"]
    assert places(scanned(repository.folder / ":(exclude)b")) == [":(exclude)b/bot.env:2:19"]
    assert places(scanned(repository.folder / "--cached")) == ["--cached/bot.env:2:19"]


def test_two_repositories_are_each_read_by_their_own_rules(
    scanned: Scan, tmp_path: Path, make_repository: Callable[[Path], Repository], leak: str
) -> None:
    one, two = make_repository(tmp_path / "one"), make_repository(tmp_path / "two")
    one.write(".gitignore", "b.env\n")
    two.write(".gitignore", "a.env\n")
    for repository in (one, two):
        repository.write("a.env", leak)
        repository.write("b.env", leak)
    expected = [f"{two.folder}/b.env:2:19", "a.env:2:19"]
    assert places(scanned(one.folder, two.folder)) == expected


def test_a_repository_without_a_commit_is_scanned(
    scanned: Scan, repository: Repository, leak: str
) -> None:
    repository.write("untracked.env", leak)
    repository.stage("staged.env", leak)
    report = scanned(repository.folder)
    assert places(report) == ["staged.env:2:19", "untracked.env:2:19"]
    assert not report.incomplete


def test_a_repository_without_a_file_has_0_files(keylint: Command, repository: Repository) -> None:
    result = keylint("scan", cwd=repository.folder)
    assert result.code == 0
    assert "Scanned 0 files (0 bytes)" in result.all


def test_a_submodule_is_not_scanned_with_its_parent_which_is_said(
    keylint: Command,
    tmp_path: Path,
    repository: Repository,
    make_repository: Callable[[Path], Repository],
    leak: str,
) -> None:
    make_repository(tmp_path / "library").commit("inner.env", leak)
    repository.commit("outer.env", leak)
    repository.git("submodule", "--quiet", "add", tmp_path / "library", "lib")
    result = keylint("scan", "--format", "json", cwd=repository.folder)
    assert result.secrets == ["outer.env:2:19"]
    assert result.unread == {"lib": "submodule"}
    assert "Not scanned: 1 submodule" in keylint("scan", cwd=repository.folder).all
    staged = keylint("scan", "--staged", "--format", "json", cwd=repository.folder)
    assert staged.unread == {"lib": "submodule"}
    inside = keylint("scan", "--format", "json", cwd=repository.folder / "lib")
    assert inside.secrets == ["inner.env:2:19"]
    assert keylint("scan", "lib", "--format", "json", cwd=repository.folder).secrets == [
        "inner.env:2:19"
    ]


def test_a_linked_worktree_is_scanned_by_its_own_index(
    scanned: Scan, tmp_path: Path, repository: Repository, leak: str
) -> None:
    repository.commit("bot.env", CLEAN)
    repository.git("worktree", "add", "--quiet", "-b", "fix", tmp_path / "linked")
    linked = Repository(tmp_path / "linked")
    linked.stage("new.env", leak)
    linked.write("new.env", CLEAN)
    linked.write("bot.env", leak)
    assert places(scanned(linked.folder)) == ["bot.env:2:19"]
    assert places(scanned(linked.folder, staged=True)) == ["new.env:2:19"]
    assert places(scanned(repository.folder)) == []
    assert places(scanned(repository.folder, staged=True)) == []


def test_a_bare_repository_is_3_and_the_way_out_is_told(
    keylint: Command, tmp_path: Path, repository: Repository, leak: str
) -> None:
    repository.commit("bot.env", leak)
    repository.git("clone", "--quiet", "--bare", ".", tmp_path / "bare.git")
    result = keylint("scan", "bare.git")
    assert result.code == 3
    assert "a bare repository has no files: scan its --history, or a clone" in result.all
    staged = keylint("scan", "--staged", cwd=tmp_path / "bare.git")
    assert staged.code == 3
    assert "no git work tree" in staged.all


def test_a_repository_within_another_that_is_no_submodule_is_named_as_not_scanned(
    scanned: Scan, repository: Repository, make_repository: Callable[[Path], Repository], leak: str
) -> None:
    inner = make_repository(repository.folder / "inner")
    inner.commit("bot.env", leak)
    assert list(reasons(scanned(repository.folder))) == ["inner"]
    assert places(scanned(inner.folder)) == ["bot.env:2:19"]


def test_a_damaged_index_is_told_and_what_else_was_named_is_scanned(
    keylint: Command, tmp_path: Path, repository: Repository, leak: str
) -> None:
    (tmp_path / "bot.env").write_text(leak)
    repository.commit("bot.env", leak)
    (repository.folder / ".git" / "index").write_bytes(b"no index")
    result = keylint("scan", repository.folder, tmp_path / "bot.env", "--format", "json")
    assert result.code == 3
    assert result.secrets == [f"{tmp_path}/bot.env:2:19"]
    assert any("git" in reason for reason in result.unread.values())


def test_a_git_link_to_nowhere_is_3_with_what_git_says(
    keylint: Command, tmp_path: Path, leak: str
) -> None:
    (tmp_path / ".git").write_text("gitdir: /no/where\n")
    (tmp_path / "bot.env").write_text(leak)
    result = keylint("scan")
    assert result.code == 3
    assert "Could not scan: 1 git: not a git repository: /no/where" in result.all
