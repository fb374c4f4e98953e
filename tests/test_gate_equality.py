"""The gate hides nothing: drawn texts, judged with it, without it, and with the slow one."""

from __future__ import annotations

import base64
import sys
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keylint import engine, registry
from keylint.content import encoding_of
from keylint.document import Document
from keylint.examples import Example, unpack
from keylint.gate import Gate, Selection
from keylint.model import Blob
from keylint.rule import Rule, SurveyRule

RULES = [rule for rule in registry.load() if not isinstance(rule, SurveyRule)]
TRIGGERS = [trigger for rule in RULES for trigger in rule.triggers]
FAST, SLOW = Gate(TRIGGERS), Gate(TRIGGERS)
FAST.use_engine()
EXAMPLES = [
    one if isinstance(one, Example) else Example(one)
    for rule in RULES
    for one in (*rule.flags, *rule.passes)
]


def cut(text: str) -> str:
    return text[: len(text) * 2 // 3]


def packed(text: str) -> str:
    return base64.b64encode(text.encode("utf-8", "replace")).decode() + "\n"


def wrapped(text: str) -> str:
    return base64.encodebytes(text.encode("utf-8", "replace")).decode()


def percent(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "replace")) + "\n"


def joined(text: str) -> str:
    half = len(text) // 2
    return f'"{text[:half]}" + \\\n    "{text[half:]}"\n'


def wide(text: str) -> str:
    return text.replace("\n", "\r\n")


def old(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r")


CHANGES: list[Callable[[str], str]] = [
    str,
    str,
    str.upper,
    cut,
    packed,
    wrapped,
    percent,
    joined,
    wide,
]


@st.composite
def blobs(draw: st.DrawFn) -> Blob:
    """A file put together of examples, each maybe changed, under one of their names."""
    chosen = draw(st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=4))
    seed = draw(st.integers(0, 2**32))
    made = [unpack(example, seed) for example in chosen]
    text = "".join(draw(st.sampled_from(CHANGES))(one.text) for one in made)
    encoding = draw(st.sampled_from(["utf-8", "utf-8", "utf-16-le", "latin-1"]))
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    text = draw(st.sampled_from([text, text, text, old(text)]))
    return Blob(made[0].path, mark + text.encode(encoding, "replace"))


def found(rule: Rule, document: Document) -> set[tuple[int, int, str]]:
    return {(m.span.start, m.span.end, m.message) for m in engine.matches(rule, document)}


def hidden(blob: Blob, encoding: str, selection: Selection) -> list[str]:
    """The rules that say something else of the blob without what the gate says of it."""
    return [
        rule.id
        for rule in RULES
        if found(rule, Document.of(blob, encoding))
        != (
            found(rule, Document.of(blob, encoding, selection.seen, engine.names_in))
            if rule.id in selection.rules
            else set()
        )
    ]


# The same texts in each run: a hole that chance finds is for whoever looks for holes.
@settings(
    max_examples=400,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(blobs())
def test_no_finding_is_lost_by_the_gate(blob: Blob) -> None:
    encoding = encoding_of(blob.data)
    if encoding is not None:
        selection = FAST.select(blob, encoding)
        assert hidden(blob, encoding, selection) == []
        assert SLOW.select(blob, encoding) == selection
        assert FAST.is_closed(blob, encoding) == (not selection.rules and not selection.ignores)


def test_the_slow_gate_says_why_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hyperscan", None)
    gate = Gate(TRIGGERS[:1])
    gate.use_engine()
    assert gate.slow_because == "hyperscan cannot be used here (ModuleNotFoundError)"
