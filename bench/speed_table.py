"""Writes the figures of speed as Markdown."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from amounts import megabytes
from speed_peers import CALLS
from tables import table
from timing import Measure
from verdicts import KEYLINT, Bar, Measured

PEERS = ("kingfisher", "detect-secrets", "betterleaks")
HEAD = (
    "work",
    "what was there",
    "keylint",
    *PEERS,
    "other",
    "bar",
    "holds",
    "aim",
    "reached",
    "memory",
)


def figures(rows: Sequence[Measured]) -> str:
    """The table of all rows."""
    return table(HEAD, map(_cells, rows))


def put(page: str, name: str, text: str) -> str:
    """The page with the text in the place that its markers keep for it."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, rest = page.split(begin)
    after = rest.split(end)[1]
    return f"{before}{begin}\n\n{text.strip()}\n\n{end}{after}"


def _cells(one: Measured) -> list[str]:
    row = one.row
    return [
        row.work,
        f"{row.amount}{': ' if row.scale else ''}{row.scale}",
        _taken(one.keylint, row.amount.bytes),
        *[_ratio(one, name) for name in PEERS],
        _others(one),
        _bars(row.bars),
        one.verdict(row.bars),
        _bars(row.aims),
        one.verdict(row.aims),
        _memory(one),
    ]


def _taken(measure: Measure, size: int) -> str:
    if measure.failed:
        return measure.failed
    pace = f", {size / 1e6 / measure.median:.3g} MB/s" if size >= 1e6 else ""
    return f"{seconds(measure.median)}{pace}"


def seconds(number: float) -> str:
    """Seconds with three digits that mean something."""
    return f"{number:.3g} s" if number < 100 else f"{number:.0f} s"


def _ratio(one: Measured, name: str) -> str:
    """Keylint's share of a peer's time, and what the peer took."""
    figure = one.figures.get(name)
    if figure is None:
        return "–"
    if figure.failed:
        return figure.failed
    ratio = one.ratio(name)
    took = seconds(figure.median)
    return took if ratio is None else f"{ratio:.2g} ({took})"


def _others(one: Measured) -> str:
    names = [name for name in one.figures if name not in (KEYLINT, *PEERS)]
    return "; ".join(f"{name}: {_ratio(one, name)}" for name in names) or "–"


def _bars(bars: Sequence[Bar]) -> str:
    return ", ".join(bar.told for bar in bars) or "–"


def _memory(one: Measured) -> str:
    """The memory of each program that is a scanner."""
    held = {
        name: figure.peak
        for name, figure in one.figures.items()
        if name in (KEYLINT, *PEERS) and not figure.failed
    }
    own = megabytes(held.pop(KEYLINT)) if KEYLINT in held else "–"
    others = ", ".join(f"{name} {megabytes(peak)}" for name, peak in held.items())
    return f"{own} ({others})" if others else own


def tools(versions: Mapping[str, str]) -> str:
    """The versions of what was measured, and how it was called."""
    rows = [
        [name, versions[name], f"`{call}`"]
        if name in versions
        else [name, "–", "left out: not installed here"]
        for name, call in CALLS.items()
    ]
    return table(("tool", "version", "called as"), rows)


def machine() -> str:
    """What the figures were measured on: cores, memory, processor, system; nothing that names it."""
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return (
        f"{_cores()} cores, {pages / 2**30:.0f} GiB of memory, {_processor()}, "
        f"{platform.system()} on {platform.machine()}, Python {platform.python_version()}"
    )


def _cores() -> int:
    """The cores that this process may use."""
    may_use = getattr(os, "sched_getaffinity", None)
    return len(may_use(0)) if may_use else os.cpu_count() or 1


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.+)", told.read_text()) if told.exists() else None
    return found[1] if found else platform.processor() or "processor unknown"
