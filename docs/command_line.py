"""Print docs/command-line.md: the help of every command, as the command says it."""

from __future__ import annotations

import os
import subprocess
import sys

COMMANDS = (
    "",
    "scan",
    "init",
    "baseline",
    "purge",
    "keys",
    "audit",
    "rules",
    "explain",
    "lsp",
    "plugin-path",
)
HEAD = """# The command line

Made by `make docs` from the commands' own help; do not edit.
"""


def help_of(command: str) -> str:
    """The help text of a command on a terminal of 80 columns."""
    arguments = [sys.executable, "-m", "keylint", *command.split(), "--help"]
    environment = {**os.environ, "COLUMNS": "80", "TERMINAL_WIDTH": "80", "NO_COLOR": "1"}
    done = subprocess.run(
        arguments, env=environment, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return done.stdout.strip()


def page() -> str:
    """The whole page."""
    sections = (
        f"\n## keylint {command}".rstrip() + f"\n\n```text\n{help_of(command)}\n```\n"
        for command in COMMANDS
    )
    return HEAD + "".join(sections)


if __name__ == "__main__":
    sys.stdout.write(page())
