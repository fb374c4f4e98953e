"""Gathers a corpus out of what fuzzing grew: python fuzz/gather.py [TARGET...].

Of the inputs in build/fuzz/TARGET the few are kept, as recipes, that together reach the furthest.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import kept
import seeds
from run import WORK
from stand_ins import filled, folded
from targets import TARGETS

import keylint

ROOMS = str(Path(keylint.__file__).parent)
MOST_FILES, MOST_BYTES, LARGEST = 30, 8_500, 1500
# From one line of a file to another.
Steps = frozenset[tuple[str, int, int]]


def main(names: list[str]) -> None:
    """Replace the corpus of some targets, or of all."""
    for name in names or TARGETS:
        folder = kept.CORPUS / name
        folder.mkdir(parents=True, exist_ok=True)
        found = {path.read_bytes() for path in kept.paths(name) if path.parent == folder}
        for part in ("grown",):
            found |= {folded(path.read_bytes()) for path in (WORK / name / part).glob("*")}
        chosen = choose(name, {one for one in found if len(one) <= LARGEST})
        for path in folder.iterdir():
            path.unlink()
        for data in chosen:
            digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()[:12]
            (folder / digest).write_bytes(data)
        print(f"{name:20} {len(found):5} inputs → {len(chosen)}, {sum(map(len, chosen)):,} bytes")


def choose(name: str, found: set[bytes]) -> list[bytes]:
    """The inputs that add the most to what seeds reach, the one that adds the most first."""
    take = TARGETS[name].function
    reached: set[tuple[str, int, int]] = set()
    for seed in seeds.of(TARGETS[name].seeds):
        reached |= steps_of(take, seed)
    steps = {data: steps_of(take, filled(data)) - reached for data in sorted(found)}
    chosen: list[bytes] = []
    left = MOST_BYTES
    while steps and len(chosen) < MOST_FILES:
        best = max(steps, key=lambda data: (len(steps[data]), -len(data), data))
        new = steps.pop(best)
        if not new:
            break
        if len(best) <= left and kept.is_harmless(best):
            chosen.append(best)
            left -= len(best)
            steps = {data: old - new for data, old in steps.items()}
    return chosen


def steps_of(take: Any, data: bytes) -> Steps:
    """The steps from line to line that keylint takes with an input."""
    taken: set[tuple[str, int, int]] = set()

    def of_frame(frame: FrameType, event: str, given: object) -> Any:
        file = frame.f_code.co_filename
        if not file.startswith(ROOMS):
            return None
        before = frame.f_lineno

        def of_line(frame: FrameType, event: str, given: object) -> Any:
            nonlocal before
            if event == "line":
                taken.add((file, before, frame.f_lineno))
                before = frame.f_lineno
            return of_line

        return of_line

    sys.settrace(of_frame)
    try:
        take(data)
    except Exception:  # what is still broken is no part of a corpus
        return frozenset()
    finally:
        sys.settrace(None)
    return frozenset(taken)


if __name__ == "__main__":
    main(sys.argv[1:])
