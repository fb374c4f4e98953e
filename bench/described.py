"""Judges the corpus of described keys and writes the table: `python bench/described.py [--write]`.

No other scanner that is measured here reads what a file says of a key, so keylint stands alone.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from keylint import engine, registry
from keylint.document import Document
from keylint.examples import unpack
from keylint.rule import Example

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "accuracy.md"
HEADING = "## Keys that files describe\n"
sys.path.insert(0, str(HERE / "corpus"))
from records import LETTERS, Described, load  # noqa: E402

RULES = [rule for rule in registry.load() if rule.id in LETTERS.values()]
INTRODUCTION = """
<!-- Written by `python bench/described.py --write`. -->

Files that describe keys of twelve exchanges, and files that only share their words
(`bench/corpus/keys`). A file is judged right if each finding stands exactly where it must, and there is no
other. All cases are open: the rules were written with them. None of the other tools has a rule for
IP lists, permissions, scopes or the age of a key.
"""


def is_right(case: Described) -> bool:
    """Whether every finding is where it must be, to the character, and there is no other."""
    made = unpack(Example(case.text, case.path))
    document = Document(case.path, made.text)
    found = [
        (rule.id, match.span.start, match.span.end)
        for rule in RULES
        for match in engine.matches(rule, document)
    ]
    return sorted(found) == list(case.expected)


def section() -> str:
    """The section of docs/accuracy.md."""
    cases = load(HERE / "corpus" / "keys")
    expected = sum(len(case.expected) for case in cases)
    rows = [("all", cases)]
    rows += [(f"described: {form}", _of(cases, form)) for form in sorted({c.form for c in cases})]
    table = "".join(
        f"| {name} | {_right(ones, True)} | {_right(ones, False)} |\n" for name, ones in rows
    )
    head = f"{len(cases)} files, {expected} places.\n\n| files | with findings | without |\n|---|---|---|\n"
    return f"{HEADING}{INTRODUCTION}\n{head}{table}"


def _of(cases: Iterable[Described], form: str) -> list[Described]:
    return [case for case in cases if case.form == form]


def _right(cases: Iterable[Described], positive: bool) -> str:
    chosen = [case for case in cases if bool(case.expected) is positive]
    return f"{sum(map(is_right, chosen))} of {len(chosen)}" if chosen else "—"


def main() -> None:
    parser = argparse.ArgumentParser(description="Judge the corpus of described keys.")
    parser.add_argument("--write", action="store_true", help=f"write into {PAGE.name}")
    text = section()
    print(text)
    if parser.parse_args().write:
        before = PAGE.read_text(encoding="utf-8").split(HEADING)[0].rstrip()
        PAGE.write_text(f"{before}\n\n{text}", encoding="utf-8")


if __name__ == "__main__":
    main()
