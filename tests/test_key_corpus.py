"""The corpus of described keys: every file is judged right, each finger on its place."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from keylint import engine, registry
from keylint.document import Document
from keylint.examples import unpack
from keylint.gate import Gate
from keylint.model import Blob
from keylint.rule import Example

CORPUS = Path(__file__).parent.parent / "bench" / "corpus"
sys.path.insert(0, str(CORPUS))
from records import LETTERS, Described, load  # noqa: E402

CASES = load(CORPUS / "keys")
RULES = [rule for rule in registry.load() if rule.id in LETTERS.values()]


def test_the_corpus_is_large_and_half_of_it_is_negative() -> None:
    negative = [case for case in CASES if not case.expected]
    assert len(CASES) >= 120
    assert 0.45 <= len(negative) / len(CASES) <= 0.55
    assert len({case.form for case in CASES}) >= 15


@pytest.mark.parametrize(
    "case", [pytest.param(one, id=f"{one.family}-{one.name}") for one in CASES]
)
def test_a_description_is_judged_right_and_at_the_place(case: Described) -> None:
    # A recipe is only ever behind the last mark of its line, so that marks keep their offsets.
    made = unpack(Example(case.text, case.path))
    blob = Blob(case.path, made.text.encode())
    selected = (
        Gate([trigger for rule in RULES for trigger in rule.triggers]).select(blob, "utf-8").rules
    )
    document = Document(case.path, made.text)
    found = [
        (rule.id, match.span.start, match.span.end)
        for rule in RULES
        if rule.id in selected
        for match in engine.matches(rule, document)
    ]
    assert sorted(found) == list(case.expected), [made.text[a:b] for _, a, b in found]
