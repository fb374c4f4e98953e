"""The rows that say how cost grows: ten times the bytes, the files, the commits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import amounts
import histories
import works
from amounts import Amount
from comparisons import A_TENTH_OF_COMMITS, Given, made_history
from speed_peers import Bench
from timing import Command
from verdicts import KEYLINT, Bar, Measured, Row

FILES, SIZE = 3_000, 8_000
THIRD, TENTH = "a third of it", "a tenth of it"
# In even steps on a scale of powers of ten.
PARTS = {KEYLINT: 1.0, THIRD: 10**-0.5, TENTH: 0.1}
BARS = (Bar(10.5, TENTH), Bar(1.2, TENTH, "memory"))
GROWN = "growth: 10 x "


def more_bytes(bench: Bench, given: Given) -> Row:
    def make(folder: Path, part: float) -> Path:
        return works.made_up_tree(folder, FILES // 10, int(SIZE * 10 * part))

    trees = _made(bench, "bytes", make)
    return _row("bytes", amounts.of_tree(trees[KEYLINT]), _tree_scans(bench, trees))


def more_files(bench: Bench, given: Given) -> Row:
    def make(folder: Path, part: float) -> Path:
        return works.made_up_tree(folder, int(FILES * part), SIZE)

    trees = _made(bench, "files", make)
    return _row("files", amounts.of_tree(trees[KEYLINT]), _tree_scans(bench, trees))


def more_commits(bench: Bench, given: Given) -> Row:
    def make(folder: Path, part: float) -> Path:
        commits = int(A_TENTH_OF_COMMITS * part)
        return histories.make(folder, commits) if part < 1 else made_history(bench)

    repositories = _made(bench, "commits", make)
    scans = [bench.all_commits(folder, name) for name, folder in repositories.items()]
    return _row("commits", amounts.of_history(repositories[KEYLINT]), scans)


def _made(bench: Bench, what: str, make: Callable[[Path, float], Path]) -> dict[str, Path]:
    return {
        name: make(bench.new(f"{what}-{number}"), part)
        for number, (name, part) in enumerate(PARTS.items())
    }


def _tree_scans(bench: Bench, trees: Mapping[str, Path]) -> list[Command]:
    return [bench.keylint(folder, ".", name=name) for name, folder in trees.items()]


def _row(what: str, amount: Amount, scans: list[Command]) -> Row:
    return Row(f"{GROWN}{what}", amount, scans, bars=BARS)


ROWS = {"bytes": more_bytes, "files": more_files, "commits": more_commits}


def lines(measured: Sequence[Measured]) -> dict[str, list[tuple[float, float]]]:
    """For the plot: of each thing that grows, its size as a multiple of the smallest, and seconds."""
    return {
        one.row.work.removeprefix(GROWN): _points(one)
        for one in measured
        if one.row.work.startswith(GROWN)
    }


def _points(one: Measured) -> list[tuple[float, float]]:
    return [
        (round(part * 10, 2), one.figures[name].median)
        for name, part in sorted(PARTS.items(), key=lambda entry: entry[1])
        if not one.figures[name].failed
    ]
