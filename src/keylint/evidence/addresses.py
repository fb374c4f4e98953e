"""What a file says of the addresses that may use a key: absent, empty, open and listed differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from keylint import vocabulary as words
from keylint.evidence.groups import Group, Said
from keylint.evidence.others import is_schema
from keylint.finding import Span
from keylint.networks import is_everything
from keylint.record import Address, Field, IpList
from keylint.tree import Entry, Items, Node, Scalar, Table
from keylint.vocabulary import fold

EMPTY = "is empty"
CLOSED = "says no"
OPENED = "says yes"
ANYTHING = re.compile(r"\*(?:[.:]\*)*(?:/0)?")
# A range is one entry, with blanks around its dash or without.
WORD = re.compile(r"[0-9A-Fa-f.:]+\s+-\s+[0-9A-Fa-f.:]+|[^\s,;|\[\](){}\"']+")


def ip_list(group: Group) -> IpList | None:
    """What a group says of addresses: openly open before listed before empty."""
    for entry, node in _switches(group, words.UNRESTRICTED_FIELDS):
        if words.truth(node.value):
            return _said(entry, node, OPENED)
    switches = list(_switches(group, words.IP_RESTRICTED_FIELDS))
    for entry, node in switches:
        if words.truth(node.value) is False:
            return _said(entry, node, CLOSED)
    found = [one for said in group.said if (one := _list(group, said))]
    # "Only from trusted addresses" with an empty list is a riddle, not an open door.
    return _strongest(found, switched_on=bool(switches))


def _strongest(found: list[IpList], switched_on: bool) -> IpList | None:
    best = min(found, key=_weight, default=None)
    if best and switched_on and best.open_because == EMPTY:
        return replace(best, open_because="")
    return best


def _weight(one: IpList) -> int:
    return 2 if one.open_because == EMPTY else 0 if one.open_because else 1


def _switches(group: Group, names: frozenset[str]) -> Iterator[tuple[Entry, Scalar]]:
    """The fields that say whether addresses are restricted; a blank one says nothing."""
    for one in group.said:
        node = one.entry.node
        if one.name not in names or not isinstance(node, Scalar):
            continue
        if node.value is not None and node.value != "":
            yield one.entry, node


def _said(entry: Entry, node: Scalar, why: str) -> IpList:
    return IpList(Field(entry.key, str(node.value), node.span), open_because=why)


def _list(group: Group, said: Said) -> IpList | None:
    if said.name in words.IP_LIST_FIELDS or (said.name == "ip" and _is_okx(group)):
        return _of_node(said.entry, said.entry.node)
    return None


def _is_okx(group: Group) -> bool:
    return "perm" in group.names and not group.names.isdisjoint(("api_key", "label"))


def _of_node(entry: Entry, node: Node) -> IpList | None:
    if isinstance(node, Scalar):
        return _of_scalar(entry, node)
    return _of_table(entry, node) if isinstance(node, Table) else _of_items(entry, node)


def _of_table(entry: Entry, table: Table) -> IpList | None:
    """A list in a table of its own: {"enabled": false, "addresses": []}."""
    if not table.entries:
        return IpList(Field(entry.key, "{}", table.span), open_because=EMPTY)
    if is_schema(table):
        return None
    said = {fold(child.key): child.node for child in table.entries}
    switches = [node for name, node in said.items() if name in words.IP_SWITCHES]
    for node in switches:
        if isinstance(node, Scalar) and node.value is not None and not words.truth(node.value):
            return _said(entry, node, CLOSED)
    lists = [_of_items(entry, node) for name, node in said.items() if _holds(name, node)]
    return _strongest([one for one in lists if one], switched_on=bool(switches))


def _holds(name: str, node: Node) -> bool:
    return name in words.IP_HOLDERS and isinstance(node, Items)


def _of_items(entry: Entry, items: Node) -> IpList | None:
    fields: list[Field] = []
    for scalar in _scalars(items):
        if scalar is None:
            return None
        if scalar.value is not None and str(scalar.value).strip():
            fields.append(Field(entry.key, str(scalar.value).strip(), scalar.span))
    if not fields:
        return IpList(Field(entry.key, "[]", items.span), open_because=EMPTY)
    return _of_addresses(entry, fields, items.span)


def _scalars(root: Node) -> Iterator[Scalar | None]:
    """The addresses in a list, however nested, each node once; None for what is none."""
    waiting, seen = [root], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Items):
            waiting.extend(reversed(node.nodes))
        else:
            yield node if isinstance(node, Scalar) else _address(node)


def _address(table: Table) -> Scalar | None:
    held = (e.node for e in table.entries if fold(e.key) in words.ADDRESS_FIELDS)
    return next((node for node in held if isinstance(node, Scalar)), None)


def _of_scalar(entry: Entry, node: Scalar) -> IpList | None:
    text = "" if node.value is None else str(node.value)
    if is_open(text):
        return _open(Field(entry.key, text.strip(), node.span))
    fields = [
        Field(entry.key, found[0], _within(node, text, found)) for found in WORD.finditer(text)
    ]
    if not fields:
        place = node.span if node.span.end > node.span.start else entry.span
        return IpList(Field(entry.key, text, place), open_because=EMPTY)
    if words.TEMPLATE.search(text):
        return None
    says = words.truth(node.value)
    if says is not None:
        return None if says else _said(entry, node, CLOSED)
    return _of_addresses(entry, fields, node.span)


def _within(node: Scalar, text: str, found: re.Match[str]) -> Span:
    if node.span.end - node.span.start != len(text):
        return node.span
    return Span(node.span.start + found.start(), node.span.start + found.end())


def _of_addresses(entry: Entry, fields: list[Field], span: Span) -> IpList | None:
    addresses = tuple(Address(field.text, field) for field in fields)
    anywhere = next((field for field in fields if is_open(field.text)), None)
    if anywhere:
        return replace(_open(anywhere), addresses=addresses)
    if any(words.TEMPLATE.search(field.text) for field in fields):
        return None
    if is_everything(field.text for field in fields):
        whole = " and ".join(field.text for field in fields)
        return IpList(fields[0], addresses, f"has {whole}, which together are every address")
    return IpList(Field(entry.key, ", ".join(field.text for field in fields), span), addresses)


def _open(field: Field) -> IpList:
    return IpList(field, open_because=f"has {field.text}")


def is_open(text: str) -> bool:
    """Whether an entry of a list lets every address in."""
    word = " ".join(text.lower().split())
    return word in words.OPEN_WORDS or bool(ANYTHING.fullmatch(word)) or is_everything([word])
