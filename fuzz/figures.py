"""What libFuzzer says of a run, as figures."""

from __future__ import annotations

import re
from typing import TypedDict

STATUS = re.compile(r"^#(\d+)\t(\w+) +cov: (\d+) ft: (\d+) corp: (\d+)/", re.MULTILINE)
FINAL = re.compile(r"^stat::(\w+): +(\d+)$", re.MULTILINE)
FAILED = re.compile(
    r"^([\w.]*(?:Error|Exception|TooSlow|Unreadable|Mistake|Interrupt)\b[^\n]*)$", re.MULTILINE
)
CLOCK = re.compile(r"^(begun|ended|processor): ([\d.]+)$", re.MULTILINE)
ENDED = re.compile(r"^==\d+== ERROR: libFuzzer: ([^\n]*)$", re.MULTILINE)


class Figures(TypedDict):
    """What came of one target."""

    target: str
    executions: int
    seconds: int
    processor: int
    edges_first: int
    edges_last: int
    features: int
    inputs: int
    memory: int
    slowest: int
    crashes: list[str]


def of(name: str, logs: list[str]) -> Figures:
    """The figures of a target's runs, one behind the other."""
    told = Figures(
        target=name, executions=0, seconds=0, processor=0, edges_first=0, edges_last=0, features=0, inputs=0,
        memory=0, slowest=0, crashes=[],
    )  # fmt: skip
    for log in logs:
        final = {key: int(value) for key, value in FINAL.findall(log)}
        lines = STATUS.findall(log)
        counts = [tuple(map(int, line[2:])) for line in lines]
        inited = [count for count, line in zip(counts, lines, strict=True) if line[1] == "INITED"]
        told["executions"] += final.get("number_of_executed_units", 0)
        told["edges_first"] = told["edges_first"] or (inited[0][0] if inited else 0)
        for edges, features, inputs in counts:
            told["edges_last"] = max(told["edges_last"], edges)
            told["features"] = max(told["features"], features)
            told["inputs"] = max(told["inputs"], inputs)
        told["memory"] = max(told["memory"], final.get("peak_rss_mb", 0))
        told["slowest"] = max(told["slowest"], final.get("slowest_unit_time_sec", 0))
        clock = {name: float(seconds) for name, seconds in CLOCK.findall(log)}
        told["seconds"] += round(clock.get("ended", 0) - clock.get("begun", clock.get("ended", 0)))
        told["processor"] += round(clock.get("processor", 0))
        if ended := ENDED.findall(log):
            told["crashes"].append((FAILED.findall(log) or ended)[-1][:200])
        elif "Done" not in log:
            told["crashes"].append(log[-200:])
    return told


def both(earlier: Figures, later: Figures) -> Figures:
    """The figures of two runs of a target as of one."""
    return Figures(
        target=later["target"],
        executions=earlier["executions"] + later["executions"],
        seconds=earlier["seconds"] + later["seconds"],
        processor=earlier["processor"] + later["processor"],
        edges_first=earlier["edges_first"],
        edges_last=max(earlier["edges_last"], later["edges_last"]),
        features=max(earlier["features"], later["features"]),
        inputs=max(earlier["inputs"], later["inputs"]),
        memory=max(earlier["memory"], later["memory"]),
        slowest=max(earlier["slowest"], later["slowest"]),
        crashes=earlier["crashes"] + later["crashes"],
    )


def line(told: Figures) -> str:
    """The figures in one line."""
    crashes = "; ".join(sorted(set(told["crashes"]))) or "nothing found"
    return (
        f"{told['target']:20} {told['executions']:>9,} executions, edges {told['edges_first']:,} → "
        f"{told['edges_last']:,}, {told['features']:,} features, {told['inputs']:,} inputs, "
        f"{told['memory']:,} MB, slowest {told['slowest']} s: {crashes}"
    )
