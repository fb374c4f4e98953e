"""git, called so that nothing in a repository can make it run a program.

A repository may be a stranger's: its own configuration names programs (core.fsmonitor, hooks,
textconv, external diff, transports), so each is switched off, and no configuration but the repository's is read.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from functools import cache
from typing import IO

OPTIONS = (
    "-c", "core.fsmonitor=",
    "-c", "core.hooksPath=/dev/null",
    "-c", "diff.external=",
    "-c", "core.quotepath=off",
    "-c", "protocol.allow=never",
    # It says of commits which parents they have, and nobody checks whether that is so.
    "-c", "core.commitGraph=false",
    # The check of ownership guards against programs in the configuration: none can run here.
    "-c", "safe.directory=*",
    "--no-pager",
    "--no-optional-locks",
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
PIPE_BYTES = 1 << 20
Process = subprocess.Popen[bytes]


class GitError(Exception):
    """git could not answer; the message is what it said."""


@contextlib.contextmanager
def stopping(*processes: Process) -> Iterator[None]:
    """Ends with the processes' end; they are killed if somebody loses interest before."""
    with contextlib.ExitStack() as stack:
        for process in processes:
            stack.enter_context(process)
        try:
            yield
        except BaseException:
            for process in processes:
                process.kill()
            raise


@cache
def _program() -> str:
    """The git of the PATH; raises FileNotFoundError where there is none.

    It is looked for here, as an entry that is empty or relative means the folder that is scanned, and
    Windows looks into the current one before all others.
    """
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        place = os.path.join(folder, name)
        if os.path.isabs(folder) and os.path.isfile(place) and os.access(place, os.X_OK):
            return place
    raise FileNotFoundError(name)


def started(
    folder: str,
    arguments: tuple[str, ...],
    variables: dict[str, str],
    stdin: int | IO[bytes] | None = subprocess.PIPE,
) -> Process:
    """A git that answers as it is asked; its complaints are dropped."""
    return subprocess.Popen(
        [_program(), *OPTIONS, *arguments],
        cwd=folder,
        env=variables,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=PIPE_BYTES,
    )


def environment(extra: dict[str, str] | None = None) -> dict[str, str]:
    """What git is started with: nothing that was meant for another git."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**own, **ENVIRONMENT, **(extra or {})}


def asked(folder: str, arguments: tuple[str, ...], variables: dict[str, str]) -> bytes:
    """What git says; raises GitError with its complaint."""
    return checked(called(folder, arguments, variables))


def called(
    folder: str, arguments: tuple[str, ...], variables: dict[str, str]
) -> subprocess.CompletedProcess[bytes]:
    """What came of one call of git, be it that it failed."""
    return subprocess.run(
        [_program(), *OPTIONS, *arguments],
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


def checked(done: subprocess.CompletedProcess[bytes]) -> bytes:
    """What git said; raises GitError with its complaint if it failed."""
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(
            lines[0].removeprefix("fatal: ") if lines else "git failed and did not say why"
        )
    return done.stdout
