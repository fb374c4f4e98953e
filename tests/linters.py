"""The linters of what is written for others to run: each from the environment of the tests."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAMS = Path(sys.executable).parent


def lint(program: str, *arguments: str | Path, folder: Path) -> None:
    """Fail with what a linter says; skip where it is not installed."""
    found = shutil.which(program, path=str(PROGRAMS)) or shutil.which(program)
    if not found:
        pytest.skip(f"{program} is not installed here")
    done = subprocess.run(
        [found, *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
