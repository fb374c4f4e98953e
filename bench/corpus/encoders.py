"""Encoders of a rendered text that keep track of where each value stands in the encoded one.

A mark has two spans: the tightest run of characters that holds the value, and the whole encoded token around it. Without
an encoder both are the same. An encoder that writes each character by itself (percent, escapes, hex) moves the tight span
exactly; for base64 it is the run of digits that carry at least one bit of the value.
"""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Callable
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Mark:
    """Where a value, or `length` characters of it, stands: half-open spans in code points."""

    word: str
    arg: str
    value: str
    length: int
    start: int
    end: int
    token_start: int
    token_end: int

    def moved(self, by: int) -> Mark:
        return replace(
            self,
            start=self.start + by,
            end=self.end + by,
            token_start=self.token_start + by,
            token_end=self.token_end + by,
        )


@dataclass(frozen=True)
class Text:
    """Rendered text and the marks of its values."""

    text: str
    marks: tuple[Mark, ...]


def _each(write: Callable[[str], str]) -> Callable[[Text], Text]:
    """An encoder that writes character by character."""

    def encode(text: Text) -> Text:
        pieces = [write(char) for char in text.text]
        starts = [0]
        for piece in pieces:
            starts.append(starts[-1] + len(piece))

        def place(mark: Mark) -> Mark:
            return replace(
                mark,
                start=starts[mark.start],
                end=starts[mark.end],
                token_start=starts[mark.token_start],
                token_end=starts[mark.token_end],
            )

        return Text("".join(pieces), tuple(place(mark) for mark in text.marks))

    return encode


def _base64(url: bool = False, pad: bool = True, codec: str = "utf-8") -> Callable[[Text], Text]:
    def encode(text: Text) -> Text:
        write = base64.urlsafe_b64encode if url else base64.b64encode
        out = write(text.text.encode(codec)).decode()
        out = out if pad else out.rstrip("=")

        def place(mark: Mark) -> Mark:
            first = len(text.text[: mark.start].encode(codec))
            last = len(text.text[: mark.end].encode(codec))
            return replace(
                mark, start=first * 8 // 6, end=-(-last * 8 // 6), token_start=0, token_end=len(out)
            )

        return Text(out, tuple(place(mark) for mark in text.marks))

    return encode


def _wrapped(width: int, indent: str = "") -> Callable[[Text], Text]:
    """Base64 in lines of `width` digits, each further line indented."""
    glue = "\n" + indent

    def shift(at: int) -> int:
        return at + len(glue) * (max(at - 1, 0) // width)

    def encode(text: Text) -> Text:
        plain = _base64()(text)
        lines = [plain.text[at : at + width] for at in range(0, len(plain.text), width)]

        def place(mark: Mark) -> Mark:
            start = mark.start + len(glue) * (mark.start // width)
            return replace(
                mark,
                start=start,
                end=shift(mark.end),
                token_start=0,
                token_end=shift(mark.token_end),
            )

        return Text(glue.join(lines), tuple(place(mark) for mark in plain.marks))

    return encode


def _percent(char: str) -> str:
    if char.isalnum() or char in "-._~":
        return char
    return "".join(f"%{byte:02X}" for byte in char.encode())


ENCODERS: dict[str, Callable[[Text], Text]] = {
    "b64": _base64(),
    "b64url": _base64(url=True, pad=False),
    "b64nopad": _base64(pad=False),
    "mime": _wrapped(76),
    "mime64in6": _wrapped(64, " " * 6),
    "pct": _each(_percent),
    "pctall": _each(lambda char: "".join(f"%{byte:02x}" for byte in char.encode())),
    "jsonesc": _each(lambda char: json.dumps(char)[1:-1]),
    "uni": _each(lambda char: f"\\u{ord(char):04x}"),
    "xhex": _each(lambda char: f"\\x{ord(char):02x}"),
    "ent": _each(html.escape),
    "entall": _each(lambda char: f"&#{ord(char)};"),
}
