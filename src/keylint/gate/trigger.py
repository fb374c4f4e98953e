"""What a file cannot be without if a rule is to find something in it; told before any rule is loaded."""

from __future__ import annotations

import enum
from typing import NamedTuple


class Facet(enum.Enum):
    """What can be read out of a document, and costs too much to be read out of every one."""

    CREDENTIALS = "credentials"
    LAYERS = "layers"
    RECORDS = "records"


class Trigger(NamedTuple):
    """The words and signs that call a rule up.

    One of the `words` has to stand in the file or its name, and one of each group `besides`; they
    are ASCII and lower-case. Where there are no words, every file calls it up. One of each group of
    `signs` has to match: regular expressions that Hyperscan and Python's `re` both know, without
    look-arounds; and the file's name has to match `names`. Where no sign does, there is nothing for
    `reads` to read. A rule that `waits` is judged when all files are known; only one that
    `finds_secrets` looks at history.
    """

    rule: str
    words: tuple[str, ...]
    besides: tuple[tuple[str, ...], ...] = ()
    signs: tuple[tuple[str, ...], ...] = ()
    names: str = ""
    reads: Facet | None = None
    waits: bool = False
    finds_secrets: bool = False
