"""Each trap that is laid for keylint works with git and Python as they come."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import python_plants
from canaries import PLANTS, PROOFS, TRUST, Canary
from conftest import Repository, environment

IMPORT_EACH = """
import contextlib, sys
for name in sys.argv[1:]:
    with contextlib.suppress(Exception):
        __import__(name)
"""


@pytest.mark.parametrize("name", PROOFS)
def test_each_plant_sings_with_git_as_it_comes(trap: Repository, canary: Canary, name: str) -> None:
    if "script -qc" in PROOFS[name] and not shutil.which("script"):
        pytest.skip("what git does on a terminal alone")
    done = subprocess.run(
        ["sh", "-c", PROOFS[name]],
        cwd=trap.folder,
        env=environment(trap.folder.parent, {**TRUST, "TERM": "xterm", "HOME": os.devnull}),
        input="q\n",
        text=True,
        capture_output=True,
        timeout=60,
    )
    song = (name in PLANTS and PLANTS[name].song) or name
    assert song in canary.songs(), done.stdout + done.stderr


def test_each_module_sings_with_python_as_it_comes(canary: Canary, tmp_path: Path) -> None:
    folder = tmp_path / "tree"
    folder.mkdir()
    loaded = python_plants.unavoidable(tmp_path)
    python_plants.plant(folder, canary, loaded - {"keylint"})
    names = sorted(set(python_plants.NAMES) - loaded | {"keylint"})
    # What is planted has no content, which those who need it complain of.
    _python(folder, "-S", "-c", IMPORT_EACH, *names)  # no finders of packages before it
    assert canary.songs() >= set(names)


def test_what_python_reads_at_its_start_sings_too(canary: Canary, tmp_path: Path) -> None:
    folder = tmp_path / "tree"
    folder.mkdir()
    python_plants.plant(folder, canary, set(python_plants.NAMES) - set(python_plants.AT_START))
    _python(folder, "-c", "", PYTHONPATH=".")
    assert canary.songs() == {"sitecustomize"}
    _python(folder, "-c", "import site; site.addsitedir('.')")
    assert canary.songs() == {"sitecustomize", "pth"}
    (folder / "bin").mkdir()
    (folder / "bin" / "python3").symlink_to(sys.executable)
    done = subprocess.run([folder / "bin" / "python3", "-c", ""], capture_output=True, check=False)
    assert canary.songs() == {"sitecustomize", "pth", "pyvenv"}, done.stderr


@pytest.mark.parametrize("path", [".:{path}", ":{path}"])
def test_a_program_called_git_sings_where_the_path_leads_to_the_current_folder(
    canary: Canary, tmp_path: Path, path: str
) -> None:
    (tmp_path / "git").write_text(f"#!/bin/sh\n{canary.called('git')}\n")
    (tmp_path / "git").chmod(0o755)
    variables = {"PATH": path.format(path=os.environ["PATH"])}
    subprocess.run(["git"], cwd=tmp_path, env=environment(tmp_path, variables), check=True)
    assert canary.songs() == {"git"}


def _python(folder: Path, *arguments: str, **variables: str) -> None:
    own = {**environment(folder.parent), **variables}
    subprocess.run([sys.executable, *arguments], cwd=folder, env=own, check=False)
