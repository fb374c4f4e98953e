"""Values that move to a .env, and the template beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Command, Repository
from fixing import fixed, scanned
from leaky_files import FIXED


def move(keylint: Command, repository: Repository) -> tuple[int, str]:
    result = keylint("scan", "--fix", "--move-to-env", cwd=repository.folder)
    return result.code, result.all


def test_values_move_to_an_ignored_env_that_only_its_owner_reads(
    keylint: Command, repository: Repository, leaky: str, secret: str
) -> None:
    repository.commit("bot.py", leaky)
    repository.write(".gitignore", "*.log")
    repository.write(".env", "OTHER=1").chmod(0o644)
    code, told = move(keylint, repository)
    assert code == 0, told
    assert secret not in told
    env = repository.folder / ".env"
    assert env.read_text() == f"OTHER=1\nGEMINI_API_SECRET={secret}\n"
    assert env.stat().st_mode & 0o777 == 0o600
    assert (repository.folder / ".gitignore").read_text() == "*.log\n.env\n"
    assert "GEMINI_API_SECRET=\n" in (repository.folder / ".env.example").read_text()
    assert repository.git("status", "--porcelain", "--", ".env") == ""


def test_a_tracked_env_is_refused(keylint: Command, repository: Repository, leaky: str) -> None:
    repository.commit(".env", "OTHER=1\n")
    repository.write(".gitignore", ".env\n")
    repository.write("bot.py", leaky)
    code, told = move(keylint, repository)
    assert code == 2
    assert "git tracks .env" in told
    assert (repository.folder / "bot.py").read_text() == leaky
    assert (repository.folder / ".env").read_text() == "OTHER=1\n"


def test_an_env_that_git_takes_back_is_refused(
    keylint: Command, repository: Repository, leaky: str
) -> None:
    repository.write("src/bot.py", leaky)
    result = keylint("scan", "--fix", "--move-to-env", "src", cwd=repository.folder)
    assert result.code == 2
    assert "does not ignore .env" in result.all
    assert (repository.folder / "src" / "bot.py").read_text() == leaky


def test_an_env_that_is_a_link_is_refused(
    keylint: Command, repository: Repository, tmp_path: Path, leaky: str
) -> None:
    (tmp_path / "elsewhere").write_text("A=1\n")
    (repository.folder / ".env").symlink_to(tmp_path / "elsewhere")
    repository.write("bot.py", leaky)
    code, told = move(keylint, repository)
    assert code == 2
    assert "link" in told
    assert (tmp_path / "elsewhere").read_text() == "A=1\n"
    assert (repository.folder / "bot.py").read_text() == leaky


def test_a_variable_that_has_another_value_in_env_keeps_it(
    keylint: Command, repository: Repository, leaky: str, secret: str
) -> None:
    repository.write(".gitignore", ".env\n")
    repository.write(".env", "GEMINI_API_SECRET=mine\n")
    repository.write("bot.py", leaky)
    assert move(keylint, repository)[0] == 0
    env = (repository.folder / ".env").read_text()
    assert env == f"GEMINI_API_SECRET=mine\nGEMINI_API_SECRET_2={secret}\n"
    assert '"GEMINI_API_SECRET_2"' in (repository.folder / "bot.py").read_text()


def test_an_env_that_lacks_only_values_is_filled(
    keylint: Command, repository: Repository, leaky: str, secret: str
) -> None:
    repository.write(".gitignore", ".env\n")
    repository.write(".env", "GEMINI_API_SECRET=\r\n")
    repository.write("bot.py", leaky)
    assert move(keylint, repository)[0] == 0
    env = (repository.folder / ".env").read_bytes().decode()
    assert env == f"GEMINI_API_SECRET=\r\nGEMINI_API_SECRET={secret}\r\n"


def test_a_template_that_is_there_is_used(tmp_path: Path, leaky: str) -> None:
    (tmp_path / ".env.sample").write_bytes(b"A=1\r\nGEMINI_API_KEY=")
    (tmp_path / "bot.py").write_text(leaky)
    fixed(tmp_path)
    template = (tmp_path / ".env.sample").read_bytes()
    assert template == b"A=1\r\nGEMINI_API_KEY=\r\nGEMINI_API_SECRET=\r\n"
    assert not (tmp_path / ".env.example").exists()


def test_a_template_with_a_value_is_fixed_and_filled_at_once(
    tmp_path: Path, leaky: str, secret: str
) -> None:
    (tmp_path / ".env.example").write_text(f"GEMINI_SECRET={secret}\n")
    (tmp_path / "bot.py").write_text(leaky)
    fixed(tmp_path)
    assert (tmp_path / ".env.example").read_text() == "GEMINI_SECRET=\nGEMINI_API_SECRET=\n"
    assert [one for one in scanned(tmp_path).findings if one.masked] == []


def test_a_clean_folder_is_told_nothing_to_do(keylint: Command, tmp_path: Path) -> None:
    (tmp_path / "bot.py").write_text(FIXED)
    result = keylint("scan", "--fix", cwd=tmp_path)
    assert result.code == 0
    assert "deactivated" not in result.all


@pytest.mark.parametrize(
    "line", ['GEMINI_API_SECRET="" # later', "GEMINI_API_SECRET= # later", "GEMINI_API_SECRET=''"]
)
def test_an_empty_value_of_env_is_open_whatever_stands_behind_it(
    keylint: Command, repository: Repository, leaky: str, secret: str, line: str
) -> None:
    repository.write(".gitignore", ".env\n")
    repository.write(".env", f"{line}\n")
    repository.write("bot.py", leaky)
    assert move(keylint, repository)[0] == 0
    env = (repository.folder / ".env").read_text()
    assert env == f"{line}\nGEMINI_API_SECRET={secret}\n"


def test_a_value_of_env_with_a_comment_is_known(
    keylint: Command, repository: Repository, leaky: str, secret: str
) -> None:
    repository.write(".gitignore", ".env\n")
    before = f'MINE="{secret}" # ours\nOTHER={secret[::-1]} # theirs\n'
    repository.write(".env", before)
    repository.write("bot.py", leaky)
    code, told = move(keylint, repository)
    assert code == 0, told
    assert (repository.folder / ".env").read_text() == before
    assert 'os.environ["MINE"]' in (repository.folder / "bot.py").read_text()


def test_a_template_that_git_ignores_is_told(
    keylint: Command, repository: Repository, leaky: str
) -> None:
    repository.write(".gitignore", ".env*\n")
    repository.write("bot.py", leaky)
    result = keylint("scan", "--fix", cwd=repository.folder)
    assert "git ignores it: git add --force .env.example" in result.all
