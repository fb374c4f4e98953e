"""Places that a parser gives in bytes of a line, as offsets in characters of the text."""

from __future__ import annotations

import re

LINE_END = re.compile(r"\r\n|\r|\n")


class Columns:
    """The lines of a text; columns count bytes of UTF-8."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(end.end() for end in LINE_END.finditer(text))]

    def offset(self, line: int, column: int) -> int:
        """The offset of a column, in bytes, of a line from 1."""
        start = self.starts[min(line, len(self.starts)) - 1]
        # Most lines are ASCII, where bytes are characters.
        characters = self.text[start : start + column]
        if characters.isascii():
            return start + len(characters)
        return start + len(
            characters.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "ignore")
        )
