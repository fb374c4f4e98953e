"""Write src/keylint/shipped.py: the triggers of all rules as data, so that a scan loads few rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from keylint import registry
from keylint.gate.trigger import Facet, Trigger

FILE = Path(__file__).parent.parent / "src" / "keylint" / "shipped.py"
SHARED = ("words", "besides", "signs", "names")
HEAD = '''"""What calls up each rule that keylint ships, known before any rule is loaded.

Written by docs/triggers.py (`make docs`); do not edit.
"""

# ruff: noqa
# fmt: off

from keylint.gate.trigger import Facet, Trigger

'''


def source() -> str:
    """The module as text; what several triggers share stands in it once."""
    triggers = [trigger for rule in registry.load() for trigger in rule.triggers]
    shared = {
        field: list(dict.fromkeys(getattr(one, field) for one in triggers)) for field in SHARED
    }
    parts = [
        f"{field.upper()}_{number} = {_lines(value) if isinstance(value, tuple) else repr(value)}\n"
        for field, values in shared.items()
        for number, value in enumerate(values)
    ]
    body = "".join(f"    {_call(one, shared)},\n" for one in triggers)
    return HEAD + "".join(parts) + f"\nTRIGGERS = (\n{body})\n"


def _lines(values: Iterable[object]) -> str:
    return "(\n" + "".join(f"    {value!r},\n" for value in values) + ")"


def _call(one: Trigger, shared: Mapping[str, list[object]]) -> str:
    given = {
        field: f"{field.upper()}_{shared[field].index(value)}" if field in SHARED else _plain(value)
        for field, value in one._asdict().items()
        if value != Trigger._field_defaults.get(field)
    }
    return f"Trigger({', '.join(f'{field}={value}' for field, value in given.items())})"


def _plain(value: object) -> str:
    return str(value) if isinstance(value, Facet) else repr(value)


if __name__ == "__main__":
    FILE.write_text(source(), encoding="utf-8")
