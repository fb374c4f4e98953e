"""A mistake in keylint is told by its kind and place: neither its text nor what it quotes comes out."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Command, environment
from inside import said
from leaking import World
from planted import made
from spilled import spills

from keylint import scan

VALUE = made("a crash")
BYTES = VALUE.encode()


def chained() -> Exception:
    error = RuntimeError("x")
    error.__cause__ = ValueError(VALUE)
    return error


CRASHES: dict[str, Callable[[], BaseException]] = {
    "any": lambda: ValueError(VALUE),
    "key": lambda: KeyError(VALUE),
    "assertion": lambda: AssertionError(VALUE),
    "of the system": lambda: OSError(2, VALUE, VALUE),
    "no such file": lambda: FileNotFoundError(2, "No such file", VALUE),
    "decoding": lambda: UnicodeDecodeError("utf-8", BYTES, 0, 9, VALUE),
    "encoding": lambda: UnicodeEncodeError("ascii", VALUE, 0, 9, VALUE),
    "syntax": lambda: SyntaxError(VALUE, (VALUE, 1, 1, VALUE)),
    "import": lambda: ImportError(VALUE, name=VALUE, path=VALUE),
    "recursion": lambda: RecursionError(VALUE),
    "memory": lambda: MemoryError(VALUE),
    "a program": lambda: subprocess.CalledProcessError(1, [VALUE], BYTES, BYTES),
    "time": lambda: subprocess.TimeoutExpired([VALUE], 1.0, BYTES, BYTES),
    "chained": chained,
    "a class of that name": lambda: type(f"E{VALUE}", (Exception,), {})(),
    "leaving": lambda: SystemExit(VALUE),
    "leaving with bytes": lambda: SystemExit(BYTES),
    "Ctrl-C": lambda: KeyboardInterrupt(VALUE),
    "a generator": lambda: GeneratorExit(VALUE),
}  # fmt: skip


@pytest.mark.parametrize("kind", CRASHES)
def test_no_crash_says_what_it_quotes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    def fail(*_: object) -> None:
        raise CRASHES[kind]()

    monkeypatch.setattr(scan, "run", fail)
    for words in (("scan",), ("scan", "--verbose"), ("baseline",)):
        answer = said(*words, cwd=tmp_path)
        assert answer.code == 3
        assert answer.err.count(b"\n") == 1
        assert answer.err.startswith(b"keylint: ")
        assert spills({kind: VALUE}, answer.out + answer.err) == []


OF_A_DESTRUCTOR = """
import sys
from keylint import scan
class Last:
    def __del__(self):
        raise ValueError(sys.argv[-1])
run = scan.run
def dying(*given):
    Last()
    return run(*given)
scan.run = dying
from keylint.__main__ import main
main()
"""


def test_no_mistake_that_nobody_can_catch_says_what_it_quotes(tmp_path: Path) -> None:
    (tmp_path / VALUE).write_text("x\n")
    done = subprocess.run(
        [sys.executable, "-c", OF_A_DESTRUCTOR, "scan", VALUE],
        cwd=tmp_path, env=environment(tmp_path), capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert b"ValueError" in done.stderr
    assert spills({"a destructor": VALUE}, done.stdout + done.stderr) == []


TALKATIVE = {
    "as a developer": {"PYTHONDEVMODE": "1", "PYTHONTRACEMALLOC": "1", "PYTHONWARNINGS": "always"},
    "every import": {"PYTHONVERBOSE": "1"},
    "git too": {"GIT_TRACE": "1", "GIT_TRACE2": "1", "GIT_TRACE_PACKET": "1", "PYTHONUTF8": "0"},
}
ADDRESS = re.compile("at 0x[0-9a-f]+")


@pytest.mark.slow
@pytest.mark.parametrize("mode", TALKATIVE)
def test_however_talkative_python_and_git_are_told_to_be_no_value_comes_out(
    world: World, mode: str
) -> None:
    command = Command(world.home)
    for words in (("scan", "--verbose"), ("scan", "--history", "--metadata", "--no-cache")):
        result = command(*words, cwd=world.folder, env={**world.env, **TALKATIVE[mode]})
        assert result.code == 1
        # Python tells where in memory its objects are, ten thousand times: six digits of a password
        # that is of hex digits may be among them.
        said = ADDRESS.sub("", result.out + result.err)
        assert world.spilled(said.encode()) == []
