"""What a file says that a key may not do: flags that are off, permissions that are for reading."""

from __future__ import annotations

from collections.abc import Iterator

from keylint import vocabulary as words
from keylint.evidence.groups import Group
from keylint.evidence.permissions import PERMISSION_FLAGS, Lexicon
from keylint.record import Field, Grant, Permission
from keylint.tree import Entry, Items, Node, Scalar, Table
from keylint.vocabulary import fold

# What a key that is read-only may not do.
WRITING = (Permission.TRADE, Permission.TRANSFER, Permission.WITHDRAW)


def denied(group: Group, exchange: str | None, given: tuple[Grant, ...]) -> Iterator[Grant]:
    """The permissions that are said not to be given, but for those that another field gives."""
    granted = {grant.permission for grant in given}
    lexicon = Lexicon(exchange)
    for one in group.said:
        for grant in _of(one.name, one.entry, lexicon):
            if grant.permission not in granted:
                yield grant


def _of(name: str, entry: Entry, lexicon: Lexicon) -> Iterator[Grant]:
    if name == "read_only" and _says(entry.node) is True:
        yield from (Grant(permission, _place(entry)) for permission in WRITING)
    elif name in PERMISSION_FLAGS:
        yield from _refused(entry, lexicon.of(name))
    elif name in words.PERMISSION_FIELDS:
        for table in _tables(entry.node):
            for inner in table.entries:
                yield from _refused(inner, lexicon.of(inner.key))


def _refused(entry: Entry, permissions: tuple[Permission, ...]) -> Iterator[Grant]:
    if _says(entry.node) is False:
        yield from (Grant(permission, _place(entry)) for permission in permissions)


def _tables(node: Node) -> Iterator[Table]:
    for one in node.nodes if isinstance(node, Items) else (node,):
        if isinstance(one, Table):
            yield one


def _place(entry: Entry) -> Field:
    text = str(entry.node.value) if isinstance(entry.node, Scalar) else ""
    return Field(entry.key, text, entry.span)


def _says(node: Node) -> bool | None:
    """Whether a flag is on or off; a blank one says nothing."""
    if not isinstance(node, Scalar) or node.value is None or fold(str(node.value)) == "":
        return None
    return words.truth(node.value)
