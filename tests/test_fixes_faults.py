"""What `--fix` must not touch, must not break, and must not show."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Command, Repository
from fixing import BOOK, fixed
from leaky_files import FIXED, reasons

from keylint import scan
from keylint.fixes import encoding, plan, targets, writing
from keylint.request import Request
from keylint.settings import Settings
from keylint.wishes import Fixing


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


def test_special_bits_and_the_owner_of_a_file_are_kept(tmp_path: Path, leaky: str) -> None:
    file = tmp_path / "bot.py"
    file.write_text(leaky)
    if os.geteuid() == 0:
        os.chown(file, 12345, 12346)
    file.chmod(0o2750)
    before = file.stat()
    fixed(file)
    after = file.stat()
    assert file.read_text() == FIXED
    assert (after.st_mode, after.st_uid, after.st_gid) == (
        before.st_mode, before.st_uid, before.st_gid,
    )  # fmt: skip
