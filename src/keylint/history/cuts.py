"""Where a value stands in its line as bytes, so that other programs can cut it out unseen."""

from __future__ import annotations

from dataclasses import replace

from keylint.content import archive_of, encoding_of
from keylint.finding import Finding, Location
from keylint.model import Blob
from keylint.past import Cut, Past
from keylint.scanner import Part

MARK = b"\xef\xbb\xbf"


def placed(part: Part, blob: Blob) -> Part:
    """What was found in a content, with the bytes that each value takes up."""
    if not part.findings or archive_of(blob.data) or encoding_of(blob.data) != "utf-8":
        return part
    text = _encoding(blob.data)
    return part._replace(findings=tuple(_placed(one, blob.data, text) for one in part.findings))


def _encoding(data: bytes) -> str:
    """What the text was read as: Latin-1 where it is no UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


def _placed(finding: Finding, data: bytes, encoding: str) -> Finding:
    return replace(finding, past=Past("", cut=cut(data, finding.location, encoding)))


def cut(data: bytes, place: Location, encoding: str) -> Cut | None:
    """Where a place stands as bytes; None for several lines."""
    if place.line != place.end_line:
        return None
    end = b"\n" if b"\n" in data else b"\r"
    *above, line = data.split(end, place.line)[: place.line]
    mark = len(MARK) if place.line == 1 and line.startswith(MARK) and encoding == "utf-8" else 0
    text = line[mark:].decode(encoding)
    before = len(text[: place.column - 1].encode(encoding)) + mark
    value = text[place.column - 1 : place.end_column - 1].encode(encoding)
    if end == b"\n":
        return Cut(place.line, before + 1, before + len(value))
    before += sum(len(one) + 1 for one in above)
    return Cut(1, before + 1, before + len(value))
