"""The name of a value: the words left of it that speak of it and of no other."""

from __future__ import annotations

import re

from keylint.credentials import shapes
from keylint.credentials.scopes import LINE_REACH, Text
from keylint.wording import is_random

# `["SECRET"]`, `b"…"`, `[]byte("…")`, `Secret::new("…")`: what wraps a literal is not its name.
WRAPPER = re.compile(
    r"(?i)(?:\b(?:b|r|f|u|rb|br|l|@|str|bytes|byte|string|from|of|new|some|just|encode|decode|"
    r"secret(?:str|string|box|value)?|to_?(?:string|owned|bytes)|get_?bytes|b64decode|atob|btoa|"
    r"utf8|from_?str|from_?utf8|nsstring|text|quote|trim|strip|wrap|tob?ytes|vec|base64)"
    r"[\w.:<>]*!?\s*)?(?:\[\]byte|\[\]rune)?[(\[{]\s*$"
)
GENERIC_NAME = re.compile(
    r"(?i)^(?:value|val|default|content|contents|text|data|string|body|literal)$"
)
QUOTED_NAME = re.compile(r"[\"'`]([A-Za-z_][\w.-]*)[\"'`]\s*,$")
IDENTIFIER = re.compile(r"[A-Za-z_$][\w$]*(?:[-.][A-Za-z_][\w$]*)*")
LABEL = re.compile(r"([A-Za-z_$][\w$.-]*)[\"'`\])]*\s*(?::=|=>|->|<-|[:=])[^A-Za-z0-9]*$")
# C#'s `{ get; set; }` stands between a name and its value, and so does Rust's `&str`.
ACCESSORS = re.compile(r"\{\s*get;[^{}]*\}")
PARAMETER = re.compile(r"&[\w.%\[\]-]+=$")
TRIMMED = " \t\"'`\\"


def name_of(text: Text, start: int, line: int) -> str:
    """The words that name the value at an offset, nearest last."""
    begin = max(text.start_of(line), start - LINE_REACH)
    left = text.text[begin:start]
    name = _own(left)
    above = text.line(line - 1)
    if not identifiers(name) and not left.strip(TRIMMED + "([{,+|>-"):
        return (
            _own(f"{above.rstrip()} ")
            if above.rstrip().endswith((":", "=", "(", "|", ">", "-"))
            else ""
        )
    if any(map(GENERIC_NAME.match, identifiers(name)[-2:])):
        return f"{above} {left}"
    return name


def label_of(name: str) -> str:
    """The identifier that a value is assigned to; nothing where it is merely mentioned."""
    found = LABEL.search(name)
    return found[1] if found else ""


def identifiers(text: str) -> list[str]:
    """The identifiers in a piece of text, nearest last; values are none."""
    return IDENTIFIER.findall(without_values(text))


def without_values(text: str) -> str:
    """A text without its credentials, whose letters are no words."""
    for shape in (shapes.KEY_ID, shapes.SECRET, shapes.LEGACY_KEY_ID):
        text = shape.sub(lambda found: " " if is_random(found[0]) else found[0], text)
    return text


def _own(left: str) -> str:
    """The part of a line, left of a value, that speaks of this value and of no other."""
    bare = left.rstrip(TRIMMED)
    while wrapped := WRAPPER.search(bare):
        inner = bare[: wrapped.start()].rstrip(TRIMMED)
        if inner == bare or not re.search(r"[=:(,>|?]\s*$", inner):
            break
        bare = inner
    return _after_separator(bare)


def _after_separator(left: str) -> str:
    """Cut at the last separator; of the argument before a comma only a quoted name counts."""
    body = left.rstrip(" \t\"'`([{")
    if body.endswith(","):
        quoted = QUOTED_NAME.search(body)  # getenv("NAME", "…")
        return quoted[1] if quoted else ""
    body = ACCESSORS.sub("", body)
    cut = max(body.rfind(mark) for mark in (";", ",", "{", "}"))
    parameter = PARAMETER.search(body)
    return body[max(cut, parameter.start() if parameter else -1) + 1 :]
