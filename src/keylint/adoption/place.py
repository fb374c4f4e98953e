"""The repository that `keylint init` looks at: its files by name, with no link followed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple, Union

from keylint import output, placing
from keylint.model import unshown
from keylint.sources import git

LARGEST = 1_000_000  # bytes; nobody writes a configuration of that size


class LeftAlone(Exception):
    """A file cannot be added to; the message names it and says why."""


class NoRepository(LeftAlone):
    """There is no repository with a work tree around a folder."""


class Note(NamedTuple):
    """Something that is told of a file that stays as it is; a problem if it should have changed."""

    text: str
    is_problem: bool = False

    def __repr__(self) -> str:
        return unshown(self)


class Change(NamedTuple):
    """A file's text before and after; nothing before where there is no such file."""

    name: str
    before: str | None
    after: str

    def __repr__(self) -> str:
        return unshown(self)


Outcome = Union[Change, Note]


class Place(NamedTuple):
    """A repository with a work tree."""

    repository: git.Repository

    @property
    def top(self) -> Path:
        """The folder at its top."""
        return Path(self.repository.top)

    def has(self, name: str) -> bool:
        """Whether something of that name stands there."""
        return os.path.lexists(self.top / name)

    def read(self, name: str) -> str | None:
        """The text of a file, None if there is none; raises LeftAlone where it is no plain file."""
        for above in (name, *map(str, Path(name).parents)):
            if (self.top / above).is_symlink():
                raise LeftAlone(f"{name}: {above} is a symbolic link, which is not followed")
        path = self.top / name
        if not path.exists():
            return None
        if not path.is_file():
            raise LeftAlone(f"{name}: not a file")
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
            if len(data) > LARGEST:
                raise LeftAlone(f"{name}: larger than 1 MB")
            return data.decode("utf-8")
        except OSError as error:
            raise LeftAlone(f"{name}: {error.strerror}") from None
        except UnicodeDecodeError:
            raise LeftAlone(f"{name}: not UTF-8") from None

    def write(self, change: Change) -> None:
        """Put a change in its place; raises LeftAlone where the file is not what it was any more."""
        path = self.top / change.name
        if self.read(change.name) != change.before:
            raise LeftAlone(f"{change.name}: changed meanwhile")
        before = None if change.before is None else change.before.encode()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            output.check(path)
            placing.put_over(str(path), before, change.after.encode())
        except output.OutputError as error:
            raise LeftAlone(str(error)) from None
        except placing.Changed:
            raise LeftAlone(f"{change.name}: changed meanwhile") from None
        except OSError as error:
            raise LeftAlone(f"{change.name}: could not be written ({error.strerror})") from None


def place_of(folder: str) -> Place:
    """The repository around a folder; raises LeftAlone where there is none with a work tree."""
    try:
        repository = git.find(os.path.realpath(folder))
    except git.GitError as error:
        raise LeftAlone(f"git: {error}") from None
    if repository is None:
        raise NoRepository(f"{folder} is in no git repository: run git init first")
    if not repository.top:
        raise NoRepository("a bare repository has no files: run this in a clone")
    return Place(repository)


def newline_of(text: str) -> str:
    """The line end that a text uses."""
    return "\r\n" if "\r\n" in text else "\n"


def added_at_end(text: str, addition: str) -> str:
    """A text with lines behind its last one, in its own line ends."""
    newline = newline_of(text)
    between = newline if text and not text.endswith("\n") else ""
    return text + between + addition.replace("\n", newline)
