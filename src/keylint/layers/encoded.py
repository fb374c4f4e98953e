"""base64: one value, `key:secret`, or a whole embedded file, on one line or wrapped over many."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from keylint.layers.edit import INTERESTING, Edit
from keylint.model import Span

# A run that is long enough for a key id, on one line or wrapped over lines of one width.
RUN = re.compile(
    r"(?<![A-Za-z0-9+/_\-])(?:"
    r"(?:[A-Za-z0-9+/]{40,128}[ \t]*\\?\r?\n[ \t]*)+[A-Za-z0-9+/]+"
    r"|[A-Za-z0-9+/]{24,}|[A-Za-z0-9_\-]{24,}"
    r")={0,2}(?![A-Za-z0-9+/=_\-])"
)
# Longer runs are images and fonts.
LONGEST = 64 * 1024


LINE = re.compile(r"[A-Za-z0-9+/_\-]{24,}={0,2}")


def edits(text: str) -> Iterator[Edit]:
    """The base64 runs of a text that hold something of interest."""
    for run in RUN.finditer(text):
        if run.end() - run.start() <= LONGEST:
            yield from _edits(run)


def _edits(run: re.Match[str]) -> Iterator[Edit]:
    """The run as a whole, or its lines: what follows on the next line may be another thing."""
    whole = decoded(run[0])
    if whole:
        yield Edit(Span(*run.span()), whole)
    elif "\n" in run[0]:
        for line in LINE.finditer(run.string, run.start(), run.end()):
            if plain := decoded(line[0]):
                yield Edit(Span(*line.span()), plain)


def decoded(run: str) -> str | None:
    """The text that a run stands for; None if it is no base64, no text or of no interest."""
    packed = re.sub(r"[\s\\]", "", run).rstrip("=").translate(str.maketrans("-_", "+/"))
    if len(packed) % 4 == 1:
        return None
    try:
        text = base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return None
    plain = text.replace("\r", "").replace("\n", "").replace("\t", "")
    return text if plain.isprintable() and _is_interesting(text) else None


def _is_interesting(text: str) -> bool:
    # base64 of base64 is decoded one layer at a time.
    return INTERESTING.search(text) is not None or RUN.fullmatch(text.strip()) is not None
