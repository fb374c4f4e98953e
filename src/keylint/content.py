"""What bytes are, by their first ones: text in some encoding, an archive, or neither."""

from __future__ import annotations

SNIFFED = 8192
BYTE_ORDER_MARKS = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\xef\xbb\xbf", "utf-8"),
)
# What text hardly holds. A stray NUL does not make a file binary; one in twenty does.
CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b\b"))
BINARY_SHARE = 0.05
TAR_AT, TAR = 257, b"ustar"
# What git keeps of a file that Git LFS keeps (its specification, "The pointer").
POINTER = b"version https://git-lfs.github.com/spec/v1\n"
ARCHIVES = (
    (0, b"\x1f\x8b\x08", "gzip"),
    (0, b"BZh", "bzip2"),
    (0, b"\xfd7zXZ\0", "xz"),
    (0, b"PK\x03\x04", "zip"),
    (0, b"PK\x05\x06", "zip"),
    (TAR_AT, TAR, "tar"),
)
FIRST_OF_ARCHIVES = frozenset(magic[:1] for at, magic, _ in ARCHIVES if not at)
FIRST_OF_MARKS = frozenset(mark[:1] for mark, _ in BYTE_ORDER_MARKS)


def archive_of(data: bytes) -> str:
    """The kind of archive that the bytes are; nothing if they are none."""
    if data[:1] not in FIRST_OF_ARCHIVES and not data.startswith(TAR, TAR_AT):
        return ""
    return next((kind for at, magic, kind in ARCHIVES if data.startswith(magic, at)), "")


def is_plainly_text(data: bytes) -> bool:
    """Whether bytes are text, without the NULs of an archive: it may only begin like one."""
    return b"\0" not in data[:SNIFFED] and encoding_of(data) is not None


def is_pointer(data: bytes) -> bool:
    """Whether the bytes only say where the content of a file is kept."""
    return data.startswith(POINTER)


def encoding_of(data: bytes) -> str | None:
    """The encoding of a file's bytes; None for what is not text."""
    head = data[:SNIFFED]
    if head[:1] in FIRST_OF_MARKS and (marked := _marked(head)):
        return marked
    if b"\0" in head and (wide := _wide_encoding(head)):
        return wide
    controls = len(head) - len(head.translate(None, CONTROLS))
    if head and controls / len(head) > BINARY_SHARE:
        return None
    return "utf-8"


def _marked(head: bytes) -> str | None:
    return next((name for mark, name in BYTE_ORDER_MARKS if head.startswith(mark)), None)


def _wide_encoding(head: bytes) -> str | None:
    """UTF-16 without a byte order mark: of mostly ASCII text every second byte is NUL."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def decode(data: bytes, encoding: str) -> str:
    """The text of bytes. What is no UTF-8 is read as Latin-1, where every byte has a meaning."""
    return by_newlines(_decoded(data, encoding))


def by_newlines(text: str) -> str:
    """A text whose lines end in carriage returns alone, as on old Macs, with newlines for them."""
    return text.replace("\r", "\n") if "\r" in text and "\n" not in text else text


def _decoded(data: bytes, encoding: str) -> str:
    if encoding != "utf-8":
        return data.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return data.decode("latin-1")
