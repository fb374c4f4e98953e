"""Every rule by its own examples: what it must catch, exactly where, and what it must leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from keylint import engine, registry
from keylint.document import Document
from keylint.examples import unpack
from keylint.gate import Gate
from keylint.model import Blob
from keylint.rule import Example, Rule

RULES = registry.load()
TRIGGERS = [trigger for rule in RULES for trigger in rule.triggers]
SEEDS = range(5)
FOLDER = Path(__file__).parent.parent / "rules"


def cases(kind: str) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in RULES
        for number, example in enumerate(getattr(rule, kind))
    ]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("rule", "example"), cases("flags"))
def test_what_a_rule_must_catch_is_caught_exactly_there(
    rule: Rule, example: Example, seed: int
) -> None:
    made = unpack(example, seed)
    assert made.spans, "an example of what is caught marks the place"
    found = {
        match.span for match in engine.matches(rule, Document(made.path, made.text, made.standing))
    }
    assert found == set(made.spans)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("rule", "example"), cases("passes"))
def test_what_a_rule_must_leave_alone_is_left_alone(
    rule: Rule, example: Example, seed: int
) -> None:
    made = unpack(example, seed)
    assert not made.spans
    assert list(engine.matches(rule, Document(made.path, made.text, made.standing))) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(("rule", "example"), cases("flags"))
def test_the_gate_hides_nothing(rule: Rule, example: Example, encoding: str) -> None:
    made = unpack(example)
    blob = Blob(made.path, made.text.encode(encoding))
    assert rule.id in Gate(TRIGGERS).select(blob, encoding).rules


@pytest.mark.parametrize(("rule", "example"), cases("flags"))
def test_both_ways_through_the_gate_say_the_same(rule: Rule, example: Example) -> None:
    made = unpack(example)
    slow, fast = Gate(TRIGGERS), Gate(TRIGGERS)
    fast.use_engine()
    assert not fast.slow_because
    blob = Blob(made.path, made.text.encode())
    assert slow.select(blob, "utf-8") == fast.select(blob, "utf-8")


def test_the_triggers_that_are_known_before_rules_are_loaded_are_theirs() -> None:
    assert registry.shipped().triggers == tuple(TRIGGERS), "run `make docs`"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_named_after_its_file_and_explains_itself(rule: Rule) -> None:
    assert (FOLDER / f"{rule.id.replace('-', '_')}.py").is_file()
    assert len(rule.flags) >= 3
    assert len(rule.passes) >= 3
    assert len(rule.fix) >= 3
    assert rule.why.endswith(".")
    assert all(reference.startswith("https://") for reference in rule.references)
    assert all(word == word.lower() and word.isascii() for word in rule.keywords)


def test_no_rule_file_is_without_a_rule() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    assert {rule.id.replace("-", "_") for rule in RULES} == files
