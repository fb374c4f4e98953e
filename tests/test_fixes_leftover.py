"""A value that was taken out in one place, and still stands in another that no rule reads."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from conftest import Command, Repository

# What no rule takes for a credential of Gemini.
BESIDE = {
    "a page": ("notes.md", "Old: {secret}\n"),
    "a name in a mapping": ("more.py", 'x = {{"{secret}": 1}}\n'),
    "a list": ("more.yml", "- {secret}\n"),
}


@pytest.mark.parametrize("name", BESIDE)
@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_where_a_value_still_stands_is_told_and_no_success(
    keylint: Command, repository: Repository, leaky: str, secret: str, name: str, option: str
) -> None:
    path, text = BESIDE[name]
    repository.commit(path, text.format(secret=secret))
    assert keylint("scan", cwd=repository.folder).code == 0
    repository.commit("bot.py", leaky)
    result = keylint("scan", option, cwd=repository.folder)
    assert result.code == 1
    assert "the value still stands in line 1: take it out by hand" in result.all
    assert secret not in result.all


def test_a_value_that_is_left_in_the_same_file_is_told(
    keylint: Command, repository: Repository, leaky: str, secret: str
) -> None:
    repository.commit("bot.py", f'{leaky}__all__ = ["{secret}"]\n')
    result = keylint("scan", "--fix", cwd=repository.folder)
    assert result.code == 1
    assert "line 3: take it out by hand" in result.all


HOOK = "#!/bin/sh\nexec {python} -m keylint scan --fix {path}\n"


@pytest.mark.parametrize("path", ["", "."])
def test_a_hook_of_git_that_fixes_stops_the_commit_whatever_it_scans(
    repository: Repository, leaky: str, secret: str, path: str
) -> None:
    repository.stage("bot.py", leaky)
    hook = Path(repository.folder / ".git" / "hooks" / "pre-commit")
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(HOOK.format(python=sys.executable, path=path))
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    done = repository.try_git("commit", "--quiet", "--message", "Leak")
    assert done.code != 0, done.all
    assert secret not in (repository.folder / "bot.py").read_text()
    assert repository.try_git("rev-parse", "HEAD").code != 0
    repository.git("add", "--all")
    again = repository.try_git("commit", "--quiet", "--message", "Fixed")
    assert again.code == 0, again.all
    assert secret not in repository.git("show", "HEAD:bot.py")
