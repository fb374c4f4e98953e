"""Standard input as one blob."""

from __future__ import annotations

from typing import BinaryIO

from keylint.model import Blob, Unread, size
from keylint.sources import Item


def read(stream: BinaryIO | None, name: str, most: int) -> Item:
    """The blob of a stream, under the name that the user gave it."""
    if stream is None:
        return Unread(name, "standard input is closed", fault=True)
    data = stream.read(most + 1)
    if len(data) > most:
        return Unread(name, f"larger than {size(most)}", fault=True)
    return Blob(name, data, origin="stdin")
