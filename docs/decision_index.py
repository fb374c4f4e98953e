"""Write docs/decisions/index.md: the decisions by number, each by the heading of its page."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "decisions"
HEAD = """# Decisions

<!-- Made by docs/decision_index.py (`make docs`); do not edit. -->

What a maintainer would ask about: what was decided, why, and at what price.

"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(
        f"- [{one.name[:4]}: {_heading(one)}]({one.name})\n" for one in sorted(FOLDER.glob("0*.md"))
    )


def _heading(page: Path) -> str:
    first = page.read_text(encoding="utf-8").partition("\n")[0]
    return first.removeprefix("# ")


if __name__ == "__main__":
    (FOLDER / "index.md").write_text(page(), encoding="utf-8")
