"""Fuzzes keylint: python fuzz/run.py [TARGET...] [--seconds 60] [--jobs 1] [--figures FILE].

Each target runs in a process of its own, and starts again where it crashed until its time is over.
What was found lies in build/fuzz/TARGET/; the exit code is 1 if anything was.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import dictionary
import figures
import kept
import seeds
from targets import TARGETS

HERE = Path(__file__).parent
WORK = HERE.parent / "build" / "fuzz"
# Seconds, with the machine busy, and megabytes.
LONGEST_INPUT, MOST_MEMORY = 90, 2048
MOST_STARTS = 25


def main() -> int:
    """Fuzz what was asked for; whether something was found."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    asked.add_argument("--seconds", type=int, default=60, help="for each target")
    asked.add_argument("--jobs", type=int, default=1, help="how many targets at a time")
    asked.add_argument(
        "--figures", type=Path, help="a file that the figures go into, or are added to"
    )
    options = asked.parse_args()
    names = options.targets or list(TARGETS)
    if unknown := set(names) - set(TARGETS):
        asked.error(f"no target is called {', '.join(sorted(unknown))}")
    found = False
    with ThreadPoolExecutor(options.jobs) as pool:
        for one in pool.map(lambda name: fuzz(name, options.seconds), names):
            print(figures.line(one), flush=True)
            found |= bool(one["crashes"])
            if options.figures:
                add(one, options.figures)
    return found


def add(one: figures.Figures, file: Path) -> None:
    """Put the figures of a target into a file, together with those that it has."""
    old = json.loads(file.read_text()) if file.exists() else []
    told = {each["target"]: each for each in old}
    name = one["target"]
    told[name] = figures.both(told[name], one) if name in told else one
    file.write_text(json.dumps(list(told.values()), indent=1) + "\n")


def fuzz(name: str, seconds: int) -> figures.Figures:
    """The figures of one target."""
    folder = WORK / name
    for part in ("seeds", "kept", "grown"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds.of(TARGETS[name].seeds)):
        (folder / "seeds" / str(number)).write_bytes(seed)
    for path, data in kept.inputs(name):
        (folder / "kept" / path.name).write_bytes(data)
    (folder / "words").write_text(dictionary.written(name))
    ends = time.monotonic() + seconds
    logs: list[str] = []
    while (left := int(ends - time.monotonic())) > 0 and len(logs) < MOST_STARTS:
        logs.append(_log(name, folder, left))
        (folder / f"log-{len(logs)}").write_text(logs[-1])
    return figures.of(name, logs)


def _log(name: str, folder: Path, seconds: int) -> str:
    """What libFuzzer says until it ends."""
    process = subprocess.Popen(
        [
            sys.executable, str(HERE / "harness.py"), name,
            *(str(folder / part) for part in ("grown", "kept", "seeds")),
            f"-max_total_time={seconds}", f"-max_len={TARGETS[name].longest}",
            f"-timeout={LONGEST_INPUT}", f"-rss_limit_mb={MOST_MEMORY}", "-print_final_stats=1",
            f"-dict={folder / 'words'}", f"-artifact_prefix={folder}/", "-report_slow_units=5",
        ],
        # atheris tells of exceptions on standard output.
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )  # fmt: skip
    said = process.stdout.read() if process.stdout else b""
    _, _, used = os.wait4(process.pid, 0)
    clock = f"ended: {time.monotonic():.1f}\nprocessor: {used.ru_utime + used.ru_stime:.1f}\n"
    return said.decode("utf-8", "replace") + "\n" + clock


if __name__ == "__main__":
    sys.exit(main())
