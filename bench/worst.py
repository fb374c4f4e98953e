"""The rows of the worst cases: 50 MB in one line, full of hits, or under 200 rules of a team."""

from __future__ import annotations

import sys
from pathlib import Path

import amounts
import works
from comparisons import Given
from speed_peers import Bench
from timing import Command, Measure
from verdicts import KEYLINT, Bar, Row

SIZE, HITS = 50_000_000, 100_000
PACE, TIMES = 20e6, 4  # bytes in a second; the file's size in memory
LIMIT = 20  # seconds, of which 2.5 are allowed
ALLOWED = "allowed"
BARS = (
    Bar(1, ALLOWED, words="≥ 20 MB/s"),
    Bar(1, ALLOWED, "memory", words="memory ≤ 4 x the file"),
)


def minified(bench: Bench, given: Given) -> Row:
    file = works.minified(bench.new("minified") / "app.min.js", SIZE)
    return _row("worst case: one minified line", file, _scan(bench, file))


def hits(bench: Bench, given: Given) -> Row:
    file = works.full_of_hits(bench.new("hits") / "dump.txt", SIZE, HITS)
    return _row(f"worst case: {HITS:,} hits", file, _scan(bench, file))


def team(bench: Bench, given: Given) -> Row:
    file = works.with_team_values(bench.new("team") / "log.txt", SIZE)
    script = str(Path(__file__).parent / "team_rules.py")
    scan = bench.command(KEYLINT, [sys.executable, script, file.name], file.parent, LIMIT)
    return _row("worst case: 200 rules of a team, ten with a hit", file, scan)


ROWS = {"minified": minified, "hits": hits, "team": team}


def _scan(bench: Bench, file: Path) -> Command:
    return bench.keylint(file.parent, file.name, limit=LIMIT)


def _row(work: str, file: Path, scan: Command) -> Row:
    return Row(work, amounts.of_tree(file.parent), [scan], bars=BARS, given={ALLOWED: allowance()})


def allowance(size: int = SIZE) -> Measure:
    """What a file of that size may take."""
    return Measure((size / PACE,), peak=TIMES * size)
