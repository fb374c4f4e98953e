"""Several reports of one scan, and files that no report may replace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Command


@pytest.fixture
def leaking(tmp_path: Path, leak: str) -> Path:
    """A folder with a leak, beside the test's own folder."""
    folder = tmp_path / "leaking"
    folder.mkdir()
    (folder / "bot.env").write_text(leak)
    return folder


def test_one_scan_writes_several_reports(keylint: Command, tmp_path: Path, leaking: Path) -> None:
    forms = ("--format", "github", "--format", "sarif", "--format", "html")
    result = keylint("scan", leaking, *forms, "-o", "out.sarif", "-o", "out.html")
    assert result.code == 1
    assert result.out.startswith("::error file=leaking/bot.env,line=2,")
    assert json.loads((tmp_path / "out.sarif").read_text())["version"] == "2.1.0"
    assert (tmp_path / "out.html").read_text().startswith("<!doctype html>")


def test_each_form_goes_to_the_file_that_is_named_with_it(
    keylint: Command, tmp_path: Path, leaking: Path
) -> None:
    pairs = ("--format", "jsonl", "-o", "a.jsonl", "--format", "json", "-o", "b.json")
    result = keylint("scan", leaking, *pairs)
    assert result.code == 1
    assert result.out == ""
    assert len((tmp_path / "a.jsonl").read_text().splitlines()) == 2
    assert json.loads((tmp_path / "b.json").read_text())["version"] == "1"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("--format json --format html", "2 formats and no --output"),
        ("--format json --format html --format csv -o a", "3 formats and 1 --output"),
        ("--format json -o a -o b", "1 format and 2 files to write to"),
        ("-o a -o b", "1 format and 2 files to write to"),
        ("--format json --format html -o a -o a", "two formats to one file, a"),
        ("--format json --format html -o a -o ./a", "two formats to one file, a"),
        ("--format json --format html -o a -o leaking", "leaking is a folder"),
        ("--format pdf", "pdf"),
    ],
)
def test_what_is_not_clear_is_2_and_nothing_is_written(
    keylint: Command, tmp_path: Path, leaking: Path, arguments: str, reason: str
) -> None:
    result = keylint("scan", leaking, *arguments.split())
    assert result.code == 2
    assert result.out == ""
    assert reason in result.all
    assert [path.name for path in tmp_path.iterdir()] == ["leaking"]


def test_no_report_replaces_what_is_read(keylint: Command, tmp_path: Path, leaking: Path) -> None:
    file, configuration = leaking / "bot.env", tmp_path / "own.toml"
    configuration.write_text('exclude = ["x"]\n')
    before = file.read_text()
    result = keylint("scan", file, "-o", "leaking/../leaking/bot.env")
    assert result.code == 2
    assert "is to be scanned: name another file for the report" in result.all
    (tmp_path / "same.env").hardlink_to(file)
    assert keylint("scan", file, "-o", "same.env").code == 2
    result = keylint("scan", leaking, "--config", configuration, "-o", configuration)
    assert result.code == 2
    assert "is the configuration" in result.all
    assert (file.read_text(), configuration.read_text()) == (before, 'exclude = ["x"]\n')


def test_reports_that_lie_in_the_tree_add_no_finding(
    keylint: Command, tmp_path: Path, leaking: Path
) -> None:
    before = keylint("scan", leaking, "--format", "json").report["findings"]
    for form, kind in {
        "html": "html", "json": "json", "sarif": "json", "gitlab": "json", "junit": "xml",
        "csv": "csv", "jsonl": "jsonl", "markdown": "md", "github": "txt",
    }.items():  # fmt: skip
        assert (
            keylint("scan", leaking, "--format", form, "-o", leaking / f"{form}.{kind}").code == 1
        )
    after = keylint("scan", leaking, "--format", "json").report
    assert after["findings"] == before
    assert after["scanned"]["files"] == 10
