"""What a scan of a history remembers: nothing is lost by it, nothing that is known is looked at again."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Command, Repository, Result
from history_of import History, leaks

Scanned = Callable[..., Result]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def scanned(history: History, cache: Path) -> Scanned:
    """A scan that remembers."""

    def run(*arguments: str | Path) -> Result:
        return history.keylint(
            *("scan", "--history", "--format", "json", *arguments),
            cwd=history.repository.folder,
            env={"KEYLINT_CACHE_DIR": str(cache)},
        )

    return run


def versions(result: Result) -> int:
    return int(result.report["scanned"]["files"])


def kept(cache: Path) -> list[Path]:
    return sorted(cache.glob("history-*"))


def test_a_second_scan_looks_only_at_what_is_new_and_finds_the_same(
    history: History, scanned: Scanned
) -> None:
    leak = leaks("second")
    for number in range(20):
        history.repository.commit(f"clean-{number}.py", f"print({number})\n")
    history.repository.commit("bot.env", leak())
    history.repository.commit("copy.env", history.repository.git("show", "HEAD:bot.env"))
    history.change("rm", "--quiet", "bot.env")
    first = scanned()
    second = scanned()
    assert versions(first) == 22, "the pair once under each of its names"
    assert versions(second) == 2
    assert second.report["findings"] == first.report["findings"]
    assert second.secrets == ["bot.env:2:19", "copy.env:2:19"]
    history.repository.commit("new.env", leak())
    third = scanned()
    assert versions(third) == 3
    assert third.secrets == ["bot.env:2:19", "copy.env:2:19", "new.env:2:19"]


def test_what_is_remembered_is_said(history: History, scanned: Scanned, cache: Path) -> None:
    history.repository.commit("one.py", "print(1)\n")
    history.repository.commit("two.py", "print(2)\n")
    scanned()
    told = history.keylint(
        *("scan", "--history"),
        cwd=history.repository.folder,
        env={"KEYLINT_CACHE_DIR": str(cache)},
    ).all
    assert "were not looked at again (--no-cache does): 2." in told


def test_a_history_that_was_rewritten_is_looked_at_anew(history: History, scanned: Scanned) -> None:
    history.repository.commit("README.md", "a bot\n")
    history.repository.commit("bot.env", leaks("rewritten")())
    assert scanned().code == 1
    history.repository.git("reset", "--quiet", "--hard", "HEAD~1")
    history.repository.git("reflog", "expire", "--expire=now", "--all")
    assert scanned().report["findings"] == []
    history.repository.git("gc", "--quiet", "--prune=now")
    assert scanned().code == 0


def test_a_clone_that_gets_its_older_commits_has_them_looked_at(
    history: History, keylint: Command, tmp_path: Path, cache: Path
) -> None:
    leak = leaks("deepened")
    history.repository.commit("old.env", leak())
    history.change("rm", "--quiet", "old.env")
    history.repository.commit("new.py", "print(1)\n")
    history.repository.git(
        "clone",
        "--quiet",
        "--depth",
        "1",
        f"file://{history.repository.folder}",
        tmp_path / "clone",
    )
    clone = Repository(tmp_path / "clone")

    def run() -> Result:
        return keylint(
            *("scan", "--history", "--format", "json"),
            cwd=clone.folder,
            env={"KEYLINT_CACHE_DIR": str(cache)},
        )

    assert [run().code, run().code] == [3, 3]
    clone.git("fetch", "--quiet", "--unshallow")
    assert run().secrets == ["old.env:2:19"]


def test_what_was_missing_is_looked_at_when_it_is_there(history: History, scanned: Scanned) -> None:
    history.repository.commit("README.md", "a bot\n")
    history.repository.commit("bot.env", leaks("missing")())
    blob = history.repository.git("rev-parse", "HEAD:bot.env").strip()
    place = history.repository.folder / ".git" / "objects" / blob[:2] / blob[2:]
    place.rename(place.with_suffix(".away"))
    assert scanned().code == 3
    assert scanned().code == 3
    place.with_suffix(".away").rename(place)
    assert scanned().secrets == ["bot.env:2:19"]


@pytest.mark.parametrize(
    "arguments",
    [("--select", "gemini-api-secret"), ("--exclude", "x/"), ("--branch", "main"), ("--metadata",)],
)
def test_another_question_is_answered_anew(
    history: History, scanned: Scanned, cache: Path, arguments: tuple[str, ...]
) -> None:
    history.repository.commit("one.py", "print(1)\n")
    first = scanned("--ignore", "gemini-api-key")
    assert versions(scanned("--ignore", "gemini-api-key")) == 0
    assert versions(scanned(*arguments)) >= versions(first) == 1
    assert len(kept(cache)) == 2


def test_since_a_revision_and_of_some_paths_nothing_is_remembered(
    history: History, scanned: Scanned, cache: Path
) -> None:
    history.repository.commit("one.py", "print(1)\n")
    history.repository.commit("two.py", "print(2)\n")
    assert [versions(scanned("--since", "HEAD~1")) for _ in range(2)] == [1, 1]
    assert [versions(scanned("one.py")) for _ in range(2)] == [1, 1]
    assert [versions(scanned("--all-objects")) for _ in range(2)] == [2, 2]
    assert [versions(scanned("--no-cache")) for _ in range(2)] == [2, 2]
    assert kept(cache) == []


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"null", b'{"tips": ["--all"], "dirty": [], "commits": 0}', b"\xff\xfe"],
)
def test_a_memory_that_makes_no_sense_is_not_trusted(
    history: History, scanned: Scanned, cache: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    from keylint import cache as store

    history.repository.commit("bot.env", leaks("nonsense")())
    first = scanned()
    (file,) = kept(cache)
    monkeypatch.setenv(store.FOLDER, str(cache))
    store.keep(file.name, content)
    assert scanned().report["findings"] == first.report["findings"]
    file.write_bytes(content)
    assert scanned().report["findings"] == first.report["findings"]


def test_a_memory_holds_ids_of_commits_and_nothing_of_what_was_found(
    history: History, scanned: Scanned, cache: Path, leak: str
) -> None:
    history.repository.commit("secret-name.env", leak)
    scanned()
    (file,) = kept(cache)
    remembered = json.loads(file.read_bytes()[32:])
    commit = history.commit_id()
    assert remembered == {"tips": [commit], "dirty": [commit], "commits": 1}
    blob = history.repository.git("rev-parse", "HEAD:secret-name.env").strip()
    assert blob not in file.read_bytes().decode("latin-1")
    assert file.stat().st_mode & 0o077 == 0


def test_a_scan_that_was_incomplete_or_of_a_damaged_walk_remembers_nothing(
    history: History, scanned: Scanned, cache: Path
) -> None:
    history.repository.commit("a.py", "print(1)\n")
    lost = history.commit_id()
    history.repository.commit("b.py", "print(2)\n")
    (history.repository.folder / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    assert scanned().code == 3
    assert kept(cache) == []


def test_what_two_commits_brought_is_found_when_one_of_them_is_gone(
    history: History, scanned: Scanned
) -> None:
    history.repository.commit("README.md", "a bot\n")
    history.repository.commit("bot.env", leaks("twice")())
    history.change("rm", "--quiet", "bot.env")
    history.repository.git("revert", "--no-edit", "HEAD")
    assert scanned().code == 1
    history.repository.git("reset", "--quiet", "--hard", "HEAD~1")
    assert scanned().secrets == ["bot.env:2:19"]


@pytest.mark.parametrize("arguments", [(), ("--reflog",)])
def test_stashes_and_what_reflogs_hold_are_found_again(
    history: History, scanned: Scanned, arguments: tuple[str, ...]
) -> None:
    leak = leaks("again")
    history.repository.commit("README.md", "a bot\n")
    for name in ("one.env", "two.env", "three.env"):
        history.repository.stage(name, leak())
        history.repository.git("stash", "--quiet")
    history.repository.commit("amended.env", leak())
    history.repository.git("rm", "--quiet", "amended.env")
    history.repository.git(
        "commit", "--quiet", "--no-verify", "--amend", "--allow-empty", "-m", "x"
    )
    first = scanned(*arguments)
    assert len(first.secrets) == 3 + bool(arguments)
    assert scanned(*arguments).report["findings"] == first.report["findings"]


def test_what_a_branch_has_left_is_not_told_again(history: History, scanned: Scanned) -> None:
    history.repository.commit("README.md", "a bot\n")
    history.repository.commit("bot.env", leaks("left")())
    assert scanned("--branch", "main").code == 1
    history.repository.git("branch", "keep")
    history.repository.git("reset", "--quiet", "--hard", "HEAD~1")
    assert scanned("--branch", "main").code == 0


def test_what_was_not_asked_for_in_a_while_is_forgotten(
    history: History, scanned: Scanned, cache: Path
) -> None:
    history.repository.commit("one.py", "print(1)\n")
    scanned()
    (old,) = kept(cache)
    old.rename(old.with_name("history-of-another"))
    os.utime(old.with_name("history-of-another"), (1, 1))
    scanned()
    assert kept(cache) == [old]
