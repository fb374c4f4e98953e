"""Have mutmut change what judges, one small thing at a time, and say what no test notices.

    python bench/mutants.py [--sample N] [--seed N] [PATTERN ...]

A pattern names mutants, as in 'keylint.rules.*'. What is mutated, and by which tests it is judged,
stands in pyproject.toml. It works in build/mutants, where the rules are moved to where they are
installed: mutmut wants a module's name to be its path. A mutant that was noticed there once is not tried again.
"""

from __future__ import annotations

import argparse
import fnmatch
import os
import random
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

from mutmut.mutation.diff_apply import get_diff_for_mutant

TOP = Path(__file__).resolve().parent.parent
TREE = TOP / "build" / "mutants"
# As few as there are: a run in which the mutants of all modules are made and named.
FEWEST = "keylint.record.*"
NOTICED = ("killed", "timeout", "segfault", "suspicious")


def prepare() -> None:
    """Copy the working tree, as git knows it, with the rules below the package."""
    listed = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = subprocess.run(listed, cwd=TOP, capture_output=True, check=True, text=True).stdout
    for name in filter(None, names.split("\0")):
        moved = f"src/keylint/{name}" if name.startswith("rules/") else name
        (TREE / moved).parent.mkdir(parents=True, exist_ok=True)
        # With its time: what did not change keeps its verdicts.
        shutil.copy2(TOP / name, TREE / moved)
    # Python looks for a folder on its path once: it has to be there when mutmut begins to fill it.
    (TREE / "mutants" / "src").mkdir(parents=True, exist_ok=True)
    if not (TREE / "rules").exists():
        (TREE / "rules").symlink_to("src/keylint/rules")


def mutmut(*arguments: str) -> str:
    """What mutmut says, in the copy."""
    return subprocess.run(
        [sys.executable, "-m", "mutmut", *arguments],
        cwd=TREE,
        env={**os.environ, "PYTHONPATH": str(TREE / "mutants" / "src")},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    ).stdout


def verdicts() -> dict[str, str]:
    """Each mutant's name with what became of it."""
    lines = (line.strip().partition(": ") for line in mutmut("results", "--all", "1").splitlines())
    return {name: verdict for name, _, verdict in lines if verdict}


def chosen(patterns: list[str], sample: int | None, seed: int) -> list[str]:
    """The names of the mutants to try: those of the patterns, or as many of them at random."""
    named = [name for name in verdicts() if any(fnmatch.fnmatch(name, one) for one in patterns)]
    return random.Random(seed).sample(named, min(sample, len(named))) if sample else named


def module(name: str) -> str:
    """The module of a mutant."""
    return name.rpartition(".")[0].removeprefix("keylint.")


def tell(tried: list[str]) -> None:
    """Per module, how many were tried and noticed; then each that was not, as a change."""
    became, counted = verdicts(), defaultdict(Counter)
    for name in tried:
        counted[module(name)][became[name] in NOTICED] += 1
    for where, count in sorted(counted.items()):
        print(
            f"{where:40} {count[True]:5} of {count.total():5}  {count[True] / count.total():4.0%}"
        )
    total = sum(counted.values(), Counter())
    print(f"{'in all':40} {total[True]:5} of {total.total():5}  {total[True] / total.total():4.0%}")
    os.chdir(TREE)  # where mutmut looks for its mutants
    for name in sorted(name for name in tried if became[name] not in NOTICED):
        print(f"\n{name}: {became[name]}\n{get_diff_for_mutant(name)}")


def main() -> None:
    """Make the mutants, try those that were chosen, and tell."""
    options = argparse.ArgumentParser()
    options.add_argument("patterns", nargs="*", default=["*"])
    options.add_argument("--sample", type=int)
    options.add_argument("--seed", type=int, default=1)
    wished = options.parse_args()
    prepare()
    mutmut("run", "--max-children", "1", FEWEST)
    tried = chosen(wished.patterns, wished.sample, wished.seed)
    became = verdicts()
    if left := [name for name in tried if became[name] not in NOTICED]:
        mutmut("run", "--max-children", str(os.cpu_count() or 1), *left)
    tell(tried)


if __name__ == "__main__":
    main()
