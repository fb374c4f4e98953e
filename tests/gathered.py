"""Everything that the tests know how to find, as files: open cases, described keys, rules' examples."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from keylint import registry
from keylint.examples import Example, unpack
from keylint.model import Blob, Standing
from keylint.report import Report
from keylint.reports.json import finding_facts
from keylint.request import Request
from keylint.rulebook import Rulebook
from keylint.scan import enabled
from keylint.scanner import Scan
from keylint.settings import Settings

CORPUS = Path(__file__).parent.parent / "bench" / "corpus"
sys.path.insert(0, str(CORPUS))
from cases import load as cases  # noqa: E402
from generate import write  # noqa: E402
from records import load as described  # noqa: E402

RULES = registry.load()
BY_ID = {rule.id: rule for rule in RULES}
LARGE = 1_000_000
TRACKED = Standing(tracked=True, ignored=False)
Files = Mapping[str, bytes]


@pytest.fixture(scope="session")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The bytes of each file by its path."""
    out = tmp_path_factory.mktemp("gathered")
    for case in cases(CORPUS):
        if not case.holdout:
            write(case, out, seed=1)
    corpus = {f.relative_to(out).as_posix(): f.read_bytes() for f in out.rglob("*") if f.is_file()}
    keys = {f"keys/{n}": Example(c.text, c.path) for n, c in enumerate(described(CORPUS / "keys"))}
    every = [(rule.id, one) for rule in RULES for one in (*rule.flags, *rule.passes)]
    keys |= {f"rules/{rule}/{n}": _example(one) for n, (rule, one) in enumerate(every)}
    made = {place: unpack(one) for place, one in keys.items()}
    files = corpus | {f"{place}/{one.path}": one.text.encode() for place, one in made.items()}
    # A line of a megabyte is there for the time that it takes.
    return {path: data for path, data in files.items() if len(data) < LARGE}


def _example(one: Example | str) -> Example:
    return one if isinstance(one, Example) else Example(one)


def looked_at(files: Iterable[tuple[str, bytes]], **settings: object) -> Report:
    """The report on some files of a repository, one after the other and in this process."""
    chosen = Settings(**settings)  # type: ignore[arg-type]
    scan = Scan(Request((), "/"), chosen, enabled(Rulebook.of(RULES), chosen), tuple(BY_ID))
    for path, data in files:
        scan.take(Blob(path, data, standing=TRACKED))
    scan.judge_together(complete=True)
    return scan.report()


def told(report: Report) -> list[str]:
    """All that a report says of each of its findings, in its order."""
    return [json.dumps(finding_facts(one, BY_ID)) for one in report.findings]
