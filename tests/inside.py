"""The command in this process: as fast as a call, from the words of a command line to its bytes."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from keylint import __main__


class Said(NamedTuple):
    """What the command answered."""

    code: int
    out: bytes
    err: bytes


def said(
    *arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None, stdin: bytes = b""
) -> Said:
    """What `keylint` with these arguments says where somebody stands in that folder."""
    out, err = io.BytesIO(), io.BytesIO()
    streams = {
        "stdin": io.TextIOWrapper(io.BytesIO(stdin), "utf-8"),
        "stdout": io.TextIOWrapper(out, "utf-8", write_through=True),
        "stderr": io.TextIOWrapper(err, "utf-8", write_through=True),
        "argv": ["keylint", *map(str, arguments)],
    }
    with (
        mock.patch.multiple(sys, **streams),
        mock.patch.dict(os.environ, env or {}),
        _standing(cwd),
    ):
        try:
            __main__.main()
        except SystemExit as end:
            return Said(int(end.code or 0), out.getvalue(), err.getvalue())
    raise AssertionError("it does not end")


@contextmanager
def _standing(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
