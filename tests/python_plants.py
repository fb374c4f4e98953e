"""What a folder plants so that Python, started in it, runs a canary: every module that there is."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

from canaries import Canary
from conftest import environment

PACKAGES = ("keylint", "rules", "typer", "detect_secrets", "yaml", "pygls")
AT_START = ("sitecustomize", "usercustomize")
# What is built into Python is looked for nowhere.
NAMES = sorted(
    {*sys.stdlib_module_names, *packages_distributions(), *PACKAGES, *AT_START}
    - {*sys.builtin_module_names}
)
SCRIPT = (str(Path(sysconfig.get_path("scripts")) / "keylint"),)
MODULE = (sys.executable, "-m", "keylint")
DOORS = {"the script": SCRIPT, "python -m": MODULE}
PROBE = "import sys\nprint(*sys.modules, sep='\\n')\n"


def plant(folder: Path, canary: Canary, without: Iterable[str] = ()) -> None:
    """Put a module of every name into a folder, and what else Python reads at its start."""
    for name in set(NAMES) - set(without):
        place = folder / f"{name}.py"
        if name in PACKAGES:
            place = folder / name / "__init__.py"
            place.parent.mkdir(exist_ok=True)
            (place.parent / "__main__.py").write_text(_song(canary, f"{name}.__main__"))
        place.write_text(_song(canary, name))
    (folder / "canary.pth").write_text("import " + _song(canary, "pth").partition("import ")[2])
    (folder / "pyvenv.cfg").write_text(f"home = {folder}\nversion = 3\n")
    beside = folder / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    beside.mkdir(parents=True)
    (beside / "sitecustomize.py").write_text(_song(canary, "pyvenv"))


def _song(canary: Canary, name: str) -> str:
    return f"import os; open({str(canary.sung / name)!r}, 'w').close()\n"


def unavoidable(folder: Path) -> set[str]:
    """What `python -m` itself imports from the current folder, whatever it is to run."""
    (folder / "probe").mkdir()
    (folder / "probe" / "__main__.py").write_text(PROBE)
    done = subprocess.run(
        [sys.executable, "-m", "probe"],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in done.stdout.split()} | {"keylint"}
