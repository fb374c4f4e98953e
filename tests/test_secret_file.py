"""Files that are made to hold credentials, as git and other users see them; real repositories."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import pytest
from conftest import Command, Repository

from keylint.examples import unpack

ENV = "GEMINI_API_KEY=account-{base62:20}\nGEMINI_API_SECRET={base58-20-bytes}\n"
ID = "secret-file-tracked"
Said = Callable[..., str]
posix = pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")


@pytest.fixture
def said(keylint: Command, repository: Repository) -> Said:
    def scan(*paths: str) -> str:
        return keylint("scan", "--select", ID, *(paths or ["."]), cwd=repository.folder).out

    return scan


def test_a_tracked_file_is_told(said: Said, repository: Repository) -> None:
    repository.stage(".env", unpack(ENV).text)
    text = said()
    assert ".env:1:16  high" in text
    assert "git tracks this file" in " ".join(text.split())


def test_a_file_that_git_does_not_ignore_is_told(said: Said, repository: Repository) -> None:
    repository.write(".env", unpack(ENV).text)
    text = " ".join(said().split())
    assert "medium" in text
    assert "git does not ignore this file" in text


@posix
def test_an_ignored_file_of_one_owner_is_all_right(said: Said, repository: Repository) -> None:
    repository.stage(".gitignore", ".env\n")
    path = repository.write(".env", unpack(ENV).text)
    path.chmod(0o600)
    assert "No findings." in said(".env")
    path.chmod(0o644)
    text = " ".join(said(".env").split())
    assert "low" in text
    assert "every user of this machine may read this file" in text


def test_outside_of_git_nothing_is_said_of_git(keylint: Command, repository: Repository) -> None:
    folder = repository.folder.parent / "elsewhere"
    folder.mkdir()
    path = folder / ".env"
    path.write_text(unpack(ENV).text)
    path.chmod(0o600)
    assert "No findings." in keylint("scan", "--select", ID, ".", cwd=folder).out


def test_a_file_of_the_index_is_tracked(keylint: Command, repository: Repository) -> None:
    repository.stage(".env", unpack(ENV).text)
    os.remove(repository.folder / ".env")
    out = keylint("scan", "--staged", "--select", ID, cwd=repository.folder).out
    assert "git tracks this file" in " ".join(out.split())


def test_a_template_without_values_and_a_program_are_all_right(
    said: Said,
    repository: Repository,
) -> None:
    repository.stage(".env.example", "GEMINI_API_KEY=\nGEMINI_API_SECRET=<yours>\n")
    repository.stage("bot.py", unpack('gemini_secret = "{base58-20-bytes}"\n').text)
    assert "No findings." in said()


def test_whoever_silences_the_secrets_has_silenced_the_file(
    keylint: Command, repository: Repository
) -> None:
    key, secret = unpack(ENV).text.splitlines()
    ignored = (
        f"# keylint: ignore[gemini-api-key] for tests\n{key}\n"
        f"# keylint: ignore[gemini-api-secret] for tests\n{secret}\n"
    )
    repository.stage(".env", ignored)
    out = keylint("scan", cwd=repository.folder).out
    assert "No findings." in out, out
    repository.stage(".env", ignored.replace("# keylint: ignore[gemini-api-key] for tests\n", ""))
    assert ID in keylint("scan", cwd=repository.folder).out
