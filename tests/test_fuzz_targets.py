"""What is fuzzed holds on every input that is kept, and nothing that reads is left out."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

import pytest

import keylint

TOP = Path(__file__).parent.parent
sys.path.insert(0, str(TOP / "fuzz"))

import figures  # noqa: E402
import kept  # noqa: E402
import seeds  # noqa: E402
from limits import LONG, TooSlow, bounded, stretched  # noqa: E402
from mutator import Mutator  # noqa: E402
from properties import require, unshown  # noqa: E402
from stand_ins import filled, folded, values, whole_in  # noqa: E402
from targets import TARGETS  # noqa: E402

ROOMS = Path(keylint.__file__).parent
MOST_BYTES, MOST_FILES = 300_000, 40
# Rooms where every module reads what a stranger wrote.
READ = [f"readers.{path.stem}" for path in (ROOMS / "readers").glob("[!_]*.py")]
READ += [f"layers.{path.stem}" for path in (ROOMS / "layers").glob("[!_]*.py")]
# Of the seeds about so many are enough to see which way a target goes.
ENOUGH = 200
NO_FUNCTIONS = {"layers.edit"}


def all_of(name: str) -> list[bytes]:
    """Every input of a target that is kept or made."""
    return [*(data for _, data in kept.inputs(name)), *seeds.of(TARGETS[name].seeds)]


@pytest.mark.parametrize("name", TARGETS)
def test_what_a_target_asks_holds_on_its_seeds_its_corpus_and_what_once_broke(name: str) -> None:
    take = TARGETS[name].function
    for data in all_of(name):
        take(data)


@pytest.mark.parametrize("module", READ)
def test_each_reader_and_each_layer_has_a_target(module: str) -> None:
    assert any(module in target.covers for target in TARGETS.values())


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_a_target_runs_what_it_says_that_it_covers(name: str) -> None:
    run: set[str] = set()

    def note(frame: FrameType, event: str, given: object) -> None:
        run.add(frame.f_code.co_filename)

    take = TARGETS[name].function
    before = sys.getprofile()
    sys.setprofile(note)
    try:
        made = seeds.of(TARGETS[name].seeds)
        for data in made[:: max(1, len(made) // ENOUGH)]:
            take(data)
    finally:
        sys.setprofile(before)
    files = {module: ROOMS.joinpath(*module.split(".")) for module in TARGETS[name].covers}
    missed = [
        module
        for module, file in files.items()
        if module not in NO_FUNCTIONS and run.isdisjoint({f"{file}.py", str(file / "__init__.py")})
    ]
    assert not missed


def test_a_corpus_is_of_a_target_and_small() -> None:
    folders = [folder for top in (kept.CORPUS, kept.REGRESSIONS) for folder in top.glob("*")]
    assert {folder.name for folder in folders} <= set(TARGETS)
    files = [path for name in TARGETS for path in kept.paths(name)]
    assert sum(path.stat().st_size for path in files) <= MOST_BYTES
    assert all(len(kept.paths(name)) <= MOST_FILES for name in TARGETS)


@pytest.mark.parametrize("name", TARGETS)
def test_no_kept_input_has_what_could_be_taken_for_a_credential(name: str) -> None:
    assert [path.name for path in kept.paths(name) if not kept.is_harmless(path.read_bytes())] == []


def test_what_is_no_credential_and_what_could_be_one_are_told_apart(secret: str) -> None:
    assert kept.is_harmless(b"{base58-20-bytes} " + b"0" * 64)
    assert not kept.is_harmless(b"a = " + secret.encode())
    assert not any(kept.is_harmless(one) for one in seeds.NAMED["archives"]() if b"a.env" in one)


def test_a_value_becomes_its_recipe_again() -> None:
    text = b"gemini_api_secret = {base58-20-bytes}, key account-{base62:20}"
    assert filled(text) != text
    assert folded(filled(text)) == text


def test_a_part_of_a_value_is_seen_in_what_is_shown() -> None:
    (value, *_) = (one.decode() for one in values().values())
    assert whole_in(f"a {value} b".encode()) == [value]
    assert whole_in(f"a {value} {value[:7]}".encode()) == []
    unshown(f"{value[:5]}…{value[-5:]}", [value], "a text")
    with pytest.raises(AssertionError, match="shows a value"):
        unshown(f"…{value[4:10]}…", [value], "a text")


def test_what_takes_too_long_for_its_size_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("limits.SECONDS", -1.0)
    with pytest.raises(TooSlow):
        bounded(lambda data: None, stretches=False)(b"")


def test_a_stretched_input_is_long_and_has_all_that_it_had() -> None:
    for chance in (0, 7, 1000):
        assert LONG * 0.9 < len(stretched(b"abc\ndef", chance)) < LONG * 1.1
    assert stretched(b"abc", 1).startswith(b"a")
    assert stretched(b"abc", 1).endswith(b"c")


def test_a_mutation_is_the_same_for_the_same_number() -> None:
    mutator = Mutator([b"word"], [b"a = 1\nb = 2"])
    made = [mutator.change(b"x = 'y'\n", number) for number in range(200)]
    assert made == [mutator.change(b"x = 'y'\n", number) for number in range(200)]
    assert len(set(made)) > 100


LOG = """begun: 100.4
#40\tINITED cov: 611 ft: 1994 corp: 39/3456b exec/s: 0 rss: 91Mb
#4096\tNEW    cov: 631 ft: 2422 corp: 165/9Kb lim: 64 exec/s: 131 rss: 91Mb L: 9/99 MS: 1 Custom-
targets.AssertionError: told
AssertionError: a scalar's place does not hold its value
==12== ERROR: libFuzzer: fuzz target exited
stat::number_of_executed_units: 3937
stat::slowest_unit_time_sec:    2
stat::peak_rss_mb:              91
ended: 145.5
processor: 30.2
"""


def test_the_figures_of_a_target_are_those_of_all_its_runs() -> None:
    told = figures.of("reader-env", [LOG, LOG.replace("631", "640").replace("ERROR", "Done")])
    assert (told["executions"], told["memory"], told["slowest"]) == (2 * 3937, 91, 2)
    assert (told["edges_first"], told["edges_last"]) == (611, 640)
    assert (told["seconds"], told["processor"]) == (2 * 45, 2 * 30)
    assert told["crashes"] == ["AssertionError: a scalar's place does not hold its value"]


def test_a_property_that_does_not_hold_is_told() -> None:
    with pytest.raises(AssertionError, match="a sentence"):
        require(False, "a sentence")
