"""A file is put in its place whole, or stays what it was, whenever the writing ends.

It is written beside the old one, brought to the disk, and renamed. All of that happens in the folder as
it was opened, so that a link which somebody puts in the way meanwhile leads nowhere. What a kill
leaves beside is only its owner's to read, and goes when the same file is written again.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from collections.abc import Callable, Iterator
from typing import NamedTuple

COMMON = 0o644
UNMADE = 0o600
LONGEST_NAME = 60  # of four bytes at most each, so that a name beside is never too long
FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
# To pass through a folder one need not be allowed to list it.
PASSED = getattr(os, "O_PATH", 0) | FOLDER
NO_LINK = getattr(os, "O_NOFOLLOW", 0)
READ = os.O_RDONLY | NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | NO_LINK | getattr(os, "O_BINARY", 0)
CAN_ENTER = os.open in os.supports_dir_fd and bool(NO_LINK)


class Changed(Exception):
    """A file is not what it was when it was read."""


def put(path: str, data: bytes, mode: int | None = None) -> None:
    """Write a file, with the owner and the permissions of the old one unless others are named.

    Raises OSError where that cannot be; the old one is there then.
    """
    with _folder_of(path, _followed) as folder:
        _put(folder, data, mode, lambda: None)


def put_over(path: str, before: bytes | None, data: bytes, mode: int | None = None) -> None:
    """The same, if the file is what it was before (None if there was none), behind no link.

    Raises Changed where it is something else.
    """
    with _folder_of(path, _entered) as folder:
        _put(folder, data, mode, lambda: folder.compare(before))


class _Folder(NamedTuple):
    """A folder that is open, where folders can be opened, and the file in it that is written."""

    path: str
    handle: int | None
    file: str

    def place(self, name: str) -> str:
        return name if self.handle is not None else os.path.join(self.path, name)

    def open(self, name: str, flags: int) -> int:
        return os.open(self.place(name), flags, UNMADE, dir_fd=self.handle)

    def unlink(self, name: str) -> None:
        os.unlink(self.place(name), dir_fd=self.handle)

    def status(self) -> os.stat_result | None:
        """What stands there; a link is refused, for its place alone could be written."""
        try:
            found = os.lstat(self.place(self.file), dir_fd=self.handle)
        except FileNotFoundError:
            return None
        if stat.S_ISLNK(found.st_mode):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        return found

    def compare(self, before: bytes | None) -> None:
        """Raise Changed if what stands there is something else."""
        try:
            with open(self.open(self.file, READ), "rb") as file:
                there: bytes | None = file.read()
        except FileNotFoundError:
            there = None
        except OSError:
            raise Changed from None
        if there != before:
            raise Changed

    def rename(self, name: str) -> None:
        old, new = self.place(name), self.place(self.file)
        os.replace(old, new, src_dir_fd=self.handle, dst_dir_fd=self.handle)
        # Not every file system can be told to; then a cut of the power alone brings the old one back.
        with contextlib.suppress(OSError):
            if self.handle is not None:
                os.fsync(self.handle)


@contextlib.contextmanager
def _folder_of(path: str, opened: Callable[[str], int]) -> Iterator[_Folder]:
    place, name = os.path.split(path)
    if not CAN_ENTER:
        yield _Folder(place, None, name)
        return
    handle = opened(place or os.curdir)
    try:
        yield _Folder(place, handle, name)
    finally:
        os.close(handle)


def _followed(path: str, flags: int = 0, dir_fd: int | None = None) -> int:
    try:
        return os.open(path, FOLDER | flags, dir_fd=dir_fd)
    except PermissionError:  # it may be written to all the same
        return os.open(path, PASSED | flags, dir_fd=dir_fd)


def _entered(path: str) -> int:
    """A folder that no link leads to, entered step by step."""
    above, last = os.path.split(os.path.abspath(path))
    handle = os.open(os.sep, PASSED)
    for part in filter(None, above.split(os.sep)):
        handle = _further(handle, os.open, part, PASSED | NO_LINK)
    return _further(handle, _followed, last or os.curdir, NO_LINK)


def _further(handle: int, opened: Callable[..., int], part: str, flags: int) -> int:
    try:
        return opened(part, flags, dir_fd=handle)
    finally:
        os.close(handle)


def _put(folder: _Folder, data: bytes, mode: int | None, is_as_it_was: Callable[[], None]) -> None:
    _sweep(folder)
    old = folder.status()
    beside = f".{folder.file[:LONGEST_NAME]}.{os.urandom(4).hex()}.keylint"
    try:
        with open(_made(folder, beside), "wb") as file:
            handle = file.fileno()
            file.write(data)
            file.flush()
            _permit(folder.place(beside), handle, old, mode)
            os.fsync(handle)
            if folder.handle is None:  # where a file that is open cannot be renamed
                file.close()
            is_as_it_was()
            folder.rename(beside)
    except BaseException:
        with contextlib.suppress(OSError):
            folder.unlink(beside)
        raise


def _made(folder: _Folder, name: str) -> int:
    """A new file beside, which nobody else can read; it is locked as long as it is open."""
    while True:
        handle = folder.open(name, NEW)
        with contextlib.suppress(OSError):  # where nobody can lock it, nobody takes it away
            _lock(handle)
        if os.fstat(handle).st_nlink:  # nobody took it for a leftover before it was locked
            return handle
        os.close(handle)


def _permit(place: str, handle: int, old: os.stat_result | None, mode: int | None) -> None:
    """Give a file the owner and the permissions that it is to have."""
    if old and hasattr(os, "fchown"):
        for owner in (old.st_uid, -1):  # who may not give a file away may give it to a group
            with contextlib.suppress(PermissionError):
                os.fchown(handle, owner, old.st_gid)
                break
    if mode is None:
        mode = stat.S_IMODE(old.st_mode) if old else COMMON & ~_mask()
    # Behind the change of the owner, which takes special bits away.
    os.chmod(handle if os.chmod in os.supports_fd else place, mode)


def _mask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _sweep(folder: _Folder) -> None:
    """Remove what writers of this file left beside when they were killed."""
    form = re.compile(rf"\.{re.escape(folder.file[:LONGEST_NAME])}\.[0-9a-f]{{8}}\.keylint")
    with contextlib.suppress(OSError):
        names = os.listdir(folder.path or os.curdir if folder.handle is None else folder.handle)
        for name in filter(form.fullmatch, names):
            with contextlib.suppress(OSError):
                _remove(folder, name)


def _remove(folder: _Folder, name: str) -> None:
    """Remove a file beside; raises OSError where its writer is alive."""
    handle = folder.open(name, os.O_RDWR | NO_LINK | getattr(os, "O_NONBLOCK", 0))
    try:
        _lock(handle)
        folder.unlink(name)
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    """Lock a file; raises OSError where another process has done so.

    Where there are no such locks, a file that is open cannot be removed.
    """
    with contextlib.suppress(ImportError):
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
