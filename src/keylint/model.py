"""The nouns of keylint: frozen values that pass from room to room.

What every run needs is a NamedTuple, which loads in a fraction of the time that a dataclass takes:
a hook waits for it.
"""

from __future__ import annotations

import enum
from typing import NamedTuple


def unshown(one: object) -> str:
    """How an object prints that holds a file's text or a credential: without it."""
    return f"{type(one).__name__}(…)"


class Severity(enum.IntEnum):
    """How bad a finding is for the owner of the account, mildest first."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4

    def __str__(self) -> str:
        return self.name.lower()


class Confidence(enum.IntEnum):
    """How sure keylint is that a finding is what it says, least sure first."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3

    def __str__(self) -> str:
        return self.name.lower()


class Standing(NamedTuple):
    """How a file stands: whether git tracks or ignores it, and whether other users may read it.

    None where nobody asked, or where there is no repository.
    """

    tracked: bool | None = None
    ignored: bool | None = None
    read_by_others: bool = False


class Blob(NamedTuple):
    """The bytes of one thing that is scanned; `origin` says where they were read."""

    path: str
    data: bytes
    origin: str = "file"
    standing: Standing = Standing()

    def __repr__(self) -> str:  # without the bytes, which may be a secret
        return f"Blob({self.path!r}, origin={self.origin!r}, standing={self.standing!r})"


class Unread(NamedTuple):
    """Something that was not scanned, and why; a fault if it was asked for and should have been."""

    path: str
    reason: str
    fault: bool = False


class Tally(NamedTuple):
    """How much was scanned."""

    files: int = 0
    bytes: int = 0

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.files + other.files, self.bytes + other.bytes)


SIZE_UNITS = ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB"))


def size(count: int) -> str:
    """A number of bytes as people say it."""
    for unit, name in SIZE_UNITS:
        if count >= unit:
            return f"{count / unit:.4g} {name}"
    return f"{count} bytes"
