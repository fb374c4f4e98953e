"""Write the figures of what was fuzzed, of fuzz/figures.json, into the pages that tell them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent
PAGES = (DOCS / "fuzzing.md", DOCS / "security-model.md")
FIGURES = Path(__file__).parent.parent / "fuzz" / "figures.json"
PLACE = re.compile(r"(<!-- (figures|sum) -->\n).*?(<!-- end of the \2 -->)", re.DOTALL)
HEAD = (
    "| target | executions | seconds | of a processor | edges, seeds → end | features | inputs "
    "| peak memory | slowest input | found |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|---|"
)


def page(text: str) -> str:
    """The page with what the figures come to, and with their table where it has a place for it."""
    told: list[dict[str, Any]] = json.loads(FIGURES.read_text("utf-8"))
    rows = "\n".join(map(_row, sorted(told, key=lambda one: str(one["target"]))))
    parts = {"sum": _sum(told), "figures": f"{_sum(told)}\n\n{HEAD}\n{rows}"}
    return PLACE.sub(lambda found: f"{found[1]}{parts[found[2]]}\n{found[3]}", text)


def _sum(told: list[dict[str, Any]]) -> str:
    """What all targets come to, in a sentence."""
    executions = sum(one["executions"] for one in told)
    hours = sum(one["seconds"] for one in told) / 3600
    minutes = sum(one["processor"] for one in told) / 60
    return (
        f"{len(told)} targets, {executions:,} executions in {hours:.2f} hours, in which a busy machine "
        f"gave them {minutes:.0f} minutes of a processor; the most that one held was "
        f"{max(one['memory'] for one in told)} MB."
    )


def _row(one: dict[str, Any]) -> str:
    found = len(set(one["crashes"]))
    slowest = f"{one['slowest']} s" if one["slowest"] else "< 1 s"
    return (
        f"| `{one['target']}` | {one['executions']:,} | {one['seconds']} | {one['processor']} s "
        f"| {one['edges_first']:,} → {one['edges_last']:,} | {one['features']:,} | {one['inputs']:,} "
        f"| {one['memory']} MB | {slowest} | {found or '–'} |"
    )


if __name__ == "__main__":
    for each in PAGES:
        each.write_text(page(each.read_text("utf-8")), encoding="utf-8")
