"""Bytes → text and back: nothing raises, what is written back is the same, places are right."""

from __future__ import annotations

import re

from properties import require

from keylint.content import archive_of, decode, encoding_of
from keylint.document import Document
from keylint.finding import Span
from keylint.fixes import encoding
from keylint.history import cuts

WORD = re.compile(r"\S{1,40}")


def take(data: bytes) -> None:
    """Every encoding that is told decodes; every word is found again in its line's bytes."""
    archive_of(data)
    told = encoding_of(data)
    if told is None:
        require(encoding.read(data) is None, "what is no text is read for a fix")
        return
    text = decode(data, told)
    written = encoding.read(data)
    if written is not None:
        require(written.bytes_of(written.text) == data, "a text is not written back as it was")
        require(written.text == text, "a fix reads another text than a scan")
    if told == "utf-8":
        _words_are_where_they_are_cut(data, text)


def _words_are_where_they_are_cut(data: bytes, text: str) -> None:
    coded = cuts._encoding(data)
    document = Document("a.txt", text)
    rows = data.split(b"\n")
    for number, word in enumerate(WORD.finditer(text)):
        if number > 50:
            return
        place = document.locate(Span(*word.span()))
        found = cuts.cut(data, place, coded)
        if place.line != place.end_line:
            require(found is None, "several lines are cut as one")
        elif found is not None:
            held = rows[found.line - 1][found.first - 1 : found.last]
            require(held.decode(coded) == word[0], "a cut has other bytes than the value")
