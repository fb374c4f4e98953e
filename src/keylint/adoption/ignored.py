"""The lines of .gitignore that keep a repository's files of credentials out of git."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from posixpath import basename

from keylint.adoption.place import Change, LeftAlone, Note, Outcome, Place, added_at_end

FILE = ".gitignore"
ALWAYS = ".env"
PATTERNS = (
    (re.compile(r"\.env"), ".env"),
    (re.compile(r"\.env\..+"), ".env.*"),
    (re.compile(r".+\.env"), "*.env"),
)
# These are there to be read by others, with no values in them.
EXAMPLE = re.compile(r"(?i)\b(?:example|sample|template|dist|defaults?)\b")
PLAIN = re.compile(r"[\w.-]+")
HEAD = "# Credentials stay out of git\n"


def step(place: Place) -> Iterator[Outcome]:
    """The file with the lines that are missing."""
    before = place.read(FILE)
    listed = place.repository.files()
    private = [name for name in listed if _pattern(name) and not _is_example(name)]
    missing = _missing(place, [ALWAYS, *private])
    wanted = dict.fromkeys(filter(None, map(_pattern, missing)))
    shown = (basename(name) for name in listed if _is_example(name) and _pattern(name) in wanted)
    lines = [*wanted, *sorted({f"!{name}" for name in shown if PLAIN.fullmatch(name)})]
    if not lines:
        yield Note(f"{FILE}: leaves credentials out")
    else:
        between = "\n" if (before or "").strip() else ""
        addition = f"{between}{HEAD}" + "".join(f"{line}\n" for line in lines)
        yield Change(FILE, before, added_at_end(before or "", addition))
    for name in sorted(name for name in private if listed[name]):
        yield Note(f"{name} is tracked by git all the same: git rm --cached -- {name}")


def _pattern(name: str) -> str:
    """What to write for a file that holds credentials by its name; nothing for others."""
    return next((line for form, line in PATTERNS if form.fullmatch(basename(name))), "")


def _is_example(name: str) -> bool:
    return EXAMPLE.search(basename(name)) is not None


def _missing(place: Place, names: Iterable[str]) -> list[str]:
    """The names that no .gitignore of the repository covers; a clone's own lists do not count."""
    # check-ignore refuses the literal names that every call asks for; behind “./” nothing is magic.
    asked = [b"./" + os.fsencode(name) for name in names]
    said = place.repository.tell(
        *("--no-literal-pathspecs", "check-ignore", "--verbose", "--non-matching"),
        *("-z", "--no-index", "--stdin"),
        stdin=b"".join(name + b"\0" for name in asked),
    ).stdout
    fields = [os.fsdecode(one) for one in said.split(b"\0")[:-1]]
    if len(fields) != 4 * len(asked):
        raise LeftAlone(f"{FILE}: git does not tell what it ignores")
    return [
        name.removeprefix("./")
        for source, pattern, name in zip(fields[::4], fields[2::4], fields[3::4], strict=True)
        if basename(source) != FILE or pattern.startswith("!")
    ]
