"""Bombs of every kind at their hugest: what a scan of them and of a leaky file beside takes, and what it tells.

    python bench/blasts.py [--only WORD] [--write]

Each is scanned once by the real command. Lost is one beside which the leak is not found, or of which
nothing is told though it is cut.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "bench")]

import timing  # noqa: E402
from bombs import BOMBS, Bomb  # noqa: E402
from speed_table import put  # noqa: E402
from tables import table  # noqa: E402
from timing import Command, Run  # noqa: E402

from keylint.examples import gemini_key, gemini_secret  # noqa: E402
from keylint.model import size  # noqa: E402

PAGE = ROOT / "docs" / "limits.md"
HEAD = ("what was scanned", "on the disk", "seconds", "memory", "what was told of it")
GOOD = frozenset({1, 3})
LIMIT = 1800  # seconds


@dataclass(frozen=True)
class Blast:
    """What a bomb took on the disk and while it was scanned, what was told, and why it is lost."""

    bomb: Bomb
    disk: int
    run: Run
    told: str
    lost: str = ""

    @property
    def row(self) -> list[str]:
        memory = f"{self.run.peak / 1e6:.0f} MB"
        return [self.bomb.name, size(self.disk), f"{self.run.worked:.1f}", memory, self.told]


def blast(bomb: Bomb, folder: Path) -> Blast:
    """Make a bomb beside a leaky file, and scan both."""
    (folder / "tree" / "bomb").mkdir(parents=True)
    bomb.make(folder / "tree" / "bomb", bomb.huge)
    (folder / "tree" / "leak.env").write_text(_pair(random.Random(bomb.name)))
    report = folder / "report.json"
    words = ("scan", "--no-config", "--format", "json", "--output", str(report), ".")
    words = (sys.executable, "-m", "keylint", *words)
    run = timing.run(Command(bomb.name, words, folder / "tree", good=GOOD, limit=LIMIT))
    disk = _on_disk(folder / "tree" / "bomb")
    if run.failed:
        return Blast(bomb, disk, run, "", run.failed)
    said = json.loads(report.read_text("utf-8"))
    told = _told(bomb, said["not_scanned"])
    found = any(one["path"].endswith("leak.env") for one in said["findings"])
    cut_untold = bomb.told and bomb.told not in told
    lost = "the leak was not found" if not found else "nothing is told" if cut_untold else ""
    return Blast(bomb, disk, run, told or "nothing: it was looked at whole", lost)


def _pair(rng: random.Random) -> str:
    """A pair, with which a scan asks of all other files what they use it for."""
    return f"GEMINI_API_KEY={gemini_key(rng)}\nGEMINI_API_SECRET={gemini_secret(rng)}\n"


def _told(bomb: Bomb, unread: list[dict[str, str]]) -> str:
    """The reason for which most of it was not scanned."""
    reasons = (one["reason"] for one in unread if bomb.told in one["reason"])
    return next(reasons, "") if bomb.told else ""


def _on_disk(folder: Path) -> int:
    done = subprocess.run(
        ["du", "-s", "--block-size=1", folder], capture_output=True, text=True, check=True
    )
    return int(done.stdout.split()[0])


def blasts(only: str) -> Iterator[Blast]:
    """All bombs whose name has a word in it, one after the other."""
    for bomb in (one for one in BOMBS if only in one.name):
        with tempfile.TemporaryDirectory() as folder:
            one = blast(bomb, Path(folder))
            print(" | ".join((*one.row, one.lost)), flush=True)
            # Python's own way to clear away is too deep for its stack.
            subprocess.run(["rm", "-rf", Path(folder) / "tree"], check=True)
        yield one


def main() -> int:
    """Scan the bombs, and show or write the table; the exit code says whether anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="those with this word in their name")
    parser.add_argument("--write", action="store_true", help="write the table into docs/limits.md")
    options = parser.parse_args()
    done = list(blasts(options.only))
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        figures = table(HEAD, (one.row for one in done))
        PAGE.write_text(put(page, "bombs", figures), encoding="utf-8")
    return int(any(one.lost for one in done))


if __name__ == "__main__":
    sys.exit(main())
