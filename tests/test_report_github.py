"""What GitHub's workflows get: annotations, and the summary of a step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from conftest import Command, Result
from hostile_names import HOSTILE, commands

from keylint.reports.shown import safe


def test_github_gets_annotations_and_no_command_from_the_tree(said: Callable[..., Result]) -> None:
    found = commands(said("github").out)
    assert {level for level, _, _ in found} == {"error", "warning"}
    files = {properties["file"] for _, properties, _ in found}
    assert files == {safe(HOSTILE), "keys.yaml", "twice.py"}
    level, properties, message = next(f for f in found if f[1]["file"] == "twice.py")
    assert level == "error"
    assert (properties["line"], properties["col"]) == ("3", "19")
    assert int(properties["endColumn"]) > 19
    assert properties["title"] == "Plaintext Gemini API secret (gemini-api-secret)"
    assert "\n1. Deactivate the key first" in message
    assert all("%" not in line or line.startswith("::") for line in said("github").out.splitlines())


def test_github_gets_as_many_annotations_as_it_shows_and_the_number_of_the_rest(
    keylint: Command, tmp_path: Path, leak: str
) -> None:
    for number in range(15):
        (tmp_path / f"bot{number}.env").write_text(leak)
    result = keylint("scan", "--format", "github")
    levels = [level for level, _, _ in commands(result.out)]
    assert (levels.count("error"), levels.count("warning")) == (10, 10)
    assert "keylint: 30 findings: 15 critical, 15 medium." in result.out
    assert "keylint: 10 findings without an annotation" in result.out


def test_the_summary_of_a_github_step_is_added_to_what_is_there(
    said: Callable[..., Result], tmp_path: Path
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("# What another step said\n")
    result = said("github", GITHUB_STEP_SUMMARY=str(summary))
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("# What another step said\n<!-- keylint -->\n## keylint: ")
    assert "<code>twice.py:3:19</code>" in text
    assert result.out == said("github").out
    said("json", GITHUB_STEP_SUMMARY=str(summary))
    assert summary.read_text(encoding="utf-8") == text


def test_the_summary_of_a_github_step_stays_below_its_limit(
    said: Callable[..., Result], tmp_path: Path
) -> None:
    summary = tmp_path / "summary.md"
    for there in (1024 * 1024 - 100, 1024 * 1024 - 3000):
        summary.write_text("x" * there)
        result = said("github", GITHUB_STEP_SUMMARY=str(summary))
        assert summary.stat().st_size <= 1024 * 1024
        assert ("summary is full" in result.err) == (there == 1024 * 1024 - 100)
    assert "had no room here" in summary.read_text(encoding="utf-8")


def test_a_summary_that_cannot_be_written_is_told_and_the_annotations_are_there(
    said: Callable[..., Result], tmp_path: Path
) -> None:
    result = said("github", GITHUB_STEP_SUMMARY=str(tmp_path))
    assert "the step's summary could not be written" in result.err
    assert commands(result.out)
