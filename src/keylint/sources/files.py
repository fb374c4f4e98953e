"""Files of the work tree, or of a folder that is in no repository."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Union

from keylint.model import Blob, Standing, Unread, size
from keylint.sources import Item, Wanted

if TYPE_CHECKING:
    from keylint.sources.git import Repository

ATTRIBUTES = ".gitattributes"
UNKNOWN = Standing()
SUBMODULE = "submodule"
NO_MEMORY = "there is not enough memory for it"
NOT_THERE = "not in the work tree"


class File(NamedTuple):
    """A file that is there to be read: where it is, and how it is told and stands."""

    place: str
    path: str
    most: int
    named: bool = False
    standing: Standing = UNKNOWN


def read(file: File) -> Item:
    """The blob of one file; links are followed only where the user named them."""
    try:
        # A FIFO would wait for a writer, hence O_NONBLOCK; fstat then says what it is.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        handle = os.open(file.place, flags | (0 if file.named else getattr(os, "O_NOFOLLOW", 0)))
    except OSError as error:
        return _unopened(file, error)
    try:
        return _read(handle, file)
    finally:
        with contextlib.suppress(OSError):  # what was read was read
            os.close(handle)


def _read(handle: int, file: File) -> Item:
    status = os.fstat(handle)
    if stat.S_ISDIR(status.st_mode):
        return Unread(file.path, SUBMODULE)
    if not stat.S_ISREG(status.st_mode):
        told = f"{kind(status.st_mode)}: pipe it into `keylint scan -`"
        return Unread(file.path, told, fault=file.named)
    if status.st_size > file.most:
        return _too_large(file)
    try:
        with open(handle, "rb", closefd=False) as opened:
            others = os.name == "posix" and bool(status.st_mode & stat.S_IROTH)
            standing = file.standing._replace(read_by_others=others)
            data = opened.read(status.st_size + 1)
            if len(data) > status.st_size:  # it grows meanwhile, or nobody told its length
                data += opened.read(file.most + 1 - len(data))
            if len(data) > file.most:
                return _too_large(file)
            return Blob(file.path, data, standing=standing)
    except OSError as error:
        return Unread(file.path, str(error.strerror), fault=True)
    except MemoryError:
        return Unread(file.path, NO_MEMORY, fault=True)


def _too_large(file: File) -> Unread:
    return Unread(file.path, f"larger than {size(file.most)}", fault=file.named)


def _unopened(file: File, error: OSError) -> Unread:
    if not file.named and os.path.islink(file.place):
        return Unread(file.path, "symbolic link")
    if error.errno == errno.ENXIO:  # a socket, which cannot be opened
        return Unread(file.path, kind(os.stat(file.place).st_mode), fault=file.named)
    if isinstance(error, FileNotFoundError):
        told = "not there" if file.named else NOT_THERE
        return Unread(file.path, told, fault=file.named)
    return Unread(file.path, (error.strerror or type(error).__name__).lower(), fault=True)


Found = Iterator[Union[File, Unread]]


def listed(repository: Repository, names: Mapping[str, bool], wanted: Wanted, most: int) -> Found:
    """The files that git lists, each with whether git tracks it."""
    found = _listed(repository.top, names, wanted, most)
    if not any(os.path.basename(name) == ATTRIBUTES for name in names):
        return found
    from keylint.sources import encodings  # most trees say nothing of them

    return encodings.told(repository, names, found)


def _listed(root: str, names: Mapping[str, bool], wanted: Wanted, most: int) -> Found:
    is_linked = _links(root)
    for name, tracked in sorted(names.items()):
        if not wanted(name):
            yield Unread(name, "excluded")
        elif is_linked(os.path.dirname(name)):
            yield Unread(name, NOT_THERE)
        else:
            # A repository inside this one is listed by its folder, with a slash behind it.
            standing = Standing(tracked, ignored=False)
            yield File(os.path.join(root, name), name.rstrip("/"), most, standing=standing)


def _links(root: str) -> Callable[[str], bool]:
    """Whether a folder is behind a link, which may lead out of the tree: git takes it for gone."""
    top = os.path.realpath(root)

    @cache
    def is_linked(folder: str) -> bool:
        place = os.path.normpath(os.path.join(top, folder))
        return os.path.realpath(place) != place

    return is_linked


def walk(top: str, prefix: str, wanted: Wanted, most: int, standing: Standing = UNKNOWN) -> Found:
    """Every file below a folder, links not followed."""
    waiting = [(top, prefix)]
    while waiting:
        folder, prefix = waiting.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            reason = (error.strerror or "cannot be listed").lower()
            yield Unread(prefix.rstrip("/") or ".", reason, fault=True)
            continue
        for entry in entries:
            shown = f"{prefix}{entry.name}"
            passed = _passed_over(entry, shown, wanted)
            if passed:
                yield passed
            elif entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, f"{shown}/"))
            else:
                yield File(entry.path, shown, most, standing=standing)


def _passed_over(entry: os.DirEntry[str], shown: str, wanted: Wanted) -> Unread | None:
    """Why an entry of a folder is not looked at; None if it is."""
    if not wanted(shown):
        return Unread(shown, "excluded")
    if entry.is_symlink():
        return Unread(shown, "symbolic link")
    if entry.name == "objects" and os.path.isfile(
        os.path.join(os.path.dirname(entry.path), "HEAD")
    ):
        return Unread(shown, "git's own objects")
    return None


def kind(mode: int) -> str:
    """What a thing that is no regular file is called."""
    if stat.S_ISFIFO(mode):
        return "a FIFO"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device" if stat.S_ISCHR(mode) or stat.S_ISBLK(mode) else "not a regular file"
