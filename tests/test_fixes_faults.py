"""What `--fix` must not touch, must not break, and must not show."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from conftest import Command, Repository
from fixing import BOOK, fixed, scanned

from keylint import scan
from keylint.examples import gemini_key, gemini_secret
from keylint.fixes import encoding, plan, targets, writing
from keylint.request import Request
from keylint.settings import Settings
from keylint.wishes import Fixing

SCHEMA = json.loads(
    (Path(__file__).parent.parent / "docs" / "report-v1.schema.json").read_text(encoding="utf-8")
)
FIXED = 'import os\ngemini_api_secret = os.environ["GEMINI_API_SECRET"]\n'


@pytest.fixture
def leaky(secret: str) -> str:
    """A program with a secret in it."""
    return f'import os\ngemini_api_secret = "{secret}"\n'


def reasons(*paths: Path) -> list[str]:
    """Why the secrets of some paths were left."""
    return [one.told for one in fixed(*paths).outcomes if not one.fixed and one.finding.masked]


def test_everything_else_is_byte_for_byte_the_same(tmp_path: Path, secret: str) -> None:
    before = b"\xef\xbb\xbfimport os\r\n# caf\xc3\xa9\t \nx = 1\r\ngemini_api_secret = '%b'  # \xf0\x9f\x94\x91\r\n\r\ny = 2"
    file = tmp_path / "bot.py"
    file.write_bytes(before % secret.encode())
    fixed(file)
    assert file.read_bytes() == before.replace(b"'%b'", b"os.environ['GEMINI_API_SECRET']")


def test_a_file_in_latin_1_stays_in_latin_1(tmp_path: Path, secret: str) -> None:
    before = b"// caf\xe9 gemini\nconst geminiSecret = '%b';\n"
    file = tmp_path / "bot.js"
    file.write_bytes(before % secret.encode())
    fixed(file)
    assert file.read_bytes() == before.replace(b"'%b'", b"process.env.GEMINI_SECRET")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_stays_in_its_encoding(tmp_path: Path, secret: str, encoding: str) -> None:
    before = '# Gemini, the café\r\n$GeminiSecret = "%s"\r\n$Url = "https://api.gemini.com"\r\n'
    file = tmp_path / "bot.ps1"
    file.write_bytes((before % secret).encode(encoding))
    fixed(file)
    expected = before.replace('"%s"', "$env:GEMINI_SECRET")
    assert file.read_bytes() == expected.encode(encoding)


def test_a_split_or_encoded_value_is_left(tmp_path: Path, secret: str) -> None:
    file = tmp_path / "bot.py"
    file.write_text(f'gemini_api_secret = "{secret[:9]}" + "{secret[9:]}"\n')
    assert reasons(file) == ["it is encoded, escaped or cut up: take it out by hand"]


def test_a_file_that_changed_since_it_was_read_is_left(tmp_path: Path, leaky: str) -> None:
    file = tmp_path / "bot.py"
    file.write_text(leaky)
    request = Request((str(tmp_path),), str(tmp_path))
    report = scan.run(request, Settings(), BOOK)
    planned = plan.make(report, request, Settings(), Fixing())
    newer = leaky + "# written meanwhile\n"
    file.write_text(newer)
    done = writing.carry_out(planned, request)
    assert [one.told for one in done.outcomes] == [
        "the file has changed since it was read: run it again"
    ]
    assert file.read_text() == newer


def test_what_is_no_longer_where_it_was_found_is_left(tmp_path: Path, leaky: str) -> None:
    file = tmp_path / "bot.py"
    file.write_text(leaky)
    request = Request((str(tmp_path),), str(tmp_path))
    report = scan.run(request, Settings(), BOOK)
    file.write_text(f"# moved\n{leaky}")
    planned = plan.make(report, request, Settings(), Fixing())
    assert planned.changes == []
    assert "has changed" in planned.left[0].told


def test_a_read_only_file_is_left(tmp_path: Path, leaky: str) -> None:
    file = tmp_path / "bot.py"
    file.write_text(leaky)
    file.chmod(0o444)
    assert reasons(tmp_path) == ["it is read-only"]
    assert file.read_text() == leaky


def test_a_file_in_a_folder_that_cannot_be_written_is_left(
    keylint: Command, tmp_path: Path, leaky: str, unprivileged: Callable[[], None]
) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    (folder / "bot.py").write_text(leaky)
    folder.chmod(0o555)
    result = keylint("scan", "--fix", folder, before=unprivileged)
    folder.chmod(0o755)
    assert result.code == 1
    assert "its folder is read-only" in result.all
    assert (folder / "bot.py").read_text() == leaky


def test_on_a_full_disk_the_file_stays_as_it_was(
    keylint: Command, tmp_path: Path, leaky: str
) -> None:
    def fill() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    folder = tmp_path / "bot"
    folder.mkdir()
    text = leaky + "x = 1\n" * 100
    (folder / "bot.py").write_text(text)
    result = keylint("scan", "--fix", folder, before=fill)
    assert "could not be written" in result.all
    assert (folder / "bot.py").read_text() == text
    assert [one.name for one in folder.iterdir() if one.name.startswith(".bot.py")] == []


def test_links_are_never_followed(tmp_path: Path, leaky: str) -> None:
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    (outside / "bot.py").write_text(leaky)
    inside = tmp_path / "project"
    inside.mkdir()
    (inside / "link.py").symlink_to(outside / "bot.py")
    (inside / "folder").symlink_to(outside)
    assert fixed(inside).outcomes == ()
    for named in (inside / "link.py", inside / "folder" / "bot.py"):
        assert "symbolic link" in reasons(named)[0]
    assert (outside / "bot.py").read_text() == leaky


def test_a_file_with_two_names_is_left(tmp_path: Path, leaky: str) -> None:
    (tmp_path / "bot.py").write_text(leaky)
    os.link(tmp_path / "bot.py", tmp_path / "same.py")
    assert all("more names" in told for told in reasons(tmp_path))
    assert (tmp_path / "same.py").read_text() == leaky


def test_nothing_is_written_beside_what_was_asked_for(repository: Repository, leaky: str) -> None:
    repository.write("src/bot.py", leaky)
    done = fixed(repository.folder / "src")
    assert (repository.folder / "src" / "bot.py").read_text() == FIXED
    assert not (repository.folder / ".gitignore").exists()
    assert not (repository.folder / ".env.example").exists()
    assert "by hand" in done.beside[0]


def test_no_value_shows_in_what_a_fix_passes_around(
    tmp_path: Path, leaky: str, secret: str
) -> None:
    (tmp_path / "bot.py").write_text(leaky)
    request = Request((str(tmp_path),), str(tmp_path))
    report = scan.run(request, Settings(), BOOK)
    planned = plan.make(report, request, Settings(), Fixing())
    [source] = targets.sources(report, request, 10_000, unsafe=False)
    assert planned.changes
    for thing in (planned, source, encoding.read(leaky.encode())):
        assert secret not in repr(thing)


def test_the_mode_of_a_file_is_kept(tmp_path: Path, leaky: str) -> None:
    file = tmp_path / "bot.py"
    file.write_text(leaky)
    file.chmod(0o750)
    fixed(file)
    assert file.stat().st_mode & 0o777 == 0o750


def test_what_is_silenced_is_left(tmp_path: Path, leaky: str) -> None:
    text = leaky.rstrip("\n") + "  # keylint: ignore[gemini-api-secret] dead\n"
    (tmp_path / "bot.py").write_text(text)
    assert fixed(tmp_path).outcomes == ()
    assert (tmp_path / "bot.py").read_text() == text


@pytest.mark.parametrize("option", ["--unsafe-fixes", "--move-to-env"])
def test_nothing_is_fixed_without_fix(
    keylint: Command, repository: Repository, leaky: str, option: str
) -> None:
    repository.stage("bot.py", leaky)
    assert keylint("scan", option, cwd=repository.folder).code == 2
    assert (repository.folder / "bot.py").read_text() == leaky


@pytest.mark.parametrize(
    "arguments", [("--staged",), ("--history",), ("-",), ("--diff", "--format", "json")]
)
def test_what_cannot_be_fixed_is_a_mistake_in_the_command(
    keylint: Command, repository: Repository, leaky: str, arguments: tuple[str, ...]
) -> None:
    repository.stage("bot.py", leaky)
    result = keylint("scan", "--fix", *arguments, cwd=repository.folder)
    assert result.code == 2
    assert result.out == ""
    assert (repository.folder / "bot.py").read_text() == leaky


def test_a_fixed_repository_is_clean_and_the_key_is_to_be_deactivated(
    keylint: Command, repository: Repository, leaky: str, secret: str
) -> None:
    repository.commit("bot.py", leaky)
    result = keylint("scan", "--fix", cwd=repository.folder)
    assert result.code == 0, result.all
    assert "must still be deactivated" in result.all
    assert 'bot.py:2:22 gemini-api-secret: os.environ["GEMINI_API_SECRET"]' in result.all
    assert secret not in result.all
    assert (repository.folder / "bot.py").read_text() == FIXED
    assert (repository.folder / ".env.example").read_text() == "GEMINI_API_SECRET=\n"
    assert (repository.folder / ".gitignore").read_text() == ".env\n"
    assert not (repository.folder / ".env").exists()
    before = {one: one.read_bytes() for one in repository.folder.iterdir() if one.is_file()}
    assert keylint("scan", "--fix", cwd=repository.folder).code == 0
    assert {one: one.read_bytes() for one in repository.folder.iterdir() if one.is_file()} == before


def test_what_is_left_is_an_exit_code_of_1(keylint: Command, tmp_path: Path, secret: str) -> None:
    (tmp_path / "config.json").write_text(f'{{"gemini": {{"secret": "{secret}"}}}}')
    result = keylint("scan", "--fix", cwd=tmp_path)
    assert result.code == 1
    assert "Not fixed" in result.out
    assert secret not in result.all


def test_a_hook_that_fixes_still_stops_the_commit(
    keylint: Command, repository: Repository, leaky: str
) -> None:
    repository.stage("bot.py", leaky)
    hook = {"PRE_COMMIT": "1", "GIT_INDEX_FILE": str(repository.folder / ".git" / "index")}
    result = keylint("scan", "--fix", "bot.py", cwd=repository.folder, env=hook)
    assert result.code == 1
    assert "the index still has what was fixed" in result.all
    assert (repository.folder / "bot.py").read_text() == FIXED


def test_the_json_report_tells_what_became_of_each_finding(
    keylint: Command, repository: Repository, leaky: str, secret: str
) -> None:
    repository.write("bot.py", leaky)
    repository.write("config.json", f'{{"gemini": {{"secret": "{secret}"}}}}')
    result = keylint("scan", "--fix", "--format", "json", cwd=repository.folder)
    jsonschema.validate(result.report, SCHEMA)
    outcomes = result.report["fixes"]["outcomes"]
    told = {one["path"]: one["fixed"] for one in outcomes if one["rule"] == "gemini-api-secret"}
    assert told == {"bot.py": True, "config.json": False}
    assert secret not in result.all


# --diff


def test_a_diff_shows_no_value_and_changes_nothing(
    keylint: Command, repository: Repository, leaky: str, secret: str
) -> None:
    neighbour = gemini_secret(random.Random("neighbour"))
    text = f'password = "hunter2"\n{leaky}\tgemini_hint = "kept in {neighbour}"\n'.replace("\t", "")
    repository.write("bot.py", text)
    result = keylint("scan", "--diff", cwd=repository.folder)
    assert result.code == 1
    assert "-gemini_api_secret = " in result.out
    assert '+gemini_api_secret = os.environ["GEMINI_API_SECRET"]' in result.out
    assert "+GEMINI_API_SECRET=" in result.out
    for hidden in (secret, neighbour, "hunter2"):
        assert hidden not in result.all
    assert (repository.folder / "bot.py").read_text() == text
    assert not (repository.folder / ".env.example").exists()
    assert "must still be deactivated" in result.all


def test_a_diff_masks_other_secrets_on_the_same_line(
    keylint: Command, tmp_path: Path, secret: str
) -> None:
    other = gemini_key(random.Random("other"), "master")
    aws = "AKIA" + "".join(random.Random("aws").choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", k=16))
    line = f'import os\nclient = gemini.Client("{other}", "{secret}", aws="{aws}")\n'
    (tmp_path / "bot.py").write_text(line)
    result = keylint("scan", "--diff", "--move-to-env", "--fix", cwd=tmp_path)
    assert result.code == 2  # no repository ignores .env
    result = keylint("scan", "--diff", cwd=tmp_path)
    assert result.code == 1
    for hidden in (other, secret, aws):
        assert hidden not in result.all


def test_a_diff_of_nothing_is_nothing(keylint: Command, tmp_path: Path) -> None:
    (tmp_path / "bot.py").write_text(FIXED)
    result = keylint("scan", "--fix", "--diff", cwd=tmp_path)
    assert (result.code, result.all) == (0, "")


# --move-to-env


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
