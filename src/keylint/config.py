"""The words of the user → Settings, built once; every mistake is told at once, with its line."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from keylint.model import Confidence, Severity
from keylint.readers import toml
from keylint.registry import nearest
from keylint.tree import Entry, Items, Node, Scalar, Table, Unreadable

MEGABYTE = 1_000_000
FILES = ("keylint.toml", "pyproject.toml")


class ConfigurationError(Exception):
    """The configuration cannot be used; the message names every mistake."""


@dataclass(frozen=True)
class Settings:
    """All that the user decided; `source` names the file that it came from."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    per_path_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fail_on: Severity = Severity.LOW
    confidence: Confidence = Confidence.LOW
    max_file_size: int = 64 * MEGABYTE
    inline_ignores: bool = True
    source: str = ""


def load(root: Path, named: Path | None, rule_ids: tuple[str, ...]) -> Settings:
    """The settings of the file that the user named, or of the one at the root of the scan.

    Raises ConfigurationError with all mistakes in one message.
    """
    if named is not None:
        return _read(named, rule_ids) or Settings(source=str(named))
    for name in FILES:
        candidate = root / name
        if os.path.isfile(candidate) and (settings := _read(candidate, rule_ids)):
            return replace(settings, source=name)
    return Settings()


def _read(path: Path, rule_ids: tuple[str, ...]) -> Settings | None:
    """The settings in a file; None if it is a pyproject.toml that does not speak of keylint."""
    try:
        text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path}: not UTF-8, which TOML has to be") from None
    if path.name == "pyproject.toml" and "keylint" not in text:
        return None
    try:
        root = toml.read(text)
    except Unreadable as error:
        raise ConfigurationError(f"{path}: {error}") from None
    table = _own_table(root, path.name == "pyproject.toml")
    return None if table is None else _Checker(path, text, rule_ids).settings(table)


def _own_table(root: Node, in_pyproject: bool) -> Table | None:
    node: Node | None = root
    for name in ("tool", "keylint") if in_pyproject else ():
        entries = node.entries if isinstance(node, Table) else ()
        node = next((entry.node for entry in entries if entry.key == name), None)
    if node is not None and not isinstance(node, Table):
        raise ConfigurationError("tool.keylint: a table is wanted")
    return node


class _Mistake(Exception):
    """What is wrong with one value."""


@dataclass(frozen=True)
class _Checker:
    """Turns a table into settings, and collects what is wrong with it."""

    path: Path
    text: str
    rule_ids: tuple[str, ...]

    def settings(self, table: Table) -> Settings:
        values: dict[str, Any] = {}
        mistakes: list[str] = []
        for entry in table.entries:
            try:
                values[entry.key.replace("-", "_")] = self._value(entry)
            except _Mistake as mistake:
                line = self.text.count("\n", 0, entry.span.start) + 1
                mistakes.append(f"line {line}: {entry.key}: {mistake}")
        if mistakes:
            raise ConfigurationError(f"{self.path}: " + "; ".join(mistakes))
        return Settings(**values, source=str(self.path))

    def _value(self, entry: Entry) -> object:
        options: dict[str, Callable[[Node], object]] = {
            "select": self._rules,
            "ignore": self._rules,
            "exclude": _texts,
            "per-path-ignores": self._by_path,
            "fail-on": lambda node: severity(_text(node)),
            "confidence": lambda node: confidence(_text(node)),
            "max-file-size": _size,
        }
        if entry.key not in options:
            raise _Mistake(f"not a setting: {nearest(entry.key, tuple(options))}")
        try:
            return options[entry.key](entry.node)
        except ConfigurationError as error:
            raise _Mistake(str(error)) from None

    def _rules(self, node: Node) -> tuple[str, ...]:
        return rules(_texts(node), self.rule_ids)

    def _by_path(self, node: Node) -> tuple[tuple[str, tuple[str, ...]], ...]:
        if not isinstance(node, Table):
            raise _Mistake("a table of path patterns with lists of rules is wanted")
        return tuple((entry.key, self._rules(entry.node)) for entry in node.entries)


def rules(names: Sequence[str], known: tuple[str, ...]) -> tuple[str, ...]:
    """The names, if every one of them is a rule; raises ConfigurationError with the nearest."""
    wrong = [f"no rule is called {n!r}: {nearest(n, known)}" for n in names if n not in known]
    if wrong:
        raise ConfigurationError("; ".join(wrong))
    return tuple(names)


def severity(word: str) -> Severity:
    """The severity of that name; raises ConfigurationError for another word."""
    names = tuple(str(level) for level in Severity)
    if word not in names:
        raise ConfigurationError(f"{word!r} is no severity: {nearest(word, names)}")
    return Severity[word.upper()]


def confidence(word: str) -> Confidence:
    """The confidence of that name; raises ConfigurationError for another word."""
    names = tuple(str(level) for level in Confidence)
    if word not in names:
        raise ConfigurationError(f"{word!r} is no confidence: {nearest(word, names)}")
    return Confidence[word.upper()]


def _text(node: Node) -> str:
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        raise _Mistake("a text in quotes is wanted")
    return node.value


def _texts(node: Node) -> tuple[str, ...]:
    if not isinstance(node, Items):
        raise _Mistake('a list is wanted, such as ["…"]')
    return tuple(_text(child) for child in node.nodes)


SIZE = re.compile(r"(?i)\s*(\d+)\s*(k|m|g)?i?b?\s*")


def _size(node: Node) -> int:
    value = node.value if isinstance(node, Scalar) else None
    match = SIZE.fullmatch(str(value)) if isinstance(value, (int, str)) else None
    if match is None or isinstance(value, bool) or int(match[1]) == 0:
        raise _Mistake('a number of bytes or a size such as "5 MB" is wanted')
    return (
        int(match[1])
        * {"": 1, "k": 1000, "m": MEGABYTE, "g": 1000 * MEGABYTE}[(match[2] or "").lower()]
    )
