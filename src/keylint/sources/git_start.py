"""The program git, and its start, in which nobody who ends keylint leaves it behind."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from functools import cache
from typing import IO

PIPE_BYTES = 1 << 20
# What somebody sends who wants keylint to end; Windows has not all of them.
ENDS = ("SIGINT", "SIGTERM", "SIGHUP")
Process = subprocess.Popen[bytes]


@cache
def program() -> str:
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


def begin(
    arguments: tuple[str, ...],
    folder: str,
    variables: dict[str, str],
    stdin: int | IO[bytes] | None,
    stderr: int,
) -> Process:
    """A git that has started; raises OSError where it cannot, KeyboardInterrupt with its end."""
    with unbroken() as asked:
        process = subprocess.Popen(
            [program(), *arguments],
            cwd=folder,
            env=variables,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=stderr,
            bufsize=PIPE_BYTES,
        )
    if asked:
        process.kill()
        process.communicate()
        raise KeyboardInterrupt
    return process


@contextlib.contextmanager
def unbroken() -> Iterator[list[int]]:
    """Has who asks for the end of keylint wait for the end of what stands within; gives who did."""
    asked: list[int] = []
    # Python calls what handles a signal in the main thread alone.
    known = ENDS if threading.current_thread() is threading.main_thread() else ()
    ends = (getattr(signal, name) for name in known if hasattr(signal, name))
    heeded = [end for end in ends if signal.getsignal(end) is signal.default_int_handler]
    for end in heeded:
        signal.signal(end, lambda number, _: asked.append(number))
    try:
        yield asked
    finally:
        for end in heeded:
            signal.signal(end, signal.default_int_handler)
