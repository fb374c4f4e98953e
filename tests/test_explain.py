"""What `keylint explain` shows, in a terminal and in a pipe."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Command, environment

from keylint import registry
from keylint.reports import card_text, reference
from keylint.reports.sarif import help_uri
from keylint.reports.text import Style
from keylint.rule import Rule

RULES = registry.load()
PAINT = re.compile(r"\x1b\[[\d;]*m")
HEADINGS = ("Why", "What to do", "Found", "Left alone", "To silence one finding", "More")


def in_a_terminal(home: Path, *arguments: str, columns: int, **extra: str) -> str:
    """What the command writes to a terminal of so many columns."""
    ours, theirs = os.openpty()
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        process = subprocess.Popen(
            [sys.executable, "-m", "keylint", *arguments],
            stdout=theirs,
            env=environment(home, {"COLUMNS": str(columns), **extra}),
        )
        os.close(theirs)
        shown = b""
        try:
            while part := terminal.read(4096):
                shown += part
        except OSError:  # how Linux tells the end of a terminal
            pass
        assert process.wait(timeout=60) == 0
    return shown.decode().replace("\r\n", "\n")


def test_a_card_in_a_pipe_is_plain(keylint: Command) -> None:
    said = keylint("explain", "gemini-api-secret")
    assert said.code == 0
    assert "\x1b" not in said.out
    lines = said.out.splitlines()
    assert lines[0] == "gemini-api-secret  critical  CWE-798"
    assert [line for line in lines if line and line.startswith(HEADINGS)] == [
        line for line in lines[2:] if line and not line.startswith(" ")
    ]


def test_a_card_in_a_terminal_has_bold_headings_and_the_terminals_width(tmp_path: Path) -> None:
    shown = in_a_terminal(tmp_path, "explain", "gemini-api-secret", columns=60)
    assert "\x1b[1mWhy\x1b[0m" in shown
    assert "\x1b[1;31mcritical\x1b[0m" in shown
    assert "\x1b[4mhttps://exchange.gemini.com/settings/api\x1b[0m" in shown
    assert "\x1b[33m«{base58-20-bytes}»\x1b[0m" in shown
    prose = PAINT.sub("", shown).partition("\nFound")[0]
    assert 50 < max(map(len, prose.splitlines())) <= 60


def test_no_color_and_color_are_heeded(tmp_path: Path, keylint: Command) -> None:
    card = "explain", "key-can-withdraw"
    assert "\x1b" not in in_a_terminal(tmp_path, *card, columns=80, NO_COLOR="1")
    assert "\x1b" not in in_a_terminal(tmp_path, *card, "--color", "never", columns=80)
    painted = keylint(*card, "--color", "always", env={"NO_COLOR": "1"}).out
    assert "\x1b[1m" in painted
    assert PAINT.sub("", painted) == keylint(*card).out


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_card_tells_all_that_the_rule_says(rule: Rule) -> None:
    words = " ".join(card_text.write(rule, Style()).split())
    for text in (rule.title, rule.why, *reference.steps(rule), *rule.references):
        assert " ".join(text.split()) in words
    assert help_uri(rule.id) in words
    assert " ".join(reference.example(rule.flags[0])[1].split()) in words


def test_without_a_rule_each_is_listed_on_a_line(keylint: Command) -> None:
    said = keylint("explain")
    assert said.code == 0
    assert [line.split()[0] for line in said.out.splitlines()] == [rule.id for rule in RULES]
    assert said.out == keylint("rules").out
    assert keylint("explain", "--format", "json").out == keylint("rules", "--format", "json").out


def test_a_rule_that_there_is_not_suggests_the_nearest(keylint: Command) -> None:
    said = keylint("explain", "gemini-secret")
    assert said.code == 2
    assert said.out == ""
    assert said.err == (
        "keylint: no rule is called 'gemini-secret': did you mean 'gemini-api-secret'?\n"
    )


def test_the_list_in_markdown_leads_to_the_pages_from_wherever_it_is_put(keylint: Command) -> None:
    said = keylint("explain", "--format", "markdown").out
    for rule in RULES:
        assert f"| [{rule.id}]({help_uri(rule.id)}) | {rule.severity} |" in said
    assert help_uri("x").startswith("https://")
