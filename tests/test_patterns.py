"""Every regular expression of keylint is judged by analysis, and pumped where it is suspected."""

from __future__ import annotations

import re
import sys
import time
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from conftest import Command, Repository

from keylint import globs
from keylint.calls.code import without_comments
from keylint.detectors.linear import suspicions
from keylint.readers.tokens import tokens_of

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))

from patterns import grown
from patterns_found import Found, Unknown, found

# Seconds of a processor for a hundred thousand characters: what is linear takes a hundredth of it.
BOUND = 5.0
# What grows faster, and why that cannot cost much.
CUT = {
    "adoption.ignored.PATTERNS": "a file's name has 255 bytes at most",
    "credentials.naming.LABEL": "reads 160 characters before a value",
    "credentials.naming.WRAPPER": "reads 160 characters before a value",
    "detectors.detect_secrets.KEY_MATERIAL": "reads 400 characters",
    "fixes.comments.CODE": "reads comments of 300 characters at most",
    "fixes.shell.TOKEN": "looks for the end of each heredoc; only --fix reads it, of a script that has a key",
    "fixes.structured.TAG": "reads 80 characters",
    "layers.escaped.BEFORE": "reads 64 characters",
    "readers.hcl._Hcl": "a comment that is open ends the reading",
    "readers.tokens.TOKEN": "a comment that is open ends its use",
    "readers.xml.ATTRIBUTE": "a parser of XML has read the tag before: each name has its value",
    "sources.walk.HEAD": "is asked for a whole line of git's",
}
# What is put together where it is used, of what: words, marks and numbers, which repeat nothing.
MADE = {
    "credentials.context._has_gemini_peer": "the blanks of an indent",
    "detectors.costly._eased": "a user's pattern, which is judged when it is loaded",
    "detectors.detect_secrets._spans_of_own": "an escaped value",
    "detectors.detect_secrets._windows": "a detector's words, and its hint, which is judged here",
    "detectors.pattern_tree._those": "one character's set",
    "detectors.trial.main": "a pattern that is being tried",
    "evidence.functions._end": "the width of an indent",
    "evidence.in_code.may_describe_a_key": "the gate's signs, which Hyperscan takes, too",
    "fixes.code._pattern": "the tokens of a language, one behind another",
    "fixes.code_places._is_annotated": "an identifier",
    "fixes.code_places.why_not": "a language's words for a constant",
    "fixes.shell._is_asked": "an identifier",
    "fixes.structured._comment": "the marks of comments",
    "gate._could": "an exchange's names",
    "gate.search.lambda": "the gate's signs",
    "gate.search.patterns_one_by_one": "the gate's signs",
    "gate.search.signs_one_by_one": "the gate's signs",
    "globs._part": "a glob, by the standard library",
    "placing._sweep": "an escaped name",
    "readers.hcl._heredoc": "a word",
    "rule.look": "a rule's pattern, which is judged with it",
}


@pytest.fixture(scope="module")
def all_found() -> tuple[list[Found], list[Unknown]]:
    return found()


def short(name: str) -> str:
    return name.removeprefix("keylint.")


def test_no_pattern_doubles_its_time_with_a_character(
    all_found: tuple[list[Found], list[Unknown]],
) -> None:
    """Whatever is cut: a few dozen characters would be enough."""
    judged, _ = all_found
    assert len(judged) > 250
    for one in judged:
        for suspicion in suspicions(one.pattern, searched=one.searched):
            if suspicion.power > 5:
                short_text = grown(one.pattern, suspicion.attack, searched=one.searched)
                assert short_text.length > 900, one.name


@pytest.mark.slow
def test_what_is_suspected_takes_a_hundred_thousand_characters_or_is_cut(
    all_found: tuple[list[Found], list[Unknown]],
) -> None:
    slow = {short(one.name) for one in all_found[0] if _is_slow(one)}
    assert slow == set(CUT)


def _is_slow(one: Found) -> bool:
    return any(
        told.seconds * (100_000 / told.length) ** told.power > BOUND
        for suspicion in suspicions(one.pattern, searched=one.searched)
        for told in [grown(one.pattern, suspicion.attack, searched=one.searched)]
    )


def test_what_is_put_together_in_a_function_is_known(
    all_found: tuple[list[Found], list[Unknown]],
) -> None:
    assert {short(one.name) for one in all_found[1]} == set(MADE)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pattern", "power"),
    [
        ("(a+)+$", 99),
        ("(a|a)*b", 99),
        ("(?:a|b|ab)*c", 99),
        (r"(\w+\s?)*x", 99),
        ("(?i)(x+X+)+y", 99),
        ("(?=(a+)+$)b", 99),
        ("AKIA[0-9]{16}(a{1,30}){1,30};", 99),
        (r"\s*\s*\s*x", 4),
        (r"\bfinal\b[^=]*?(\w+)\s*=\s*\Z", 3),
        (r"(?:--+)[ \t]*(?:[\w-]+[ \t]+)??keylint", 3),
        (r"\s+$", 2),
        (r"[\w.]+@x", 2),
    ],
)
def test_what_is_known_to_be_bad_is_suspected_and_grows(pattern: str, power: int) -> None:
    one = re.compile(pattern)
    told = suspicions(one)
    assert max(suspicion.power for suspicion in told) == power
    assert _is_slow(Found("bad", one))


@pytest.mark.parametrize(
    ("pattern", "searched"),
    [
        ("AKIA[0-9A-Z]{16}", True),
        (r"x\d+(?:\.\d+)*y", True),
        (r"\s+x", False),
        (r"'(?:[^'\\]|\\.)*'", False),
        (r"(?:\w+,)*;", False),
    ],
)
def test_what_can_be_read_in_one_way_is_not_suspected(pattern: str, searched: bool) -> None:
    assert suspicions(re.compile(pattern), searched=searched) == []


@pytest.mark.parametrize("piece", ["'\\", '"\\', "\\'`a", "`\\", "/* ", "/*", "'''a", '"""a'])
def test_a_quote_or_a_comment_that_stays_open_costs_no_more_than_another(piece: str) -> None:
    text = f"a = 1; // b\n{piece * 100_000}"
    before = time.process_time()
    assert "b" not in without_comments(text, "bot.js").split("\n")[0]
    without_comments(text, "bot.py")
    assert tokens_of(text)
    assert time.process_time() - before < 20


def test_behind_a_comment_that_stays_open_others_are_still_none() -> None:
    code = "a = /[/*]/; b // c\nd = 'e /* f'; // g\n"
    assert without_comments(code, "bot.js") == "a = /[/*]/; b     \nd = 'e /* f';     \n"


def test_an_option_of_a_shell_costs_no_more_than_another_line(
    repository: Repository, keylint: Command, leak: str
) -> None:
    repository.stage("bot.env", f"{leak}\nset -{'a' * 60_000}{' ' * 60_000}\n")
    done = keylint("scan", "--format", "json", cwd=repository.folder)
    assert "gemini-api-secret" in {one["rule"] for one in done.report["findings"]}


LONG_PATHS = ("/".join(["a" * 60] * 65), "a" * 4_000, "/".join("a" * 2_000))


@pytest.mark.parametrize(
    "pattern",
    [
        "**/**/*a*a*a*a*a*b",
        "*a" * 2_000 + "b",
        "*?" * 2_000 + "b",
        "**/" * 1_300 + "b",
        "**/a/" * 800 + "b",
        "**/*a*a*a*a*b/" * 280,
        "[" * 20_000,
        "[a" * 10_000,
        "[!" * 10_000,
        "*[!b]" * 800 + "b",
    ],
)
def test_a_glob_costs_no_more_than_its_length_times_that_of_a_name(pattern: str) -> None:
    before = time.process_time()
    for path in LONG_PATHS:
        assert not globs.matches_any(path, [pattern])
    assert time.process_time() - before < 20


def test_many_globs_are_read_once() -> None:
    many = [f"vendor-{number}/**/*.[ch]" for number in range(1_000)]
    before = time.process_time()
    for number in range(100):
        assert not globs.matches_any(f"src/{number}/bot.py", many)
    assert time.process_time() - before < 20


@pytest.mark.parametrize(
    "pattern", ["[", "[]", "[!]", "[]a]", "[!]a]", "[a", "x[b-", "[[]", "[a]["]
)
@pytest.mark.parametrize("name", ["[", "[]", "[!]", "a", "]", "[a", "x[b-", "a[", "b"])
def test_a_bracket_means_what_it_means_to_fnmatch(pattern: str, name: str) -> None:
    assert globs.matches_any(name, [pattern]) == fnmatchcase(name, pattern)
