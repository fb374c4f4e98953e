"""The text of a configuration → Settings; mistakes are told together, with their lines."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from keylint import milder
from keylint.inventory import values
from keylint.inventory.values import Mistake
from keylint.model import Confidence, Severity
from keylint.nearest import nearest
from keylint.policy import Policy
from keylint.readers import toml
from keylint.settings import ConfigurationError, Settings
from keylint.tree import Entry, Node, Table, Unreadable

T = TypeVar("T")


def parse(path: str, text: str, rule_ids: tuple[str, ...]) -> Settings | None:
    """The settings in a file's text; None if it is a pyproject.toml with none."""
    try:
        root = toml.read(text)
    except Unreadable as error:
        raise ConfigurationError(f"{path}: {error}") from None
    table = _own_table(root, os.path.basename(path) == "pyproject.toml")
    return None if table is None else _Checker(path, text, rule_ids).settings(table)


def _own_table(root: Node, in_pyproject: bool) -> Table | None:
    node: Node | None = root
    for name in ("tool", "keylint") if in_pyproject else ():
        entries = node.entries if isinstance(node, Table) else ()
        node = next((entry.node for entry in entries if entry.key == name), None)
    if node is not None and not isinstance(node, Table):
        raise ConfigurationError("tool.keylint: a table is wanted")
    return node


MOST_TOLD = 20
LIMITS = ("widest-ipv4", "widest-ipv6", "rotation-days")


class _Checker:
    """Turns a table into settings, and collects what is wrong with it."""

    def __init__(self, path: str, text: str, rule_ids: tuple[str, ...]) -> None:
        self.path, self.text, self.rule_ids = path, text, rule_ids
        self.mistakes: list[tuple[int, str]] = []

    def settings(self, table: Table) -> Settings:
        known: dict[str, Any] = {}
        for entry in table.entries:
            try:
                known[entry.key.replace("-", "_")] = self._value(entry)
            except Mistake as mistake:
                self.mistakes.append((entry.span.start, f"{entry.key}: {mistake}"))
        if self.mistakes:
            more = len(self.mistakes) - MOST_TOLD
            told = [*self._told(), *([f"and {more} more"] if more > 0 else [])]
            raise ConfigurationError(f"{self.path}: " + "; ".join(told))
        declared = known.pop("keys", ())
        limits = {name: known.pop(name) for name in map(_field, LIMITS) if name in known}
        found = Settings(**known, policy=Policy(**limits), declared=declared, source=self.path)
        return found._replace(milder=tuple(milder.told(found)))

    def _told(self) -> list[str]:
        first = sorted(self.mistakes)[:MOST_TOLD]
        lines = ((self.text.count("\n", 0, at) + 1, told) for at, told in first)
        return [f"line {line}: {told}" for line, told in lines]

    def _value(self, entry: Entry) -> object:
        options: dict[str, Callable[[Node], object]] = {
            "select": self._rules,
            "ignore": self._rules,
            "exclude": values.texts,
            "per-path-ignores": self._by_path,
            "fail-on": lambda node: values.severity(values.text(node)),
            "confidence": lambda node: values.confidence(values.text(node)),
            "max-file-size": values.size,
            "widest-ipv4": lambda node: values.number(node, 0, 32),
            "widest-ipv6": lambda node: values.number(node, 0, 128),
            "rotation-days": lambda node: values.number(node, 1, 36_500),
            "keys": self._keys,
            "plugins": values.texts,
        }
        if entry.key not in options:
            raise Mistake(f"not a setting: {nearest(entry.key, tuple(options))}")
        return options[entry.key](entry.node)

    def _rules(self, node: Node) -> tuple[str, ...]:
        return values.rules(values.texts(node), self.rule_ids)

    def _by_path(self, node: Node) -> tuple[tuple[str, tuple[str, ...]], ...]:
        if not isinstance(node, Table):
            raise Mistake("a table of path patterns with lists of rules is wanted")
        return tuple((entry.key, self._rules(entry.node)) for entry in node.entries)

    def _keys(self, node: Node) -> object:
        from keylint.inventory import reading  # most configurations have no inventory

        declared, mistakes = reading.read(node, self.rule_ids)
        self.mistakes += mistakes
        return declared


def _field(option: str) -> str:
    return option.replace("-", "_")


def rules(names: Sequence[str], known: tuple[str, ...]) -> tuple[str, ...]:
    """The names, if every one of them is a rule; raises ConfigurationError with the nearest."""
    return _checked(lambda: values.rules(names, known))


def severity(word: str) -> Severity:
    """The severity of that name; raises ConfigurationError for another word."""
    return _checked(lambda: values.severity(word))


def confidence(word: str) -> Confidence:
    """The confidence of that name; raises ConfigurationError for another word."""
    return _checked(lambda: values.confidence(word))


def _checked(value: Callable[[], T]) -> T:
    try:
        return value()
    except Mistake as mistake:
        raise ConfigurationError(str(mistake)) from None
