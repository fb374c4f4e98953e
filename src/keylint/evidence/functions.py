"""Functions of Python code in which no key is described: blanked out, so that the rest is parsed fast.

Parsing code costs more than all else that a scan does, and what calls it up stands in few of its
functions. Every table within a function is read from that function's text alone; so one without
the names of a record has none, and what is left of the code has every record where it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from keylint.evidence.names import Search, may_hold_a_record

HEAD = re.compile(r"\n([ \t]*)(?:async[ \t]+)?def[ \t]+\w+[ \t]*\(")
QUOTES = ('"""', "'''")
# Blank between its brackets, with this at its end, a function is still one.
REST = "):0"


def of_keys(code: str, search: Search) -> str:
    """The code with every function blanked out that describes no key; nothing if none is left.

    Every place stays where it was.
    """
    if "\r" in code.replace("\r\n", "\n"):  # an end of line that is not counted here
        return code
    kept = "".join(_parts(code, search))
    return kept if may_hold_a_record(kept, search) else ""


def _parts(code: str, search: Search) -> Iterator[str]:
    """The code in parts, of which those that are functions without a record are blank."""
    written = 0
    for head in HEAD.finditer(code):
        start, end = head.end(), _end(code, head)
        if head.start() < written or end < start + len(REST) or not _is_closed(code, start, end):
            continue
        if not may_hold_a_record(code[start:end], search):
            yield code[written:start]
            yield _blank(code[start : end - len(REST)]) + REST
            written = end
    yield code[written:]


def _blank(code: str) -> str:
    lines = code.count("\n")
    return "\n" * lines + " " * (len(code) - lines)


def _end(code: str, head: re.Match[str]) -> int:
    """Behind the last line that stands deeper than a function, but for brackets and comments."""
    less = re.compile(rf"\n[ \t]{{0,{len(head[1])}}}[^\s#)\]}}]")
    behind = less.search(code, head.end())
    end = behind.start() if behind else len(code)
    return head.end() + len(code[head.end() : end].rstrip())


def _is_closed(code: str, start: int, end: int) -> bool:
    """Whether every text of several lines that begins in a part of the code ends in it."""
    return all(code.count(quotes, start, end) % 2 == 0 for quotes in QUOTES)
