"""A repository of git: its files, its index and its objects, as git tells them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from subprocess import PIPE, CompletedProcess
from typing import IO, NamedTuple

from keylint.sources.git_call import (
    CLOSED,
    GARBLED,
    TROUBLE,
    GitError,
    GitFault,
    NoGit,
    called,
    environment,
    lines,
    matched,
    started,
    stopping,
)
from keylint.sources.git_start import Process

__all__ = ["TROUBLE", "Entry", "GitError", "GitFault", "Repository", "find"]

# What an entry of the index can be but a file, by its mode.
NO_FILES = {b"160000": "submodule", b"120000": "symbolic link"}
IN_CONFLICT = "in conflict"
# How git tells of a file: whether it is tracked, as the index has it, and as it was changed.
TAGGED = re.compile(rb"([?A-Z]) (.+)", re.DOTALL)
IN_INDEX = re.compile(rb"(\d{6}) ([0-9a-f]{40,64}) ([0-3])\t(.+)", re.DOTALL)
CHANGED = re.compile(rb":\d{6} (\d{6}) [0-9a-f]{40,64} ([0-9a-f]{40,64}) ([A-Z])\d*")
OBJECT = re.compile(rb"([0-9a-f]{40,64})\n")
UNTRACKED = b"?"
NOT_IGNORED = 1
ASKED = ("--absolute-git-dir", "--is-bare-repository", "--show-toplevel")


class Entry(NamedTuple):
    """A file as the index holds it; `no_file` says why it has no content of its own."""

    path: str
    object_id: bytes
    no_file: str = ""


class Repository(NamedTuple):
    """A git repository with its work tree (empty if bare) and the index that is in force."""

    top: str
    git_dir: str
    index_file: str = ""

    @property
    def place(self) -> str:
        """The folder that git is called in."""
        return self.top or self.git_dir

    @property
    def is_committing(self) -> bool:
        """Whether a commit is under way: git names the index to its hooks, and to nobody else."""
        return bool(self.index_file)

    def files(self, *below: str) -> dict[str, bool]:
        """The files below some paths that git tracks, and those that it neither tracks nor ignores.

        Each with whether it is tracked. With them the folders that git could not look into, which
        it only warns of.
        """
        options = ("-z", "-t", "--cached", "--others", "--exclude-standard", "--deduplicate")
        asked = ("ls-files", *options, "--", *(below or (".",)))
        done = called(self.top, asked, self._environment())
        tagged = (matched(TAGGED, line) for line in lines(checked(done)))
        names = {os.fsdecode(name): tag != UNTRACKED for tag, name in tagged}
        if CLOSED not in done.stderr:
            return names
        from keylint.sources.git_said import closed  # hardly ever

        return names | dict.fromkeys(closed(done.stderr, self.top), False)

    def ignores(self, name: str) -> bool:
        """Whether git would ignore a file of that name if it were there, and not tracked yet."""
        # This command alone refuses to take names as they are, but knows no magic behind `./`.
        variables = {**self._environment(), "GIT_LITERAL_PATHSPECS": "0"}
        asked = ("check-ignore", "--no-index", "--quiet", "--", f"./{name}")
        done = called(self.top, asked, variables)
        return done.returncode != NOT_IGNORED and not checked(done)

    def ignored(self, *below: str) -> list[str]:
        """What git ignores and does not track below some paths; of a whole folder its name alone."""
        options = ("-z", "--others", "--ignored", "--exclude-standard", "--directory")
        listed = self._run("ls-files", *options, "--", *below)
        return [os.fsdecode(name) for name in lines(listed)]

    def indexed(self, paths: Iterable[str]) -> list[Entry]:
        """What the index holds of the given paths, or of everything."""
        listed = self._run("ls-files", "-z", "--stage", "--", *paths)
        entries = {}
        for line in lines(listed):
            mode, object_id, stage, name = matched(IN_INDEX, line)
            # In a conflict there are up to three of a name.
            entries[name] = _entry(name, mode, object_id, stage != b"0")
        return list(entries.values())

    def staged(self) -> list[Entry]:
        """What the index holds that the last commit does not."""
        try:
            changed = self._run(
                "diff-index", "--cached", "-z", "--no-renames", "--diff-filter=d", "HEAD"
            )
        except GitError:  # no commit yet: all of it is new
            return self.indexed(())
        fields = lines(changed)
        if len(fields) % 2:
            raise GitFault(GARBLED)
        entries = []
        for about, name in zip(fields[::2], fields[1::2], strict=True):
            mode, object_id, status = matched(CHANGED, about)
            entries.append(_entry(name, mode, object_id, status == b"U"))
        return entries

    def start(self, *arguments: str, stdin: int | IO[bytes] | None = PIPE) -> Process:
        """A git that answers as it is asked; its complaints are dropped."""
        return started(self.place, arguments, self._environment(), stdin)

    def objects(self, kind: str) -> Iterator[bytes]:
        """The ids of all objects of a kind that the repository holds, in no order."""
        form = "--batch-check=%(objecttype) %(objectname)"
        process = self.start("cat-file", "--batch-all-objects", "--unordered", form)
        with stopping(process):
            for line in process.stdout or ():
                named, _, object_id = line.partition(b" ")
                if named == kind.encode():
                    yield matched(OBJECT, object_id)[0]
        if process.returncode:
            raise GitError("an object of it is damaged, so that not all of them could be listed")

    def file(self, name: str) -> bytes:
        """What stands in a file of git's own; nothing if there is no such file."""
        told = self._run("rev-parse", "--git-path", name).rstrip(b"\n")
        try:
            with open(os.path.join(os.fsencode(self.place), told), "rb") as file:
                return file.read()
        except OSError:
            return b""

    def ask(self, *arguments: str) -> bytes:
        """What git says; raises GitError with its complaint."""
        return self._run(*arguments)

    def commit(self, revision: str) -> str:
        """The id of a commit; raises GitError where there is none of that name."""
        named = f"{revision}^{{commit}}"
        try:
            told = self._run("rev-parse", "--verify", "--end-of-options", named)
        except GitError:
            raise GitError(f"no commit is called {revision!r} here") from None
        return matched(OBJECT, told)[0].decode()

    def tell(self, *arguments: str, stdin: bytes = b"") -> CompletedProcess[bytes]:
        """What came of a question whose answer may be that git failed."""
        return called(self.place, arguments, self._environment(), stdin)

    def _environment(self) -> dict[str, str]:
        return environment({"GIT_INDEX_FILE": self.index_file} if self.index_file else {})

    def _run(self, *arguments: str) -> bytes:
        return checked(self.tell(*arguments))


def checked(done: CompletedProcess[bytes]) -> bytes:
    """What git said; raises GitError with its complaint if it failed."""
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(
            lines[0].removeprefix("fatal: ") if lines else "git failed and did not say why"
        )
    return done.stdout


def _entry(name: bytes, mode: bytes, object_id: bytes, in_conflict: bool) -> Entry:
    """A file as the index holds it."""
    no_file = IN_CONFLICT if in_conflict else NO_FILES.get(mode, "")
    return Entry(os.fsdecode(name), object_id, no_file)


def find(folder: str) -> Repository | None:
    """The repository that a folder belongs to; None if there is none, or no git.

    Raises GitError where there is one that git refuses to read.
    """
    inside = any(os.path.exists(os.path.join(place, ".git")) for place in _upwards(folder))
    bare_here = all(os.path.exists(os.path.join(folder, name)) for name in ("HEAD", "objects"))
    if not inside and not bare_here:
        return None
    return _found(folder, os.environ.get("GIT_INDEX_FILE", ""))


def _upwards(folder: str) -> Iterator[str]:
    yield folder
    while (above := os.path.dirname(folder)) != folder:
        yield above
        folder = above


def _found(folder: str, index: str) -> Repository | None:
    found = _asked_once(folder, index)
    if isinstance(found, GitError | GitFault):
        raise found
    return found


@cache
def _asked_once(folder: str, index: str) -> Repository | GitError | GitFault | None:
    """What is there, or why git does not tell: whoever asks again gets the same answer."""
    try:
        return _looked_up(folder, index)
    except NoGit:
        return None
    except TROUBLE as error:
        return error


def _looked_up(folder: str, index: str) -> Repository:
    done = called(folder, ("rev-parse", *ASKED), environment())
    # In a bare repository git answers the first two, and then that there is no top.
    git_dir, bare, _ = done.stdout.partition(b"\ntrue\n")
    if not bare:
        git_dir, _, top = checked(done).partition(b"\nfalse\n")
    top_folder = "" if bare else os.fsdecode(top.removesuffix(b"\n"))
    if not os.path.isdir(git_dir) or not (bare or os.path.isdir(top_folder)):
        raise GitFault(GARBLED)
    if bare:
        return Repository("", os.fsdecode(git_dir))
    return Repository(top_folder, os.fsdecode(git_dir), _index_in_force(top_folder, git_dir, index))


def _index_in_force(top: str, git_dir: bytes, named: str) -> str:
    """The index that git named to this hook, if it is one of this repository."""
    if not named:
        return ""
    index = os.path.realpath(os.path.join(top, named))
    return index if index.startswith(os.path.realpath(os.fsdecode(git_dir))) else ""
