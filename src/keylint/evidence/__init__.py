"""Which tables of a file describe a key: a tree → KeyRecords, by evidence.

One word proves nothing: a server has an `ip`, a screen has `can_withdraw`. Each sign counts
some points (SIGNS), and a table is a key's description from ENOUGH points on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from keylint import vocabulary as words
from keylint.evidence import statements
from keylint.evidence.addresses import ip_list
from keylint.evidence.denials import denied
from keylint.evidence.grants import grants, rows, scopes_in_addresses
from keylint.evidence.groups import Group, groups, split
from keylint.evidence.others import is_another_thing
from keylint.evidence.plausible import JUDGED_FIELDS, TOLD_FIELDS
from keylint.evidence.settings import settings
from keylint.evidence.signs import Surroundings, is_enough, speaks_of_a_key
from keylint.record import KeyRecord, Stated
from keylint.tree import Nested, Node, Table, tables
from keylint.vocabulary import fold


def records(root: Node, path: str = "") -> Iterator[KeyRecord]:
    """The key records of a tree, in the order of the file; the path may name their exchange."""
    if given := rows(root):
        yield KeyRecord(root.span, exchange=Stated("bitfinex"), grants=given)
    of_file = statements.file_date(root) if isinstance(root, Table) else None
    surroundings = Surroundings(path)
    for nested in tables(root):
        if not _is_part_of_a_record(nested):
            for one in (nested, *settings(nested)):
                for group in groups(one):
                    yield from _record(group, surroundings, of_file)
            yield from scopes_in_addresses(nested.table)


def _is_part_of_a_record(nested: Nested) -> bool:
    """Whether a table is within a permission field, or is the value of a list of addresses."""
    fields = [split(fold(name))[1] for name in nested.names[-2:]]
    return not words.PERMISSION_FIELDS.isdisjoint(fields) or not words.IP_LIST_FIELDS.isdisjoint(
        fields[-1:]
    )


def _record(
    group: Group, surroundings: Surroundings, of_file: Stated[date] | None
) -> Iterator[KeyRecord]:
    # Most tables end here: what costs more is asked only of those that could say something.
    told = not group.names.isdisjoint(TOLD_FIELDS) or statements.has_key_id(group)
    if (group.names.isdisjoint(JUDGED_FIELDS) and not told) or not group.is_of_a_key:
        return
    exchange = surroundings.exchange(group)
    given = tuple(grants(group, exchange.name, speaks_of_a_key(group)))
    refused = tuple(denied(group, exchange.name, given))
    addresses = ip_list(group)
    # Permissions and addresses may tell that this is a key; dates and scopes only what a key is.
    told = bool(told or refused) and bool(group.credentials and exchange.name)
    if not given and addresses is None and not told:
        return
    if not is_enough(group, exchange, given, addresses):
        return
    if is_another_thing(group, exchange.name, surroundings.neighbours(group)):
        return
    yield KeyRecord(
        span=group.nested.table.span,
        exchange=statements.exchange(group, exchange.name),
        label=statements.label(group, exchange.name or ""),
        scope=statements.scope(group),
        grants=given,
        denied=refused,
        ip_list=addresses,
        created=statements.created(group, of_file),
        expires=statements.expires(group),
        rotate_after=statements.rotate_after(group),
        environment=statements.environment(group),
        heartbeat=statements.heartbeat(group),
        references=tuple(statements.references(group)),
    )
