"""Write src/keylint/shipped.py: the triggers of all rules as data, so that a scan loads few rules."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from keylint import registry
from keylint.gate.trigger import Trigger

FILE = Path(__file__).parent.parent / "src" / "keylint" / "shipped.py"
HEAD = '''"""What calls up each rule that keylint ships, known before any rule is loaded.

Written by docs/triggers.py (`make docs`); do not edit.
"""

# ruff: noqa
# fmt: off

from keylint.gate.trigger import Facet, Trigger

'''


def source() -> str:
    """The module as text."""
    triggers = [trigger for rule in registry.load() for trigger in rule.triggers]
    groups = list(dict.fromkeys(one.signs for one in triggers))
    parts = [f"SIGNS_{number} = {_lines(signs)}" for number, signs in enumerate(groups)]
    body = "".join(f"    {_call(one, groups.index(one.signs))},\n" for one in triggers)
    return HEAD + "\n".join(parts) + f"\nTRIGGERS = (\n{body})\n"


def _lines(signs: Iterable[str]) -> str:
    return "(\n" + "".join(f"    {sign!r},\n" for sign in signs) + ")\n"


def _call(one: Trigger, group: int) -> str:
    reads = f"Facet.{one.reads.name}" if one.reads else "None"
    return (
        f"Trigger({one.rule!r}, {one.words!r}, {one.besides!r}, SIGNS_{group}, {reads}, "
        f"waits={one.waits}, finds_secrets={one.finds_secrets})"
    )


if __name__ == "__main__":
    FILE.write_text(source(), encoding="utf-8")
