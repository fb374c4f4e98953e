"""The text of a file, and the bytes of a changed text: what was not changed stays byte for byte."""

from __future__ import annotations

from typing import NamedTuple

from keylint.content import BYTE_ORDER_MARKS, decode, encoding_of


class Written(NamedTuple):
    """A text as it stands in a file: behind which mark, and in which encoding."""

    text: str
    encoding: str
    mark: bytes = b""

    def __repr__(self) -> str:  # without the text, which may be a secret
        return f"Written({len(self.text)} characters, {self.encoding})"

    def bytes_of(self, text: str) -> bytes:
        """A text as the file would hold it; raises UnicodeEncodeError where it cannot."""
        return self.mark + text.encode(self.encoding)


def read(data: bytes) -> Written | None:
    """The text of a file's bytes; None where it would not be written back as it was."""
    told = encoding_of(data)
    if told is None:
        return None
    text = decode(data, told)
    marks = [mark for mark, name in BYTE_ORDER_MARKS if name == told and data.startswith(mark)]
    ways = [Written(text, told, mark) for mark in (*marks, b"")]
    if told == "utf-8":
        ways.append(Written(text, "latin-1"))
    return next((way for way in ways if _is_exact(way, data)), None)


def text_of(data: bytes) -> str:
    """The text of a file's bytes, or nothing where they hold none."""
    written = read(data)
    return written.text if written else ""


def _is_exact(written: Written, data: bytes) -> bool:
    try:
        return written.bytes_of(written.text) == data
    except UnicodeEncodeError:
        return False
