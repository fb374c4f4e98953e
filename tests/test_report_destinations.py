"""A report replaces nobody's work: no file that git tracks or that is scanned, unless it is a report."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Command, Repository

from keylint.reports import former
from keylint.wishes import AuditFormat, Format

SOURCE = 'def trade():\n    """No findings."""\n'
DIFF = ("scan", "--diff")


@pytest.mark.parametrize("command", [("scan",), DIFF, ("audit",), ("purge",)])
@pytest.mark.parametrize("path", [".", "conf"])
def test_a_file_that_git_tracks_is_not_replaced(
    keylint: Command, repository: Repository, leak: str, command: tuple[str, ...], path: str
) -> None:
    repository.commit("conf/bot.env", leak)
    source = repository.commit("a.py", SOURCE)
    result = keylint(*command, path, "-o", "a.py", cwd=repository.folder)
    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith("keylint: a.py is tracked by git, and is no report of keylint")
    assert len(result.err.splitlines()) == 1
    assert source.read_text() == SOURCE


@pytest.mark.parametrize("command", [("scan",), DIFF, ("purge",), ("audit", "--found")])
def test_an_untracked_file_that_is_scanned_is_not_replaced(
    keylint: Command, repository: Repository, leak: str, command: tuple[str, ...]
) -> None:
    repository.commit("conf/bot.env", leak)
    source = repository.write("a.py", SOURCE)
    result = keylint(*command, "-o", "a.py", cwd=repository.folder)
    assert result.code == 2
    assert "keylint: a.py is scanned, and is no report of keylint" in result.err
    assert source.read_text() == SOURCE


def test_without_git_a_file_that_is_scanned_is_not_replaced_either(
    keylint: Command, tmp_path: Path
) -> None:
    (tmp_path / "a.py").write_text(SOURCE)
    assert keylint("scan", "-o", "a.py").code == 2
    assert (tmp_path / "a.py").read_text() == SOURCE


def test_what_is_empty_or_ignored_or_elsewhere_may_be_replaced(
    keylint: Command, repository: Repository
) -> None:
    repository.commit(".gitignore", "out.txt\n")
    repository.write("conf/bot.py", SOURCE)
    for name, text in {"out.txt": "old\n", "empty.txt": "", "../old.txt": "old\n"}.items():
        repository.write(name, text)
        assert keylint("scan", "-o", name, cwd=repository.folder).code == 0, name
        assert "No findings." in (repository.folder / name).read_text()


@pytest.mark.parametrize("is_leaking", [True, False])
@pytest.mark.parametrize("form", list(Format))
def test_a_former_report_is_replaced_though_it_is_tracked(
    keylint: Command, repository: Repository, leak: str, form: Format, is_leaking: bool
) -> None:
    repository.commit("bot.env", leak if is_leaking else "# gemini\n")
    arguments = ("scan", "--format", form.value, "-o", "report", "--color", "always")
    assert keylint(*arguments, cwd=repository.folder).code == is_leaking
    repository.git("add", "--all")
    result = keylint(*arguments, cwd=repository.folder)
    assert result.code == is_leaking, result.all


def test_a_former_diff_or_way_to_purge_is_replaced(
    keylint: Command, repository: Repository, leaky: str
) -> None:
    repository.commit("bot.py", leaky)
    for command in (DIFF, ("purge",)):
        for _ in range(2):
            assert keylint(*command, "-o", f"{command[-1]}.txt", cwd=repository.folder).code == 1


@pytest.mark.parametrize("form", [form.value for form in AuditFormat])
def test_a_former_report_of_an_audit_is_replaced(
    keylint: Command, repository: Repository, form: str
) -> None:
    repository.commit("bot.py", SOURCE)
    arguments = ("audit", "--found", "--format", form, "-o", "report")
    codes = {keylint(*arguments, cwd=repository.folder).code for _ in range(2)}
    assert codes == {0}


@pytest.mark.parametrize("command", ["scan", "audit", "purge"])
def test_no_command_replaces_the_baseline_by_its_report(
    keylint: Command, adopted: Repository, command: str
) -> None:
    baseline = adopted.folder / ".keylint-baseline.json"
    before = baseline.read_text()
    result = keylint(command, "-o", baseline.name, cwd=adopted.folder)
    assert result.code == 2
    assert "would replace the baseline" in result.err
    assert baseline.read_text() == before


@pytest.mark.parametrize("command", ["scan", "audit", "purge"])
def test_a_dash_is_no_file(keylint: Command, repository: Repository, command: str) -> None:
    repository.commit("bot.py", SOURCE)
    result = keylint(command, "-o", "-", cwd=repository.folder)
    assert result.code == 2
    assert "leave it out, and the report goes to standard output" in result.err
    assert not (repository.folder / "-").exists()


@pytest.mark.parametrize(
    "text", [SOURCE, "No findings.\nmore\n", '{"name": "bot"}\n', "--- a\n+++ b\n@@\n", "[1]\n"]
)
def test_what_has_no_mark_is_no_report(text: str) -> None:
    assert not former.is_report(text.encode())
