"""Faults of the system, of git and of the surroundings under every command: what is survived?

    python bench/survival.py [--draws N] [--write]

Survived is a run that ends as the one without a fault, or with 3 (2 where nothing was done) and a word on what was not
looked at; all else that was found is told, no file is half written or left over, and no value and no
traceback shows. All else is lost.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "bench")]

from surroundings import BEGINNINGS, SURROUNDINGS  # noqa: E402
from survival_runs import COMMANDS, Case, Run  # noqa: E402
from test_git_faults import MISDEEDS  # noqa: E402

PAGE = ROOT / "docs" / "faults.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"
DRAWS = 3
# What goes wrong at some call for a file of the tree, by what it is called on the page.
FAULTS = {
    "no room on the disk (`ENOSPC`)": ("write,fsync,mkdir,open", "errno:28"),
    "the disk fails (`EIO`)": ("open,read,write,fsync,close,opendir,readdir,rename", "errno:5"),
    "no permission (`EACCES`)": ("open,opendir,rename,mkdir,unlink,chmod", "errno:13"),
    "too many open files (`EMFILE`)": ("open,opendir", "errno:24"),
    "a file is gone when it is read": ("open", "gone"),
    "a file grows while it is read": ("read", "grown"),
    "a file is cut while it is read": ("read", "cut"),
    "Ctrl-C (`SIGINT`)": ("open,read,write,rename,fsync", "signal:2"),
    "an end is asked for (`SIGTERM`)": ("open,read,write,rename,fsync", "signal:15"),
    "no pipe, no process (`EMFILE`, `EAGAIN`)": ("pipe,fork", "errno:11"),
}


def drawn(draws: int) -> Iterator[tuple[str, Run]]:
    """Every kind of fault with runs that meet it."""
    with tempfile.TemporaryDirectory() as folder:
        case = Case.made(Path(folder))
        for command in COMMANDS:
            whole = case.whole(command)
            for kind, (calls, what) in FAULTS.items():
                rng = random.Random(f"{command} {kind}")
                count = case.count(command, calls)
                for at in rng.sample(range(1, count + 1), min(draws, count)):
                    yield kind, case.under_fault(whole, calls, what, at)
            for misdeed in MISDEEDS:
                rng = random.Random(f"{command} {misdeed}")
                count = whole.calls_of_git
                for at in rng.sample(range(1, count + 1), min(1, count)):
                    yield f"git {misdeed}", case.under_imp(whole, misdeed, at)
            for name, surroundings in SURROUNDINGS.items():
                yield name, case.within(whole, surroundings)
            for name, begin in BEGINNINGS.items():
                yield name, case.begun(whole, begin)


def table(counted: dict[str, Counter[str]]) -> str:
    """The figures as Markdown."""
    lines = ["| fault | injected | survived | lost |", "|---|---:|---:|---:|"]
    for kind, counts in counted.items():
        lines.append(f"| {kind} | {counts.total()} | {counts['survived']} | {counts['lost']} |")
    every = sum(counted.values(), Counter[str]())
    lines.append(f"| all | {every.total()} | {every['survived']} | {every['lost']} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Run the matrix, and show or write the table; the exit code says whether anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=DRAWS, help="moments of each fault")
    parser.add_argument("--write", action="store_true", help="write the table into docs/faults.md")
    options = parser.parse_args()
    counted: dict[str, Counter[str]] = {}
    for kind, run in drawn(options.draws):
        counted.setdefault(kind, Counter())["lost" if run.lost else "survived"] += 1
        if run.lost:
            print(f"LOST {kind}: {run.told}: {run.lost}", flush=True)
    print(table(counted))
    if options.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        PAGE.write_text(before + BEGIN + table(counted) + END + after, encoding="utf-8")
    return int(any(counts["lost"] for counts in counted.values()))


if __name__ == "__main__":
    sys.exit(main())
