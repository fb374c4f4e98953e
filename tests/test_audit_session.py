"""Somebody judges the entries of a baseline: what is asked, shown and kept, answer by answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from keylint.baseline import FALSE, REAL, Baseline, Entry
from keylint.baseline.judging import QUESTION, WHY, Judgement, NobodyAnswers, session, statistics
from keylint.examples import unpack
from keylint.finding import Finding, Location
from keylint.model import Confidence, Severity


def entry(rule: str = "one", **said: str) -> Entry:
    return Entry(rule, "a.env", "0" * 32, **said)


def finding(line: int = 1, masked: str = "") -> Finding:
    place = Location("a.env", line, 1, line, 2)
    return Finding("one", Severity.HIGH, Confidence.HIGH, place, "A value", masked, "f")


def answering(*answers: str) -> tuple[Callable[[str], str], list[str]]:
    """Somebody who gives these answers and goes away, and the questions that were asked."""
    left, asked = iter(answers), []

    def ask(question: str) -> str:
        asked.append(question)
        for answer in left:
            return answer
        raise EOFError

    return ask, asked


def judged(
    answers: Sequence[str], entries: Sequence[Entry]
) -> tuple[list[tuple[str, Judgement]], list[str], list[str]]:
    """What came of a session, what was asked, and what was told."""
    told: list[str] = []
    ask, asked = answering(*answers)
    found = list(session([(one, (finding(),)) for one in entries], ask, told.append))
    return [(one.rule, judgement) for one, judgement in found], asked, told


THREE = (entry("one"), entry("two"), entry("three"))


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        (["y", "", "n", "b", "s"], [("one", REAL, ""), ("two", FALSE, "b")]),
        ([" YES ", " why ", "No", "", "q"], [("one", REAL, "why"), ("two", FALSE, "")]),
        (["s", "s", "y", "c"], [("three", REAL, "c")]),
        (["n", "a", "q", "y"], [("one", FALSE, "a")]),
        (["q", "y", "a"], []),
        (["what", "", "n", "a", "q"], [("one", FALSE, "a")]),
        (["n", "a"], [("one", FALSE, "a")]),
        (["n"], [("one", FALSE, "")]),
        (["s"], []),
    ],
)
def test_an_answer_is_kept_for_the_entry_that_was_asked_of(
    answers: list[str], kept: list[tuple[str, str, str]]
) -> None:
    found, _, _ = judged(answers, THREE)
    assert [(rule, *judgement) for rule, judgement in found] == kept


def test_nobody_answers_only_where_there_was_no_answer_at_all() -> None:
    with pytest.raises(NobodyAnswers):
        judged([], THREE)
    with pytest.raises(NobodyAnswers):
        judged(["what"], THREE)


def test_a_reason_is_asked_for_what_was_judged_alone() -> None:
    _, asked, told = judged(["s", "x", "", "n", "why", "q"], THREE)
    assert asked == [QUESTION, QUESTION, QUESTION, QUESTION, WHY, QUESTION]
    assert told.count("  Please answer y, n, s or q.") == 2
    assert [line for line in told if " of 3" in line] == [
        f"\n{number} of 3: {one.rule}" for number, one in enumerate(THREE, 1)
    ]


def test_a_reason_is_kept_until_another_is_given() -> None:
    old = entry(reason="old", owner="ann", until="2026-12-31")
    assert Judgement(REAL, "").of(old) == old._replace(judged=REAL)
    assert Judgement(FALSE, "new").of(old) == old._replace(judged=FALSE, reason="new")


@pytest.mark.parametrize(
    ("said", "masked", "lines"),
    [
        ({}, "", []),
        ({}, "ab…yz (28 characters)", ["  value: ab…yz (28 characters)"]),
        ({"reason": "old"}, "", ["  reason: old"]),
        (
            {"until": "2026-12-31", "owner": "ann", "reason": "old"},
            "m…",
            ["  value: m…", "  reason: old", "  owner: ann", "  until: 2026-12-31"],
        ),
    ],
)
def test_an_entry_is_shown_with_its_places_and_what_was_said_of_it(
    said: dict[str, str], masked: str, lines: list[str]
) -> None:
    told: list[str] = []
    ask, _ = answering("s")
    places = (finding(3, masked), finding(7, "another"))
    assert list(session([(entry(**said), places)], ask, told.append)) == []
    assert told == ["\n1 of 1: one", "  a.env:3", "  a.env:7", "  A value", *lines]


def test_a_value_in_a_reason_is_masked() -> None:
    value = unpack("account-{base62:20}").text
    ((_, judgement),), _, _ = judged(["n", f"it was {value}"], THREE[:1])
    assert value not in judgement.reason
    assert judgement.reason.startswith("it was ")


@pytest.mark.parametrize(
    ("entries", "gone", "lines"),
    [
        ((), 0, ["0 entries in k.json: none"]),
        (
            (entry(),),
            0,
            ["1 entry in k.json: 1 not judged", "Of these 1 without reason and end."],
        ),
        ((entry(judged=FALSE),), 0, ["1 entry in k.json: 1 false"]),
        ((entry(reason="a"),), 2, ["1 entry in k.json: 1 not judged", "Of these 2 not found any more."]),
        (
            (entry(until="2026-06-30"), entry(until="2026-06-29", judged=REAL)),
            0,
            ["2 entries in k.json: 1 real, 1 not judged", "Of these 1 past their end."],
        ),
        (
            (entry("two"), entry("one", judged=REAL), entry("two", judged=FALSE), entry("two")),
            1,
            [
                "4 entries in k.json: 1 real, 1 false, 2 not judged",
                "  one: 1 real",
                "  two: 1 false, 2 not judged",
                "Of these 1 not found any more, 2 without reason and end.",
            ],
        ),
    ],
)  # fmt: skip
def test_entries_are_counted_by_rule_and_by_what_is_open(
    entries: tuple[Entry, ...], gone: int, lines: list[str]
) -> None:
    baseline = Baseline("k.json", b"salt", entries)
    assert list(statistics(baseline, gone, "2026-06-30")) == lines
