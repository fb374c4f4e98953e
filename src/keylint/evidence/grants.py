"""What a file says that a key may do: a group of entries → Grants."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from keylint import vocabulary as words
from keylint.evidence.answers import HAS_ROLES
from keylint.evidence.groups import Group, Said
from keylint.evidence.others import is_schema
from keylint.evidence.permissions import (
    BITFINEX_SCOPES,
    DENIES,
    NOT_EVERYTHING_IN,
    PERMISSION_FLAGS,
    PERMISSION_NAMES,
    PERMISSION_SWITCHES,
    STATE_FIELDS,
    STATE_FLAGS,
    WRITING,
    Lexicon,
    is_known,
)
from keylint.finding import Span
from keylint.record import Field, Grant, KeyRecord, Permission, Stated
from keylint.tree import Entry, Items, Node, Scalar, Table
from keylint.vocabulary import fold

# A text is cut at these in turn, until its parts are words for permissions.
SEPARATORS = (re.compile(r"[,;|\n]"), re.compile(r"[/+&]|\band\b"))
AROUND = " \t\r\n[]()\"'"
ADDRESS = re.compile(r"://|^\s*/")
# Gemini's "OAuth 2.0" page: exchange.gemini.com/auth?client_id=…&scope=balances:read,crypto:send
OAUTH = "gemini.com/auth?"
SCOPE_PARAMETER = re.compile(r"[?&]scope=([^&#\s]{1,2000})")
SCOPE_IN_ADDRESS = re.compile(r"(?<![A-Za-z])[A-Za-z]+(?::|%3[Aa])[A-Za-z]+")


def grants(group: Group, exchange: str | None, speaks_of_a_key: bool) -> Iterator[Grant]:
    """The permissions that a group gives; what is read-only gives nothing else."""
    lexicon = Lexicon(exchange, everything=bool(exchange) and speaks_of_a_key)
    flags = _flags(group, speaks_of_a_key)
    read_only = any(one.name == "read_only" and _says(one.entry) is True for one in group.said)
    for one in group.said:
        for grant in _of(one, lexicon, flags):
            if not read_only or grant.permission is Permission.READ:
                yield grant


def _flags(group: Group, speaks_of_a_key: bool) -> frozenset[str]:
    """The flags that are to be believed: a currency has a `withdraw` too."""
    if not group.credentials and not STATE_FIELDS.isdisjoint(group.beside):
        return frozenset()
    known = frozenset(PERMISSION_FLAGS)
    return known if speaks_of_a_key else known - STATE_FLAGS


def _of(said: Said, lexicon: Lexicon, flags: frozenset[str]) -> Iterator[Grant]:
    node, key = said.entry.node, said.entry.key
    if said.name in words.PERMISSION_FIELDS:
        everything = lexicon.everything and said.name not in NOT_EVERYTHING_IN
        yield from _Granted(key, replace(lexicon, everything=everything)).walk(node)
    elif said.name in flags and _says(said.entry):
        place = Field(key, _shown(node), said.entry.span)
        yield from (Grant(permission, place) for permission in lexicon.of(said.name))
    elif said.name == "message" and isinstance(node, Scalar):
        yield from _roles(key, node, lexicon)


def _roles(key: str, node: Scalar, lexicon: Lexicon) -> Iterator[Grant]:
    found = HAS_ROLES.search(str(node.value))
    for word, span in _cut(node, found[1], found.start(1)) if found else ():
        yield from (Grant(given, Field(key, word, span)) for given in lexicon.of(word))


def _says(entry: Entry) -> bool | None:
    return words.truth(entry.node.value) if isinstance(entry.node, Scalar) else None


def _shown(node: Node) -> str:
    return str(node.value) if isinstance(node, Scalar) else ""


@dataclass
class _Granted:
    """A walk through a permission field: a text, a list, or a table; each node once."""

    key: str
    lexicon: Lexicon
    seen: set[int] = field(default_factory=set)

    def walk(self, node: Node) -> Iterator[Grant]:
        if id(node) in self.seen:
            return
        self.seen.add(id(node))
        if isinstance(node, Scalar):
            yield from self._text(node)
        elif isinstance(node, Table):
            yield from () if is_schema(node) else self._table(node)
        elif scope := _written_scope(node):
            yield from self._text(scope)
        elif not _is_row(node):
            for child in node.nodes:
                yield from self.walk(child)

    def _text(self, scalar: Scalar) -> Iterator[Grant]:
        text = str(scalar.value) if isinstance(scalar.value, str) else ""
        if not any(refused.search(text) for refused in (words.TEMPLATE, DENIES, ADDRESS)):
            for word, span in _cut(scalar, text):
                yield from self._give(word, Field(self.key, word, span))

    def _give(self, word: str, place: Field) -> Iterator[Grant]:
        yield from (Grant(permission, place) for permission in self.lexicon.of(word))

    def _table(self, table: Table) -> Iterator[Grant]:
        """One permission with its name (Gate), or permissions by their names."""
        if _is_off(table) or _is_explanation(table):
            return
        for entry in table.entries:
            name = fold(entry.key)
            if name in PERMISSION_NAMES and isinstance(entry.node, Scalar):
                yield from self._text(entry.node)
            elif words.DENYING.isdisjoint(name.split("_")):
                yield from self._entry(entry)

    def _entry(self, entry: Entry) -> Iterator[Grant]:
        node = entry.node
        if isinstance(node, Scalar):
            if words.truth(node.value) or fold(str(node.value)) in WRITING:
                yield from self._give(entry.key, Field(entry.key, str(node.value), entry.span))
        elif isinstance(node, Table) and self.lexicon.of(entry.key):  # {"withdraw": {"write": 1}}
            if not is_schema(node) and not _is_off(node) and _is_on(node):
                yield from self._give(entry.key, Field(entry.key, "true", entry.span))
        else:  # Bybit: {"Wallet": ["AccountTransfer", "Withdraw"]}
            yield from _Granted(entry.key, self.lexicon, self.seen).walk(node)


def _is_off(table: Table) -> bool:
    """Whether a permission's own table says that it is not given, or for reading only."""
    said = {fold(entry.key): _says(entry) for entry in table.entries}
    return said.get("read_only") is True or any(said.get(k) is False for k in PERMISSION_SWITCHES)


def _is_explanation(table: Table) -> bool:
    """Whether a table explains a permission instead of giving it."""
    names = {fold(entry.key) for entry in table.entries}
    return "description" in names and names.isdisjoint({"read_only", *PERMISSION_SWITCHES})


def _is_on(table: Table) -> bool:
    return any(_says(entry) and fold(entry.key) in PERMISSION_SWITCHES for entry in table.entries)


def _is_row(node: Items) -> bool:
    """Whether a list is one of Bitfinex's rows: a scope, whether it reads, whether it writes."""
    values = [child.value for child in node.nodes if isinstance(child, Scalar)]
    if len(values) != 3 or len(node.nodes) != 3 or values[0] not in BITFINEX_SCOPES:
        return False
    return all(value in (0, 1) for value in values[1:])


def _written_scope(node: Items) -> Scalar | None:
    if not _is_row(node):
        return None
    scope, _, write = node.nodes
    writes = isinstance(scope, Scalar) and isinstance(write, Scalar) and write.value
    return scope if writes and isinstance(scope, Scalar) else None


def scopes_in_addresses(table: Table) -> Iterator[KeyRecord]:
    """What an app asks its users for: the scopes in an address of Gemini's authorisation page."""
    for entry in table.entries:
        node = entry.node
        if isinstance(node, Scalar) and isinstance(node.value, str) and OAUTH in node.value:
            given = tuple(_of_address(entry.key, node, node.value))
            if given:
                app = Stated("OAuth app")
                yield KeyRecord(node.span, exchange=Stated("gemini"), label=app, grants=given)


def _of_address(key: str, node: Scalar, address: str) -> Iterator[Grant]:
    exact = node.span.end - node.span.start == len(address)
    lexicon = Lexicon("gemini")
    for asked in SCOPE_PARAMETER.finditer(address):
        for found in SCOPE_IN_ADDRESS.finditer(address, *asked.span(1)):
            word = unquote(found[0])
            start = node.span.start + found.start()
            span = Span(start, start + len(found[0])) if exact else node.span
            yield from (Grant(given, Field(key, word, span)) for given in lexicon.of(word))


def rows(root: Node) -> tuple[Grant, ...] | None:
    """What a bare answer of Bitfinex gives; None where the tree is none."""
    if not isinstance(root, Items) or not root.nodes:
        return None
    if not all(isinstance(child, Items) and _is_row(child) for child in root.nodes):
        return None
    return tuple(_Granted("permissions", Lexicon("bitfinex")).walk(root))


def _cut(scalar: Scalar, text: str, start: int = 0) -> Iterator[tuple[str, Span]]:
    """The words of a part of a scalar, each with its place; the whole scalar if it is escaped."""
    exact = scalar.span.end - scalar.span.start == len(str(scalar.value))
    for word, offset in _words(text, start, SEPARATORS):
        begin = scalar.span.start + offset
        yield word, Span(begin, begin + len(word)) if exact else scalar.span


def _words(
    text: str, start: int, separators: tuple[re.Pattern[str], ...]
) -> Iterator[tuple[str, int]]:
    word = text.strip(AROUND)
    if is_known(word):
        yield word, start + text.index(word)
    elif not separators:
        yield from _sentence(text, start)
    else:
        begin = 0
        for cut in (*separators[0].finditer(text), None):
            end = cut.start() if cut else len(text)
            yield from _words(text[begin:end], start + begin, separators[1:])
            begin = cut.end() if cut else end


def _sentence(text: str, start: int) -> list[tuple[str, int]]:
    """Words with blanks between them, one or two to a permission; none if one is unknown."""
    parts = [(found[0].strip(AROUND), found.start()) for found in re.finditer(r"\S+", text)]
    found: list[tuple[str, int]] = []
    at = 0
    while at < len(parts):
        pair = (
            text[parts[at][1] : parts[at + 1][1] + len(parts[at + 1][0])]
            if at + 1 < len(parts)
            else ""
        )
        word = pair if is_known(pair) else parts[at][0]
        if not is_known(word) and ":" not in word:
            return []
        found.append((word, start + parts[at][1]))
        at += 2 if word == pair else 1
    return found
