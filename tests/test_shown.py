"""What comes from a tree is shown and not obeyed, and what looks like a credential in it is masked."""

from __future__ import annotations

import os
import random
import re
import unicodedata
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import made
from source_tree import ROOT
from spilled import spills

from keylint.examples import BASE62, gemini_key, gemini_secret
from keylint.reports.shown import holds_credential, safe, visible

RANDOM = random.Random("shown")
FEW = settings(derandomize=True, deadline=None)
MANY = settings(max_examples=3000, deadline=None)
# A runner obeys a line that begins so, Azure and TeamCity wherever it stands (their documentation).
OBEYED = re.compile(r"(?m)^\s*(?:::|##)[A-Za-z\[]|##\w*\[|[\x00-\x1f\x7f-\x9f\u2028\u2029]")
PARTS = [
    "::",
    "##",
    "vso[",
    "##[",
    "teamcity[",
    "error",
    " ",
    "\n",
    "\r",
    "\x1b[0K",
    "\u202e",
    "\u2066",
    "a",
    "::set-output name=x::y",
]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("bot/config.py", "bot/config.py"),
        ("GeminiApiV1SecretStore2Wrap.java", "GeminiApiV1SecretStore2Wrap.java"),
        ("a\x1b[31mb\nc\u202ed", "a\\x1b[31mb\\nc\\u202ed"),
        ("::error file=x::pwned", ": :error file=x::pwned"),
        ("##vso[task]", "# #vso[task]"),
        ("C::Name and ::/0 and a ## heading", "C::Name and ::/0 and a ## heading"),
        ("x ::error::y", "x : :error::y"),
        ("x##teamcity[message]", "x# #teamcity[message]"),
        ("\x1b[0Ksection_start:1:x\r\x1b[0K", "\\x1b[0Ksection_start:1:x\\r\\x1b[0K"),
        (os.fsdecode(b"caf\xe9"), "caf\\xe9"),
    ],
)
def test_names_are_shown_and_not_obeyed(written: str, shown: str) -> None:
    assert safe(written) == shown


def test_names_that_hold_a_credential_are_masked() -> None:
    for value in (
        gemini_secret(RANDOM),
        RANDOM.randbytes(16).hex(),
        str(uuid.UUID(bytes=RANDOM.randbytes(16), version=4)),
        gemini_key(RANDOM).removeprefix("account-"),
        made("a name", "base64"),
        made("a name", "base64url"),
    ):
        for written in (f"gemini_{value}.txt", f"{value}", f"keys/{value}/x", f"«{value}»"):
            assert spills({written: value}, safe(written)) == []
            assert "…" in safe(written)


TEXTS = st.lists(st.sampled_from(PARTS) | st.characters(), max_size=12).map("".join)
AROUND = st.text("«»\"'`()[]{}<>|,;:=@#%&? \t", max_size=3)
KINDS = st.sampled_from(["", "key", "hex", "uuid"])
VALUES = st.builds(lambda seed, kind: made(str(seed), kind), st.integers(), KINDS)


def is_obeyed_by_nobody(text: str) -> None:
    shown = safe(text)
    assert not OBEYED.search(shown), ascii(shown)
    assert {unicodedata.category(one) for one in shown}.isdisjoint(("Cc", "Cf", "Cs", "Zl", "Zp"))
    assert visible(text).count("##vso[") == 0


def is_masked(value: str, before: str, after: str) -> None:
    texts = (f"{before}{value}{after}", f"gemini {value} bot", repr(value), f"x={value}&y")
    assert spills({"here": value}, "\n".join((*map(safe, texts), *map(visible, texts)))) == []


def test_no_text_is_obeyed_by_a_terminal_or_a_runner() -> None:
    FEW(given(TEXTS)(is_obeyed_by_nobody))()


def test_a_value_in_any_text_is_masked() -> None:
    FEW(given(VALUES, AROUND, AROUND)(is_masked))()


@pytest.mark.slow
def test_that_holds_for_many_more() -> None:
    MANY(given(TEXTS)(is_obeyed_by_nobody))()
    settings(MANY, max_examples=300)(given(VALUES.filter(str.isalnum), AROUND, AROUND)(is_masked))()


def test_names_of_files_and_of_words_are_left_as_they_are() -> None:
    names = [
        os.path.relpath(os.path.join(top, name), ROOT)
        for top, _, ones in os.walk(ROOT / "src")
        for name in ones
    ]
    names += [
        "2023-09-14T10-22-33_backup-Xy",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "SourceCodePro-LICENSE-67f54ca7",
    ]
    names += [
        "src/main/java/com/acme/Foo2Bar/Quux3Bar/CorgeTest.java",
        "https://github.com/keylint/keylint/blob/main/docs",
    ]
    assert len(names) > 100
    assert [name for name in names if holds_credential(name)] == []


def _shows(value: str) -> bool:
    shown = safe(value)
    return any(value[start : start + 6] in shown for start in range(len(value) - 5))


@pytest.mark.slow
def test_hardly_a_random_value_is_missed() -> None:
    def letters(alphabet: str, count: int) -> str:
        return "".join(RANDOM.choices(alphabet, k=count))

    for alphabet, length in (
        (BASE62 + "-_", 43),
        (BASE62 + "+/", 40),
        (BASE62, 20),
        ("0123456789abcdef", 32),
    ):
        values = [letters(alphabet, length) for _ in range(5000)]
        assert sum(_shows(one) for one in values) < 0.04 * len(values)
