"""A report in a file: it is replaced whole, or stays as it was."""

from __future__ import annotations

import json
import resource
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Command, Result

OLD = "the report of yesterday\n"


@pytest.fixture
def leaking(tmp_path: Path, leak: str) -> Path:
    """A folder with a leak, beside the test's own folder."""
    folder = tmp_path / "leaking"
    folder.mkdir()
    (folder / "bot.env").write_text(leak)
    return folder


def left_over(folder: Path) -> list[str]:
    """The files in a folder that a failed report could have left there."""
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_a_report_is_written_to_a_file_and_not_to_standard_output(
    keylint: Command, tmp_path: Path, leaking: Path
) -> None:
    result = keylint("scan", leaking, "--format", "json", "--output", "report.json")
    assert result.code == 1
    assert result.all == ""
    written = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert len(written["findings"]) == 2
    assert left_over(tmp_path) == ["report.json"]


def test_an_old_report_is_replaced_whole_and_keeps_its_mode(
    keylint: Command, tmp_path: Path, leaking: Path
) -> None:
    report = tmp_path / "report.json"
    report.write_text(OLD * 10_000)
    report.chmod(0o600)
    assert keylint("scan", leaking, "--format", "json", "-o", report).code == 1
    assert json.loads(report.read_text(encoding="utf-8"))["version"] == "1"
    assert report.stat().st_mode & 0o777 == 0o600


def test_who_reads_the_old_report_reads_it_to_its_end(
    keylint: Command, tmp_path: Path, leaking: Path
) -> None:
    report = tmp_path / "report.txt"
    report.write_text(OLD)
    with report.open() as reader:
        keylint("scan", leaking, "-o", report)
        assert reader.read() == OLD
    assert report.read_text(encoding="utf-8") != OLD


def small_disk() -> None:
    """Let a new process write 100 bytes into a file, as on a disk that is full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


@pytest.mark.parametrize("old", [OLD, None])
def test_on_a_full_disk_the_old_report_stays_whole_and_the_new_one_is_shown(
    keylint: Command, tmp_path: Path, leaking: Path, old: str | None
) -> None:
    report = tmp_path / "report.json"
    if old:
        report.write_text(old)
    result = keylint("scan", leaking, "--format", "json", "-o", report, before=small_disk)
    assert result.code == 3
    assert result.secrets == ["leaking/bot.env:2:19"]
    assert result.err.startswith(f"keylint: {report} could not be written (File too large)")
    assert left_over(tmp_path) == (["report.json"] if old else [])
    assert not old or report.read_text() == old


def test_on_a_full_disk_a_diff_is_shown_too(
    keylint: Command, tmp_path: Path, leaking: Path, leak: str
) -> None:
    key, secret = (line.partition("=")[2] for line in leak.splitlines())
    text = f'gemini_api_key = "{key}"\ngemini_api_secret = "{secret}"\n'
    (leaking / "bot.py").write_text(text)
    out = tmp_path / "fix.diff"
    result = keylint("scan", leaking, "--diff", "-o", out, before=small_disk)
    assert result.code == 3
    assert '+gemini_api_secret = os.environ["GEMINI_API_SECRET"]' in result.out
    assert f"{out} could not be written (File too large)" in result.err
    assert not out.exists()


def test_a_device_that_is_full_is_3_and_the_report_is_shown(
    keylint: Command, leaking: Path
) -> None:
    result = keylint("scan", leaking, "--format", "json", "-o", "/dev/full")
    assert result.code == 3
    assert result.secrets == ["leaking/bot.env:2:19"]
    assert "/dev/full could not be written (No space left on device)" in result.err


def test_a_device_is_written_to_and_not_replaced(keylint: Command, leaking: Path) -> None:
    assert keylint("scan", leaking, "-o", "/dev/null").code == 1
    assert Path("/dev/null").is_char_device()


def test_a_place_that_cannot_be_written_is_2_before_anything_is_scanned(
    keylint: Command, tmp_path: Path, leaking: Path
) -> None:
    (tmp_path / "target").write_text(OLD)
    (tmp_path / "link").symlink_to("target")
    (tmp_path / "dangling").symlink_to("nothing")
    for name, reason in {
        "link": "is a symbolic link",
        "dangling": "is a symbolic link",
        "leaking": "is a folder",
        "no/where/report.json": "its folder does not exist",
    }.items():
        result = keylint("scan", leaking, "-o", name)
        assert result.code == 2, name
        assert result.out == ""
        assert f"keylint: {name}" in result.all
        assert reason in result.all
    assert (tmp_path / "target").read_text() == OLD
    assert (
        left_over(tmp_path) == ["dangling", "link", "target"][1:]
        or not (tmp_path / "nothing").exists()
    )


def test_a_place_without_permission_is_2_or_3_and_the_old_report_stays(
    keylint: Command, tmp_path: Path, leaking: Path, unprivileged: Callable[[], None]
) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "mine.json").write_text(OLD)
    (reports / "locked.json").write_text(OLD)
    (reports / "locked.json").chmod(0o400)
    reports.chmod(0o500)

    def scan(name: str) -> Result:
        return keylint("scan", leaking, "-o", f"reports/{name}", before=unprivileged)

    assert scan("new.json").code == 2
    assert scan("locked.json").code == 2
    # The file may be written, but none beside it: only the attempt shows that.
    attempt = scan("mine.json")
    assert attempt.code == 3
    assert "bot.env:2:19" in attempt.out
    assert "could not be written (Permission denied)" in attempt.all
    reports.chmod(0o700)
    assert left_over(reports) == ["locked.json", "mine.json"]
    assert (reports / "mine.json").read_text() == OLD
