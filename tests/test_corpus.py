"""The open part of the accuracy corpus: all found, nothing else flagged, and the gate hides nothing."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from keylint import engine, registry
from keylint.content import encoding_of
from keylint.detectors import detect_secrets
from keylint.document import Document
from keylint.gate import Gate
from keylint.layers import archive
from keylint.model import Blob
from keylint.rule import DetectorRule

BENCH = Path(__file__).parent.parent / "bench"
RULES = registry.load()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    made = [sys.executable, str(BENCH / "corpus" / "generate.py"), str(folder), "--only", "open"]
    subprocess.run(made, check=True, capture_output=True)
    return folder


def blobs(corpus: Path) -> list[Blob]:
    found = []
    for kind in ("positive", "negative"):
        for file in sorted((corpus / kind).rglob("*")):
            if file.is_file():
                blob = Blob(str(file.relative_to(corpus)), file.read_bytes())
                members = [one for one in archive.members(blob) if isinstance(one, Blob)]
                found += members or [blob]
    return found


def test_with_and_without_the_gate_the_findings_are_equal(corpus: Path) -> None:
    gate = Gate([trigger for rule in RULES for trigger in rule.triggers])
    gate.use_engine()
    every = blobs(corpus)
    assert len(every) > 300
    for blob in every:
        encoding = encoding_of(blob.data)
        if encoding is None:
            continue
        document = Document.of(blob, encoding)
        selected = gate.select(blob, encoding).rules
        hidden = [
            rule.id
            for rule in RULES
            if rule.id not in selected and next(iter(engine.matches(rule, document)), None)
        ]
        assert hidden == [], blob.path


def test_other_vendors_detectors_find_what_they_find_when_called_directly(corpus: Path) -> None:
    """But for what keylint leaves out on purpose: placeholders, and values in a longer run."""
    rule = next(rule for rule in RULES if isinstance(rule, DetectorRule))
    named = [detector for detector in rule.detectors if detector.name != "PrivateKeyDetector"]
    made = [
        (one, getattr(import_module(f"detect_secrets.plugins.{one.module}"), one.name)())
        for one in named
    ]
    directly = 0
    for blob in blobs(corpus):
        encoding = encoding_of(blob.data)
        document = Document.of(blob, encoding) if encoding else Document("", "")
        found = [m.secret.reveal() for m in engine.matches(rule, document) if m.secret]
        words = document.text.lower()
        for detector, plugin in made:
            if not any(word in words for word in detector.keywords):
                continue
            for line in document.text.splitlines():
                for value in plugin.analyze_string(line[:1000]):
                    if len(value) > 8 and not left_out(line, value):
                        directly += 1
                        assert any(value in one or one in value for one in found), blob.path
    assert directly


def left_out(line: str, value: str) -> bool:
    start = line.index(value)
    around = line[max(0, start - 1) : start] + line[start + len(value) :][:1]
    in_a_longer_run = any(c.isalnum() or c in "+/" for c in around)
    return in_a_longer_run or detect_secrets.PLACEHOLDER.search(value) is not None


@pytest.mark.parametrize("seed", ["1", pytest.param("2", marks=pytest.mark.slow)])
def test_every_open_case_is_found_and_no_look_alike_is_flagged(seed: str) -> None:
    measured = [sys.executable, str(BENCH / "accuracy.py"), "--tools", "keylint", "--only", "open"]
    done = subprocess.run(
        [*measured, "--misses", "--seed", seed, "--bin", str(Path(sys.executable).parent)],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""
