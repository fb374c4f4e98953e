"""git, called so that nothing in a repository can make it run a program.

A repository may be a stranger's: its own configuration names programs (core.fsmonitor, hooks,
textconv, external diff, transports), so each is switched off, and no configuration but the repository's is read.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import select
import subprocess
import time
from collections.abc import Iterator
from typing import IO, Any

from keylint.sources.git_start import PIPE_BYTES, Process, begin

OPTIONS = (
    "-c", "core.fsmonitor=",
    "-c", "core.hooksPath=/dev/null",
    "-c", "diff.external=",
    "-c", "core.quotepath=off", "-c", "protocol.allow=never",
    # Two files whose names differ in case only would be one, where the repository says so.
    "-c", "core.ignoreCase=false",
    # It says of commits which parents they have, and nobody checks whether that is so.
    "-c", "core.commitGraph=false",
    # The check of ownership guards against programs in the configuration: none can run here.
    "-c", "safe.directory=*",
    "--no-pager", "--no-optional-locks",
)  # fmt: skip
ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    # A clone that lacks objects fetches them through any program that its configuration names.
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_LAZY_FETCH": "1",
    "LC_ALL": "C",
}
SILENT = "it did not answer for {seconds:g} seconds (KEYLINT_GIT_TIMEOUT is how many it may take)"
CLOSED = b"warning: could not open directory '"
GARBLED = "what it answered makes no sense"


class GitError(Exception):
    """git could not answer; the message is what it said."""


class GitFault(Exception):
    """git hung, died, could not be started or talks nonsense; the message says which.

    It is none of git's answers, so that nothing can be concluded from it.
    """


class NoGit(GitFault):
    """There is no git."""


TROUBLE = (GitError, GitFault)


class _Patience:
    """How long git may be silent. When it was once, nothing is asked for as long again."""

    usual, most = 600.0, 1e6

    def __init__(self) -> None:
        self.over = 0.0

    @property
    def seconds(self) -> float:
        """How long it may be."""
        try:
            named = float(os.environ.get("KEYLINT_GIT_TIMEOUT", ""))
        except ValueError:
            return self.usual
        return min(named, self.most) if named > 0 else self.usual

    def check(self) -> None:
        """Raise GitFault where git was silent not long ago."""
        if time.monotonic() < self.over:
            raise GitFault(SILENT.format(seconds=self.seconds))

    def lost(self) -> GitFault:
        """What is raised when it is lost."""
        self.over = time.monotonic() + self.seconds
        return GitFault(SILENT.format(seconds=self.seconds))


PATIENCE = _Patience()


class Answer(io.RawIOBase):
    """What git says as it says it; raises GitFault where it says nothing for too long."""

    def __init__(self, pipe: io.RawIOBase) -> None:
        self.pipe = pipe
        self.poll = select.poll() if hasattr(select, "poll") else None
        if self.poll:
            self.poll.register(pipe.fileno(), select.POLLIN)

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def fileno(self) -> int:
        """The end of the pipe that it comes through."""
        return self.pipe.fileno()

    def readinto(self, buffer: Any) -> int | None:
        """Put what comes next into a buffer; how much that was."""
        if self.poll and not self.poll.poll(PATIENCE.seconds * 1000):
            raise PATIENCE.lost()
        return self.pipe.readinto(buffer)

    def close(self) -> None:
        """Listen no more."""
        self.pipe.close()
        super().close()


@contextlib.contextmanager
def stopping(*processes: Process) -> Iterator[None]:
    """Ends with the processes' end; they are killed if somebody loses interest before.

    Raises GitFault where one does not end.
    """
    with contextlib.ExitStack() as stack:
        for process in processes:
            stack.enter_context(process)
        try:
            yield
            for process in processes:
                see_off(process)
        except BaseException:
            for process in processes:
                process.kill()
            raise


def see_off(process: Process) -> None:
    """Wait for the end of a git to which nobody listens any more."""
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(BrokenPipeError):
            if pipe:
                pipe.close()
    try:
        process.wait(PATIENCE.seconds)
    except subprocess.TimeoutExpired:
        raise PATIENCE.lost() from None


def started(
    folder: str,
    arguments: tuple[str, ...],
    variables: dict[str, str],
    stdin: int | IO[bytes] | None = subprocess.PIPE,
) -> Process:
    """A git that answers as it is asked; its complaints are dropped."""
    with starting():
        process = begin((*OPTIONS, *arguments), folder, variables, stdin, subprocess.DEVNULL)
    if isinstance(process.stdout, io.BufferedReader):
        process.stdout = io.BufferedReader(Answer(process.stdout.detach()), PIPE_BYTES)
    return process


def environment(extra: dict[str, str] | None = None) -> dict[str, str]:
    """What git is started with: nothing that was meant for another git."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**own, **ENVIRONMENT, **(extra or {})}


def called(
    folder: str, arguments: tuple[str, ...], variables: dict[str, str], stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """What came of one call of git, be it that it failed; raises GitFault where it did not end itself."""
    pipe = subprocess.PIPE
    with starting():
        process = begin((*OPTIONS, *arguments), folder, variables, pipe, pipe)
        with stopping(process):
            out, err = _heard(process, stdin)
    if process.returncode < 0:
        raise GitFault(f"it was killed by signal {-process.returncode}")
    return subprocess.CompletedProcess(arguments, process.returncode, out, err)


def _heard(process: Process, stdin: bytes) -> tuple[bytes, bytes]:
    """What a git says until its end, and what it complains of."""
    try:
        return process.communicate(stdin, PATIENCE.seconds)
    except subprocess.TimeoutExpired:
        raise PATIENCE.lost() from None


@contextlib.contextmanager
def starting() -> Iterator[None]:
    """Raises GitFault where git cannot be started."""
    PATIENCE.check()
    try:
        yield
    except FileNotFoundError:
        raise NoGit("it is not there, or the folder is gone") from None
    except OSError as error:
        raise GitFault(f"it could not be started ({error.strerror})") from None


def lines(told: bytes) -> list[bytes]:
    """What stands before each NUL of what git said."""
    *lines, rest = told.split(b"\0")
    if rest:
        raise GitFault(GARBLED)
    return lines


def matched(form: re.Pattern[bytes], told: bytes) -> tuple[bytes, ...]:
    """The parts of something that git said."""
    if found := form.fullmatch(told):
        return found.groups()
    raise GitFault(GARBLED)
