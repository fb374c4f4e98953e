"""What tests of `keylint init` have in common."""

from __future__ import annotations

from pathlib import Path

HOOK_FILE, WORKFLOW, GITLAB = (
    ".pre-commit-config.yaml",
    ".github/workflows/keylint.yml",
    ".gitlab-ci.yml",
)
BLACK = """\
# Our checks
repos:
-   repo: https://github.com/psf/black
    rev: "24.1.0"  # kept by hand
    hooks:
    -   id: black
        args: [--quiet]

# what follows is kept
fail_fast: true
"""


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a work tree, by its name."""
    found = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
