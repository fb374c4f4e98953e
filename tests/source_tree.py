"""This source tree, for tests that build it and install it elsewhere."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Fetched when the tests were set up, so that they need no network; without it pip asks PyPI.
WHEELHOUSE = ROOT / ".venv" / "wheelhouse"
FILES = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")


def offline() -> dict[str, str]:
    """What makes pip, and uv, take their packages from the wheelhouse, if there is one."""
    if not WHEELHOUSE.is_dir():
        return {}
    links = WHEELHOUSE.as_uri()
    by_uv = {"UV_NO_INDEX": "1", "UV_FIND_LINKS": links, "UV_OFFLINE": "1"}
    return {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": links, **by_uv}


def copy_source_tree(target: Path) -> None:
    """Copy what is shipped, as it stands on disk."""
    left_out = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in ("src", "rules"):
        shutil.copytree(ROOT / name, target / name, ignore=left_out)
    for name in FILES:
        shutil.copyfile(ROOT / name, target / name)
