"""Who silences a finding, in which words, and which of several: decided for one document."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from judgements import KEY, RULES, SECRET, OnADay

from keylint import engine, triage
from keylint.document import Document
from keylint.examples import unpack
from keylint.finding import Span
from keylint.inventory import AcceptedRisk, Declared
from keylint.model import Confidence, Standing
from keylint.rule import SurveyRule
from keylint.rulebook import Rulebook
from keylint.settings import Settings

ID, SECRETS, FILE, OPEN = (
    *("gemini-api-key", "gemini-api-secret", "secret-file-tracked", "key-without-ip-allowlist"),
)
BOOK = Rulebook.of(RULES.values())
ALONE = tuple(rule for rule in RULES.values() if not isinstance(rule, SurveyRule))
PAIR = f"GEMINI_API_KEY={KEY}\nGEMINI_API_SECRET={SECRET}\n"
RECORD = "gemini:\n  label: bot\n  api_key: k\n  ip_whitelist: []\n"
TODAY = OnADay().today
USUAL = Settings()


def sorted_out(text: str, path: str, settings: Settings) -> triage.Sorted:
    document = Document(path, unpack(text).text, Standing(tracked=True))
    return triage.sort(engine.judge_by(document, ALONE), BOOK, tuple(RULES), settings)


def silencers(text: str, path: str, settings: Settings = USUAL) -> dict[str, str]:
    """Each finding's rule with what silences it; with nothing if it is reported."""
    found = sorted_out(text, path, settings)
    by = {one.finding.rule: one.by for one in found.silenced}
    return {**{one.rule: "" for one in found.reported}, **by}


@pytest.mark.parametrize(
    ("comment", "by"),
    [
        (f"# keylint: ignore[{SECRETS}]", "comment on line 3"),
        (f"# keylint: ignore[{SECRETS}] rotated", "comment on line 3: rotated"),
        (f"# keylint: ignore[{SECRETS}]: - rotated -", "comment on line 3: rotated"),
        (f"# keylint: ignore[ {SECRETS} ,, {ID}] both", "comment on line 3: both"),
        (
            f"# keylint: ignore[{ID}] a # keylint: ignore[{SECRETS}] b # keylint: ignore[{SECRETS}] c",
            "comment on line 3: b",
        ),
    ],
)
def test_a_comment_is_told_by_its_line_and_its_reason(comment: str, by: str) -> None:
    text = f"# one\n# two\nGEMINI_API_SECRET={SECRET}  {comment}\n"
    assert silencers(text, ".env")[SECRETS] == by


@pytest.mark.parametrize(
    ("settings", "by"),
    [
        (
            {"per_path_ignores": (("*.env", (SECRETS,)),)},
            "per-path-ignores '*.env' in keylint.toml",
        ),
        (
            {"per_path_ignores": (("*.py", (SECRETS,)), ("a/", (ID,)), ("*.env", (ID, SECRETS)))},
            "per-path-ignores '*.env' in keylint.toml",
        ),
        ({"per_path_ignores": (("*.py", (SECRETS,)),)}, ""),
        ({"per_path_ignores": (("*.env", (FILE,)),)}, ""),
        ({"confidence": Confidence.MEDIUM}, "confidence low, below medium"),
        ({"confidence": Confidence.LOW}, ""),
    ],
)
def test_a_path_or_a_doubt_silences_what_it_is_meant_for(
    settings: dict[str, object], by: str
) -> None:
    unsure = f"# gemini\nAPI_SECRET={SECRET}\n"
    made = Settings(**settings, source="keylint.toml")  # type: ignore[arg-type]
    assert silencers(unsure, "a/b.env", made)[SECRETS] == by


def test_the_comment_is_told_before_the_pragma_and_the_pragma_before_the_settings() -> None:
    marks = [f"# keylint: ignore[{SECRETS}]", "# pragma: allowlist secret"]
    settings = Settings(
        per_path_ignores=(("*.env", (SECRETS,)),), confidence=Confidence.HIGH, source="k.toml"
    )
    told = ["comment on line 2", "pragma: allowlist secret", "per-path-ignores '*.env' in k.toml"]
    for number, by in enumerate(told):
        line = f"API_SECRET={SECRET} {' '.join(reversed(marks[number:]))}\n"
        assert silencers(f"# gemini\n{line}", "a.env", settings)[SECRETS] == by


def test_without_ignores_in_files_no_comment_and_no_pragma_is_heeded() -> None:
    text = (
        f"GEMINI_API_SECRET={SECRET}  # pragma: allowlist secret # keylint: ignore[{SECRETS}, x]\n"
    )
    found = sorted_out(text, ".env", Settings(inline_ignores=False))
    assert SECRETS in {one.rule for one in found.reported}
    assert (found.silenced, found.stale) == ((), ())


def accepting(rule: str, *until: date, names: str = "bot") -> Settings:
    risks = tuple(
        AcceptedRisk(rule, f"until {day:%j}", until=day, span=Span(0, 0)) for day in until
    )
    declared = Declared(names, Span(0, 0), accepted=risks)
    return Settings(declared=(declared,), policy=OnADay(), source="keylint.toml")


@pytest.mark.parametrize(
    ("settings", "by"),
    [
        (accepting(OPEN, TODAY), f"accepted in keylint.toml until {TODAY}: until 181"),
        (accepting(OPEN, TODAY - timedelta(1)), ""),
        (
            accepting(OPEN, TODAY - timedelta(1), TODAY + timedelta(1)),
            f"accepted in keylint.toml until {TODAY + timedelta(1)}: until 182",
        ),
        (accepting("key-can-withdraw", TODAY), ""),
        (accepting(OPEN, TODAY, names="other"), ""),
    ],
)
def test_a_risk_is_accepted_for_its_rule_and_key_to_its_day(settings: Settings, by: str) -> None:
    assert silencers(RECORD, "keys.yaml", settings)[OPEN] == by


KEY_MARK, SECRET_MARK = f"# keylint: ignore[{ID}] a", f"# keylint: ignore[{SECRETS}] b"


@pytest.mark.parametrize(
    ("marks", "by"),
    [
        ((KEY_MARK, SECRET_MARK), "comment on line 1: a"),
        ((KEY_MARK, ""), ""),
        (("", SECRET_MARK), ""),
        (("", ""), ""),
        ((f"# keylint: ignore[{FILE}] f", ""), "comment on line 1: f"),
    ],
)
def test_a_file_is_silenced_with_all_of_its_secrets(marks: tuple[str, str], by: str) -> None:
    lines = zip(PAIR.splitlines(), marks, strict=True)
    text = "".join(f"{line} {mark}\n" for line, mark in lines)
    assert silencers(text, ".env")[FILE] == by


def test_what_describes_a_key_is_not_silenced_with_the_secrets_beside_it() -> None:
    marked = f"{PAIR.replace(SECRET, f'{SECRET} {SECRET_MARK}').replace(KEY, f'{KEY} {KEY_MARK}')}"
    by = silencers(f"{marked}GEMINI_IP_WHITELIST=\n", ".env")
    assert (by[ID], by[SECRETS], by[OPEN]) == ("comment on line 1: a", "comment on line 2: b", "")


@pytest.mark.parametrize(
    ("unheeded", "by"),
    [
        ({}, ""),
        ({"ignore": (ID,)}, ""),
        ({"ignore": (ID, SECRETS)}, "ignore in keylint.toml"),
        ({"select": (ID,)}, "select in keylint.toml"),
        ({"select": (ID, SECRETS)}, ""),
        ({"exclude": ("*.py", "b/")}, ""),
        ({"exclude": ("*.py", "a/", "*.env")}, "exclude 'a/' in keylint.toml"),
        ({"ignore": (SECRETS,), "exclude": ("*.env",)}, "ignore in keylint.toml"),
        ({"select": (ID,), "exclude": ("*.env",)}, "select in keylint.toml"),
        (
            {"per_path_ignores": (("*.env", (SECRETS,)),), "ignore": (SECRETS,)},
            "per-path-ignores '*.env' in keylint.toml",
        ),
        ({"inline_ignores": True}, ""),
    ],
)
def test_what_is_not_heeded_silences_nothing_and_is_told(
    unheeded: dict[str, object], by: str
) -> None:
    trees = Settings(**unheeded, source="keylint.toml")  # type: ignore[arg-type]
    found = sorted_out(PAIR, "a/b.env", Settings(unheeded=trees))
    assert {one.rule: one.unheeded for one in found.reported}[SECRETS] == by
    assert found.silenced == ()


def test_what_the_heeded_settings_silence_is_not_asked_of_the_others() -> None:
    trees = Settings(ignore=(ID, SECRETS), source="keylint.toml")
    heeded = Settings(per_path_ignores=(("*.env", (ID,)),), unheeded=trees, source="own.toml")
    found = sorted_out(PAIR, ".env", heeded)
    assert [(one.finding.rule, one.by) for one in found.silenced] == [
        (ID, "per-path-ignores '*.env' in own.toml")
    ]
    assert {one.rule: one.unheeded for one in found.reported} == {
        SECRETS: "ignore in keylint.toml",
        FILE: "ignore in keylint.toml",
    }


@pytest.mark.parametrize(
    ("comment", "messages"),
    [
        (f"keylint: ignore[{SECRETS}]", []),
        (f"keylint: ignore[{SECRETS}, {ID}]", [f"ignore[{ID}] catches nothing any more: take it out"]),
        (
            "keylint: ignore[gemini-api-secert]",
            [f"no rule is called 'gemini-api-secert': did you mean '{SECRETS}'?"],
        ),
        (
            "keylint: ignore",
            ["this ignore names no rule and does nothing: write keylint: ignore[rule-id]"],
        ),
    ],
)  # fmt: skip
def test_a_comment_that_catches_nothing_says_what_to_do(comment: str, messages: list[str]) -> None:
    line = f"GEMINI_API_SECRET={SECRET}"
    found = sorted_out(f"x = 1\n{line}  # {comment}\n", "a.env", USUAL)
    assert [(one.path, one.line, one.message) for one in found.stale] == [
        ("a.env", 2, message) for message in messages
    ]
    for prose in ("README.md", "a.rst", "docs/a.adoc", "notes.txt"):
        assert sorted_out(f"{line}  # {comment}\n", prose, USUAL).stale == ()


def test_an_ignore_of_a_rule_that_does_not_run_is_neither_unknown_nor_stale() -> None:
    document = Document(".env", f"A=1 # keylint: ignore[{ID}]\n")
    judged = engine.judge_by(document, ())
    for book, stale in ((BOOK, 1), (BOOK.only(lambda trigger: trigger.rule != ID), 0)):
        assert len(triage.sort(judged, book, tuple(RULES), USUAL).stale) == stale
