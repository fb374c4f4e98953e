"""JSON with places; comments, trailing commas and JSON5's quotes are read too."""

from __future__ import annotations

import re

from keylint.readers.flow import Flow
from keylint.tree import Items, Node

BLANK = re.compile(r"(?:[\s\ufeff]+|//[^\n]*|/\*.*?\*/|#[^\n]*)*", re.DOTALL)


def read(text: str) -> Node:
    """The tree of a JSON text; several documents in a row (JSON lines) become a list."""
    flow = Flow(text, BLANK, assign=":")
    nodes = [flow.value()]
    while flow.peek():
        nodes.append(flow.value())
    whole = nodes[0].span.__class__(0, len(text))
    return nodes[0] if len(nodes) == 1 else Items(tuple(nodes), whole)
