"""What the machine has or lacks changes no report: processes, their batches, caches, Hyperscan."""

from __future__ import annotations

import os
import random
import shutil
import sys
from pathlib import Path

import pytest
from conftest import Command, Scan
from gathered import Files, told

from keylint import cache, gate, registry, scan, shared
from keylint.content import encoding_of
from keylint.gate import COST_OF_SIGNS, WORTH_AN_ENGINE, Gate
from keylint.model import Blob
from keylint.report import Report
from keylint.request import Request
from keylint.rulebook import Rulebook
from keylint.settings import Settings
from keylint.survey.keys import keys_of

RULES = registry.load()
BOOK = Rulebook.of(RULES)
TRIGGERS = [trigger for rule in RULES for trigger in rule.triggers]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, gathered: Files) -> Path:
    """A folder that has a third of the files."""
    top = tmp_path_factory.mktemp("machine")
    for path, data in [*gathered.items()][::3]:
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_bytes(data)
    return top


def whole(report: Report) -> tuple[object, ...]:
    return told(report), report.silenced, report.stale, report.unread, report.scanned


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
@pytest.mark.parametrize("batch", [1, 64])
def test_processes_and_their_batches_change_nothing(
    folder: Path, scanned: Scan, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    alone = scanned(folder)
    assert len(alone.findings) > 200
    monkeypatch.setattr(scan, "WORTH_SHARING", 2)
    monkeypatch.setattr(shared, "BATCH", batch)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    assert whole(scanned(folder)) == whole(alone)


def test_the_order_of_files_changes_neither_findings_nor_what_keys_are_called(
    folder: Path,
) -> None:
    def asked(names: list[Path]) -> tuple[object, object]:
        request = Request(tuple(map(str, names)), str(folder))
        survey, _ = scan.survey(request, Settings(), BOOK)
        keys = [(key.name, [*key.values], [*key.variables], key.where) for key in keys_of(survey)]
        return whole(scan.run(request, Settings(), BOOK)), keys

    names = sorted(path for path in folder.rglob("*") if path.is_file())
    in_order = asked(names)
    random.Random(2).shuffle(names)
    assert asked(names) == in_order


def test_compiled_patterns_that_are_kept_damaged_or_not_there_change_nothing(
    gathered: Files, keylint: Command, tmp_path: Path
) -> None:
    few = [path for path in gathered if path.startswith("positive/")][::7]
    assert sum(len(gathered[path]) for path in few) < WORTH_AN_ENGINE / COST_OF_SIGNS
    for path in few:
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_bytes(gathered[path])
    engine = Gate(TRIGGERS)
    engine.use_engine()
    for path in few:  # what is compiled for that is kept
        engine.select(Blob(path, gathered[path]), "utf-8")
    kept = tmp_path / "kept"
    shutil.copytree(os.environ[cache.FOLDER], kept)

    def scan(place: str | Path) -> list[object]:
        env = {cache.FOLDER: str(place)}
        result = keylint("scan", "positive", "--format", "json", env=env)
        assert result.code == 1
        return [result.report["findings"], result.report["notes"], result.unread]

    warm = scan(kept)
    for file in kept.iterdir():
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert scan(kept) == warm
    assert scan("") == warm
    assert scan(os.devnull) == warm


def test_without_hyperscan_the_report_is_the_same_but_for_a_note(
    folder: Path, keylint: Command, tmp_path: Path
) -> None:
    lacking = tmp_path / "lacking"
    lacking.mkdir()
    (lacking / "hyperscan.py").write_text("raise ImportError\n")

    def scan(**env: str) -> dict[str, object]:
        report = keylint("scan", ".", "--format", "json", cwd=folder, env=env).report
        return {name: report[name] for name in report if name not in ("seconds", "notes")}

    noted = keylint("scan", ".", "--format", "json", cwd=folder, env={"PYTHONPATH": str(lacking)})
    assert "hyperscan cannot be used" in str(noted.report["notes"])
    assert scan(PYTHONPATH=str(lacking)) == scan()


def test_the_gate_calls_up_the_same_with_hyperscan_and_without(
    gathered: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast, slow = Gate(TRIGGERS), Gate(TRIGGERS)
    fast.use_engine()
    monkeypatch.setattr(gate, "WORTH_AN_ENGINE", sys.maxsize)
    monkeypatch.setenv(cache.FOLDER, "")
    for path, data in gathered.items():
        if encoding := encoding_of(data):
            blob = Blob(path, data)
            assert fast.select(blob, encoding) == slow.select(blob, encoding), path
