"""Packs a file into an archive whose bytes depend on nothing but its content."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile

_README = b"A copy of the settings, made before the move to the new machine.\n"


def pack(kind: str, member: str, content: bytes) -> bytes:
    """Returns an archive that holds the member; `inner.tar.gz!conf/.env` makes an archive in an archive."""
    outer, nested, inner = member.partition("!")
    if nested:
        content = pack(_kind(outer), inner, content)
    return {"zip": _zip, "gzip": _gzip, "tar": _tar, "tar.gz": _tar_gz}[kind](outer, content)


def _kind(name: str) -> str:
    if name.endswith((".tar.gz", ".tgz")):
        return "tar.gz"
    return {"zip": "zip", "jar": "zip", "gz": "gzip", "tar": "tar"}[name.rpartition(".")[2]]


def _zip(member: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (("README.txt", _README), (member, content)):
            archive.writestr(
                zipfile.ZipInfo(name, (2024, 1, 2, 3, 4, 4)), data, zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


def _gzip(_member: str, content: bytes) -> bytes:
    return _deflated(content)


def _tar(member: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in (("README.txt", _README), (member, content)):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def _tar_gz(member: str, content: bytes) -> bytes:
    return _deflated(_tar(member, content))


def _deflated(content: bytes) -> bytes:
    packed = bytearray(gzip.compress(content, mtime=0))
    packed[9] = 255  # the operating system, which Python versions fill in differently
    return bytes(packed)
