"""YAML that is added to as text: what it says is compared, so that nothing else in it changes."""

from __future__ import annotations

from typing import Any

import yaml

from keylint.adoption.place import LeftAlone

Node = Any  # PyYAML's nodes, which have no types


def root_of(name: str, text: str) -> Node | None:
    """The root node of the last document; None if there is nothing in it."""
    try:
        return [None, *yaml.compose_all(text, Loader=yaml.SafeLoader)][-1]
    except (yaml.YAMLError, RecursionError) as error:
        raise LeftAlone(f"{name}: cannot be read as YAML{_where(error)}") from None


def _where(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f" (line {mark.line + 1})" if mark else ""


def entry(node: Node | None, key: str) -> Node | None:
    """The value of a key of a mapping."""
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def keys(node: Node | None) -> list[str]:
    """The keys of a mapping."""
    return [str(name.value) for name, _ in node.value] if isinstance(node, yaml.MappingNode) else []


def items(node: Node | None) -> list[Node]:
    """The items of a list."""
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def text_of(node: Node | None) -> str:
    """A scalar's text."""
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def end_of(node: Node) -> int:
    """Where the last thing in a node ends: a block's own end is behind the blanks that follow."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        return end_of(node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return end_of(node.value[-1])
    return int(node.end_mark.index)


def adds_only(before: str, after: str, addition: str) -> bool:
    """Whether a text says what it said before and the addition, all in one piece, and no more.

    Events are compared: they tell apart what aliases and tags hide, and write no alias out.
    """
    # Without what opens and closes the addition: it goes into a list or a mapping that is there.
    old, new, piece = _events(before), _events(after), _events(addition)[3:-3]
    at = next((i for i, one in enumerate(old) if new[i : i + 1] != [one]), len(old))
    # What is added may begin like what stands behind it.
    starts = range(max(0, at - len(piece)), at + 1)
    return any(new == old[:start] + piece + old[start:] for start in starts)


def _events(text: str) -> list[tuple[object, ...]]:
    try:
        return [
            (
                type(one),
                getattr(one, "anchor", None),
                getattr(one, "tag", None),
                getattr(one, "value", None),
            )
            for one in yaml.parse(text, Loader=yaml.SafeLoader)
        ]
    except (yaml.YAMLError, RecursionError):
        return []
