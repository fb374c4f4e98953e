"""The usual run stays quick: what it leaves out is there, and a test that costs much is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import costs
from conftest import environment

HERE = Path(__file__).parent
MODULE = """
import pytest, subprocess, sys, time
BUSY = "import time\\nwhile time.process_time() < 0.3: pass"
def test_that_has_a_program_work():
    subprocess.run([sys.executable, "-c", BUSY], check=True)
@pytest.mark.slow
def test_that_is_known_to():
    test_that_has_a_program_work()
def test_that_only_waits():
    time.sleep(0.3)
@pytest.fixture(scope="module")
def made():
    test_that_has_a_program_work()
def test_for_which_much_was_made(made):
    pass
"""


def test_every_module_that_is_left_out_is_there() -> None:
    assert {path.name for path in HERE.glob("test_*.py")} >= costs.SLOW


def run(folder: Path, *arguments: str) -> str:
    """What pytest says in a folder, with nothing loaded but what is meant here."""
    alone = {"PYTHONPATH": str(HERE), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "costs", *arguments],
        cwd=folder,
        env=environment(folder, alone),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_what_costs_much_and_is_not_left_out_is_named_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(MODULE)
    (tmp_path / "conftest.py").write_text("import costs; costs.MUCH = 0.2")
    said = run(tmp_path, "-p", "xdist", "-n", "1", "test_it.py")
    assert "4 passed" in said
    told = said.partition("over 0.2 s")[2]
    assert "test_that_has_a_program_work" in told
    assert told.count("::") == 1


def test_a_module_that_is_left_out_is_so_as_a_whole(tmp_path: Path) -> None:
    name = min(costs.SLOW)
    (tmp_path / name).write_text("def test_it(): pass")
    assert "1 deselected" in run(tmp_path, "-m", "not slow", name)
