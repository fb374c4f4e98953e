"""The signs that a group of entries describes a key, and of which exchange; each counts points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from keylint import vocabulary as words
from keylint.evidence.answers import ANSWERS, FUND_MANAGER, HAS_ROLES, ROLES, TELLING_WORDS
from keylint.evidence.groups import Group, exchange_in
from keylint.record import Grant, IpList, Permission
from keylint.tree import Nested, Scalar, Table
from keylint.vocabulary import fold

ENOUGH = 3
SIGNS = {
    "an exchange's answer, or a scope that only keys have": 3,
    "the name of an exchange beside it": 2,
    "the name of an exchange further off": 1,
    "a field that holds or names a credential": 2,
    "a parent that holds keys": 1,
    "a role that Gemini's keys have, under such a parent": 1,
    "a permission": 1,
    "a list of addresses": 1,
}
NEAR, FAR = 2, 1
# One word that a thing is given, of which a key has several.
LOOSE_FIELDS = frozenset(["role", "access", "rights"])
# The file and the two folders that it stands in.
PATH_NAMES = 3
GEMINI_KEY = re.compile(r"(?:account|master)-[0-9A-Za-z]{20}")
EXCHANGE_TEXTS = (*words.EXCHANGE_FIELDS, *words.NAME_FIELDS)


class Exchange(NamedTuple):
    """An exchange, and how near to the key it is named."""

    name: str | None
    nearness: int


class _Answered(NamedTuple):
    exchange: str | None


@dataclass
class Surroundings:
    """What the path and the tables around a table say of their exchange, each asked once."""

    path: str = ""
    told: dict[int, str] = field(default_factory=dict)
    named: dict[int, frozenset[str]] = field(default_factory=dict)

    def exchange(self, group: Group) -> Exchange:
        """The exchange of a key: what is named beside it, else what is named further off."""
        own = group.text("exchange", "venue") or ""
        if own and words.truth(own) is None:
            return Exchange(exchange_in(own, words.EXCHANGES), NEAR)
        places = list(self._places(group))
        for wanted in (NEAR, FAR):
            for text, nearness in places:
                if nearness == wanted and (found := exchange_in(text)):
                    return Exchange(found, nearness)
        return Exchange("gate", NEAR) if _is_gate(group) else Exchange(None, 0)

    def neighbours(self, group: Group) -> frozenset[str]:
        """The names in the table that holds a group's table."""
        for parent in group.nested.parents[-1:]:
            if id(parent) not in self.named:
                self.named[id(parent)] = frozenset(fold(entry.key) for entry in parent.entries)
            return self.named[id(parent)]
        return frozenset()

    def _places(self, group: Group) -> Iterator[tuple[str, int]]:
        answered = answer(group)
        yield (answered.exchange or "" if answered else ""), NEAR
        yield group.prefix, NEAR
        yield _own_texts(group), NEAR
        yield from self._around(group.nested)
        yield from ((one.name, FAR) for one in group.said)
        yield group.text(*words.NAME_FIELDS) or "", FAR
        for name in re.split(r"[\\/]", self.path)[: -PATH_NAMES - 1 : -1]:
            yield name, FAR

    def _around(self, nested: Nested) -> Iterator[tuple[str, int]]:
        """The names that lead to a table: near as long as they are words for keys."""
        nearness = NEAR
        for name, parent in zip(reversed(nested.names), reversed(nested.parents), strict=True):
            # A heading speaks of much; and what a service is called says little of its settings.
            yield name, FAR if " " in name.strip() else nearness
            if fold(name) in words.SETTINGS or not words.NEUTRAL_PARENTS.issuperset(
                fold(name).rstrip("0123456789_").split("_")
            ):
                nearness = FAR
            yield self._told_by(parent), nearness

    def _told_by(self, parent: Table) -> str:
        if id(parent) not in self.told:
            texts = {fold(entry.key): entry.node for entry in reversed(parent.entries)}
            held = (texts.get(name) for name in EXCHANGE_TEXTS)
            self.told[id(parent)] = " ".join(
                str(node.value) for node in held if isinstance(node, Scalar)
            )
        return self.told[id(parent)]


def _own_texts(group: Group) -> str:
    """What the fields of a key say of its exchange: a venue, a label, an address, the key itself."""
    fields = [words.EXCHANGE_FIELDS, words.KEY_LABEL_FIELDS, words.URL_FIELDS]
    if not words.EXCHANGE_PARENTS.isdisjoint(map(fold, group.nested.names[-1:])):
        fields.append(words.NAME_FIELDS)
    key = GEMINI_KEY.fullmatch(group.text(*sorted(group.credentials)) or "")
    return " ".join([*(group.text(*names) or "" for names in fields), "gemini" if key else ""])


def _is_gate(group: Group) -> bool:
    """Whether `gate` is the exchange: it is a word too, and counts beside a key and its secret."""
    names = [group.prefix, *group.nested.names[-1:], group.text(*words.NAME_FIELDS) or ""]
    return "gate" in map(fold, names) and (len(group.credentials) > 1 or "perms" in group.names)


def answer(group: Group) -> _Answered | None:
    """Whose answer about a key a group is; None where it is none."""
    message = group.text("message")
    if message and HAS_ROLES.search(message):
        return _Answered("gemini")
    everywhere = group.names | group.inside
    for one in ANSWERS:
        if len(one.fields & everywhere) + len(one.inside & group.inside) >= one.least:
            return _Answered(one.exchange)
    return None


def has_key_parent(group: Group) -> bool:
    """Whether a group stands where keys are listed."""
    return not words.KEY_PARENTS.isdisjoint(map(fold, group.nested.names[-2:]))


def speaks_of_a_key(group: Group) -> bool:
    """Whether something besides the name of an exchange says that this is a key."""
    lists = group.names & (words.IP_LIST_FIELDS | words.IP_RESTRICTED_FIELDS)
    strong_lists = lists - words.WEAK_IP_LIST_FIELDS
    return bool(group.credentials or answer(group) or strong_lists) or has_key_parent(group)


def is_enough(
    group: Group, exchange: Exchange, grants: tuple[Grant, ...], ip_list: IpList | None
) -> bool:
    """Whether the signs together make a group a key's description."""
    said = {fold(grant.field.text) for grant in grants}
    telling = answer(group) is not None or not said.isdisjoint(TELLING_WORDS)
    # A key of nobody knows whom is an exchange's only if it moves money.
    if exchange.name is None and not telling and not _moves_money(grants):
        return False
    parent = has_key_parent(group)
    signs = (
        telling,
        exchange.nearness == NEAR and exchange.name,
        exchange.nearness == FAR,
        group.credentials,
        parent,
        parent and not said.isdisjoint(FUND_MANAGER),
        grants and _is_said_of_a_key(group, grants),
        ip_list and _is_strong(group),
    )
    points = sum(value for value, sign in zip(SIGNS.values(), signs, strict=True) if sign)
    return points >= ENOUGH


def _is_said_of_a_key(group: Group, grants: tuple[Grant, ...]) -> bool:
    """Whether permissions are a key's: a person asks for a `role` too, in other words than Gemini."""
    if speaks_of_a_key(group) or "label" in group.names:
        return True
    return any(
        fold(grant.field.name) not in LOOSE_FIELDS or fold(grant.field.text) in ROLES
        for grant in grants
    )


def _moves_money(grants: tuple[Grant, ...]) -> bool:
    return any(grant.permission in (Permission.TRADE, Permission.WITHDRAW) for grant in grants)


def _is_strong(group: Group) -> bool:
    """Whether the list of addresses is a key's by its name, or by permissions beside it."""
    lists = group.names & (words.IP_LIST_FIELDS | words.IP_RESTRICTED_FIELDS)
    return bool(lists - words.WEAK_IP_LIST_FIELDS or group.names & words.PERMISSION_FIELDS)
