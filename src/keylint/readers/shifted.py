"""A tree that was read out of a part of a text, with its places in the whole."""

from __future__ import annotations

from collections.abc import Callable

from keylint.finding import Span
from keylint.tree import Entry, Items, Node, Scalar, Table


def shifted(node: Node, offset: int) -> Node:
    """The same tree, so many characters further on."""
    return placed(node, lambda span: Span(span.start + offset, span.end + offset))


def placed(node: Node, place: Callable[[Span], Span]) -> Node:
    """The same tree with each span where `place` puts it."""
    return _placed(node, place, {})


def _placed(node: Node, place: Callable[[Span], Span], done: dict[int, Node]) -> Node:
    # What an alias repeats is moved once.
    if id(node) not in done:
        done[id(node)] = _moved(node, place, done)
    return done[id(node)]


def _moved(node: Node, place: Callable[[Span], Span], done: dict[int, Node]) -> Node:
    if isinstance(node, Scalar):
        return Scalar(node.value, place(node.span))
    if isinstance(node, Items):
        return Items(tuple(_placed(n, place, done) for n in node.nodes), place(node.span))
    entries = (Entry(e.key, place(e.span), _placed(e.node, place, done)) for e in node.entries)
    return Table(tuple(entries), place(node.span))
