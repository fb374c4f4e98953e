"""Whose files a gate heeds, and that it names whatever of a tree it did not look into."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Command, Repository
from trees import Tree, planted

MILD = 'exclude = ["*.env"]\n'


@pytest.fixture
def known(repository: Repository, leak: str, keylint: Command) -> Tree:
    """A tree whose baseline knows its leak."""
    return planted("a baseline", repository, leak, keylint)


def place(folder: Path, way: str, text: str) -> str:
    """A name, as seen from the folder, of a file with that text that the tree decides about."""
    if way == "a file":
        (folder / "own").write_text(text)
        return "own"
    (folder.parent / "elsewhere").write_text(text)
    if way == "a link from it":
        (folder / "own").symlink_to("../elsewhere")
        return "own"
    if way == "a folder that it links to":
        (folder / "linked").symlink_to("..")
        return "linked/elsewhere"
    (folder / "own").write_text(text)
    (folder.parent / "link").symlink_to(folder / "own")
    return "../link"


@pytest.mark.parametrize("option", ["--config", "--baseline"])
@pytest.mark.parametrize(
    "way", ["a file", "a link from it", "a folder that it links to", "a link to it"]
)
def test_a_file_that_the_tree_decides_about_is_refused(
    keylint: Command, known: Tree, option: str, way: str
) -> None:
    folder = known.repository.folder
    text = MILD if option == "--config" else (folder / ".keylint-baseline.json").read_text()
    name = place(folder, way, text)
    done = keylint("scan", "--gate", option, name, cwd=folder)
    assert done.code == 2
    assert f"{option} {name}: it lies in the scanned tree" in done.err
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.all


def test_files_from_elsewhere_are_heeded_as_in_any_scan(
    keylint: Command, known: Tree, tmp_path: Path
) -> None:
    folder = known.repository.folder
    trusted = tmp_path / "trusted"
    trusted.mkdir()
    (trusted / "gate.toml").write_text(MILD)
    (trusted / "baseline.json").write_bytes((folder / ".keylint-baseline.json").read_bytes())
    assert keylint("scan", "--gate", cwd=folder).code == 1
    by_baseline = keylint("scan", "--gate", "--baseline", trusted / "baseline.json", cwd=folder)
    assert by_baseline.code == 0, by_baseline.all
    assert "Silenced: 3 by baseline" in by_baseline.all
    by_settings = keylint("scan", "--gate", "--config", trusted / "gate.toml", cwd=folder)
    assert by_settings.code == 0
    assert "gate.toml makes the scan milder: exclude '*.env'" in by_settings.all


def test_beside_a_tree_without_git_a_file_is_elsewhere(
    keylint: Command, tmp_path: Path, leak: str
) -> None:
    (tmp_path / "download").mkdir()
    (tmp_path / "download" / "bot.env").write_text(leak)
    (tmp_path / "gate.toml").write_text(MILD)
    assert keylint("scan", "--gate", "download", "--config", "gate.toml").code == 0
    os.rename(tmp_path / "gate.toml", tmp_path / "download" / "gate.toml")
    assert keylint("scan", "--gate", "download", "--config", "download/gate.toml").code == 2


def test_another_configuration_alone_tells_what_the_tree_has_of_its_own(
    keylint: Command, repository: Repository, leak: str, tmp_path: Path
) -> None:
    tree = planted("an exclude", repository, leak, keylint)
    (tmp_path / "gate.toml").write_text("")
    done = keylint("scan", "--config", tmp_path / "gate.toml", cwd=tree.repository.folder)
    assert done.code == 1
    assert "Not heeded: keylint.toml of the tree (exclude '*.env')." in done.all
    own = keylint("scan", "--config", "keylint.toml", cwd=tree.repository.folder)
    assert own.code == 0
    assert "Not heeded" not in own.all


def test_comments_stay_heeded_with_another_configuration_alone(
    keylint: Command, repository: Repository, leak: str, tmp_path: Path
) -> None:
    planted("a comment", repository, leak, keylint)
    (tmp_path / "gate.toml").write_text('fail-on = "critical"\n')
    options = ("--config", tmp_path / "gate.toml")
    assert keylint("scan", *options, cwd=repository.folder).code == 0
    assert keylint("scan", "--gate", *options, cwd=repository.folder).code == 1


def _huge(repository: Repository, leak: str) -> None:
    with repository.write("huge.env", leak).open("r+b") as file:
        file.truncate(65_000_000)


def _submodule(repository: Repository, leak: str) -> None:
    repository.git("init", "--quiet", "inner")
    Repository(repository.folder / "inner").commit("bot.env", leak)


def _ignored(repository: Repository, leak: str) -> None:
    repository.stage(".gitignore", "local/\n")
    repository.write("local/bot.env", leak)


UNSEEN: dict[str, tuple[Callable[[Repository, str], object], str]] = {
    "NULs": (
        lambda tree, leak: tree.write("bot.env", "\0\1\2" * 200 + leak),
        "Not scanned: 1 binary: bot.env.",
    ),
    "a size": (_huge, "Not scanned: 1 larger than 64 MB: huge.env."),
    "a link": (
        lambda tree, leak: (tree.folder / "bot.env").symlink_to("../bot.env"),
        "Not scanned: 1 symbolic link: bot.env.",
    ),
    "a submodule": (_submodule, "Not scanned: 1 submodule: inner."),
    "a name that git ignores": (_ignored, "Not scanned: 1 ignored by git: local."),
    "Git LFS": (
        lambda tree, leak: tree.write("bot.env", "version https://git-lfs.github.com/spec/v1\n"),
        "Not scanned: 1 kept by Git LFS, and not here: bot.env.",
    ),
}


@pytest.mark.parametrize("way", UNSEEN)
def test_a_gate_names_whatever_it_did_not_look_into(
    keylint: Command, repository: Repository, leak: str, way: str
) -> None:
    make, told = UNSEEN[way]
    make(repository, leak)
    if way not in ("a size", "a name that git ignores"):
        repository.git("add", ".")
    done = keylint("scan", "--gate", cwd=repository.folder)
    assert done.code == 0
    assert told in done.all


def test_no_attribute_and_no_ignored_name_hides_a_tracked_file(
    keylint: Command, repository: Repository, leak: str
) -> None:
    marks = "binary -diff -text linguist-generated linguist-vendored export-ignore"
    repository.stage(".gitattributes", f"* {marks}\n")
    repository.stage("bot.env", leak)
    repository.stage(".gitignore", "*\n")
    for arguments in ((), ("--staged",)):
        done = keylint("scan", "--gate", "--format", "json", *arguments, cwd=repository.folder)
        assert done.secrets == ["bot.env:2:19"]


@pytest.mark.parametrize(
    ("encoding", "is_read"),
    [("IBM037", False), ("UTF-7", False), ("UTF-16LE", True), ("UTF-32", True), ("CP1252", True)],
)
def test_a_file_that_git_writes_in_letters_of_another_kind_is_read_or_told(
    keylint: Command, repository: Repository, leak: str, encoding: str, is_read: bool
) -> None:
    repository.stage("keys.env", leak).unlink()
    repository.stage(".gitattributes", f"keys.env working-tree-encoding={encoding}\n")
    repository.git("checkout-index", "--force", "keys.env")
    assert is_read or leak.encode() not in (repository.folder / "keys.env").read_bytes()
    done = keylint("scan", "--gate", "--format", "json", cwd=repository.folder)
    if is_read:
        assert (done.secrets, done.code) == (["keys.env:2:19"], 1)
    else:
        told = f"written by git in {encoding}, which is not read: scan what is --staged, or the --history"
        assert (done.unread, done.code) == ({"keys.env": told}, 3)
    staged = keylint("scan", "--gate", "--staged", "--format", "json", cwd=repository.folder)
    assert staged.secrets == ["keys.env:2:19"]
