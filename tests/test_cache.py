"""The user's cache folder: trusted only as far as nobody else could have written it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from keylint import cache
from keylint.gate import search

SIGNS = ("sign[0-9]{3}", "another[a-z]{5}")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "cache"
    monkeypatch.setenv(cache.FOLDER, str(place))
    return place


def test_what_is_kept_comes_back(folder: Path) -> None:
    assert cache.load("a") is None
    cache.keep("a", b"content")
    assert cache.load("a") == b"content"
    assert [path.name for path in folder.iterdir()] == ["a"]
    assert (folder / "a").stat().st_mode & 0o077 == 0


def test_what_is_damaged_is_not_used(folder: Path) -> None:
    cache.keep("a", b"content")
    (folder / "a").write_bytes((folder / "a").read_bytes()[:-1] + b"T")
    assert cache.load("a") is None
    (folder / "a").write_bytes(b"short")
    assert cache.load("a") is None


@pytest.mark.parametrize("mode", [0o622, 0o666])
def test_what_others_may_write_is_not_used(folder: Path, mode: int) -> None:
    cache.keep("a", b"content")
    (folder / "a").chmod(mode)
    assert cache.load("a") is None


def test_a_folder_that_others_may_write_is_neither_read_nor_written(folder: Path) -> None:
    cache.keep("a", b"content")
    folder.chmod(0o777)
    assert cache.load("a") is None
    cache.keep("b", b"content")
    assert not (folder / "b").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_what_belongs_to_another_user_is_not_used(folder: Path) -> None:
    cache.keep("a", b"content")
    os.chown(folder / "a", 12345, 12345)
    assert cache.load("a") is None


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    cache.keep("a", b"content")
    (folder / "a").rename(tmp_path / "elsewhere")
    (folder / "a").symlink_to(tmp_path / "elsewhere")
    assert cache.load("a") is None


def test_without_a_place_nothing_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(cache.FOLDER, "")
    cache.keep("a", b"content")
    assert cache.load("a") is None
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(cache.FOLDER, str(tmp_path / "file" / "below"))
    cache.keep("a", b"content")
    assert cache.load("a") is None


def test_compiled_patterns_are_taken_from_the_cache_and_made_anew_if_damaged(folder: Path) -> None:
    def finds() -> list[bool]:
        search._database.cache_clear()
        look = search.signs_at_once(SIGNS)
        return [look(b"a sign123"), look(b"nothing"), look(b"anotherabcde"), look(b"")]

    expected = [True, False, True, False]
    assert finds() == expected
    (kept,) = folder.iterdir()
    made = kept.read_bytes()
    assert finds() == expected
    kept.write_bytes(made[:-40])
    assert finds() == expected
    assert kept.read_bytes() == made
    # Whole, and right by its digest, but no database of patterns.
    cache.keep(kept.name, b"x" * 1000)
    assert finds() == expected
    assert kept.read_bytes() == made


def test_long_signs_are_taken_from_the_cache_and_never_compiled_for_a_few_files(
    folder: Path,
) -> None:
    signs = (*SIGNS, "(?:" + "|".join(f"word{number}" for number in range(200)) + ")[0-9]")
    assert sum(map(len, signs)) > search.LONG

    def finds() -> list[bool]:
        look = search.signs_by_what_is_kept(signs)
        return [look(b"a sign123"), look(b"nothing"), look(b"word1999"), look(b"")]

    expected = [True, False, True, False]
    assert finds() == expected
    assert not folder.exists()
    search._database.cache_clear()
    assert search.signs_at_once(signs)(b"a sign123")
    (kept,) = folder.iterdir()
    assert finds() == expected
    kept.write_bytes(kept.read_bytes()[:-40])
    assert finds() == expected
