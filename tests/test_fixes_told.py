"""What `--fix` did is told whatever the form of the report, and so is what is left to do."""

from __future__ import annotations

import pytest
from conftest import Command, Repository

from keylint.wishes import Format

FIXED = 'bot.py:2:22 gemini-api-secret: os.environ["GEMINI_API_SECRET"]'


@pytest.mark.parametrize("form", list(Format))
def test_what_was_fixed_and_what_is_left_to_do_is_told_with_every_form(
    keylint: Command, repository: Repository, leaky: str, form: Format
) -> None:
    repository.commit("bot.py", leaky)
    result = keylint("scan", "--fix", "--format", form.value, cwd=repository.folder)
    assert result.code == 0, result.all
    assert result.all.count("must still be deactivated") == 1
    assert "os.environ[" in result.all
    if form not in (Format.TEXT, Format.JSON):
        assert f"keylint: fixed: {FIXED}" in result.all
        assert "must still be deactivated" not in result.out


def test_what_one_of_several_reports_tells_is_not_told_beside_them(
    keylint: Command, repository: Repository, leaky: str
) -> None:
    repository.commit("bot.py", leaky)
    forms = ("--format", "text", "--format", "sarif", "-o", "../out.sarif")
    result = keylint("scan", "--fix", *forms, cwd=repository.folder)
    assert "must still be deactivated" in " ".join(result.out.split())
    assert result.err == ""
