"""Which entries of a table speak of one key together: GEMINI_API_KEY with GEMINI_IP_WHITELIST."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from keylint import vocabulary as words
from keylint.evidence.permissions import PERMISSION_FLAGS
from keylint.tree import Entry, Items, Nested, Node, Scalar, Table
from keylint.vocabulary import fold

KNOWN_FIELDS = frozenset().union(
    words.CREDENTIAL_FIELDS,
    words.IP_LIST_FIELDS,
    words.IP_RESTRICTED_FIELDS,
    words.PERMISSION_FIELDS,
    PERMISSION_FLAGS,
    words.EXCHANGE_FIELDS,
    words.ENVIRONMENT_FIELDS,
    words.SANDBOX_FIELDS,
    words.SCOPE_FIELDS,
    words.MASTER_FLAGS,
    words.HEARTBEAT_FIELDS,
    words.CREATED_FIELDS,
    words.EXPIRES_FIELDS,
    words.ROTATE_FIELDS,
    words.VARIABLE_FIELDS,
    words.UNRESTRICTED_FIELDS,
    ["read_only"],
)
# Where the name of an exchange is looked for in a text.
NAME_LENGTH = 200
LONGEST = max(field.count("_") + 1 for field in KNOWN_FIELDS)


@dataclass(frozen=True)
class Said:
    """An entry of a table under the folded name of its field."""

    name: str
    entry: Entry


@dataclass(frozen=True, eq=False)
class Group:
    """The entries of a table that share a prefix; `beside` is every name in the table."""

    nested: Nested
    prefix: str
    said: tuple[Said, ...]
    beside: frozenset[str]

    @cached_property
    def names(self) -> frozenset[str]:
        """The fields of the group."""
        return frozenset(one.name for one in self.said)

    @cached_property
    def inside(self) -> frozenset[str]:
        """The names within its permission fields."""
        held = (one.entry.node for one in self.said if one.name in words.PERMISSION_FIELDS)
        return frozenset(fold(entry.key) for node in held for entry in _entries(node))

    @cached_property
    def credentials(self) -> frozenset[str]:
        """The fields that hold or name a credential; none where they prove nothing."""
        found = self.names & words.CREDENTIAL_FIELDS
        weak = found <= words.WEAK_CREDENTIAL_FIELDS and len(found) < 2
        return frozenset() if weak else found

    @cached_property
    def is_of_a_key(self) -> bool:
        """Whether what stands before its fields may be the name of a key: not `MAX` or `ADMIN`."""
        parts = {part.rstrip("0123456789") for part in self.prefix.split("_")} - {""}
        if not parts.isdisjoint(words.DENYING):
            return False
        return parts <= words.PREFIX_WORDS or bool(self.credentials)

    def text(self, *names: str) -> str | None:
        """The text of the first of these fields that the group has."""
        found = {one.name: one.entry.node for one in reversed(self.said)}
        texts = (node.value for name in names if isinstance(node := found.get(name), Scalar))
        return next((text for text in texts if isinstance(text, str) and text), None)


def groups(nested: Nested) -> list[Group]:
    """The groups of a table."""
    said: dict[str, list[Said]] = {}
    for entry in nested.table.entries:
        prefix, field = split(fold(entry.key))
        said.setdefault(prefix, []).append(Said(field, entry))
    beside = frozenset(fold(entry.key) for entry in nested.table.entries)
    return _joined([Group(nested, prefix, tuple(ones), beside) for prefix, ones in said.items()])


def split(name: str) -> tuple[str, str]:
    """What stands before a known field, and the field; an unknown name is a field as it is."""
    parts = name.split("_")
    for start in range(max(0, len(parts) - LONGEST), len(parts)):
        field = "_".join(parts[start:])
        if field in KNOWN_FIELDS:
            return _without_dull_ending(parts[:start]), field
    return "", name


def _without_dull_ending(parts: list[str]) -> str:
    while parts and parts[-1] in words.DULL_ENDINGS:
        parts = parts[:-1]
    return "_".join(parts)


def _joined(found: list[Group]) -> list[Group]:
    """The groups; what has no prefix belongs to the one key of an exchange that has one."""
    bare = next((group for group in found if not group.prefix), None)
    keyed = [group for group in found if group.prefix and group.credentials]
    if bare is None or bare.credentials or len(keyed) != 1:
        return found
    (key,) = keyed
    if exchange_in(key.prefix) is None or not words.ELSEWHERE.isdisjoint(bare.beside):
        return found
    whole = replace(key, said=(*key.said, *bare.said))
    return [whole, *(group for group in found if group is not key and group is not bare)]


def exchange_in(text: str, names: Collection[str] = words.EXCHANGES - {"gate"}) -> str | None:
    """The exchange that a text names; `gate` is a word, and needs its `io`."""
    parts = [part.rstrip("0123456789") for part in fold(text[:NAME_LENGTH]).split("_")]
    if ("gate", "io") in pairwise(parts):
        return "gate"
    known = (words.EXCHANGE_ALIASES.get(part, part) for part in parts)
    return next((part for part in known if part in names), None)


def _entries(node: Node) -> Iterator[Entry]:
    tables = node.nodes if isinstance(node, Items) else (node,)
    for table in tables:
        if isinstance(table, Table):
            yield from table.entries
