"""YAML with places, through PyYAML's composer: it makes nodes, never objects."""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from keylint.model import Span
from keylint.readers.flow import bare_value
from keylint.tree import Entry, Items, Node, Scalar, Table, Unreadable

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 200
TRUTH = {"yes": True, "on": True, "no": False, "off": False, "~": None, "": None}
MERGE_KEY = "<<"


def read(text: str) -> Node:
    """The tree of a YAML text; several documents become a list."""
    try:
        composed = list(yaml.compose_all(text, Loader=LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        raise Unreadable(f"{where}{_reason(error)}") from None
    except yaml.YAMLError as error:
        raise Unreadable(f"not YAML: {type(error).__name__}") from None
    trees = _Trees()
    nodes = tuple(trees.make(node, 0) for node in composed if node is not None)
    return nodes[0] if len(nodes) == 1 else Items(nodes, Span(0, len(text)))


def _reason(error: yaml.MarkedYAMLError) -> str:
    # PyYAML quotes single characters and alias names of the text: keep what stands before them.
    return (error.problem or error.context or "not YAML").split("'")[0].strip()


@dataclass
class _Trees:
    """Trees made from nodes, each node once, so that aliases cost nothing."""

    made: dict[int, Node] = field(default_factory=dict)

    def make(self, node: yaml.Node, depth: int) -> Node:
        if id(node) in self.made:
            return self.made[id(node)]
        span = Span(node.start_mark.index, node.end_mark.index)
        # A node that holds itself finds this stand-in instead of an endless way down.
        self.made[id(node)] = Scalar(None, span)
        if depth > DEEPEST:
            raise Unreadable(f"line {node.start_mark.line + 1}: nested deeper than {DEEPEST}")
        self.made[id(node)] = made = self._node(node, span, depth + 1)
        return made

    def _node(self, node: yaml.Node, span: Span, depth: int) -> Node:
        if isinstance(node, yaml.SequenceNode):
            return Items(tuple(self.make(child, depth) for child in node.value), span)
        if isinstance(node, yaml.MappingNode):
            return Table(self._entries(node, depth), span)
        return _scalar(node, span) if isinstance(node, yaml.ScalarNode) else Scalar(None, span)

    def _entries(self, node: yaml.MappingNode, depth: int) -> tuple[Entry, ...]:
        own: list[Entry] = []
        merged: list[Entry] = []
        for key, value in node.value:
            made = self.make(value, depth)
            if key.value == MERGE_KEY:
                merged.extend(_merged(made))
            elif isinstance(key, yaml.ScalarNode):
                span = Span(key.start_mark.index, key.end_mark.index)
                own.append(Entry(key.value, span, made))
        named = {entry.key for entry in own}
        return (*own, *(entry for entry in merged if entry.key not in named))


def _merged(node: Node) -> tuple[Entry, ...]:
    if isinstance(node, Items):
        return tuple(entry for child in node.nodes for entry in _merged(child))
    return node.entries if isinstance(node, Table) else ()


def _scalar(node: yaml.ScalarNode, span: Span) -> Scalar:
    if node.style in ("'", '"'):
        return Scalar(node.value, Span(span.start + 1, span.end - 1))
    if node.style in ("|", ">"):
        return Scalar(node.value, span)
    word = node.value.lower()
    return Scalar(TRUTH[word] if word in TRUTH else bare_value(node.value), span)
