"""A report on standard output: pipes that close, disks that are full, encodings, and Ctrl-C."""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import CLEAN, Command, Result, environment


@pytest.fixture
def leaking(tmp_path: Path, leak: str) -> Path:
    """A folder with a leak, beside the test's own folder."""
    folder = tmp_path / "leaking"
    folder.mkdir()
    (folder / "bot.env").write_text(leak)
    return folder


def started(*arguments: str | Path, home: Path, **streams: int) -> subprocess.Popen[bytes]:
    """The command, running."""
    return subprocess.Popen(
        [sys.executable, "-m", "keylint", *arguments],
        cwd=home,
        env=environment(home),
        # A job in the background of a shell inherits that interrupts are ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        **{
            "stdin": subprocess.PIPE,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            **streams,
        },
    )


@pytest.fixture
def interrupted(tmp_path: Path, leaking: Path) -> Result:
    """A scan that met Ctrl-C while it waited for standard input, behind a folder with a leak."""
    with started("scan", leaking, "-", home=tmp_path) as process:
        assert process.stdin
        # More than a pipe holds: when all of it was taken, keylint is about to wait for the rest.
        process.stdin.write(b"#" * 1_000_000)
        process.stdin.flush()
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        code = process.wait(30)
        out = process.stdout.read().decode() if process.stdout else ""
        err = process.stderr.read().decode() if process.stderr else ""
    return Result(code, out, err)


def test_ctrl_c_is_3_and_shows_what_was_found_so_far(interrupted: Result) -> None:
    assert interrupted.code == 3
    assert "bot.env:2:19 critical gemini-api-secret" in interrupted.all
    assert "The scan is incomplete." in interrupted.all
    assert "Traceback" not in interrupted.all


def test_ctrl_c_is_called_by_its_name(interrupted: Result) -> None:
    assert "interrupted" in interrupted.all.lower()


def test_ctrl_c_before_the_scan_is_3_and_a_line(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "keylint.fifo")
    with started("scan", "--config", "keylint.fifo", home=tmp_path) as process:
        with contextlib.closing(Writer(tmp_path / "keylint.fifo", process)):
            time.sleep(0.3)
            process.send_signal(signal.SIGINT)
            code = process.wait(30)
        err = process.stderr.read().decode() if process.stderr else ""
    assert code == 3
    assert err.startswith("keylint: ")
    assert "Traceback" not in err


class Writer:
    """Holds a FIFO open from the moment on that a process reads it."""

    def __init__(self, path: Path, process: subprocess.Popen[bytes]) -> None:
        self.handle = -1
        while self.handle < 0 and process.poll() is None:
            with contextlib.suppress(OSError):  # nobody reads it yet
                self.handle = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        assert self.handle >= 0, "keylint ended before it had read its configuration"

    def close(self) -> None:
        """Let the reader come to the end."""
        os.close(self.handle)


@pytest.fixture
def many(tmp_path: Path, leak: str) -> Path:
    """A folder with more findings than a pipe holds."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number}.env").write_text(leak * 20)
    return folder


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_a_pipe_that_closes_early_is_no_error(tmp_path: Path, many: Path, form: str) -> None:
    python, folder = shlex.quote(sys.executable), shlex.quote(str(many))
    done = subprocess.run(
        [
            "sh",
            "-c",
            f"{{ {python} -m keylint scan {folder} --format {form}; echo $? >&2; }} | head -n 1",
        ],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
    )
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == "1\n"


@pytest.mark.parametrize("arguments", [("rules",), ("explain", "gemini-api-secret"), ("--help",)])
def test_a_pipe_that_nobody_reads_is_no_error(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with started(*arguments, home=tmp_path, stdout=writer) as process:
        os.close(writer)
        _, err = process.communicate(timeout=30)
    assert b"Traceback" not in err
    assert b"Exception ignored" not in err


@pytest.mark.parametrize("name", ["leaking", "clean"])
def test_standard_output_that_is_full_is_3_and_a_line(
    tmp_path: Path, leaking: Path, name: str
) -> None:
    (tmp_path / "clean").mkdir()
    with open("/dev/full", "wb") as full:
        process = started("scan", name, home=tmp_path, stdout=full.fileno())
        _, err = process.communicate(timeout=30)
    assert process.returncode == 3
    assert err.decode().startswith("keylint: ")
    assert b"No space left on device" in err
    assert len(err.splitlines()) == 1


def test_standard_output_that_is_closed_is_3_and_no_traceback(
    keylint: Command, leaking: Path
) -> None:
    assert keylint("scan", leaking, before=lambda: os.close(1)).code == 3


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_json_can_be_read_whatever_the_encoding_of_standard_output(
    keylint: Command, tmp_path: Path, leak: str, encoding: str
) -> None:
    (tmp_path / "grüße 🔑.env").write_text(leak)
    for form in ("json", "sarif"):
        done = subprocess.run(
            [sys.executable, "-m", "keylint", "scan", "--format", form],
            cwd=tmp_path,
            env=environment(tmp_path, {"PYTHONIOENCODING": encoding}),
            capture_output=True,
        )
        assert done.returncode == 1
        assert json.loads(done.stdout.decode(encoding))


def test_text_is_shown_whatever_the_encoding_of_standard_output(
    keylint: Command, tmp_path: Path, leak: str
) -> None:
    (tmp_path / "grüße.env").write_text(leak)
    (tmp_path / "clean.env").write_text(CLEAN)
    result = keylint("scan", env={"PYTHONIOENCODING": "ascii"})
    assert result.code == 1
    assert "gr\\xfc\\xdfe.env:2:19" in result.out
