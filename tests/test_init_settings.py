"""What `keylint init` writes into project files and .gitignore, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import tomli
from adopted import HOOK_FILE, WORKFLOW, contents
from conftest import Command, Repository


def test_the_project_file_gets_the_table(repository: Repository, keylint: Command) -> None:
    before = '[project]\nname = "bot"  # ours\r\n[tool.black]\nline-length = 100'
    path = repository.write("pyproject.toml", before)
    assert keylint("init", "--yes", cwd=repository.folder).code == 0
    assert path.read_bytes().decode().startswith(before)
    assert tomli.loads(path.read_text())["tool"] == {"black": {"line-length": 100}, "keylint": {}}
    assert not (repository.folder / "keylint.toml").exists()
    assert "configuration: pyproject.toml" in keylint("scan", cwd=repository.folder).out


@pytest.mark.parametrize("before", ["[project\n", "tool = { black = {} }\n", "tool = 1\n"])
def test_a_project_file_that_cannot_be_added_to_is_left_alone(
    repository: Repository, keylint: Command, before: str
) -> None:
    path = repository.write("pyproject.toml", before)
    done = keylint("init", "--yes", cwd=repository.folder)
    assert done.code == 3
    assert "pyproject.toml: " in done.err
    assert path.read_text() == before


@pytest.mark.parametrize(
    ("tracked", "ignores", "lines"),
    [
        ((), None, [".env"]),
        ((), ".env\n", []),
        ((), "*.env\n", []),
        ((), ".env\n!.env\n", [".env"]),
        ((".env.example",), "", [".env"]),
        (("prod.env", "example.env"), "*.pyc", [".env", "*.env", "!example.env"]),
        ((".env.production", ".env.example"), ".env", [".env.*", "!.env.example"]),
        (("deploy/.env.production",), ".env*\n", []),
    ],
)
def test_only_the_lines_that_are_missing_are_added_to_gitignore(
    repository: Repository,
    keylint: Command,
    tracked: tuple[str, ...],
    ignores: str | None,
    lines: list[str],
) -> None:
    for name in tracked:
        repository.stage(name, "")
    if ignores is not None:
        repository.write(".gitignore", ignores)
    done = keylint("init", "--yes", cwd=repository.folder)
    assert done.code == 0, done.all
    after = (repository.folder / ".gitignore").read_text()
    assert after.startswith(ignores or "")
    added = after[len(ignores or "") :].splitlines()
    assert [line for line in added if line and line[0] != "#"] == lines
    assert (" is tracked by git all the same" in done.err) is any(
        "example" not in name for name in tracked
    )
    # Git itself agrees: what is private is ignored, what is an example is not.
    ignored = repository.try_git("check-ignore", "--no-index", ".env", *tracked).out.split()
    assert ignored == [".env", *(name for name in tracked if "example" not in name)]


def test_what_only_this_clone_ignores_is_still_missing(
    repository: Repository, keylint: Command
) -> None:
    (repository.folder / ".git" / "info").mkdir(exist_ok=True)
    (repository.folder / ".git" / "info" / "exclude").write_text(".env\n")
    keylint("init", "--yes", cwd=repository.folder)
    assert ".env\n" in (repository.folder / ".gitignore").read_text()


@pytest.mark.parametrize("name", [HOOK_FILE, "keylint.toml", ".gitignore", WORKFLOW, ".github"])
def test_links_are_not_followed(
    repository: Repository, keylint: Command, tmp_path: Path, name: str
) -> None:
    outside = tmp_path / "outside"
    link = repository.folder / name
    link.parent.mkdir(parents=True, exist_ok=True)
    if name == ".github":
        outside.mkdir()
    else:
        outside.write_text("")
    link.symlink_to(outside)
    done = keylint("init", "--yes", "--ci", "github", cwd=repository.folder)
    assert done.code == 3
    assert f"{name} is a symbolic link, which is not followed" in done.all
    assert link.is_symlink()
    assert not any(outside.iterdir()) if outside.is_dir() else outside.read_text() == ""


def test_a_folder_that_nobody_may_write_to_is_told(
    repository: Repository, keylint: Command, unprivileged: Callable[[], None]
) -> None:
    repository.folder.chmod(0o555)
    done = keylint("init", "--yes", cwd=repository.folder, before=unprivileged)
    repository.folder.chmod(0o755)
    assert done.code == 3
    assert "no permission to write there" in done.all
    assert contents(repository.folder) == {}
