"""Faults of the system under the real command: the n-th call fails, or is its last."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent / "faults.c"
# All by which a file comes to stand where it is.
WRITING = "open,write,close,fsync,chmod,chown,rename,unlink,mkdir,flock"


@dataclass(frozen=True)
class Fault:
    """What goes wrong: at the n-th of some calls for files below a folder, in a program."""

    calls: str
    what: str
    at: int = 0
    program: str = "python"


@dataclass(frozen=True)
class Injector:
    """Puts faults under a command, by a library that stands between it and the system."""

    library: Path
    log: Path

    def under(self, fault: Fault, below: Path | str) -> dict[str, str]:
        """What a command's environment is to hold for a fault."""
        self.log.unlink(missing_ok=True)
        facts = (fault.program, fault.calls, below, fault.at, fault.what, self.log)
        return {"LD_PRELOAD": str(self.library), "KEYLINT_FAULT": "|".join(map(str, facts)) + "|"}

    @property
    def happened(self) -> list[str]:
        """The calls that met the fault, with what they were for."""
        return self.log.read_text().splitlines() if self.log.exists() else []

    def count(self, calls: str, below: Path, run: Callable[[dict[str, str]], object]) -> int:
        """How many such calls a command makes."""
        run(self.under(Fault(calls, "errno:5"), below))
        return sum(int(one.split()[1]) for one in self.happened)


def compiled(folder: Path) -> Path:
    """The library that stands between a command and the system."""
    place = folder / "faults.so"
    arguments = ("cc", "-shared", "-fPIC", "-O1", "-o", place, SOURCE, "-ldl")
    subprocess.run(arguments, check=True, capture_output=True)
    return place


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library, compiled; skips where that cannot be."""
    if sys.platform != "linux" or not shutil.which("cc"):
        pytest.skip("faults are put under a command on Linux, with a compiler of C")
    return compiled(tmp_path_factory.mktemp("faults"))


@pytest.fixture
def injector(library: Path, tmp_path: Path) -> Injector:
    """What puts faults under the commands of a test."""
    return Injector(library, tmp_path / "faults.log")
