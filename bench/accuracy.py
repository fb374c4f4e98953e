"""Measures keylint and other scanners on the corpus: `python bench/accuracy.py [--only open] [--misses] [--write]`.

The corpus is made in a temporary folder for each run. A tool that is not installed is left out, and the page says so.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from described import section
from peers import TOOLS, Tool, ToolFailed, find, scan, version
from score import Json, score
from tables import Result, misses, page

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "accuracy.md"


def main() -> None:
    words = _parser().parse_args()
    folders = [folder.resolve() for folder in [*words.bin, HERE.parent / ".venv" / "bin"]]
    chosen = [
        tool
        for tool in TOOLS
        if not words.tools or tool.name.lower() in words.tools.lower().split(",")
    ]
    with tempfile.TemporaryDirectory(prefix="accuracy-") as scratch:
        cases = _generate(Path(scratch), words.seed, words.only)
        results = [_result(tool, folders, cases, Path(scratch)) for tool in chosen]
    text = f"{page(results, words.seed)}\n{section()}"
    print(misses(results[0].outcomes) if words.misses else text)
    if words.write:
        PAGE.write_text(text, encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure scanners on the accuracy corpus.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("open", "holdout"), help="one part of the corpus")
    parser.add_argument("--tools", default="", help="names, separated by commas; all by default")
    parser.add_argument(
        "--bin", type=Path, action="append", default=[], help="a folder to look for tools in"
    )
    parser.add_argument(
        "--misses",
        action="store_true",
        help="print what the first tool got wrong in the open cases",
    )
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name}")
    return parser


def _generate(scratch: Path, seed: int, only: str | None) -> list[Json]:
    """Makes the corpus and takes the truth out of it, so that no tool scans the truth."""
    command = [
        sys.executable,
        str(HERE / "corpus" / "generate.py"),
        str(scratch / "corpus"),
        "--seed",
        str(seed),
    ]
    subprocess.run(
        [*command, *(["--only", only] if only else [])], check=True, stdout=subprocess.DEVNULL
    )
    truth = scratch / "corpus" / "truth.json"
    cases: list[Json] = json.loads(truth.read_text(encoding="utf-8"))["cases"]
    truth.unlink()
    return cases


def _result(tool: Tool, folders: Sequence[Path], cases: Sequence[Json], scratch: Path) -> Result:
    executable = find(tool, folders)
    if executable is None:
        return Result(tool.name, "", tool.told, left_out="not installed here")
    try:
        hits = scan(tool, executable, scratch / "corpus", scratch)
    except ToolFailed as failure:
        return Result(tool.name, version(tool, executable), tool.told, left_out=str(failure))
    spans = tool.name != "detect-secrets"
    return Result(tool.name, version(tool, executable), tool.told, score(cases, hits), spans=spans)


if __name__ == "__main__":
    main()
