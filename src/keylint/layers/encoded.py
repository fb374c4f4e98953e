"""base64: one value, `key:secret`, or a whole embedded file, on one line or wrapped over many."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

from keylint.finding import Span
from keylint.layers.edit import INTERESTING, Edit
from keylint.runs import BASE64, Runs

# A run that is long enough for a key id, and what may follow on the next line of a wrapped one.
RUN = re.compile(r"(?<![A-Za-z0-9+/_\-])[A-Za-z0-9+/_\-]{24,}(?:={0,2})(?![A-Za-z0-9+/=_\-])")
RUNS = Runs(BASE64, 24)
# Which other characters can be printed each Python knows by its own edition of Unicode.
NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
NEXT_LINE = re.compile(r"[ \t]*\\?\r?\n[ \t]*([A-Za-z0-9+/]+={0,2})(?![A-Za-z0-9+/=_\-])")
# Whatever is of interest is at least 20 characters long, all of them from ( to {: so many fours of
# base64, one behind the other, begin as such characters do.
BEGINNINGS = b"".join(b"x" if byte in b"KLMNOPQRSTUVWXYZabcde" else b" " for byte in range(256))
LONG_ENOUGH = b"xxxxx"
LINE_ENDS = re.compile(r"[\s\\]")
SHORTEST_LINE, LONGEST_LINE = 40, 128
# Longer runs are images and fonts.
LONGEST = 64 * 1024


def edits(text: str) -> Iterator[Edit]:
    """The base64 runs of a text that hold something of interest, wrapped ones as a whole."""
    looked = done = 0
    packed = text.encode("latin-1", "replace")
    for start, last in RUNS.spans(text):
        holds_text = LONG_ENOUGH in packed[start:last:4].translate(BEGINNINGS)
        if start < done or not (holds_text or NEXT_LINE.match(text, last)):
            continue
        if (run := RUN.match(text, start)) is None:
            continue
        # A line in the middle of a block that was looked at is tried by itself alone.
        block = run.end() if start < looked else _block(text, run)
        looked = max(looked, block)
        for end in _ends(run.end(), block, holds_text):
            if end - start <= LONGEST and (plain := decoded(text[start:end])):
                yield Edit(Span(start, end), plain)
                done = end
                break


def _ends(line: int, block: int, holds_text: bool) -> Iterator[int]:
    """Where what begins at a place may end: with its block, or with its line if that holds text."""
    if block > line:
        yield block
    if holds_text:
        yield line


def _block(text: str, run: re.Match[str]) -> int:
    """Where the lines end that continue a run: all as long as the first, but the last."""
    width, end = run.end() - run.start(), run.end()
    while SHORTEST_LINE <= width <= LONGEST_LINE and end - run.start() <= LONGEST:
        following = NEXT_LINE.match(text, end)
        if not following or len(following[1]) > width:
            break
        end = following.end(1)
        if len(following[1]) < width:
            break
    return end


def decoded(run: str) -> str | None:
    """The text that a run stands for; None if it is no base64, no text or of no interest."""
    packed = run.rstrip("=")
    if not packed.isalnum():
        packed = LINE_ENDS.sub("", packed).replace("-", "+").replace("_", "/")
    if len(packed) % 4 == 1 or "=" in packed:
        return None
    try:
        text = binascii.a2b_base64(packed + "=" * (-len(packed) % 4)).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return text if not NO_TEXT.search(text) and _is_interesting(text) else None


def _is_interesting(text: str) -> bool:
    # base64 of base64 is decoded one layer at a time.
    return INTERESTING.search(text) is not None or RUN.fullmatch(text.strip()) is not None
