"""Measures speed and memory: `python bench/performance.py [--tree PATH] [--history PATH] [--write]`.

Without paths the trees are copies of Python's own library and the history is made up, all in a
temporary folder. A scanner that is not installed is left out, and the table says so.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import comparisons
import growth
import growth_plot
import profile_rooms
import speed_table
import works
import worst
from comparisons import Given
from speed_peers import Bench
from timing import Effort, in_turn
from verdicts import Measured

HERE = Path(__file__).parent
DOCS = HERE.parent / "docs"
ROWS = {**comparisons.ROWS, **growth.ROWS, **worst.ROWS}
PAGE, PLOT = DOCS / "performance.md", DOCS / "performance-growth.svg"


def main() -> None:
    words = _parser().parse_args()
    folders = [folder.resolve() for folder in [*words.bin, HERE.parent / ".venv" / "bin"]]
    with tempfile.TemporaryDirectory(prefix="performance-") as scratch:
        bench = Bench(folders, Path(scratch))
        if "keylint" not in bench.found:
            sys.exit("keylint is not installed here: make, or name its folder with --bin")
        if words.profile:
            _show("profile", _profile(bench, words.tree), words.write)
        else:
            _measure_all(bench, words)


def _measure_all(bench: Bench, words: argparse.Namespace) -> None:
    started = time.monotonic()
    comparisons.fill_caches(bench)
    measured = list(_measured(bench, words))
    took = f"All rows took {time.monotonic() - started:.0f} seconds."
    tools = speed_table.tools(bench.versions())
    text = "\n".join([speed_table.figures(measured), speed_table.machine(), took, "", tools])
    _show("figures", text, words.write)
    if words.write and not words.only:
        PLOT.write_text(growth_plot.draw(growth.lines(measured)), encoding="utf-8")


def _measured(bench: Bench, words: argparse.Namespace) -> Iterator[Measured]:
    effort = Effort(patience=words.patience, budget=words.patience * 1.6)
    given = Given(words.tree, words.large_tree, words.history)
    for name in words.only.split(",") if words.only else ROWS:
        row = ROWS[name](bench, given)
        print(f"  {row.work}: {row.amount}", file=sys.stderr, flush=True)
        yield Measured(row, in_turn(row.commands, effort))


def _profile(bench: Bench, tree: Path | None) -> str:
    return profile_rooms.section(tree or works.library_tree(bench.new("tree"), comparisons.FILES))


def _show(name: str, text: str, write: bool) -> None:
    """Prints a section, and puts it into its place on the page if that is wished."""
    print(text)
    if write:
        page = speed_table.put(PAGE.read_text(encoding="utf-8"), name, text)
        PAGE.write_text(page, encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure the speed and the memory of scanners.")
    add = parser.add_argument
    add("--tree", type=_folder, help="a real repository for the row of a tree")
    add("--large-tree", type=_folder, help="one of very many files")
    add("--history", type=_folder, help="one for the rows of a history and of a diff")
    add("--bin", type=Path, action="append", default=[], help="a folder to look for tools in")
    add("--patience", type=float, default=5, help="seconds; a command that takes longer runs once")
    add("--only", default="", help=f"rows, separated by commas: {', '.join(ROWS)}")
    add("--profile", action="store_true", help="tell where the time of a tree scan goes, instead")
    add("--write", action="store_true", help=f"write {PAGE.name} and {PLOT.name}")
    return parser


def _folder(name: str) -> Path:
    path = Path(name).resolve()
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"{name} is no folder")
    return path


if __name__ == "__main__":
    main()
