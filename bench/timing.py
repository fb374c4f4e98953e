"""Times commands side by side: in turn, A B C A B C …, each as a whole process."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

LAUNCH = Path(__file__).parent / "launch.py"
NO_ANSWER = "no answer"
# Nothing of a commit or of a Python around the benchmark.
NOT_INHERITED = ("GIT_", "PRE_COMMIT", "PYTHON")


@dataclass(frozen=True)
class Command:
    """What is run, where, and which exit codes mean that it did its work."""

    name: str
    words: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    good: frozenset[int] = frozenset({0, 1})
    limit: int = 180  # seconds


@dataclass(frozen=True)
class Run:
    """One run: seconds, the memory of its largest process in bytes, or why it does not count.

    What it `worked` are the seconds of all processors, of which a busy machine gives fewer.
    """

    seconds: float
    peak: int
    failed: str = ""
    worked: float = 0


@dataclass(frozen=True)
class Measure:
    """What came of all runs of a command."""

    seconds: tuple[float, ...] = ()
    peak: int = 0
    failed: str = ""

    @property
    def unanswered(self) -> bool:
        return self.failed.startswith(NO_ANSWER)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


@dataclass(frozen=True)
class Effort:
    """How long to measure: a first run longer than `patience` counts, and is not repeated."""

    patience: float = 5
    budget: float = 8
    least: int = 3
    most: int = 9


def in_turn(commands: Sequence[Command], effort: Effort) -> dict[str, Measure]:
    """Runs each command once to warm up, then all of them in turn."""
    first = {command.name: run(command) for command in commands}
    runs = {name: [one] for name, one in first.items()}
    again = [one for one in commands if _is_worth_more(first[one.name], effort)]
    runs.update((command.name, []) for command in again)
    started, rounds = time.monotonic(), 0
    while again and _goes_on(rounds, time.monotonic() - started, effort):
        rounds += 1
        for command in again:
            runs[command.name].append(run(command))
    return {name: summed_up(ones) for name, ones in runs.items()}


def _is_worth_more(first: Run, effort: Effort) -> bool:
    return not first.failed and first.seconds <= effort.patience


def _goes_on(rounds: int, spent: float, effort: Effort) -> bool:
    return rounds < effort.least or (rounds < effort.most and spent < effort.budget)


def summed_up(runs: Sequence[Run]) -> Measure:
    """All runs of a command together; one that failed spoils the others."""
    failed = next((one.failed for one in runs if one.failed), "")
    peak = max(one.peak for one in runs)
    return Measure(tuple(one.seconds for one in runs), peak, failed)


def run(command: Command) -> Run:
    """Runs a command once; what it says is thrown away."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(LAUNCH), str(command.limit), *command.words],
        cwd=command.folder,
        env=environment(command.environment),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        return Run(0, 0, "could not be started")
    seconds, peak, code, worked = done.stdout.split()
    failed = _failure(int(code), float(seconds), command)
    if failed:
        told = " ".join(done.stderr.split())[-200:]
        print(f"    {command.name}: {failed}; {told}", file=sys.stderr)
    return Run(float(seconds), int(peak), failed, float(worked))


def _failure(code: int, seconds: float, command: Command) -> str:
    if seconds >= command.limit:
        return f"{NO_ANSWER} in {command.limit} s"
    return "" if code in command.good else f"exit code {code}"


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """The environment of what is measured."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(NOT_INHERITED)}
    return {**kept, "LC_ALL": "C.UTF-8", **extra}
