"""Where the time of a tree scan goes: a profile of one process, summed up by rooms of the code."""

from __future__ import annotations

import pstats
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tables import table
from timing import environment

# The first that a path starts with names the room; what is not ours belongs to whoever called it.
ROOMS = (
    ("keylint/sources/git", "git"),
    ("keylint/sources", "reading"),
    ("keylint/request", "reading"),
    ("keylint/content", "reading"),
    ("keylint/gate", "gate"),
    ("keylint/report", "report"),
    ("keylint/output", "report"),
    ("importlib", "start-up"),
    ("keylint/__main__", "start-up"),
    ("keylint/cli", "start-up"),
    ("keylint/commands", "start-up"),
    ("keylint/config", "start-up"),
    ("keylint/scan", "passing on"),
    ("keylint/", "judging"),
    ("rules/", "judging"),
)
OURS = re.compile(r"/(?:src|site-packages)/(keylint/.+)|/(rules/[^/]+\.py)$|<frozen (importlib)")
DEPTH = 12  # of calls from one library to another
Function = tuple[str, int, str]
Costs = dict[Function, Any]  # what pstats holds of a function: …, own time, …, its callers


def section(folder: Path) -> str:
    """A table of the rooms, the costliest first, of a scan of that folder."""
    with tempfile.TemporaryDirectory(prefix="profile-") as scratch:
        written = Path(scratch, "scan.prof")
        command = [
            sys.executable,
            *"-m cProfile -o".split(),
            str(written),
            *"-m keylint scan .".split(),
        ]
        subprocess.run(command, cwd=folder, env=environment({}), stdout=subprocess.DEVNULL)
        spent = by_room(pstats.Stats(str(written)).stats)  # type: ignore[attr-defined]
    whole = sum(spent.values())
    rows = sorted(spent.items(), key=lambda entry: -entry[1])
    return table(
        ("room", "seconds", "share"),
        ([room, f"{cost:.2f}", f"{cost / whole:.0%}"] for room, cost in rows),
    )


def by_room(costs: Costs) -> dict[str, float]:
    """The seconds of each room: what a library takes counts for the room that called it."""

    @cache
    def shares(function: Function, depth: int = DEPTH) -> Mapping[str, float]:
        room = room_of(function)
        callers = costs[function][4]
        if room or not callers:
            return {room or "start-up": 1.0}
        if not depth:  # functions that call each other
            return {"elsewhere": 1.0}
        whole = sum(cost[3] for cost in callers.values()) or 1
        return _together((cost[3] / whole, shares(by, depth - 1)) for by, cost in callers.items())

    return _together((cost[2], shares(function)) for function, cost in costs.items())


def _together(parts: Iterable[tuple[float, Mapping[str, float]]]) -> dict[str, float]:
    """The rooms of all parts, each part with its weight."""
    rooms: dict[str, float] = defaultdict(float)
    for weight, shares in parts:
        for room, share in shares.items():
            rooms[room] += weight * share
    return dict(rooms)


def room_of(function: Function) -> str:
    """The room of a function of ours, or of the machinery that imports; else nothing."""
    path, _, name = function
    if name == "<module>":
        return "start-up"
    ours = OURS.search(path.replace("\\", "/"))
    place = ours[ours.lastindex or 0] if ours else ""
    return next((room for start, room in ROOMS if place.startswith(start)), "")
