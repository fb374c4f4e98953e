"""The line of .gitattributes by which git keeps the entries of both sides of a baseline."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename

from keylint.adoption.place import Change, Place, added_at_end

FILE = ".gitattributes"


def step(place: Place, baseline: str) -> Iterator[Change]:
    """The file with the line, if nobody said how git merges that baseline."""
    before = place.read(FILE)
    said = place.repository.ask("check-attr", "-z", "merge", "--", baseline).split(b"\0")
    if said[2:3] == [b"unspecified"]:
        yield Change(
            FILE, before, added_at_end(before or "", f"{basename(baseline)} merge=union\n")
        )
