"""Which tables of a file describe a key: a tree → KeyRecords, by evidence.

One word proves nothing: a server has an `ip`, a screen has `can_withdraw`. Each sign counts
some points (SIGNS), and a table is a key's description from ENOUGH points on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from keylint import vocabulary as words
from keylint.evidence.addresses import ip_list
from keylint.evidence.grants import grants, rows
from keylint.evidence.groups import Group, groups, split
from keylint.evidence.others import is_another_thing
from keylint.evidence.permissions import PERMISSION_FLAGS
from keylint.evidence.settings import settings
from keylint.evidence.signs import Exchange, Surroundings, is_enough, speaks_of_a_key
from keylint.record import KeyRecord, Stated
from keylint.tree import Nested, Node, tables
from keylint.vocabulary import fold

JUDGED_FIELDS = (
    words.PERMISSION_FIELDS
    | words.IP_LIST_FIELDS
    | words.IP_RESTRICTED_FIELDS
    | frozenset(PERMISSION_FLAGS)
    | {"ip", "message"}
)
# A label that could be a credential is not said.
SECRETIVE = re.compile(r"[0-9A-Za-z+/_-]{24}")


def records(root: Node, path: str = "") -> Iterator[KeyRecord]:
    """The key records of a tree, in the order of the file; the path may name their exchange."""
    if given := rows(root):
        yield KeyRecord(root.span, exchange=Stated("bitfinex"), grants=given)
    surroundings = Surroundings(path)
    for nested in tables(root):
        if not _is_part_of_a_record(nested):
            for one in (nested, *settings(nested)):
                for group in groups(one):
                    yield from _record(group, surroundings)


def _is_part_of_a_record(nested: Nested) -> bool:
    """Whether a table is within a permission field, or is the value of a list of addresses."""
    fields = [split(fold(name))[1] for name in nested.names[-2:]]
    return not words.PERMISSION_FIELDS.isdisjoint(fields) or not words.IP_LIST_FIELDS.isdisjoint(
        fields[-1:]
    )


def _record(group: Group, surroundings: Surroundings) -> Iterator[KeyRecord]:
    # Most tables end here: what costs more is asked only of those that could say something.
    if group.names.isdisjoint(JUDGED_FIELDS) or not group.is_of_a_key:
        return
    exchange = surroundings.exchange(group)
    given = tuple(grants(group, exchange.name, speaks_of_a_key(group)))
    addresses = ip_list(group)
    if not given and addresses is None:
        return
    if not is_enough(group, exchange, given, addresses):
        return
    if is_another_thing(group, exchange.name, surroundings.neighbours(group)):
        return
    yield KeyRecord(
        span=group.nested.table.span,
        exchange=Stated(exchange.name) if exchange.name else None,
        label=_stated(_label(group, exchange)),
        grants=given,
        ip_list=addresses,
        environment=_stated(_environment(group)),
    )


def _label(group: Group, exchange: Exchange) -> str | None:
    """How the file calls the key: its label, or the name that leads to it if that says more."""
    told = group.text(*words.LABEL_FIELDS)
    dull = words.KEY_PARENTS | words.WRAPPERS | {exchange.name or "", ""}
    names = (told or "", group.prefix, *reversed(group.nested.names))
    return next((n for n in names if fold(n) not in dull and not SECRETIVE.search(n)), None)


def _environment(group: Group) -> str | None:
    """The environment that a key says it is for; play money if a field or an address says so."""
    said = {one.name: one.entry.node for one in group.said if one.name in words.SANDBOX_FIELDS}
    for name, node in said.items():
        if words.truth(getattr(node, "value", None)):
            return name
    told = group.text(*words.ENVIRONMENT_FIELDS)
    return told or ("sandbox" if "sandbox" in (group.text(*words.URL_FIELDS) or "") else None)


def _stated(text: str | None) -> Stated[str] | None:
    return Stated(text) if text else None
