"""Archives that are made to cost: each takes how much of it there is to be."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib

ZEROS = 1_000_000
# So much is packed once, and stands one behind the other as often as is asked for.
STREAM = 50
BLOCK = 512


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def zip_of_zeros(megabytes: int) -> bytes:
    """A thousand to one."""
    return zipped({"zeros": bytes(megabytes * ZEROS)})


def zip_in_zip(levels: int) -> bytes:
    data = zipped({"zeros": bytes(ZEROS)})
    for _ in range(levels):
        data = zipped({"inner.zip": data})
    return data


def zips_of_zips(each: int) -> bytes:
    """So many zips that each hold so many zips with zeros: it multiplies from level to level."""
    data = bytes(30 * ZEROS)
    for _ in range(2):
        data = zipped({f"{number}.zip": data for number in range(each)})
    return data


def zips_of_members(each: int) -> bytes:
    """Zips of members without content, none of them with too many."""
    inner = zipped({f"{number}": b"" for number in range(4_000)})
    return zipped({f"{number}.zip": inner for number in range(each)})


def zip_overlapping(entries: int) -> bytes:
    """A directory whose entries all lead to one member: what is small is read again and again."""
    one = zipped({"a": bytes(ZEROS)})
    at, end = one.index(b"PK\1\2"), one.index(b"PK\5\6")
    directory = one[at:end] * entries
    count = min(entries, 0xFFFF)
    closing = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), at, 0)
    return one[:at] + directory + closing


def gzip_of_zeros(megabytes: int) -> bytes:
    return gzip.compress(bytes(STREAM * ZEROS), mtime=0) * (megabytes // STREAM)


def bzip2_of_zeros(megabytes: int) -> bytes:
    return bz2.compress(bytes(STREAM * ZEROS)) * (megabytes // STREAM)


def xz_of_zeros(megabytes: int) -> bytes:
    return lzma.compress(bytes(STREAM * ZEROS)) * (megabytes // STREAM)


def xz_of_a_huge_dictionary(megabytes: int) -> bytes:
    """What says that it needs so much memory to be unpacked, though whoever packed it did not."""
    told, wanted = (_header_of(size) for size in (1, megabytes))
    small = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}]
    return lzma.compress(b"#" * 1000, filters=small).replace(told, wanted, 1)


def _header_of(megabytes: int) -> bytes:
    """The header of a block of xz, of which the size of the dictionary is a byte, and its sum."""
    dictionary = {"id": lzma.FILTER_LZMA2, "dict_size": megabytes << 20}
    told = bytes([2, 0, 0x21, 1]) + lzma._encode_filter_properties(dictionary)  # type: ignore[attr-defined]
    told += bytes(-len(told) % 4)
    return told + struct.pack("<L", zlib.crc32(told))


def gzip_in_gzip(levels: int) -> bytes:
    data = bytes(ZEROS)
    for _ in range(levels):
        data = gzip.compress(data, mtime=0)
    return data


def gzip_of_many_streams(count: int) -> bytes:
    return gzip.compress(b"", mtime=0) * count


def _header(name: str, **fields: object) -> bytes:
    info = tarfile.TarInfo(name)
    for field, value in fields.items():
        setattr(info, field, value)
    return info.tobuf(tarfile.GNU_FORMAT)


def tar_that_claims(exabytes: int) -> bytes:
    """A member that is longer than all disks."""
    return _header("a", size=exabytes << 60) + b"#" * BLOCK


def tar_sparse(gigabytes: int) -> bytes:
    """A file with nothing but a hole of so many gigabytes, by the oldest way to say so."""
    header = bytearray(_header("hole", type=tarfile.GNUTYPE_SPARSE))
    header[386:410] = b"%011o\0%011o\0" % (gigabytes << 30, 0)
    header[483:495] = b"%011o\0" % (gigabytes << 30)
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header) + bytes(2 * BLOCK)


def tar_without_end(headers: int) -> bytes:
    return gzip.compress(_header("a") * headers, mtime=0)


def tar_of_names(count: int) -> bytes:
    """Names of names of names before one member, each as long as may be."""
    name = _header("././@LongLink", type=tarfile.GNUTYPE_LONGNAME, size=ZEROS)
    body = b"n" * ZEROS + bytes(-ZEROS % BLOCK)
    return gzip.compress((name + body) * count + _header("a"), mtime=0)
