"""Ignore comments: where they stand, which line they speak for, and which rules they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import splitext

from keylint.document import Document

# How a comment begins, and how the forms that have an end end. A row is taken as a whole: if it were
# tried from each of its characters to each, a ruler of dashes would cost its length's cube.
ROWS = r"(?<!#)#+(?!#)|(?<!/)//+(?!/)|(?<!-)--+(?!-)|(?<!;);+(?!;)|(?<!%)%+(?!%)"
OPENS = rf"{ROWS}|/\*+|<!--+(?!-)|<%--+(?!-)|\{{\{{?/\*|\{{#|\{{-+(?!-)|\(\*|!|\.\.|::|\bREM\b"
CLOSES = re.compile(r"\*/\}?\}?|-->|--%>|#\}|-\}|\*\)")
# A word of another tool may stand before it. A name is short, where `--a--a--a` has no end.
IDS = r"[ \t]*(?:[\w-]{1,40}[ \t]+)??keylint:[ \t]*ignore(?:\[([^\[\]\n]*)\])?"
IGNORE = re.compile(rf"(?:{OPENS}){IDS}", re.IGNORECASE)
# In Visual Basic alone an apostrophe begins a comment; elsewhere it begins a string.
BASIC_IGNORE = re.compile(rf"(?:'|{OPENS}){IDS}", re.IGNORECASE)
BASIC = (".vb", ".bas", ".vbs", ".cls")
# A line longer than this is no line that somebody comments.
LONGEST_LINE = 5000
# detect-secrets' own pragmas (detect_secrets/filters/allowlist.py), which 58,200 files use.
PRAGMA = re.compile(r"(?:#|//|/\*|--|<!--|;)[ \t]*pragma: ?(?:allow|white)list[ -]secret\b")
NEXTLINE_PRAGMA = re.compile(
    r"[ \t]*(?:#|//|/\*|--|<!--|;)[ \t]*pragma: ?allowlist[ -]nextline[ -]secret\b"
)
BASIC_PRAGMA = re.compile(r"'[ \t]*pragma: ?(?:allow|white)list[ -]secret\b")

# What every comment that silences has, be it in a wide encoding of which the NULs are taken out.
MARKED = re.compile(rb"(?i)keylint:|pragma:")

# A file has as many findings at most; each comment takes a kilobyte of memory.
MOST_LINES = 10_000


@dataclass
class Ignore:
    """An ignore comment, and the rules of it that caught something."""

    line: int
    targets: tuple[int, ...]
    ids: tuple[str, ...]
    reason: str
    used: set[str] = field(default_factory=set)


def read(document: Document) -> list[Ignore]:
    """The ignore comments of a document, in the order of its lines, as far as they are heeded."""
    found: list[Ignore] = []
    if "keylint:" not in document.text.lower():
        return found
    numbers = {document.line_number(m.start()) for m in re.finditer("(?i)keylint:", document.text)}
    for number in sorted(numbers)[:MOST_LINES]:
        found += _on_line(document, number)
    return found


def _on_line(document: Document, number: int) -> Iterator[Ignore]:
    line = document.line(number)
    if len(line) > LONGEST_LINE:
        return
    form = BASIC_IGNORE if splitext(document.path)[1].lower() in BASIC else IGNORE
    comments = list(form.finditer(line))
    starts = [*(comment.start() for comment in comments), len(line)]
    for comment, end in zip(comments, starts[1:], strict=True):
        reason, *after = CLOSES.split(line[comment.end() : end], maxsplit=1)
        alone = not line[: comment.start()].strip() and not "".join(after).strip()
        ids = tuple(word.strip() for word in (comment[1] or "").split(",") if word.strip())
        targets = (number, _next_code(document, number)) if alone else (number,)
        yield Ignore(number, targets, ids, reason.strip(" \t-:"))


def _next_code(document: Document, number: int) -> int:
    """The line that a comment above it speaks for: the next one that is no comment."""
    following = number + 1
    while re.match(rf"[ \t]*(?:{OPENS})", document.line(following)) and following - number < 10:
        following += 1
    return following


def has_pragma(document: Document, number: int) -> bool:
    """Whether detect-secrets' pragma allows the secrets of a line."""
    line = document.line(number)
    if len(line) > LONGEST_LINE:
        return False
    if splitext(document.path)[1].lower() in BASIC and BASIC_PRAGMA.search(line):
        return True
    above = document.line(number - 1)[:LONGEST_LINE]
    return bool(PRAGMA.search(line) or NEXTLINE_PRAGMA.match(above))


def marks(document: Document) -> list[tuple[int, str]]:
    """Every comment of a document that silences something, by its line and in words."""
    found = [
        (one.line, f"ignore[{', '.join(one.ids)}]" + (f": {one.reason}" if one.reason else ""))
        for one in read(document)
        if one.ids
    ]
    forms = [PRAGMA.search, NEXTLINE_PRAGMA.match]
    if splitext(document.path)[1].lower() in BASIC:
        forms.append(BASIC_PRAGMA.search)
    for number, line in enumerate(document.text.split("\n"), 1):
        if len(line) <= LONGEST_LINE and any(form(line) for form in forms):
            found.append((number, "pragma: allowlist secret"))
    return sorted(found)
