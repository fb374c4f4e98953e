"""A baseline that cannot be used: one line says what is wrong, and nothing is scanned or written."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Command, Result

from keylint.baseline import Baseline, Entry, file

NAME = ".keylint-baseline.json"
SALT = bytes(range(32))
ENTRY = Entry("gemini-api-secret", "bot.env", "ab" * 16)
GOOD = file.write(Baseline(NAME, SALT, (ENTRY,)))
DIGITS = SALT.hex()
MERGE = "<<<<<<< HEAD\n{}=======\n>>>>>>> other\n"


def with_entry(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


BAD = {
    "newer": (GOOD.replace('"version": 1', '"version": 2'), "version 2 is of a newer keylint"),
    "no version": (GOOD.replace('"version": 1,\n', ""), "no baseline of keylint"),
    "version true": (GOOD.replace('"version": 1', '"version": true'), "no version"),
    "empty": ("", "line 1: no JSON, or cut off"),
    "cut off": (GOOD[:200], "no JSON, or cut off"),
    "a list": ("[]", "no baseline of keylint"),
    "deep": ("[" * 100_000, "no baseline"),
    "a long number": (f'{{"version": {"1" * 5000}}}', "no baseline"),
    "merge markers": (
        GOOD.replace('"02",\n', MERGE.format('"02",\n')), "line 8: a marker of a merge",
    ),
    "no salt": (GOOD.replace(f'"salt": "{DIGITS}",\n', ""), "has no salt"),
    "a short salt": (GOOD.replace(DIGITS, DIGITS[:20]), "its salt is not 64 hex digits"),
    "a salt of another form": (GOOD.replace(f'"{DIGITS}"', "7"), "its salt is not 64 hex digits"),
    "a wrong salt": (GOOD.replace(DIGITS, DIGITS[::-1]), "its salt was changed"),
    "no check": (GOOD.replace('"salt_check"', '"check"'), "its salt was changed"),
    "no list": (GOOD[: GOOD.index("[")] + '{"a": 1}}', "“findings” is not a list"),
    "a wrong item": (with_entry('"02"', "3"), "is no entry"),
    "a wrong mark": (with_entry('"02"', '"zz"'), "is no entry"),
    "a wrong type": (with_entry('"bot.env"', "3"), "path is no text"),
    "half a character": (with_entry('"bot.env"', '"\\ud800"'), "path is no text"),
    "an unknown field": (with_entry('"path"', '"paht"'), "did you mean 'path'"),
    "no path": (with_entry('"path": "bot.env", ', ""), "it has no path"),
    "a short digest": (with_entry("ab" * 16, "ab"), "its digest is not 32 hex digits"),
    "an unknown rule": (
        with_entry('"gemini-api-secret"', '"gemini-api-secrets"'),
        "no rule is called 'gemini-api-secrets': did you mean 'gemini-api-secret'",
    ),
    "a wrong judgement": (with_entry('"path"', '"judged": "maybe", "path"'), "judged is 'maybe'"),
    "a wrong date": (with_entry('"path"', '"until": "2026-02-30", "path"'), "until is no date"),
    "another date": (with_entry('"path"', '"until": "20260201", "path"'), "until is no date"),
}  # fmt: skip


def refused(result: Result) -> str:
    """What was said by a command that refused its work."""
    assert result.code == 2, result.all
    assert result.out == ""
    assert len(result.err.splitlines()) == 1, result.err
    return result.err


@pytest.fixture
def leaky(tmp_path: Path, leak: str) -> Path:
    (tmp_path / "bot.env").write_text(leak)
    return tmp_path


@pytest.mark.parametrize(("text", "told"), BAD.values(), ids=BAD.keys())
def test_a_baseline_that_cannot_be_used_is_2(
    keylint: Command, leaky: Path, text: str, told: str
) -> None:
    (leaky / NAME).write_text(text)
    assert told in refused(keylint("scan"))
    assert NAME in refused(keylint("baseline"))
    assert NAME in refused(keylint("scan", "--no-config", "--baseline", NAME))
    assert (leaky / NAME).read_text() == text
    assert keylint("scan", "--no-baseline").code == 1


def test_a_baseline_that_is_not_utf_8_is_2(keylint: Command, leaky: Path) -> None:
    (leaky / NAME).write_bytes(GOOD.encode("utf-16"))
    assert "not UTF-8" in refused(keylint("scan"))


def test_the_good_one_is_heeded(keylint: Command, leaky: Path) -> None:
    (leaky / NAME).write_text(GOOD)
    result = keylint("scan")
    assert result.code == 1
    assert f"baseline: {NAME} (1 finding," in result.all


def test_of_many_mistakes_the_first_are_told_and_the_rest_is_counted(
    keylint: Command, leaky: Path
) -> None:
    (leaky / NAME).write_text(GOOD.replace('"02",', '"02", 1, 2, 3, 4, 5, 6, 7,'))
    said = refused(keylint("scan"))
    assert said.count("is no entry") == 5
    assert "and 2 more" in said


def test_a_baseline_that_writes_its_digests_otherwise_is_read_as_fast_as_another() -> None:
    entry = '{"rule": "%s", "path": "p", "digest": "\\u0030%031x", "owner": "%s"},'
    lines = (entry % (ENTRY.rule, number, "x" * 300) for number in range(30_000))
    text = GOOD.replace('"findings": [', '"findings": [' + "\n".join(lines))
    before = time.process_time()
    held = file.read(NAME, text.encode(), (ENTRY.rule,))
    assert time.process_time() - before < 8  # it took three minutes
    assert len(held.entries) == len(held.lines) == 30_001


def as_folder(place: Path) -> None:
    place.mkdir()


def as_link(place: Path) -> None:
    place.with_name("other.json").write_text(GOOD)
    place.symlink_to("other.json")


def as_dangling_link(place: Path) -> None:
    place.symlink_to("nowhere.json")


def as_pipe(place: Path) -> None:
    os.mkfifo(place)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (as_folder, "is a folder"),
        (as_link, "is a symbolic link"),
        (as_dangling_link, "is a symbolic link"),
        (as_pipe, "is no file"),
    ],
)
def test_a_baseline_that_is_no_file_is_2(
    keylint: Command, leaky: Path, make: Callable[[Path], None], told: str
) -> None:
    make(leaky / NAME)
    assert told in refused(keylint("scan"))
    assert told in refused(keylint("baseline"))
    assert not (leaky / "nowhere.json").exists()


def test_a_baseline_that_nobody_may_read_is_2(
    keylint: Command, leaky: Path, unprivileged: Callable[[], None]
) -> None:
    (leaky / NAME).write_text(GOOD)
    (leaky / NAME).chmod(0)
    assert "Permission denied" in refused(keylint("scan", before=unprivileged))


@pytest.mark.parametrize("name", [NAME, f"./{NAME}"])
@pytest.mark.parametrize("there", [True, False])
def test_a_report_is_not_written_onto_the_baseline(
    keylint: Command, leaky: Path, name: str, there: bool
) -> None:
    if there:
        (leaky / NAME).write_text(GOOD)
    said = refused(keylint("scan", "--format", "json", "--output", name))
    assert "would replace the baseline" in said
    assert (leaky / NAME).exists() is there
    assert not there or (leaky / NAME).read_text() == GOOD
    (leaky / "own.json").write_text(GOOD)
    said = refused(keylint("scan", "--baseline", "own.json", "--output", leaky / "own.json"))
    assert "would replace the baseline" in said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("scan", "--baseline", "nowhere.json"), "nowhere.json: No such file or directory"),
        (("scan", "--baseline", "x.json", "--no-baseline"), "exclude each other"),
        (("baseline", "--prune"), f"{NAME} is not there"),
        (("baseline", "--audit"), f"{NAME} is not there"),
        (("baseline", "--audit", "--prune"), "exclude each other"),
        (("baseline", "--history", "--prune"), "exclude each other"),
        (("baseline", "--audit", "--owner", "me"), "go with new entries"),
        (("baseline", "--until", "tomorrow"), "--until: 'tomorrow' is no date"),
        (("baseline", "--import", "nowhere.json"), "nowhere.json: No such file or directory"),
        (("baseline", "--import", "."), "is a folder"),
        (("baseline", "--import", "bot.env"), "neither a .secrets.baseline of detect-secrets"),
        (("baseline", "--baseline", "no/folder.json"), "its folder does not exist"),
        (("baseline", "nowhere"), "no such file or folder: nowhere"),
    ],
)
def test_what_is_asked_of_a_baseline_wrongly_is_2(
    keylint: Command, leaky: Path, arguments: tuple[str, ...], told: str
) -> None:
    assert told in refused(keylint(*arguments))
    assert not (leaky / NAME).exists()


def test_a_baseline_that_cannot_be_written_is_as_it_was(
    keylint: Command, leaky: Path, unprivileged: Callable[[], None]
) -> None:
    (leaky / NAME).write_text(GOOD)
    leaky.chmod(0o555)
    try:
        result = keylint("baseline", before=unprivileged)
    finally:
        leaky.chmod(0o755)
    assert result.code == 3, result.all
    assert f"{NAME} could not be written (Permission denied) and is as it was" in result.all
    assert (leaky / NAME).read_text() == GOOD
