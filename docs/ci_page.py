"""Fill docs/ci.md with what `keylint init` writes and with the action's inputs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from keylint.adoption import pins, pipelines

TOP = Path(__file__).parent.parent
PAGE = TOP / "docs" / "ci.md"


def inputs() -> str:
    """The rows of the table of inputs."""
    action: dict[str, Any] = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
    rows = (
        f"| `{name}` | {' '.join(one['description'].split())} | {one['default'] or 'nothing'} |"
        for name, one in action["inputs"].items()
    )
    return "\n".join(rows)


def page(text: str) -> str:
    """The page, with each of its parts as the code has it."""
    blocks = (
        (r"(?s)(?<=```yaml\n)# Written by.*?(?=```)", pipelines.workflow("main")),
        (r"(?s)(?<=```yaml\n)keylint:\n.*?(?=```)", pipelines.job(pipelines.STAGE)),
        (r"(?<=- uses: )actions/checkout@.*", pins.CHECKOUT),
        (r"(?s)(?<=\| if it is left out \|\n\|---\|---\|---\|\n).*?(?=\n\n)", inputs()),
    )
    for pattern, block in blocks:
        text, count = re.subn(pattern, lambda found, block=block: block, text)
        if not count:
            raise LookupError(f"{PAGE} has nothing like {pattern}")
    return text


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
