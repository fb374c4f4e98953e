"""Compares what keylint says under several Pythons: `python bench/versions.py [--only open] [PYTHON ...]`.

Without names those on the PATH are taken. Each gets an environment of its own in a temporary folder, with keylint out of this tree. They look at
the accuracy corpus and the described keys; their reports must be the same, byte for byte.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from keylint.examples import unpack
from keylint.rule import Example

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "corpus"))
from records import load  # noqa: E402

NAMES = ("python3.10", "python3.11", "python3.12", "python3.13", "python3.14")
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
    parser.add_argument("pythons", nargs="*", help="interpreters; those on the PATH by default")
    words = parser.parse_args()
    pythons = words.pythons or list(filter(answers, NAMES))
    if len(pythons) < 2:
        parser.error("one Python is not compared with itself: name two")
    with tempfile.TemporaryDirectory(prefix="versions-") as scratch:
        corpus = _corpus(Path(scratch) / "corpus", words.only)
        said = {one: _said(_environment(one, Path(scratch)), corpus) for one in pythons}
    sys.exit(_compared(said))


def answers(name: str) -> bool:
    """Whether an interpreter is there, and no stand-in for one that is not."""
    found = shutil.which(name)
    return bool(found) and not subprocess.run([name, "-V"], capture_output=True).returncode


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


def _environment(name: str, scratch: Path) -> Path:
    """A Python with keylint."""
    place = Path(tempfile.mkdtemp(dir=scratch))
    subprocess.run([name, "-m", "venv", str(place)], check=True)
    python = next(path for path in place.glob("[bS]*/python*") if path.stem == "python")
    install = [str(python), "-m", "pip", "install", "--quiet", str(HERE.parent)]
    subprocess.run(install, check=True)
    return python


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
