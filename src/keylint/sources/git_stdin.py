"""What git is given to read."""

from __future__ import annotations

import os
from typing import IO

from keylint.sources.git_call import starting


def given(data: bytes) -> IO[bytes]:
    """A file for git to read from: in memory if it can be, for a disk may be full."""
    with starting():
        file: IO[bytes]
        if hasattr(os, "memfd_create"):
            file = open(os.memfd_create("keylint"), "w+b")  # noqa: SIM115
        else:
            from tempfile import TemporaryFile

            file = TemporaryFile()  # noqa: SIM115
        file.write(data)
        file.seek(0)
    return file
