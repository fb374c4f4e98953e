"""Runs one command and prints what it took: seconds, peak memory in bytes, exit status, work.

A process of its own, and a small one: what a program held at most counts what the process held that
started it.
"""

from __future__ import annotations

import os
import signal
import sys
import time

UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss


def main(limit: str, *words: str) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    streams = [(os.POSIX_SPAWN_DUP2, nothing, stream) for stream in (0, 1)]
    started = time.perf_counter()
    child = os.posix_spawnp(words[0], words, os.environ, file_actions=streams, setpgroup=0)
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
    signal.alarm(int(limit))
    _, status, used = os.wait4(child, 0)
    code, worked = os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime
    print(time.perf_counter() - started, used.ru_maxrss * UNIT, code, worked)


if __name__ == "__main__":
    main(*sys.argv[1:])
