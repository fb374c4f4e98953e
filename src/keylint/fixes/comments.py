"""A pair that was commented out is taken away; what a comment says in words is left."""

from __future__ import annotations

import re
from collections.abc import Sequence

from keylint.finding import Span
from keylint.fixes.edit import Answer, Edit, Fix, Left, Place, line_around

# `# SECRET = "…"`, `// const key = '…';`, `# client = Client("…", "…")`, or the value alone.
# Letters after the name are code's, not prose.
DECLARES = r"(?:(?:export|const|let|var|val|set|static|final|public|private|string|auto)\s+)*"
NAMED = r"[\w.$\[\]\"'`-]{1,80}\s{0,20}(?::=|=>|[:=(])\s{0,8}"
CODE = re.compile(
    rf"(?ix)^\W{{0,40}} (?: {DECLARES} {NAMED} (?:(?:new\s+)?[\w.]+\()? )? [\w\s.,\"'`:=()]{{0,60}}? \0"
    r"(?: [\w\s.,\"'`:=()]{0,40}? \0 )*"
    r"[\s\"'`,;)\]}*/>-]* (?:\.?encode\([^)]*\))? [\s,;)*/>-]* $"
)
LONGEST = 300
PROSE = "a comment speaks of it: take the value out by hand, or let --unsafe-fixes write its name"


def answer(text: str, place: Place, comment: Span, places: Sequence[Place]) -> Answer:
    """What becomes of a value in a comment; `places` are all values of the text."""
    line = line_around(text, comment)
    alone = (
        not text[line.start : comment.start].strip() and not text[comment.end : line.end].strip()
    )
    if alone and "\n" not in text[comment.start : comment.end] and _is_code(text, comment, places):
        return Fix((Edit(line, ""),), "the commented-out line is gone")
    if not any(comment.holds(other.span) for other in places):
        return Left(PROSE)
    return Fix(
        (Edit(place.span, place.name),), f"{place.name} in the comment", safe=False, note=PROSE
    )


def _is_code(text: str, comment: Span, places: Sequence[Place]) -> bool:
    body, done = "", comment.start
    for other in sorted(places):
        if comment.holds(other.span):
            body += f"{text[done : other.span.start]}\0"
            done = other.span.end
    body += text[done : comment.end]
    return len(body) <= LONGEST and CODE.match(body) is not None
