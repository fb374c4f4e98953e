"""Files that git keeps in one encoding and writes in another, where `.gitattributes` says so."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from keylint.model import Unread
from keylint.sources.files import ATTRIBUTES, File, Found, read
from keylint.sources.git import Repository, checked
from keylint.sources.git_call import lines

ENCODING = "working-tree-encoding"
LARGEST = 100_000_000  # bytes; git itself reads no larger one
UNSET = ("unspecified", "unset", "set", "")
PRINTABLE = bytes(range(ord(" "), ord("~") + 1))
# Their bytes tell them.
WIDE = ("UTF-16", "UTF16", "UTF-32", "UTF32")
TOLD = "written by git in {}, which is not read: scan what is --staged, or the --history"


def told(repository: Repository, names: Iterable[str], found: Found) -> Found:
    """Some files; of those that git writes in letters of another kind only that it does so."""
    written = dict(_written(repository, names))
    for item in found:
        encoding = written.get(item.path, "")
        if isinstance(item, File) and encoding and not _is_read(encoding):
            yield Unread(item.path, TOLD.format(encoding), fault=True)
        else:
            yield item


def _written(repository: Repository, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Files with the encoding that git writes them in; it is asked where an attribute speaks of any."""
    asked = list(names)
    attributes = (name for name in asked if os.path.basename(name) == ATTRIBUTES)
    if not any(_speaks(os.path.join(repository.top, name)) for name in attributes):
        return
    stdin = b"".join(os.fsencode(name) + b"\0" for name in asked)
    done = repository.tell("check-attr", "--stdin", "-z", ENCODING, stdin=stdin)
    answer = lines(checked(done))
    for name, encoding in zip(answer[::3], answer[2::3], strict=False):
        if (value := encoding.decode("ascii", "replace")) not in UNSET:
            yield os.fsdecode(name), value


def _speaks(place: str) -> bool:
    """Whether a file of attributes has the one; where it cannot be read, git may know it."""
    found = read(File(place, ATTRIBUTES, LARGEST))
    return isinstance(found, Unread) or ENCODING.encode() in found.data


def _is_read(encoding: str) -> bool:
    """Whether what is ASCII is so in an encoding, too, or its bytes tell it."""
    try:
        return encoding.upper().startswith(WIDE) or PRINTABLE.decode(encoding) == PRINTABLE.decode()
    except (LookupError, ValueError):
        return False
