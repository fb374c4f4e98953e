"""Histories that are not whole, not usual or not friendly: scanned as far as they go, the rest told."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Command, Repository, environment
from history_of import History, damage, leaks, loose, take_away


def test_a_missing_content_is_named_and_the_others_are_scanned(history: History) -> None:
    leak = leaks("missing")
    for name in ("one.env", "two.env", "three.env"):
        history.repository.commit(name, leak())
    take_away(history.repository, "HEAD:two.env")
    result = history()
    assert result.code == 3
    assert set(history.secrets()) == {"one.env", "three.env"}
    assert result.unread == {"two.env": "an object of it is missing or damaged in the repository"}


def test_a_damaged_content_is_named_and_the_others_are_scanned(history: History) -> None:
    leak = leaks("damaged")
    names = [f"{number}.env" for number in range(300)]
    for name in names:
        history.repository.write(name, leak())
    history.change("add", ".")
    for name in ("7.env", "150.env", "299.env"):
        damage(history.repository, f"HEAD:{name}")
    result = history()
    assert result.code == 3
    assert set(result.unread) == {"7.env", "150.env", "299.env"}
    assert set(history.secrets()) == set(names) - set(result.unread)


def test_behind_a_missing_folder_the_history_goes_on(history: History) -> None:
    leak = leaks("tree")
    history.repository.commit("old.env", leak())
    history.repository.commit("folder/lost.env", leak())
    history.repository.commit("middle.env", leak())
    tree = history.repository.git("rev-parse", "HEAD:folder").strip()
    history.change("rm", "--quiet", "-r", "folder")
    history.repository.commit("new.env", leak())
    loose(history.repository, tree).unlink()
    result = history()
    assert result.code == 3
    assert {"old.env", "middle.env", "new.env"} <= set(history.secrets())
    assert result.unread["."] == "git: an object of the history is missing or damaged"


def test_behind_a_missing_commit_what_is_there_is_scanned(history: History) -> None:
    leak = leaks("commit")
    history.repository.commit("old.env", leak())
    history.repository.commit("lost.env", leak())
    lost = history.commit_id()
    history.repository.commit("new.env", leak())
    loose(history.repository, lost).unlink()
    result = history()
    assert result.code == 3
    assert {"old.env", "new.env"} <= set(history.secrets())


def test_a_shallow_clone_is_scanned_as_far_as_it_goes(history: History, tmp_path: Path) -> None:
    leak = leaks("shallow")
    for name in ("old.env", "middle.env", "new.env"):
        history.repository.commit(name, leak())
    history.change("rm", "--quiet", "middle.env")
    source, shallow = f"file://{history.repository.folder}", tmp_path / "shallow"
    history.repository.git("clone", "--quiet", "--depth", "2", source, shallow)
    result = history(shallow)
    assert result.code == 3
    found = {one["path"] for one in result.report["findings"]}
    assert found == {"old.env", "middle.env", "new.env"}
    (name, reason) = next(iter(result.unread.items()))
    assert name == f"commit {history.commit_id('HEAD~1')[:12]}"
    assert "git fetch --unshallow" in reason
    assert history(shallow, "--since", "HEAD~1").code == 0


def test_a_shallow_clone_is_told_where_its_last_commits_brought_nothing_that_is_read(
    history: History, tmp_path: Path
) -> None:
    leak = leaks("shallow and empty")
    history.repository.commit("old.env", leak())
    history.change("rm", "--quiet", "old.env")
    source, shallow = f"file://{history.repository.folder}", tmp_path / "shallow"
    history.repository.git("clone", "--quiet", "--depth", "1", source, shallow)
    end = f"commit {history.commit_id()[:12]}"
    assert (history(shallow).code, list(history(shallow).unread)) == (3, [end])
    Repository(shallow).commit("new.env", leak())
    assert list(history(shallow / "new.env").unread) == [end]
    for _ in range(2):  # the second time with what the first one kept
        remembered = history.keylint("scan", "--history", "--format", "json", cwd=shallow)
        assert list(remembered.unread) == [end]


def test_a_clone_without_contents_says_which_are_missing_and_fetches_none(
    history: History, tmp_path: Path
) -> None:
    leak = leaks("partial")
    history.repository.commit("old.env", leak())
    history.change("rm", "--quiet", "old.env")
    history.repository.commit("new.env", leak())
    history.repository.git("config", "uploadpack.allowFilter", "true")
    history.repository.git(
        "clone", "--quiet", "--filter=blob:none", f"file://{history.repository.folder}",
        tmp_path / "partial",
    )  # fmt: skip
    result = history(tmp_path / "partial")
    assert result.code == 3
    assert list(result.unread) == ["old.env"]
    assert {one["path"] for one in result.report["findings"]} == {"new.env"}


def test_objects_of_another_repository_are_read(history: History, tmp_path: Path) -> None:
    history.repository.commit("bot.env", leaks("alternates")())
    history.repository.git("clone", "--quiet", "--shared", ".", tmp_path / "shared")
    assert history(tmp_path / "shared").secrets == ["bot.env:2:19"]


def test_a_bare_repository_a_worktree_and_a_folder_below_are_scanned(
    history: History, tmp_path: Path
) -> None:
    history.repository.commit("below/bot.env", leaks("bare")())
    history.change("rm", "--quiet", "-r", "below")
    history.repository.git("clone", "--quiet", "--bare", ".", tmp_path / "bare.git")
    history.repository.git("worktree", "add", "--quiet", tmp_path / "linked", "--detach")
    for place in (tmp_path / "bare.git", tmp_path / "linked"):
        assert history(place).secrets == ["below/bot.env:2:19"]
    found = history(tmp_path / "bare.git").report["findings"][0]["history"]
    assert found["first"]["commit"] == history.commit_id("HEAD~1")


def test_a_repository_with_sha_256_is_scanned(keylint: Command, tmp_path: Path) -> None:
    folder = tmp_path / "modern"
    folder.mkdir()
    repository = Repository(folder)
    if repository.try_git("init", "--quiet", "--object-format=sha256").code:
        pytest.skip("this git knows no SHA-256")
    history = History(keylint, repository)
    repository.commit("bot.env", leaks("sha256")())
    history.change("rm", "--quiet", "bot.env")
    found = history.secrets()["bot.env"]["history"]
    assert len(found["blob"]) == len(found["first"]["commit"]) == 64


def test_a_repository_without_a_commit_has_an_empty_history(history: History) -> None:
    result = history()
    assert result.code == 0
    assert result.report["scanned"]["files"] == 0


def test_a_hundred_thousand_refs_are_no_trouble(history: History) -> None:
    history.repository.commit("bot.env", leaks("refs")())
    commit = history.commit_id()
    packed = "".join(f"{commit} refs/heads/branch-{number:06}\n" for number in range(100_000))
    header = "# pack-refs with: peeled fully-peeled sorted \n"
    (history.repository.folder / ".git" / "packed-refs").write_text(header + packed)
    assert history().secrets == ["bot.env:2:19"]
    cached = history.keylint(
        *("scan", "--history", "--format", "json"), cwd=history.repository.folder
    )
    again = history.keylint(
        *("scan", "--history", "--format", "json"), cwd=history.repository.folder
    )
    assert cached.secrets == again.secrets == ["bot.env:2:19"]


@pytest.mark.parametrize(
    "name",
    [
        b"\x01evil.env",
        b":100644 100644 " + b"a" * 40 + b" " + b"b" * 40 + b" M",
        b"line\nend.env",
        b'tab\tand "quotes".env',
        b"\xff\xfe no utf-8.env",
        b"-- --output=x.env",
        "ünïcödé ‮.env".encode(),
    ],
)
def test_a_name_that_could_mislead_a_reader_of_git_hides_nothing(
    history: History, name: bytes
) -> None:
    leak = leaks("names")
    place = bytes(history.repository.folder) + b"/" + name
    with open(place, "wb") as file:
        file.write(leak().encode())
    history.repository.write("next.env", leak())
    history.change("add", ".")
    history.repository.git("rm", "--quiet", "--cached", "-r", ".")
    history.repository.git("commit", "--quiet", "--no-verify", "-m", "gone")
    found = history.secrets()
    assert len(found) == 2
    assert all(one["history"]["first"] for one in found.values())
    assert not (history.repository.folder / "x.env").exists()


def test_what_became_a_link_or_a_submodule_is_no_content(history: History, leak: str) -> None:
    history.repository.commit("bot.env", leak)
    (history.repository.folder / "bot.env").unlink()
    (history.repository.folder / "bot.env").symlink_to("elsewhere")
    history.change("add", "bot.env")
    found = history.secrets()["bot.env"]["history"]
    assert not found["in_tip"]
    assert found["last"]["commit"] == history.commit_id("HEAD~1")


def test_contents_that_are_too_large_or_binary_are_told(history: History) -> None:
    history.repository.write("keylint.toml", 'max-file-size = "10 kB"\n')
    history.repository.commit("large.txt", "x" * 20_000)
    history.repository.commit("logo.png", "\0\1\2\3" * 100)
    history.repository.commit("bot.env", leaks("large")())
    result = history()
    assert result.code == 1
    assert result.unread == {"large.txt": "larger than 10 kB", "logo.png": "binary"}


def test_a_repository_that_grows_meanwhile_is_scanned_as_it_was_or_as_it_is(
    history: History, make_repository: Callable[[Path], Repository]
) -> None:
    leak = leaks("growing")
    history.repository.commit("first.env", leak())
    writer = (
        "for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo $i > grow.txt; git add grow.txt; "
        "git commit --quiet --no-verify -m $i; git gc --quiet --prune=now; done"
    )
    growing = subprocess.Popen(
        ["sh", "-c", writer],
        cwd=history.repository.folder,
        env=environment(history.repository.folder.parent),
    )
    try:
        codes = {history().code for _ in range(4)}
    finally:
        growing.wait(timeout=60)
    assert codes == {1}


def test_a_ref_that_leads_nowhere_is_named_and_the_others_are_walked(history: History) -> None:
    history.repository.commit("bot.env", leaks("nowhere")())
    ref = history.repository.folder / ".git" / "refs" / "heads" / "broken"
    ref.write_text("ab" * 20 + "\n")
    result = history()
    assert result.code == 3
    assert result.secrets == ["bot.env:2:19"]
    assert "refs/heads/broken" in result.unread["."]
