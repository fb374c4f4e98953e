"""What git answers, as hostile as names and damage can make it, and cut off anywhere.

The form of an answer is git's own: fields and lengths are what they are. What stands in a name, a
mode or a message is anybody's, and a git that is killed stops anywhere.
"""

from __future__ import annotations

import contextlib
from io import BytesIO
from subprocess import CompletedProcess
from typing import Any
from unittest import mock

from properties import require

from keylint.model import Blob
from keylint.sources import git, history, metadata, objects, past, staged, walk
from keylint.sources.git import Entry, GitError, GitFault, Repository
from keylint.sources.history import Version

IDS = tuple(b"%040x" % number for number in range(1, 9))
CONTROLS = bytes(range(33)) + b"\x7f"


class Told(Repository):
    """A repository whose git answers with what it was told to say."""

    said: bytes = b""

    def _run(self, *arguments: str) -> bytes:
        return self.said

    def tell(self, *arguments: str, stdin: bytes = b"") -> CompletedProcess[bytes]:
        """The answer, without a complaint."""
        return CompletedProcess((), 0, self.said, b"")

    def start(self, *arguments: str, stdin: Any = None) -> Any:
        """A git that has answered already."""
        return _Process(self.said)


class _Process:
    """A git that has said what it says, and then ended."""

    returncode = 0

    def __init__(self, said: bytes) -> None:
        self.stdout, self.stdin = BytesIO(said), BytesIO()

    def communicate(self, asked: bytes = b"") -> tuple[bytes, bytes]:
        return self.stdout.read(), b""

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code, at once."""
        return self.returncode

    def kill(self) -> None:
        """It has ended already."""

    def __enter__(self) -> _Process:
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing is left of it."""


def _told(said: bytes) -> Told:
    told = Told("/repo", "/repo/.git")
    Told.said = said
    return told


def _parts(data: bytes) -> list[bytes]:
    return [part for part in data.split(b"\x1e") if part]


def take(data: bytes) -> None:
    """Each answer of git is read, and what it lacks is a fault that is told."""
    names = [name.replace(b"\0", b"") or b"x" for name in _parts(data)]
    _listed(names)
    _indexed(names)
    _objects(_parts(data))
    _walked(names)
    _messages(_parts(data))


def _listed(names: list[bytes]) -> None:
    said = b"".join(b"%b %b\0" % (b"?" if len(name) % 2 else b"H", name) for name in names)
    complaint = b"".join(b"warning: could not open directory '%b': x\n" % name for name in names)
    done = CompletedProcess((), 0, said, complaint)
    with (
        mock.patch.object(git, "called", return_value=done),
        mock.patch.object(Told, "tell", return_value=done),
    ):
        found = _told(b"").files()
    require(len(found) >= len({*names}), "git lists a file, and nobody looks at it")


def _indexed(names: list[bytes]) -> None:
    modes = (b"100644", b"120000", b"160000", b"100755")
    said = b"".join(
        b"%b %b %d\t%b\0" % (modes[len(name) % 4], IDS[len(name) % 8], len(name) % 3, name)
        for name in names
    )
    require(len(_told(said).indexed(())) == len({*names}), "the index has a file more or less")
    changed = b"".join(
        b":100644 %b %b %b %b\0%b\0"
        % (modes[len(name) % 4], IDS[0], IDS[len(name) % 8], b"MAU"[len(name) % 3 :][:1], name)
        for name in names
    )
    require(len(_told(changed).staged()) == len(names), "a staged file more or less")


def _objects(contents: list[bytes]) -> None:
    """Of a stream that is cut off anywhere every object is whole or told."""
    kinds = (b"blob", b"commit", b"tag")
    answers = []
    for number, content in enumerate(contents):
        one = IDS[number % 8]
        missing = content[:1] == b"?"
        head = (
            b"%b missing\n" % one
            if missing
            else b"%b %b %d\n" % (one, kinds[len(content) % 3], len(content))
        )
        answers.append(head if missing else b"%b%b\n" % (head, content))
    whole = b"".join(answers)
    asked = [Version(IDS[number % 8], b"name") for number in range(len(contents))]
    for said in (whole, whole[: len(whole) * 2 // 3], whole[:-1]):
        read = list(objects.read(_told(said), asked, 64))
        require(len(read) == len(asked), "a version is neither read nor told")
        for (_, item), content in zip(read, contents, strict=True):
            if isinstance(item, Blob) and said is whole:
                require(item.data in content, "an object is read that is none")
        entries = [Entry("name", one.object_id) for one in asked]
        found = list(staged._contents(_told(said), entries, 64))
        require(len(found) == len(entries), "an entry is lost")


def _walked(names: list[bytes]) -> None:
    """Commits with heads, of one parent and of two, cut off anywhere."""
    said = b""
    for number, name in enumerate(names):
        commit, old, new = IDS[number % 8], IDS[1], IDS[len(name) % 8]
        head = b":100644 100644 %b %b M" % (old, new)
        if len(name) % 3 == 0:
            head = b"::100644 100644 100644 %b %b %b MM" % (old, old, new)
        said += b"%b\0%b\0%b\0" % (commit, head, name)
    for told in (said, said[: len(said) // 2]):
        try:
            found = list(walk._steps(_Process(told)))  # type: ignore[arg-type]
        except GitFault:
            require(said != told, "a whole answer makes no sense")
            continue
        require(said != told or sum(len(heads) for _, heads in found) == len(names), "heads lost")
        for _, heads in found:
            for head, _ in heads:
                with contextlib.suppress(IndexError):  # a head that is cut off
                    history.content_after(head)
                    history.contents_before(head)
    walk.Walk(("HEAD",), paths=tuple(map(str, names))).stdin  # noqa: B018


def _messages(said: list[bytes]) -> None:
    lines = b"".join(
        b"commit %b\n%b\0%b\x002026-01-01\n" % (IDS[0], IDS[0], one.replace(b"\n", b" "))
        for one in said
    )
    with contextlib.suppress(GitError, GitFault):
        past.Tracer(_told(lines), ()).trace({b"name": {"one": frozenset(IDS)}})
    # git passes over a ref whose name has a control character.
    tags = b"".join(b"tag %b v%b\n" % (IDS[0], one.translate(None, CONTROLS)) for one in said)
    list(metadata.messages(_told(tags), ()))
    metadata.names(_told(tags))
