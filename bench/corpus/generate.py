"""Writes the accuracy corpus: OUT/<positive|negative>/<case>/<path> and OUT/truth.json.

No credential is kept in the repository: the case files hold recipes, and the values are drawn here, the same ones for the
same seed. `python bench/corpus/generate.py OUT [--seed N] [--only holdout|open]`

truth.json: {"seed", "cases": [{"name", "family", "path", "location", "positive", "holdout", "sandbox", "credentials",
"bystanders"}]}. `path` is relative to OUT; `location` names the archive member too (`conf.zip!conf/.env`). A credential has
kind (secret, key, master, legacy, oauth, google), label, pair (the label shared by a secret and its key id, else null),
sha256 and length of its value, and `places`: line, column, end_line, end_column (1-based, code points, end exclusive) of the tightest
run of characters that holds the value, and under "token" the same four of the whole encoded token around it. The four
of the first place are repeated at the top. Bystanders are other vendors' secrets in the same file: a general scanner
may report them, but must not call them Gemini.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cases import Case, load
from containers import pack
from encoders import Mark, Text
from recipes import Kitchen, render
from shapes import CREDENTIALS

_KEY_IDS = ("key", "master", "legacy")
_BYSTANDERS = ("vendor", "others")


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the accuracy corpus.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("holdout", "open"))
    words = parser.parse_args()
    cases = [case for case in load(Path(__file__).parent) if words.only in (None, _part(case))]
    written = [write(case, words.out, words.seed) for case in cases]
    truth = {"seed": words.seed, "cases": written}
    (words.out / "truth.json").write_text(json.dumps(truth, indent=1) + "\n", encoding="utf-8")
    positive = sum(case.positive for case in cases)
    print(f"{positive} positive and {len(cases) - positive} negative cases in {words.out}")


def _part(case: Case) -> str:
    return "holdout" if case.holdout else "open"


def write(case: Case, out: Path, seed: int) -> dict[str, Any]:
    """Writes the file of one case and returns what is true of it."""
    text = render(case.text, Kitchen(f"{seed}/{case.name}"))
    place = Path("positive" if case.positive else "negative", case.name, case.path)
    target = out / place
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(_bytes(case, text.text))
    return {
        "name": case.name,
        "family": case.family,
        "path": place.as_posix(),
        "location": place.as_posix() + (f"!{case.member}" if case.member else ""),
        "positive": case.positive,
        "holdout": case.holdout,
        "sandbox": case.sandbox,
        "credentials": credentials(case, text),
        "bystanders": _bystanders(text),
    }


def _bytes(case: Case, text: str) -> bytes:
    text = text.replace("\n", "\r\n") if case.newline == "crlf" else text
    content = text.encode(case.encoding)
    return pack(case.container, case.member, content) if case.container else content


def credentials(case: Case, text: Text) -> list[dict[str, Any]]:
    """Returns one row for each value that is expected, with all the places where it stands."""
    rows = [_row(group, text.text) for group in _grouped(text.marks) if _expected(case, group[0])]
    secrets = {row["label"] for row in rows if row["kind"] == "secret"}
    ids = {row["label"] for row in rows if row["kind"] in _KEY_IDS}
    for row in rows:
        paired = (
            case.pairs and row["label"] in secrets & ids and row["kind"] in ("secret", *_KEY_IDS)
        )
        row["pair"] = row["label"] if paired else None
    return rows


def _expected(case: Case, mark: Mark) -> bool:
    if mark.word == "google" or mark.word == "google2":
        return True
    if not case.positive or mark.word not in CREDENTIALS:
        return False
    return case.expect is None or f"{mark.word}:{mark.arg}" in case.expect


def _grouped(marks: Iterable[Mark]) -> list[list[Mark]]:
    groups: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks:
        groups.setdefault((mark.word, mark.arg), []).append(mark)
    return list(groups.values())


def _row(marks: list[Mark], text: str) -> dict[str, Any]:
    places = [_place(group, text) for group in _joined(marks)]
    kind = re.sub(r"\d", "", marks[0].word)
    digest = hashlib.sha256(marks[0].value.encode()).hexdigest()
    return {
        "kind": kind,
        "label": marks[0].arg,
        "length": len(marks[0].value),
        "sha256": digest,
        **places[0],
        "places": places,
    }


def _joined(marks: list[Mark]) -> list[list[Mark]]:
    """Returns the marks of each place: the pieces of a value in order make one place."""
    places: list[list[Mark]] = []
    missing = 0
    for mark in marks:
        if missing <= 0:
            places.append([])
            missing = len(mark.value)
        places[-1].append(mark)
        missing -= mark.length
    return places


def _place(marks: list[Mark], text: str) -> dict[str, Any]:
    lines = [0] + [found.end() for found in re.finditer("\n", text)]
    tight = _span(marks[0].start, marks[-1].end, lines)
    return {**tight, "token": _span(marks[0].token_start, marks[-1].token_end, lines)}


def _span(start: int, end: int, lines: list[int]) -> dict[str, int]:
    first, last = bisect_right(lines, start), bisect_right(lines, max(end - 1, start))
    return {
        "line": first,
        "column": start - lines[first - 1] + 1,
        "end_line": last,
        "end_column": end - lines[last - 1] + 1,
    }


def _bystanders(text: Text) -> list[dict[str, Any]]:
    return [
        _row(group, text.text) for group in _grouped(text.marks) if group[0].word in _BYSTANDERS
    ]


if __name__ == "__main__":
    main()
