"""Markdown's tables and blocks of code, with places: all else is prose."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from keylint.finding import Span
from keylint.readers.csv import Cell, is_header, row
from keylint.readers.shifted import shifted
from keylint.tree import Entry, Items, Node, Scalar, Table, Unreadable

HEADING = re.compile(r"(?m)^#{1,6}[ \t]+(\S(?:[^\n]*\S)?)")
DASHES = r":?-+:?[ \t]*"
RULER = re.compile(rf"(?m)^[ \t]*(?:\|[ \t]*)?{DASHES}(?:\|[ \t]*{DASHES})+(?:\|[ \t]*)?\r?$")
# A line that may begin a block of code, or end the one that is open.
FENCE = re.compile(r"(?m)^[ \t]{0,3}(`{3,}|~{3,})[ \t]*([\w.+-]*)[^\n]*\n?")
CELL = re.compile(r"((?:[^|\\\n]|\\(?:.|$))*)(?:\||$)")
EMPHASIS = ("**", "__", "`", "*", "_")
# A table of two columns with one of these above the first tells fields, not rows.
FIELD_HEADERS = frozenset("field setting key property option name attribute parameter".split())
LANGUAGES = {
    "json": "json", "jsonc": "json", "json5": "json", "yaml": "yaml", "yml": "yaml",
    "toml": "toml", "ini": "ini", "env": "env", "dotenv": "env", "sh": "env", "bash": "env",
    "shell": "env", "console": "env", "hcl": "hcl", "terraform": "hcl", "xml": "xml",
    "python": "python", "py": "python", "javascript": "javascript", "js": "javascript",
    "typescript": "javascript", "ts": "javascript", "csv": "csv",
}  # fmt: skip


def read(text: str, parse: Callable[[str, str], Node | None] | None = None) -> Node:
    """A table with an entry for each table and block of code, under the heading above it.

    `parse` reads a block in the format that it names; a block that is not of it is prose.
    """
    headings = [*HEADING.finditer(text)]
    blocks = list(_blocks(text, parse)) if parse else []
    found = [*_tables(text), *blocks]
    starts = [heading.start() for heading in headings]
    entries = (
        _under(headings[above - 1] if above else None, node)
        for node in sorted(found, key=lambda node: node.span)
        for above in (bisect_right(starts, node.span.start),)
    )
    return Table(tuple(entries), Span(0, len(text)))


def _under(heading: re.Match[str] | None, node: Node) -> Entry:
    if heading is None:
        return Entry("", Span(node.span.start, node.span.start), node)
    return Entry(heading[1], Span(*heading.span(1)), node)


def _blocks(text: str, parse: Callable[[str, str], Node | None]) -> Iterator[Node]:
    for language, start, end in _fenced(text):
        form = LANGUAGES.get(language)
        if form:
            try:
                node = parse(form, text[start:end])
            except Unreadable:
                continue
            if node is not None:
                yield shifted(node, start)


def _fenced(text: str) -> Iterator[tuple[str, int, int]]:
    """Each block of code: its language, and where it begins and ends."""
    opened: re.Match[str] | None = None
    for fence, can_open in _fences(text):
        if opened is None:
            opened = fence if can_open else None
        elif fence[1].startswith(opened[1]):
            yield opened[2].lower(), opened.end(), fence.start()
            opened = None


def _fences(text: str) -> Iterator[tuple[re.Match[str], bool]]:
    """The fences, and of each whether a later one could close what it opens."""
    fences = [*FENCE.finditer(text)]
    longest = {"`": 0, "~": 0}
    closed = []
    for marks in (fence[1] for fence in reversed(fences)):
        closed.append(longest[marks[0]] >= len(marks))
        longest[marks[0]] = max(longest[marks[0]], len(marks))
    return zip(fences, reversed(closed), strict=True)


def _tables(text: str) -> Iterator[Node]:
    done = 0
    for ruler in RULER.finditer(text):
        if ruler.start() < done:  # a row of the table above
            continue
        head_start = text.rfind("\n", 0, max(0, ruler.start() - 1)) + 1
        header = _cells(text[head_start : ruler.start()].rstrip("\n"), head_start)
        if is_header([name for name, _ in header]):
            rows = list(_rows(text, ruler.end() + 1))
            done = rows[-1][-1][1].end if rows else ruler.end()
            yield (
                _fields(rows)
                if _tells_fields(header)
                else Items(
                    tuple(row(header, cells) for cells in rows), Span(head_start, ruler.end())
                )
            )


def _tells_fields(header: list[Cell]) -> bool:
    return len(header) == 2 and header[0][0].lower() in FIELD_HEADERS


def _fields(rows: list[list[Cell]]) -> Table:
    """A table of two columns, which name fields and say what they hold."""
    pairs = [cells for cells in rows if len(cells) == 2]
    entries = tuple(Entry(name, place, Scalar(*value)) for (name, place), value in pairs)
    start = pairs[0][0][1].start if pairs else 0
    return Table(entries, Span(start, pairs[-1][1][1].end if pairs else 0))


def _rows(text: str, offset: int) -> Iterator[list[Cell]]:
    while offset < len(text):
        end = text.find("\n", offset)
        end = len(text) if end < 0 else end
        line = text[offset:end]
        if "|" not in line:
            return
        if cells := _cells(line, offset):
            yield cells
        offset = end + 1


def _cells(line: str, offset: int) -> list[Cell]:
    """The cells of a line, without the marks of emphasis around them."""
    body = line.rstrip()
    begin = len(body) - len(body.lstrip())
    begin += body[begin : begin + 1] == "|"
    cells = []
    for found in CELL.finditer(body, begin):
        if found.end() == found.start():
            break
        inner = _plain(found[1].strip())
        start = offset + found.start(1) + (found[1].find(inner) if inner else 0)
        cells.append((inner.replace("\\|", "|"), Span(start, start + len(inner))))
    return cells


def _plain(cell: str) -> str:
    """A cell without marks of emphasis around it."""
    for mark in EMPHASIS:
        if len(cell) > 2 * len(mark) and cell.startswith(mark) and cell.endswith(mark):
            cell = cell[len(mark) : -len(mark)]
    return cell
