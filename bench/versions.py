"""Compares what keylint says under each Python that is here: `python bench/versions.py [--only open]`.

Each gets an environment of its own in a temporary folder, with keylint out of this tree. They look at
the accuracy corpus and the described keys; their reports must be the same, byte for byte.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from keylint.examples import unpack
from keylint.rule import Example

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "corpus"))
from records import load  # noqa: E402

VERSIONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
ASKED = {
    "findings": ("scan", "--no-config", "--format", "json"),
    "SARIF": ("scan", "--no-config", "--format", "sarif"),
    "keys": ("keys", "--format", "json"),
    "fixes": ("scan", "--no-config", "--diff", "--unsafe-fixes"),
}
SECONDS = re.compile(rb'"seconds": [\d.]+')
# Letters and signs that some of them do not know yet, in a name and in what a file holds.
NEW = "\U0001fae8 \U0001fae9"


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare keylint's reports between Pythons.")
    parser.add_argument("--only", choices=("open", "holdout"), help="one part of the corpus")
    only = parser.parse_args().only
    with tempfile.TemporaryDirectory(prefix="versions-") as scratch:
        corpus = _corpus(Path(scratch) / "corpus", only)
        said = {name: _said(python, corpus) for name, python in _environments(Path(scratch))}
    sys.exit(_compared(said))


def _corpus(folder: Path, only: str | None) -> Path:
    command = [sys.executable, str(HERE / "corpus" / "generate.py"), str(folder)]
    subprocess.run(
        [*command, *(["--only", only] if only else [])], check=True, stdout=subprocess.DEVNULL
    )
    (folder / "truth.json").unlink()
    for number, case in enumerate(load(HERE / "corpus" / "keys")):
        made = unpack(Example(case.text, case.path))
        place = folder / f"keys {NEW}" / str(number) / made.path
        place.parent.mkdir(parents=True)
        place.write_text(made.text, encoding="utf-8", newline="")
    return folder


def _environments(scratch: Path) -> Iterator[tuple[str, Path]]:
    for version in VERSIONS:
        found = shutil.which(f"python{version}")
        if not found or subprocess.run([found, "-V"], capture_output=True).returncode:
            print(f"{version}: not here")
            continue
        place = scratch / version
        subprocess.run([found, "-m", "venv", str(place)], check=True)
        python = next(place.glob("[bS]*/python*"))
        install = [str(python), "-m", "pip", "install", "--quiet", str(HERE.parent)]
        subprocess.run(install, check=True)
        yield version, python


def _said(python: Path, corpus: Path) -> dict[str, bytes]:
    """What keylint answers to each question; its exit code comes first."""
    said = {}
    for name, words in ASKED.items():
        done = subprocess.run(
            [str(python), "-m", "keylint", *words], cwd=corpus, capture_output=True, check=False
        )
        said[name] = b"%d\n" % done.returncode + SECONDS.sub(b"", done.stdout) + done.stderr
    return said


def _compared(said: dict[str, dict[str, bytes]]) -> int:
    first, *others = said
    for name in ASKED:
        differ = [other for other in others if said[other][name] != said[first][name]]
        told = f"unlike {first}: {', '.join(differ)}" if differ else f"the same as {first}"
        print(f"{name}: {len(said[first][name])} bytes under {', '.join(others)}: {told}")
    return int(any(said[other] != said[first] for other in others))


if __name__ == "__main__":
    main()
