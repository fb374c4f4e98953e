"""Write the figures of the long run of fuzzing into docs/fuzzing.md, from fuzz/figures.json."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parent / "fuzzing.md"
FIGURES = Path(__file__).parent.parent / "fuzz" / "figures.json"
TABLE = re.compile(r"(<!-- figures -->\n).*?(<!-- end of the figures -->)", re.DOTALL)
HEAD = (
    "| target | executions | seconds | of a processor | edges, seeds → end | features | inputs "
    "| peak memory | slowest input | found |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|---|"
)


def page(text: str) -> str:
    """The page with the table that the figures make."""
    told: list[dict[str, Any]] = json.loads(FIGURES.read_text("utf-8"))
    rows = "\n".join(map(_row, sorted(told, key=lambda one: str(one["target"]))))
    table = f"{_sum(told)}\n\n{HEAD}\n{rows}"
    return TABLE.sub(lambda found: f"{found[1]}{table}\n{found[2]}", text)


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
    PAGE.write_text(page(PAGE.read_text("utf-8")), encoding="utf-8")
