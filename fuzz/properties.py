"""What must hold of whatever a target makes of an input."""

from __future__ import annotations

import re
import unicodedata

from keylint.content import decode, encoding_of
from keylint.finding import Span
from keylint.record import Field, KeyRecord
from keylint.reports.defused import JOINER
from keylint.reports.shown import UNSAFE
from keylint.tree import Entry, Items, Node, Scalar, Table

# Where a literal has one of these, its value is written in another way than it is.
CODED = re.compile(r"[\\&%\"'`<>|$\r\n\t]|\[\[|^\s|\s$")
WORD = re.compile(r"[A-Za-z0-9]{4,}")
# Reports on pages break mentions and addresses with an invisible joiner of their own.
OF_PAGES = frozenset(("\n", JOINER))


def require(holds: object, told: str) -> None:
    """Fail with a sentence; no assert statement, which an option of Python switches off."""
    if not holds:
        raise AssertionError(told)


def text_of(data: bytes) -> str:
    """The text that keylint reads in some bytes; binary ones are read as text here."""
    return decode(data, encoding_of(data) or "utf-8")


def named(data: bytes) -> tuple[str, bytes]:
    """An input as a name, which is its first line, and what follows."""
    name, _, rest = data.partition(b"\n")
    return name.decode("utf-8", "surrogateescape").replace("\0", ""), rest


def within(span: Span, text: str, what: str) -> None:
    """Fail unless a span lies in a text."""
    require(0 <= span.start <= span.end <= len(text), f"{what} lies outside of the text")


def of_tree(root: Node | None, text: str) -> None:
    """Fail unless every place of a tree is in the text, and holds what it says."""
    waiting: list[Node | Entry] = [root] if root is not None else []
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        within(node.span, text, type(node).__name__)
        if isinstance(node, Table):
            waiting += node.entries
        elif isinstance(node, Entry):
            waiting.append(node.node)
        elif isinstance(node, Items):
            waiting += node.nodes
        else:
            _of_scalar(node, text)


def _of_scalar(scalar: Scalar, text: str) -> None:
    written = text[scalar.span.start : scalar.span.end]
    if isinstance(scalar.value, str) and written and not CODED.search(written):
        missing = [word for word in WORD.findall(scalar.value) if word not in written]
        require(not missing, "a scalar's place does not hold its value")


def of_record(record: KeyRecord, text: str) -> None:
    """Fail unless every place of a record is in the text."""
    within(record.span, text, "a record")
    fields: list[Field | None] = [one.field for one in (*record.grants, *record.denied)]
    fields += [one.field for one in record.references]
    for stated in (
        record.exchange, record.label, record.scope, record.created, record.expires,
        record.rotate_after, record.environment, record.heartbeat,
    ):  # fmt: skip
        fields.append(stated.field if stated else None)
    if record.ip_list:
        fields += [record.ip_list.field, *(one.field for one in record.ip_list.addresses)]
    for field in filter(None, fields):
        within(field.span, text, "a field")
    require(record.subject and record.name, "a record without a name")


def printable(text: str, what: str, also: frozenset[str] = OF_PAGES) -> None:
    """Fail if a text has what terminals obey or readers are misled by."""
    odd = {one for one in set(text) - also if not one.isprintable()}
    unsafe = [one for one in odd if unicodedata.category(one) in UNSAFE]
    require(not unsafe, f"{what} has a control character")


def unshown(text: str, values: list[str], what: str) -> None:
    """Fail if a text shows a part of a value."""
    from stand_ins import shows

    require(not any(shows(text, value) for value in values), f"{what} shows a value")
