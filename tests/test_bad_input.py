"""Things that are no readable files: each is told in a line, and the rest is still scanned."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Command, Repository, Scan, environment, places, reasons

Unprivileged = Callable[[], None]


def test_a_folder_without_permission_is_told_and_the_rest_is_scanned(
    keylint: Command, tmp_path: Path, unprivileged: Unprivileged, leak: str
) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "locked" / "a.env").write_text(leak)
    (tmp_path / "open.env").write_text(leak)
    (tmp_path / "locked").chmod(0)
    result = keylint("scan", "--format", "json", before=unprivileged)
    assert result.code == 3
    assert result.secrets == ["open.env:2:19"]
    assert result.unread == {"locked": "permission denied"}


@pytest.mark.parametrize("tracked", [True, False])
def test_a_folder_without_permission_is_told_in_a_git_repository_too(
    keylint: Command, repository: Repository, unprivileged: Unprivileged, leak: str, tracked: bool
) -> None:
    repository.write("it's/locked/a.env", leak)
    repository.stage("open.env", leak)
    if tracked:
        repository.stage("it's/locked/a.env", leak)
    locked = repository.folder / "it's" / "locked"
    locked.chmod(0)
    result = keylint("scan", "--format", "json", cwd=repository.folder, before=unprivileged)
    locked.chmod(0o700)
    assert result.code == 3
    assert result.secrets == ["open.env:2:19"]
    assert result.unread["it's/locked/a.env" if tracked else "it's/locked"] == "permission denied"


@pytest.mark.parametrize(
    "name", ["two\nlines", "\x1b[2J", "it': is", "\udcff", "/".join(["long" * 50] * 19)]
)
def test_a_folder_without_permission_is_told_whatever_git_makes_of_its_name(
    keylint: Command, repository: Repository, unprivileged: Unprivileged, leak: str, name: str
) -> None:
    locked = repository.write(f"{name}/a.env", leak).parent
    locked.chmod(0)
    result = keylint("scan", "--format", "json", cwd=repository.folder, before=unprivileged)
    locked.chmod(0o700)
    assert result.code == 3
    assert list(result.unread.values()) == ["permission denied"]


@pytest.mark.parametrize(
    ("cwd", "path"),
    [
        (".", "locked"),
        (".", "{tmp_path}/locked"),
        ("here", "locked"),
        ("here", "{tmp_path}/locked"),
    ],
)
def test_a_named_folder_without_permission_is_3(
    keylint: Command, tmp_path: Path, unprivileged: Unprivileged, leak: str, cwd: str, path: str
) -> None:
    for folder in ("here", "locked", "here/locked"):
        (tmp_path / folder).mkdir()
    (tmp_path / "a.env").write_text(leak)
    for folder in ("locked", "here/locked"):
        (tmp_path / folder).chmod(0)
    named = path.format(tmp_path=tmp_path)
    result = keylint("scan", named, tmp_path / "a.env", cwd=tmp_path / cwd, before=unprivileged)
    assert result.code == 3
    assert "locked" in result.all
    assert "a.env:2:19 critical gemini-api-secret" in result.all


def test_a_file_without_permission_is_3_named_or_not(
    keylint: Command, tmp_path: Path, unprivileged: Unprivileged, leak: str
) -> None:
    (tmp_path / "a.env").write_text(leak)
    (tmp_path / "b.env").write_text(leak)
    (tmp_path / "b.env").chmod(0)
    for paths in ((), ("a.env", "b.env")):
        result = keylint("scan", *paths, "--format", "json", before=unprivileged)
        assert result.code == 3
        assert result.secrets == ["a.env:2:19"]
        assert result.unread == {"b.env": "permission denied"}


def test_a_folder_that_may_be_listed_but_not_entered_is_3(
    keylint: Command, repository: Repository, unprivileged: Unprivileged, leak: str
) -> None:
    repository.write("listed/a.env", leak)
    repository.write("open.env", leak)
    (repository.folder / "listed").chmod(0o400)
    result = keylint("scan", "--format", "json", cwd=repository.folder, before=unprivileged)
    (repository.folder / "listed").chmod(0o700)
    assert result.code == 3
    assert result.secrets == ["open.env:2:19"]


def test_links_to_a_folder_above_to_nothing_and_in_a_circle_are_not_followed(
    scanned: Scan, tmp_path: Path, leak: str
) -> None:
    top = tmp_path / "top"
    top.mkdir()
    (tmp_path / "outside.env").write_text(leak)
    (top / "a.env").write_text(leak)
    links = {"above": "..", "nothing": "no/where", "one": "two", "two": "one", "file": "a.env"}
    for name, target in {**links, "outside": "../outside.env"}.items():
        (top / name).symlink_to(target)
    report = scanned(top)
    assert [place.rsplit("/")[-1] for place in places(report)] == ["a.env:2:19"]
    assert set(reasons(report).values()) == {"symbolic link"}
    assert len(reasons(report)) == 6
    assert not report.incomplete


def test_links_that_git_tracks_are_not_followed(
    scanned: Scan, tmp_path: Path, repository: Repository, leak: str
) -> None:
    (tmp_path / "outside.env").write_text(leak)
    for name, target in {"above": "..", "nothing": "x", "circle": "circle", "o": "../o"}.items():
        (repository.folder / name).symlink_to(target)
    repository.git("add", ".")
    report = scanned(repository.folder)
    assert set(reasons(report).values()) == {"symbolic link"}
    assert len(reasons(report)) == 4
    assert not report.incomplete


def test_a_link_that_is_named_is_followed(scanned: Scan, tmp_path: Path, leak: str) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.env").write_text(leak)
    (tmp_path / "folder").symlink_to("real")
    (tmp_path / "file").symlink_to("real/a.env")
    assert len(places(scanned(tmp_path / "folder"))) == 1
    assert len(places(scanned(tmp_path / "file"))) == 1


@pytest.mark.parametrize(
    ("target", "reason"), [("no/where", "not there"), ("link", "too many levels of symbolic links")]
)
def test_a_named_link_to_nothing_or_in_a_circle_is_3(
    keylint: Command, tmp_path: Path, leak: str, target: str, reason: str
) -> None:
    (tmp_path / "a.env").write_text(leak)
    (tmp_path / "link").symlink_to(target)
    result = keylint("scan", "link", "a.env", "--format", "json")
    assert result.code == 3
    assert result.secrets == ["a.env:2:19"]
    assert result.unread == {"link": reason}


def test_a_fifo_and_a_socket_in_a_folder_are_passed_over(
    keylint: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leak: str
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("queue")
    (tmp_path / "a.env").write_text(leak)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("listener")
        result = keylint("scan", "--format", "json")
    assert result.code == 1
    assert result.secrets == ["a.env:2:19"]
    assert result.unread["queue"].startswith("a FIFO")
    assert result.unread["listener"].startswith("a socket")


def test_a_device_in_a_folder_is_passed_over(scanned: Scan, tmp_path: Path, leak: str) -> None:
    (tmp_path / "a.env").write_text(leak)
    try:
        os.mknod(tmp_path / "zero", stat.S_IFCHR | 0o666, os.makedev(1, 5))
    except OSError as error:
        pytest.skip(f"devices cannot be made here: {error.strerror}")
    report = scanned(tmp_path)
    assert len(places(report)) == 1
    assert reasons(report)["zero"].startswith("a device")
    assert not report.incomplete


@pytest.mark.parametrize("name", ["queue", "listener", "/dev/zero", "/dev/null"])
def test_what_is_no_file_but_was_named_is_3(
    keylint: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leak: str, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.env").write_text(leak)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("listener")
        os.mkfifo("queue")
        result = keylint("scan", "a.env", name, "--format", "json")
    assert result.code == 3
    assert len(result.secrets) == 1
    assert result.unread[name].startswith(("a FIFO", "a socket", "a device"))


def test_a_current_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    done = subprocess.run(
        ["sh", "-c", 'rmdir ../gone && "$0" -m keylint scan', sys.executable],
        cwd=tmp_path / "gone",
        env=environment(tmp_path),
        capture_output=True,
        text=True,
    )
    assert done.returncode in (2, 3)
    assert "Traceback" not in done.stdout + done.stderr
    assert "internal error" not in done.stderr


def test_without_git_every_file_of_a_repository_is_scanned(
    keylint: Command, tmp_path: Path, repository: Repository, leak: str
) -> None:
    repository.stage("bot.env", leak)
    (tmp_path / "nothing").mkdir()
    result = keylint(
        "scan", "--format", "json", cwd=repository.folder, env={"PATH": str(tmp_path / "nothing")}
    )
    assert result.code == 1
    assert result.secrets == ["bot.env:2:19"]
