"""A history of any commits: real objects, in a real repository, read by the real git."""

from __future__ import annotations

import hashlib
import os
import zlib

from properties import printable, require, unshown
from stand_ins import whole_in

from keylint import history, registry
from keylint.history import Question
from keylint.reports import text
from keylint.reports.text import Style
from keylint.request import Request
from keylint.settings import Settings
from keylint.sources import git
from keylint.wishes import Reach
from targets import trees

BOOK = registry.shipped()
BETWEEN_COMMITS = b"\x1d"
CONFIG = b"[core]\n\trepositoryformatversion = 0\n\tbare = true\n"


def take(data: bytes) -> None:
    """Commits are parted, each with files and a message; a damaged repository is told."""
    with trees.folder() as top:
        _write(top, data)
        git._asked_once.cache_clear()
        repository = git.find(top)
        require(repository is not None, "no repository is found")
        if repository is None:
            return
        asked = Question(Reach(metadata=True), Request((top,), top), Settings(), BOOK, cached=False)
        report = history.run(repository, asked)
        said = text.write(report, BOOK, Style(verbose=True))
    printable(said, "a report")
    for entry in report.unread:
        require("failed with" not in entry.reason, entry.reason)
    unshown(said, whole_in(data), "a report")


def _write(top: str, data: bytes) -> None:
    for name in ("objects", "refs/heads"):
        os.makedirs(os.path.join(top, name))
    parent = b""
    for one in data.split(BETWEEN_COMMITS)[:3]:
        message, _, held = one.partition(trees.BETWEEN_FILES)
        flat = {name.replace(b"/", b"-"): content for name, content in trees.files(held)}
        tree = b"".join(
            b"100644 %b\0%b" % (name, _object(top, b"blob", content))
            for name, content in sorted(flat.items())
        )
        about = b"A <a@example.com> 1700000000 +0000"
        lines = b"tree %b\n%bauthor %b\ncommitter %b\n\n%b" % (
            _object(top, b"tree", tree).hex().encode(),
            b"parent %b\n" % parent if parent else b"",
            about,
            about,
            message.replace(b"\0", b""),
        )
        parent = _object(top, b"commit", lines).hex().encode()
    _put(top, "refs/heads/main", parent + b"\n")
    _put(top, "HEAD", b"ref: refs/heads/main\n")
    _put(top, "config", CONFIG)


def _object(top: str, kind: bytes, content: bytes) -> bytes:
    whole = b"%b %d\0%b" % (kind, len(content), content)
    name = hashlib.sha1(whole, usedforsecurity=False)
    folder = os.path.join(top, "objects", name.hexdigest()[:2])
    os.makedirs(folder, exist_ok=True)
    _put(folder, name.hexdigest()[2:], zlib.compress(whole, 1))
    return name.digest()


def _put(folder: str, name: str, data: bytes) -> None:
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data)
