"""Which files a scan takes where there is no git, and what the answer is: 0, 1, 2 or 3."""

from __future__ import annotations

import os
import resource
import tracemalloc
from pathlib import Path

import pytest
from conftest import CLEAN, Command, Scan, places, reasons

from keylint.model import Blob, Unread
from keylint.sources import Item, files

MEGABYTE = 1_000_000


def read(found: files.File | Unread) -> Item:
    return files.read(found) if isinstance(found, files.File) else found


def test_a_clean_file_is_0(keylint: Command, tmp_path: Path) -> None:
    (tmp_path / "bot.env").write_text(CLEAN)
    result = keylint("scan")
    assert result.code == 0
    assert "Scanned 1 file " in result.all
    assert "No findings." in result.all


def test_a_leaking_file_is_1_and_its_place_is_told(
    keylint: Command, tmp_path: Path, leak: str
) -> None:
    (tmp_path / "bot.env").write_text(leak)
    result = keylint("scan")
    assert result.code == 1
    assert "bot.env:2:19 critical gemini-api-secret" in result.all


def test_a_name_that_does_not_exist_is_2_and_nothing_is_scanned(
    keylint: Command, tmp_path: Path, leak: str
) -> None:
    (tmp_path / "bot.env").write_text(leak)
    result = keylint("scan", "bot.env", "nowhere.env", "no/where")
    assert result.code == 2
    assert result.out == ""
    assert result.err == "keylint: no such file or folder: nowhere.env, no/where\n"


@pytest.mark.parametrize(
    "arguments", [("--no-such-option",), ("--format", "xml"), ("--select", "no-such-rule")]
)
def test_a_usage_mistake_is_2(keylint: Command, arguments: tuple[str, ...]) -> None:
    assert keylint("scan", *arguments).code == 2


def test_a_file_that_was_asked_for_and_cannot_be_read_is_3_and_the_findings_are_shown(
    keylint: Command, tmp_path: Path, leak: str
) -> None:
    (tmp_path / "bot.env").write_text(leak)
    (tmp_path / "gone.env").symlink_to("nothing")
    result = keylint("scan", "bot.env", "gone.env")
    assert result.code == 3
    assert "bot.env:2:19 critical gemini-api-secret" in result.all
    assert "Could not scan: 1 not there: gone.env." in result.all
    assert "The scan is incomplete." in result.all


def test_an_empty_folder_is_0_and_the_summary_says_that_nothing_was_scanned(
    keylint: Command, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    result = keylint("scan", "empty")
    assert result.code == 0
    assert "Scanned 0 files (0 bytes)" in result.all


def test_outside_of_git_every_file_is_scanned_whatever_a_gitignore_says(
    scanned: Scan, tmp_path: Path, leak: str
) -> None:
    for name in ("a.env", ".hidden/b.env", "deep/er/c.env", "node_modules/d.env"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(leak)
    (tmp_path / ".gitignore").write_text("*.env\n")
    report = scanned(tmp_path)
    expected = [".hidden/b.env", "a.env", "deep/er/c.env", "node_modules/d.env"]
    assert places(report) == [f"{name}:2:19" for name in expected]
    assert report.scanned.files == 5


def test_excluded_paths_are_left_out_and_told_but_a_named_file_is_scanned(
    scanned: Scan, tmp_path: Path, leak: str
) -> None:
    for name in ("a.env", "vendor/b.env"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(leak)
    by_folder = scanned(tmp_path, exclude=("vendor/",))
    assert places(by_folder) == ["a.env:2:19"]
    assert reasons(by_folder) == {"vendor": "excluded"}
    by_name = scanned(tmp_path / "vendor" / "b.env", exclude=("vendor/", "b.env"))
    assert [place.rsplit("/")[-1] for place in places(by_name)] == ["b.env:2:19"]


def test_exclude_on_the_command_line_adds_to_the_configured_one(
    keylint: Command, tmp_path: Path, leak: str
) -> None:
    for name in ("a.env", "b.env", "c.env"):
        (tmp_path / name).write_text(leak)
    (tmp_path / "keylint.toml").write_text('exclude = ["a.env"]\n')
    result = keylint("scan", "--exclude", "b.*", "--format", "json")
    assert result.secrets == ["c.env:2:19"]
    assert result.unread == {"a.env": "excluded", "b.env": "excluded"}


def test_a_file_that_is_named_twice_and_lies_in_a_named_folder_is_scanned_once(
    keylint: Command, tmp_path: Path, leak: str
) -> None:
    (tmp_path / "bot.env").write_text(leak)
    result = keylint("scan", "bot.env", "./bot.env", ".", tmp_path, "--format", "json")
    assert result.secrets == ["bot.env:2:19"]
    assert result.report["scanned"]["files"] == 1


def test_paths_are_told_relative_to_the_current_folder_and_elsewhere_whole(
    keylint: Command, tmp_path: Path, leak: str
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "a.env").write_text(leak)
    (tmp_path / "b.env").write_text(leak)
    result = keylint("scan", ".", "../b.env", "--format", "json", cwd=tmp_path / "here")
    assert sorted(result.secrets) == sorted(["a.env:2:19", f"{tmp_path}/b.env:2:19"])


def test_standard_input_is_scanned_under_the_name_that_is_given(
    keylint: Command, leak: str
) -> None:
    result = keylint("scan", "-", "--stdin-name", "deploy/bot.env", stdin=leak.encode())
    assert result.code == 1
    assert "deploy/bot.env:2:19 critical gemini-api-secret" in result.all
    assert keylint("scan", "-", "--format", "json", stdin=leak.encode()).secrets == ["stdin:2:19"]


def test_the_name_of_standard_input_says_how_it_is_read(keylint: Command) -> None:
    broken = b'{"exchange": "gemini", "ip_whitelist": [}'
    as_json = keylint("scan", "-", "--stdin-name", "k.json", "--format", "json", stdin=broken)
    as_text = keylint("scan", "-", "--stdin-name", "k.txt", "--format", "json", stdin=broken)
    assert "not as structure" in as_json.unread["k.json"]
    assert as_text.unread == {}


def test_standard_input_and_files_go_together(keylint: Command, tmp_path: Path, leak: str) -> None:
    (tmp_path / "bot.env").write_text(leak)
    result = keylint("scan", "-", "bot.env", "--format", "json", stdin=leak.encode())
    assert sorted(result.secrets) == ["bot.env:2:19", "stdin:2:19"]


def test_standard_input_that_is_too_large_is_3(keylint: Command, tmp_path: Path) -> None:
    (tmp_path / "keylint.toml").write_text("max-file-size = 100\n")
    result = keylint("scan", "-", stdin=b"#" * 101)
    assert result.code == 3
    assert "Could not scan: 1 larger than 100 bytes: stdin." in result.all
    assert keylint("scan", "-", stdin=b"#" * 100).code == 0


def test_standard_input_that_is_closed_is_3(keylint: Command) -> None:
    result = keylint("scan", "-", before=lambda: os.close(0))
    assert result.code == 3
    assert "stdin" in result.all


def test_a_file_that_is_too_large_is_told_and_one_that_was_named_is_3(
    scanned: Scan, tmp_path: Path, leak: str
) -> None:
    (tmp_path / "bot.env").write_text(leak)
    most = len(leak) - 1
    in_folder = scanned(tmp_path, max_file_size=most)
    assert reasons(in_folder) == {"bot.env": f"larger than {most} bytes"}
    assert not in_folder.incomplete
    assert scanned(tmp_path / "bot.env", max_file_size=most).incomplete
    assert len(places(scanned(tmp_path, max_file_size=len(leak)))) == 1


def test_the_bare_git_folder_of_a_copy_is_not_searched_for_packed_objects(tmp_path: Path) -> None:
    (tmp_path / "copy.git" / "objects").mkdir(parents=True)
    (tmp_path / "copy.git" / "HEAD").write_text("ref: refs/heads/main\n")
    (tmp_path / "copy.git" / "objects" / "pack").write_text("x")
    items = map(read, files.walk(str(tmp_path), "", lambda path: True, MEGABYTE))
    assert [(item.path, type(item)) for item in items] == [
        ("copy.git/HEAD", Blob),
        ("copy.git/objects", Unread),
    ]


def test_a_file_that_vanishes_between_listing_and_reading_is_no_fault(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text(name)
    items = map(read, files.walk(str(tmp_path), "", lambda path: True, MEGABYTE))
    found: list[Item] = [next(items)]
    (tmp_path / "b").unlink()
    found += items
    assert [item.path for item in found if isinstance(item, Blob)] == ["a", "c"]
    assert [item for item in found if isinstance(item, Unread)] == [
        Unread("b", "not in the work tree")
    ]


def test_a_folder_that_vanishes_during_the_scan_is_told_and_the_rest_is_scanned(
    tmp_path: Path,
) -> None:
    for name in ("a/x", "b/x", "c/x"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(name)
    items = map(read, files.walk(str(tmp_path), "", lambda path: True, MEGABYTE))
    found: list[Item] = [next(items)]
    (tmp_path / "b" / "x").unlink()
    (tmp_path / "b").rmdir()
    found += items
    assert sorted(item.path for item in found if isinstance(item, Blob)) == ["a/x", "c/x"]
    assert [item.path for item in found if isinstance(item, Unread)] == ["b"]


def test_a_file_is_read_in_as_much_memory_as_it_has_bytes(tmp_path: Path) -> None:
    (tmp_path / "small").write_bytes(b"x" * 1000)
    tracemalloc.start()
    try:
        read(files.File(str(tmp_path / "small"), "small", 64_000_000))
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("megabytes", [30, 40, 50, 64, 80, 100])
def test_where_memory_is_short_what_is_not_scanned_is_told_in_a_line(
    keylint: Command, tmp_path: Path, leak: str, megabytes: int
) -> None:
    (tmp_path / "bot.env").write_text(leak)
    assert keylint("baseline").code == 0
    (tmp_path / "new.env").write_text(leak)
    most = megabytes << 20

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (most, most))

    result = keylint("scan", "--format", "json", before=limit)
    assert result.code in (1, 3)
    assert result.code == 1 or "memory" in result.all or result.report["not_scanned"]
