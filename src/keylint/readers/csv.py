"""Tables of comma-separated values with a header, with places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from keylint.finding import Span
from keylint.tree import Entry, Items, Node, Scalar, Table

SEPARATORS = (",", ";", "\t")
CELL = '"(?P<quoted>[^"]*(?:""[^"]*)*)"[^{s}\\r\\n]*|(?P<plain>[^{s}\\r\\n]*)'
CELLS = {s: re.compile(f"(?:{CELL.format(s=s)})(?P<end>{s}|\\r?\\n|\\r|\\Z)") for s in SEPARATORS}

# A cell and where it stands.
Cell = tuple[str, Span]


def read(text: str) -> Node:
    """A list with a table for each row; empty where the first row is no header."""
    start = 1 if text.startswith("\ufeff") else 0
    rows = _rows(text, start)
    header = next(rows, [])
    whole = Span(0, len(text))
    if not is_header([name for name, _ in header]):
        return Items((), whole)
    return Items(tuple(row(header, cells) for cells in rows if any(c for c, _ in cells)), whole)


def is_header(names: Sequence[str]) -> bool:
    """Whether a row names columns: at least two names, each once, and none of them a number."""
    said = [name.strip() for name in names if name.strip()]
    return len(said) > 1 and len(set(said)) == len(said) and not any(n[0].isdigit() for n in said)


def row(header: Sequence[Cell], cells: Sequence[Cell]) -> Table:
    """A table that gives each cell the name of its column; an empty cell is told by its row."""
    whole = Span(cells[0][1].start, max(cells[0][1].start, cells[-1][1].end))
    entries = (
        Entry(name.strip(), span if span.end > span.start else whole, Scalar(cell, span))
        for (name, _), (cell, span) in zip(header, cells, strict=False)
        if name.strip()
    )
    return Table(tuple(entries), whole)


def _rows(text: str, offset: int) -> Iterator[list[Cell]]:
    first = re.compile(r"[^\r\n]*").match(text, offset)
    separator = max(SEPARATORS, key=(first[0] if first else "").count)
    cells: list[Cell] = []
    while offset < len(text) or cells:
        found = CELLS[separator].match(text, offset)
        if not found:
            break
        cells.append(_cell(found))
        offset = found.end()
        if found["end"] != separator:
            yield cells
            cells = []
            if found["end"] == "":
                break


def _cell(found: re.Match[str]) -> Cell:
    if found["quoted"] is not None:
        return found["quoted"].replace('""', '"'), Span(*found.span("quoted"))
    plain = found["plain"]
    start = found.start("plain") + len(plain) - len(plain.lstrip())
    return plain.strip(), Span(start, start + len(plain.strip()))
