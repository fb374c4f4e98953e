"""Settings in lists, as Compose and Kubernetes write them, as the tables that they stand for."""

from __future__ import annotations

from collections.abc import Iterator

from keylint import vocabulary as words
from keylint.finding import Span
from keylint.tree import Entry, Items, Nested, Node, Scalar, Table
from keylint.vocabulary import fold


def settings(nested: Nested) -> Iterator[Nested]:
    """The tables that a table's lists of settings stand for."""
    for entry in nested.table.entries:
        if isinstance(entry.node, Items) and fold(entry.key) in words.SETTINGS:
            made = tuple(one for node in entry.node.nodes if (one := _setting(node)))
            table = Table(made, entry.node.span)
            yield Nested(table, (*nested.names, entry.key), (*nested.parents, nested.table))


def _setting(node: Node) -> Entry | None:
    if isinstance(node, Scalar):
        return _assignment(node)
    if isinstance(node, Table):
        held = {entry.key: entry.node for entry in node.entries}
        name, value = held.get("name"), held.get("value")
        if isinstance(name, Scalar) and value is not None:
            return Entry(str(name.value), name.span, value)
    return None


def _assignment(scalar: Scalar) -> Entry | None:
    """`NAME=value` in one text, each with its place."""
    name, equals, value = str(scalar.value).partition("=")
    if not equals:
        return None
    start, end = scalar.span.start, scalar.span.end
    exact = end - start == len(str(scalar.value))
    key_span = Span(start, start + len(name)) if exact else scalar.span
    value_span = Span(end - len(value), end) if exact else scalar.span
    return Entry(name, key_span, Scalar(value.strip("\"'") if not exact else value, value_span))
