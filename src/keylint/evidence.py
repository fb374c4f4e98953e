"""Which tables of a file describe a key: a tree → KeyRecords, by evidence.

One word proves nothing: a server has an `ip`, a screen has `can_withdraw`. Each sign counts
some points (SIGNS), and a table is a key's description from ENOUGH points on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from keylint import vocabulary as words
from keylint.model import Span
from keylint.record import Address, Field, Grant, IpList, KeyRecord
from keylint.tree import Entry, Items, Nested, Node, Scalar, Table, tables
from keylint.vocabulary import fold

ENOUGH = 3
SIGNS = {
    "a word that only descriptions of keys use": 3,
    "the name of an exchange": 2,
    "a field that holds or names a credential": 2,
    "a parent that holds keys": 1,
    "a permission": 1,
    "a list of addresses": 1,
}
TEMPLATE = re.compile(r"\$\{|\{\{|<%|\$\(|^\$[A-Za-z_]|^%[A-Za-z_]+%$|^<[^>]*>$|^!\w")
SPLIT = re.compile(r"[,;\s]+")
KNOWN_FIELDS = tuple(
    sorted(
        words.CREDENTIAL_FIELDS
        | words.IP_LIST_FIELDS
        | words.IP_RESTRICTED_FIELDS
        | words.PERMISSION_FIELDS
        | set(words.PERMISSION_FLAGS)
        | words.EXCHANGE_FIELDS
        | words.ENVIRONMENT_FIELDS,
        key=len,
        reverse=True,
    )
)


@dataclass(frozen=True)
class _Said:
    """An entry of a table under the folded name of its field."""

    name: str
    entry: Entry


def records(root: Node) -> Iterator[KeyRecord]:
    """The key records of a tree, in the order of the file."""
    for nested in tables(root):
        if not _is_part_of_a_record(nested):
            for prefix, said in _by_prefix(nested.table).items():
                yield from _record(nested, prefix, said)


def _is_part_of_a_record(nested: Nested) -> bool:
    """Whether a table is the value of a permission field, or describes another kind of thing."""
    names = [fold(name) for name in nested.names]
    innermost = _split(names[-1])[1] if names else ""
    return innermost in words.PERMISSION_FIELDS or not words.OTHER_PARENTS.isdisjoint(names)


def _by_prefix(table: Table) -> dict[str, list[_Said]]:
    """The entries that speak of one thing together: GEMINI_API_KEY with GEMINI_IP_WHITELIST."""
    groups: dict[str, list[_Said]] = {}
    for entry in table.entries:
        prefix, field = _split(fold(entry.key))
        groups.setdefault(prefix, []).append(_Said(field, entry))
    # `name` and `label` carry no prefix, and say something of the table's one nameless record.
    return groups


def _split(name: str) -> tuple[str, str]:
    for field in KNOWN_FIELDS:
        if name == field:
            return "", field
        if name.endswith("_" + field):
            return name[: -len(field) - 1], field
    return "", name


def _record(nested: Nested, prefix: str, said: list[_Said]) -> Iterator[KeyRecord]:
    exchange = _exchange(nested, prefix, said)
    grants = tuple(grant for one in said for grant in _grants(one, exchange))
    ip_list = next((found for one in said if (found := _ip_list(one))), None)
    if not grants and ip_list is None:
        return
    if _points(nested, prefix, said, exchange, bool(grants), ip_list) >= ENOUGH:
        yield KeyRecord(
            span=nested.table.span,
            exchange=exchange,
            label=_label(nested, prefix, said, exchange),
            grants=grants,
            ip_list=ip_list,
            environment=_text(said, words.ENVIRONMENT_FIELDS),
        )


def _label(nested: Nested, prefix: str, said: list[_Said], exchange: str | None) -> str | None:
    """How the file calls the key: its label, or the name that leads to it if that says more."""
    told = _text(said, words.LABEL_FIELDS)
    if told:
        return told
    names = (prefix, *reversed(nested.names))
    dull = words.KEY_PARENTS | {exchange or "", ""}
    return next((name for name in names if fold(name) not in dull), None)


def _points(
    nested: Nested,
    prefix: str,
    said: list[_Said],
    exchange: str | None,
    grants: bool,
    ip_list: IpList | None,
) -> int:
    names = {one.name for one in said}
    telling = names & words.TELLING or any(_tells(one.entry.node) for one in said)
    credential = names & words.CREDENTIAL_FIELDS
    # `key` beside a list of addresses is no sign: every table has keys.
    if credential <= words.WEAK_CREDENTIAL_FIELDS and len(credential) < 2:
        credential = set()
    parents = {fold(name) for name in nested.names} | {prefix}
    strong_list = ip_list and not names & words.WEAK_IP_LIST_FIELDS
    signs = (telling, exchange, credential, parents & words.KEY_PARENTS, grants, strong_list)
    return sum(points for points, sign in zip(SIGNS.values(), signs, strict=True) if sign)


def _tells(node: Node) -> bool:
    nodes = node.nodes if isinstance(node, Items) else (node,)
    return any(isinstance(one, Scalar) and fold(str(one.value)) in words.TELLING for one in nodes)


def _exchange(nested: Nested, prefix: str, said: list[_Said]) -> str | None:
    own = _text(said, words.EXCHANGE_FIELDS) or ""
    label = _text(said, words.LABEL_FIELDS) or ""
    fields = " ".join(one.name for one in said)
    for place in (own, prefix, label, *reversed(nested.names), *_siblings(nested), fields):
        found = _exchange_in(place)
        if found:
            return found
    gemini = any(one.name.startswith("is_fund_manager") for one in said)
    return "gemini" if gemini else None


def _siblings(nested: Nested) -> Iterator[str]:
    """What the tables around this one say of their exchange."""
    for parent in reversed(nested.parents):
        said = [_Said(fold(entry.key), entry) for entry in parent.entries]
        yield _text(said, words.EXCHANGE_FIELDS) or ""
        yield _text(said, frozenset(("name", "id"))) or ""


def _exchange_in(place: str) -> str | None:
    parts = set(fold(place).split("_"))
    return next((name for name in words.EXCHANGES if name in parts), None)


def _text(said: list[_Said], names: frozenset[str]) -> str | None:
    for one in said:
        node = one.entry.node
        if one.name in names and isinstance(node, Scalar) and isinstance(node.value, str):
            return node.value
    return None


def _field(name: str, scalar: Scalar) -> Field:
    return Field(name, "" if scalar.value is None else str(scalar.value), scalar.span)


def _grants(said: _Said, exchange: str | None) -> Iterator[Grant]:
    node, key = said.entry.node, said.entry.key
    if said.name in words.PERMISSION_FIELDS:
        yield from _granted(key, node)
    elif isinstance(node, Scalar) and words.truth(node.value):
        usual = words.PERMISSION_FLAGS.get(said.name, ())
        for permission in words.EXCHANGE_FLAGS.get((exchange or "", said.name), usual):
            yield Grant(permission, Field(key, str(node.value), said.entry.span))


def _granted(key: str, node: Node) -> Iterator[Grant]:
    """The permissions in a permission field: a text, a list, or a table of truth values."""
    if isinstance(node, Items):
        for child in node.nodes:
            yield from _granted(key, child)
    elif isinstance(node, Table):
        for entry in node.entries:
            yield from _in_table(entry)
    elif isinstance(node.value, str):
        for word, span in _listed(node):
            for permission in words.PERMISSION_WORDS.get(fold(word), ()):
                yield Grant(permission, Field(key, word, span))


def _in_table(entry: Entry) -> Iterator[Grant]:
    if isinstance(entry.node, Scalar):
        if words.truth(entry.node.value):
            for permission in words.PERMISSION_WORDS.get(fold(entry.key), ()):
                yield Grant(permission, Field(entry.key, str(entry.node.value), entry.span))
    else:  # Bybit: {"Wallet": ["AccountTransfer", "Withdraw"]}
        yield from _granted(entry.key, entry.node)


def _listed(scalar: Scalar) -> Iterator[tuple[str, Span]]:
    """The items of a comma text, each with its place; the whole text if its length differs."""
    text = str(scalar.value)
    exact = scalar.span.end - scalar.span.start == len(text)
    separator = re.compile(r"[,;|]") if re.search(r"[,;|]", text) else re.compile(r"\n")
    start = 0
    for item in separator.split(text):
        if word := item.strip(" \t\n[]\"'"):
            begin = scalar.span.start + start + item.index(word)
            yield word, Span(begin, begin + len(word)) if exact else scalar.span
        start += len(item) + 1


def _ip_list(said: _Said) -> IpList | None:
    node, key = said.entry.node, said.entry.key
    if said.name in words.IP_RESTRICTED_FIELDS and isinstance(node, Scalar):
        restricted = words.truth(node.value)
        if restricted is False and node.value is not None:
            return IpList(Field(key, str(node.value), node.span), open_because="says no")
        return None
    if said.name not in words.IP_LIST_FIELDS:
        return None
    return _of_items(said.entry, node) if isinstance(node, Items) else _of_scalar(said.entry, node)


def _of_items(entry: Entry, node: Items) -> IpList | None:
    scalars = [child for child in node.nodes if isinstance(child, Scalar)]
    if len(scalars) < len(node.nodes):
        return None
    if not scalars:
        return IpList(Field(entry.key, "[]", node.span), open_because="is empty")
    return _of_addresses(entry, [_field(entry.key, scalar) for scalar in scalars], node.span)


def _of_scalar(entry: Entry, node: Node) -> IpList | None:
    if not isinstance(node, Scalar) or (isinstance(node.value, bool) and node.value):
        return None
    text = "" if node.value is None else str(node.value).strip()
    if not text:
        place = node.span if node.span.end > node.span.start else entry.span
        return IpList(Field(entry.key, "", place), open_because="is empty")
    if node.value is False:
        return IpList(Field(entry.key, "false", node.span), open_because="says no")
    fields = [Field(entry.key, word, span) for word, span in _listed(node)]
    return _of_addresses(entry, fields, node.span)


def _of_addresses(entry: Entry, fields: list[Field], span: Span) -> IpList | None:
    if any(TEMPLATE.search(field.text) for field in fields):
        return None
    addresses = tuple(Address(field.text, field) for field in fields)
    whole = IpList(Field(entry.key, ", ".join(field.text for field in fields), span), addresses)
    for field in fields:
        if field.text.strip().lower() in words.OPEN_ADDRESSES:
            return replace(whole, field=field, open_because=f"has {field.text.strip()}")
        if not field.text.strip():
            return replace(
                whole, field=replace(field, span=span), open_because="has an empty entry"
            )
    return whole
