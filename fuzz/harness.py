"""One target under atheris: python fuzz/harness.py TARGET FOLDER... [options of libFuzzer]."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from importlib import import_module
from pkgutil import walk_packages

import atheris

# Not the cache of whoever fuzzes.
os.environ["KEYLINT_CACHE_DIR"] = os.path.join(tempfile.gettempdir(), "keylint-fuzz-cache")
# One input in so many is changed by libFuzzer alone, which knows of bytes.
BY_BYTES = 2
ALONE = ("keylint.__main__",)


def instrument() -> None:
    """Load all of keylint with atheris watching which way it goes."""
    with atheris.instrument_imports(include=["keylint"]):
        rooms = [import_module("keylint"), import_module("keylint.rules")]
        for room in rooms:
            for found in walk_packages(room.__path__, f"{room.__name__}."):
                if found.name not in ALONE:
                    import_module(found.name)


def main(name: str) -> None:
    """Fuzz until libFuzzer has enough."""
    instrument()
    # Each of these imports keylint.
    import dictionary
    import seeds
    from limits import bounded
    from mutator import Mutator
    from targets import TARGETS

    target = TARGETS[name]
    mutator = Mutator(dictionary.words_of(name), seeds.of(target.seeds))

    def change(data: bytes, most: int, seed: int) -> bytes:
        if seed % BY_BYTES == 0:
            return bytes(atheris.Mutate(data, most))
        return mutator.change(data, seed)[:most]

    take = bounded(target.function, target.stretches)
    atheris.Setup([sys.argv[0], *sys.argv[2:]], take, custom_mutator=change)
    print(f"begun: {time.monotonic():.1f}", file=sys.stderr, flush=True)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1])
