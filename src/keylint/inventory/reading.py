"""`[[keys]]`, the inventory of a team's keys: every entry checked, every mistake with its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from posixpath import basename
from typing import TypeVar

from keylint import vocabulary as words
from keylint.inventory import AcceptedRisk, Declared, Inventory, values
from keylint.inventory.values import Mistake
from keylint.nearest import nearest
from keylint.record import Permission
from keylint.tree import Entry, Items, Node, Scalar, Table

FILE = "keylint.toml"
UNANSWERED = "?"
# Gemini's roles, and the permissions that all exchanges share.
ROLES = ("Auditor", "Trader", "Fund Manager", "Administrator", *(p.value for p in Permission))
SCOPES = ("account", "master")
# What an accepted risk may be about: what is said of a key, not that it lies about in clear.
ABOUT_KEYS = "key-"

T = TypeVar("T")
# The offset of a mistake, and what it is.
Told = tuple[int, str]


def read(node: Node, rule_ids: tuple[str, ...]) -> tuple[tuple[Declared, ...], list[Told]]:
    """The entries of an inventory, and all that is wrong with them."""
    reader = _Reader(tuple(name for name in rule_ids if name.startswith(ABOUT_KEYS)))
    if not isinstance(node, Items) or not all(isinstance(n, Table) for n in node.nodes):
        return (), [(node.span.start, "keys: a table [[keys]] for each key is wanted")]
    declared = [reader.key(table) for table in node.nodes if isinstance(table, Table)]
    reader.name_each_once(declared)
    return tuple(declared), reader.mistakes


def of(root: Node | None, path: str) -> Inventory:
    """The inventory in the tree of a configuration, whatever is wrong with it."""
    entries = root.entries if isinstance(root, Table) and basename(path) == FILE else ()
    node = next((entry.node for entry in entries if entry.key == "keys"), None)
    return Inventory(read(node, ())[0], path) if node else Inventory()


@dataclass
class _Reader:
    """Turns tables into entries, and collects what is wrong with them."""

    rules: tuple[str, ...]
    mistakes: list[Told] = field(default_factory=list)

    def key(self, table: Table) -> Declared:
        """One key; a field that is not answered yet is open."""
        given = {entry.key: entry for entry in table.entries}
        if "name" not in given:
            self._tell(table.span.start, "an entry without a name")
        for entry in table.entries:
            self._check(entry)
        return Declared(
            name=self._value(given.get("name"), values.text, ""),
            span=table.span,
            exchange=self._value(given.get("exchange"), _exchange, ""),
            variables=self._value(given.get("env"), _variables, ()),
            accepted=self._value(given.get("accepted"), self._accepted, ()),
            open=tuple((e.key, e.node.span) for e in table.entries if is_open(e.node)),
        )

    def name_each_once(self, declared: list[Declared]) -> None:
        """Two entries of one name could not be told apart."""
        seen: set[str] = set()
        for key in declared:
            if key.name and key.name in seen:
                self._tell(key.span.start, f"two entries are called {key.name!r}")
            seen.add(key.name)

    def _tell(self, offset: int, mistake: str) -> None:
        self.mistakes.append((offset, f"keys: {mistake}"))

    def _check(self, entry: Entry) -> None:
        """What is only checked here: evidence reads these fields as of any other record."""
        if entry.key in CHECKED:
            self._value(entry, CHECKED[entry.key], None)
        elif entry.key not in STORED:
            known = nearest(entry.key, (*STORED, *CHECKED))
            self._tell(entry.span.start, f"{entry.key}: not a field of a key: {known}")

    def _value(self, entry: Entry | None, check: Callable[[Node], T], otherwise: T) -> T:
        if entry is None or is_open(entry.node):
            return otherwise
        try:
            return check(entry.node)
        except Mistake as mistake:
            self._tell(entry.span.start, f"{entry.key}: {mistake}")
            return otherwise

    def _accepted(self, node: Node) -> tuple[AcceptedRisk, ...]:
        if not isinstance(node, Items) or not all(isinstance(n, Table) for n in node.nodes):
            raise Mistake("a list of { rule = …, reason = …, until = … } is wanted")
        return tuple(self._risk(table) for table in node.nodes if isinstance(table, Table))

    def _risk(self, table: Table) -> AcceptedRisk:
        given = {entry.key: entry.node for entry in table.entries}
        if set(given) != {"rule", "reason", "until"}:
            raise Mistake("an accepted risk has a rule, a reason and a day until which it holds")
        return AcceptedRisk(
            rule=values.one_of(values.text(given["rule"]), self.rules, "rule about keys"),
            reason=values.text(given["reason"]),
            until=values.day(given["until"]),
            span=table.span,
        )


def is_open(node: Node) -> bool:
    """Whether a value is `?`, alone or as the one item of a list."""
    if isinstance(node, Items) and len(node.nodes) == 1:
        node = node.nodes[0]
    return isinstance(node, Scalar) and node.value == UNANSWERED


def _exchange(node: Node) -> str:
    return values.one_of(values.text(node), tuple(sorted(words.EXCHANGES)), "exchange")


def _variables(node: Node) -> tuple[str, ...]:
    return (values.text(node),) if isinstance(node, Scalar) else values.texts(node)


def _roles(node: Node) -> tuple[str, ...]:
    return tuple(values.one_of(role, ROLES, "role") for role in values.texts(node))


def _addresses(node: Node) -> tuple[str, ...]:
    if not isinstance(node, Items):
        raise Mistake('a list is wanted, such as ["34.117.59.81"]')
    return tuple(values.address(child) for child in node.nodes)


def _day_or_days(node: Node) -> object:
    if isinstance(node, Scalar) and isinstance(node.value, int):
        return values.number(node, 1, 36_500)
    return values.day(node)


STORED = ("name", "exchange", "env", "accepted")
CHECKED: dict[str, Callable[[Node], object]] = {
    "roles": _roles,
    "scope": lambda node: values.one_of(values.text(node), SCOPES, "scope"),
    "ip-allowlist": _addresses,
    "environment": values.text,
    "created": values.day,
    "rotate-after": _day_or_days,
    "owner": values.text,
    "purpose": values.text,
}
