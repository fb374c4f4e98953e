"""Scans that take their time: shared by processes, watched, broken off; nothing of them is lost."""

from __future__ import annotations

import io
import os
import pty
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Command, Repository, Scan, environment, places, reasons
from history_of import History, leaks

from keylint import scan as use_case
from keylint import watch as watching
from keylint.examples import gemini_key, gemini_secret
from keylint.model import Tally
from keylint.reports import progress
from keylint.scanner import Scan as Scanner
from keylint.shared import DIED

MANY = use_case.WORTH_SHARING + 200
# As many contents as are given to one git, and more.
CONTENTS = 2500


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder with many files: leaks, keys that wait for the others, archives, binaries."""
    rng = random.Random("many")
    for number in range(MANY):
        folder = tmp_path / "tree" / f"{number % 7}"
        folder.mkdir(parents=True, exist_ok=True)
        text = f"print({number})\n"
        if number % 50 == 0:
            text = f"GEMINI_API_KEY={gemini_key(rng)}\nGEMINI_API_SECRET={gemini_secret(rng)}\n"
        if number % 70 == 1:
            text = '{"gemini": {"api_key": "k", "permissions": ["withdraw"], "ip_whitelist": []}}\n'
        suffix = "json" if number % 70 == 1 else "env" if number % 50 == 0 else "py"
        (folder / f"{number}.{suffix}").write_text(text)
    (tmp_path / "tree" / "logo.png").write_bytes(b"\0\1\2\3" * 100)
    return tmp_path / "tree"


def test_what_processes_find_together_is_what_one_finds(
    scanned: Scan, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    together = scanned(many)
    monkeypatch.setattr(use_case, "WORTH_SHARING", 10**9)
    alone = scanned(many)
    assert len(together.findings) > 20
    assert {f.rule for f in together.findings} >= {"gemini-api-secret", "key-can-withdraw"}
    assert together._replace(seconds=0) == alone._replace(seconds=0)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
def test_files_whose_process_died_are_named_and_all_others_scanned(
    scanned: Scan, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, take = os.getpid(), Scanner.take

    def deadly(self: Scanner, item: object) -> None:
        if os.getpid() != here and getattr(item, "path", "").endswith("/123.py"):
            os.kill(os.getpid(), signal.SIGKILL)
        take(self, item)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    whole = len(places(scanned(many)))
    monkeypatch.setattr(Scanner, "take", deadly)
    report = scanned(many)
    lost = [path for path, reason in reasons(report).items() if reason == DIED]
    assert report.incomplete
    assert any(path.endswith("/123.py") for path in lost)
    assert report.scanned.files + len(lost) == MANY
    assert len(places(report)) >= whole - sum(path.endswith(".env") for path in lost)


@pytest.fixture
def long_history(keylint: Command, repository: Repository) -> History:
    """A history of more contents than one git is asked for, with a leak in each part of them."""
    leak = leaks("long")().encode()
    stream = [b"reset refs/heads/main\n"]
    for number in range(CONTENTS):
        text = b"print(%d)\n" % number
        if number % 400 == 7:
            text = leak + text
        stream.append(
            b"commit refs/heads/main\ncommitter A. Trader <trader@example.com> %d +0000\n"
            b"data 1\nx\nM 100644 inline %d.py\ndata %d\n%b\n"
            % (1_700_000_000 + number, number % 50, len(text), text)
        )
    subprocess.run(
        ["git", "fast-import", "--quiet"],
        cwd=repository.folder,
        env=environment(repository.folder.parent),
        input=b"".join(stream),
        check=True,
    )
    return History(keylint, repository)


def slow_git(folder: Path, first: str, later: str) -> dict[str, str]:
    """An environment in which git does something before it reads contents."""
    real = shutil.which("git")
    folder.mkdir()
    (folder / "git").write_text(
        f'#!/bin/sh\ncase "$*" in *"cat-file --batch "*)\n'
        f'if mkdir "{folder}/once" 2>/dev/null; then {first}; else {later}; fi;; esac\n'
        f'exec "{real}" "$@"\n'
    )
    (folder / "git").chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def started(
    history: History, *arguments: str, env: dict[str, str], stderr: int = subprocess.PIPE
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "keylint", "scan", "--history", "--no-cache", *arguments],
        cwd=history.repository.folder,
        env=environment(history.repository.folder.parent, env),
        stdout=subprocess.PIPE,
        stderr=stderr,
        start_new_session=True,
    )


def test_who_breaks_off_is_shown_what_was_found_so_far(
    long_history: History, tmp_path: Path
) -> None:
    running = started(long_history, env=slow_git(tmp_path / "slow", "true", "sleep 60"))
    time.sleep(6)
    assert running.poll() is None
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=20)
    assert running.returncode == 3
    told = " ".join(out.decode().split())
    assert "gemini-api-secret" in told
    assert "Interrupted: not everything that was asked for was looked at." in told
    assert err == b""


def test_all_of_a_long_history_is_looked_at(long_history: History) -> None:
    result = long_history()
    assert result.report["scanned"]["files"] == CONTENTS
    assert result.err == ""
    assert len(long_history.secrets()) == 1


def test_a_terminal_shows_how_far_a_long_scan_is(long_history: History, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    slow = slow_git(tmp_path / "slow", "sleep 1.5", "sleep 1.5")
    running = started(long_history, env={**slow, "TERM": "xterm"}, stderr=theirs)
    running.communicate(timeout=60)
    os.close(theirs)
    told = os.read(ours, 100_000).decode()
    os.close(ours)
    assert f"of {CONTENTS:,} commits" in told
    assert "/s" in told


def test_a_log_gets_lines_only_if_it_asks(long_history: History) -> None:
    silent = long_history("--no-progress")
    assert silent.err == ""
    lines = long_history.keylint(
        *("scan", "--history", "--no-cache", "--progress", "-q"),
        cwd=long_history.repository.folder,
    )
    assert all(line.startswith("keylint: ") for line in lines.err.splitlines())


def test_how_far_a_scan_is_is_told_after_a_second_and_then_now_and_then() -> None:
    stream = io.StringIO()
    watch = progress.Lines(stream)
    watch.expect("files", lambda: 2000)
    watch.see(1, Tally(1, 10))
    assert stream.getvalue() == ""
    watch = progress.Lines(stream, patience=0)
    watch.expect("files", lambda: 2000)
    watch.started -= 2
    watch.see(500, Tally(500, 4_000_000))
    watch.see(501, Tally(501, 4_000_001))
    (line,) = stream.getvalue().splitlines()
    assert line.startswith("keylint: 500 of 2,000 files, 4 MB, ")
    assert line.endswith("about 6 s left")
    assert watching.NOBODY.see(1, Tally()) is None
