"""Surroundings that a command may find itself in: what it is told, and what its process begins with."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable
from typing import Optional

Begin = Optional[Callable[[], None]]
MEMORY = 64 << 20
DAY = 86_400
SURROUNDINGS: dict[str, dict[str, str | None]] = {
    "no `HOME`": {"HOME": None, "KEYLINT_CACHE_DIR": None},
    "a `HOME` that is not there": {"HOME": "/proc/none", "KEYLINT_CACHE_DIR": None},
    "a `HOME` that nobody can write to": {"HOME": "/proc", "KEYLINT_CACHE_DIR": None},
    "a `TMPDIR` that is not there": {"TMPDIR": "/proc/none"},
    "the locale C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "a clock in 1960": {"KEYLINT_CLOCK": str(-10 * 365 * DAY)},
    "a clock in 1970": {"KEYLINT_CLOCK": "0"},
    "a clock in 2100": {"KEYLINT_CLOCK": str(130 * 365 * DAY)},
}


def short_of_memory() -> None:
    """Leave the process, and each git of it, 64 MiB of addresses."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def on_a_full_disk() -> None:
    """Lead standard output to where there is no room."""
    os.dup2(os.open("/dev/full", os.O_WRONLY), 1)


def unheard() -> None:
    """Lead standard output to where nobody reads (`SIGPIPE`)."""
    reading, writing = os.pipe()
    os.dup2(writing, 1)
    os.close(reading)
    os.close(writing)


# What a process begins with, by what it is called on the page.
BEGINNINGS: dict[str, Begin] = {
    "64 MiB of memory": short_of_memory,
    "a full standard output (`/dev/full`)": on_a_full_disk,
    "a standard output that nobody reads (`SIGPIPE`)": unheard,
}
