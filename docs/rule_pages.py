"""Write docs/rules: a page for each rule, as its card says it, and the list of all."""

from __future__ import annotations

from pathlib import Path

from keylint import registry
from keylint.reports import reference

FOLDER = Path(__file__).parent / "rules"
# At the end: the first line of a page is its heading, and the name in the menu.
MADE = "\n<!-- Made by docs/rule_pages.py (`make docs`) from {source}; do not edit. -->\n"


def pages() -> dict[str, str]:
    """The text of each page by the name of its file."""
    rules = registry.load()
    made = {
        f"{rule.id}.md": reference.card_markdown(rule)
        + MADE.format(source=f"rules/{rule.id.replace('-', '_')}.py")
        for rule in rules
    }
    return {
        "index.md": reference.markdown(rules, "{}.md".format) + MADE.format(source="the rules"),
        **made,
    }


def write() -> None:
    """Write every page, and take those away that no rule has."""
    FOLDER.mkdir(exist_ok=True)
    made = pages()
    for old in set(FOLDER.glob("*.md")) - {FOLDER / name for name in made}:
        old.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
