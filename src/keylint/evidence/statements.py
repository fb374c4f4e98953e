"""What a group of entries says of a key besides permissions and addresses, each with its field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TypeVar

from keylint import vocabulary as words
from keylint.evidence import dates
from keylint.evidence.groups import Group
from keylint.finding import Secret, Span
from keylint.record import Field, Reference, Scope, Stated
from keylint.tree import Entry, Items, Node, Scalar, Table
from keylint.vocabulary import fold

T = TypeVar("T")
# A Gemini key id tells its scope (Gemini's documentation, "API key" page).
KEY_ID = re.compile(r"(account|master)-[0-9A-Za-z]{20}")
# A label that could be a credential is not said.
SECRETIVE = re.compile(r"[0-9A-Za-z+/_-]{24}")
VARIABLE = re.compile(
    r"\$\{\{? ?(?:(?:secrets|env|vars)\.)?(\w{1,80})(?::?[-?][^}]*)?(?: ?\}\}|\})|\$(\w{1,80})"
    r"|%(\w{1,80})%|env[:.](\w{1,80})|env\(\"?(\w{1,80})\"?\)"
)
NAME_OF_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]{2,80}")
SCOPES = {
    "master": Scope.MASTER,
    "master_key": Scope.MASTER,
    "group": Scope.MASTER,
    "account": Scope.ACCOUNT,
    "account_key": Scope.ACCOUNT,
    "primary": Scope.ACCOUNT,
}


def label(group: Group, exchange: str) -> Stated[str] | None:
    """How the file calls the key: its label, or the name that leads to it if that says more."""
    dull = words.KEY_PARENTS | words.WRAPPERS | {exchange, ""}
    told = _first(group, words.LABEL_FIELDS, lambda text: text or None)
    if told and _is_label(told.value, dull):
        return told
    names = (group.prefix, *reversed(group.nested.names))
    return next((Stated(name) for name in names if _is_label(name, dull)), None)


def _is_label(name: str, dull: frozenset[str]) -> bool:
    return fold(name) not in dull and not SECRETIVE.search(name)


def exchange(group: Group, name: str | None) -> Stated[str] | None:
    """Whose key it is, with the field that says so if one does."""
    if not name:
        return None
    told = _first(group, words.EXCHANGE_FIELDS, lambda text: name if name in fold(text) else None)
    return told or Stated(name)


def environment(group: Group) -> Stated[str] | None:
    """The environment that a key says it is for; play money if a field or an address says so."""
    sandbox = _first(group, words.SANDBOX_FIELDS, lambda text: words.truth(text) or None)
    if sandbox and sandbox.field:
        return Stated(fold(sandbox.field.name), sandbox.field)
    told = _first(group, words.ENVIRONMENT_FIELDS, lambda text: text or None)
    url = _first(group, words.URL_FIELDS, lambda text: "sandbox" if "sandbox" in text else None)
    return told or url


def scope(group: Group) -> Stated[Scope] | None:
    """What the key opens: as a field says, as a flag says, or as the key id begins."""
    told = _first(group, words.SCOPE_FIELDS, lambda text: SCOPES.get(fold(text)))
    flag = _first(group, words.MASTER_FLAGS, _scope_of_flag)
    return told or flag or next(_scopes_of_ids(group), None)


def _scope_of_flag(text: str) -> Scope | None:
    says = words.truth(text) if text else None
    return None if says is None else Scope.MASTER if says else Scope.ACCOUNT


def _scopes_of_ids(group: Group) -> Iterator[Stated[Scope]]:
    for entry, text, node in _scalars(group, group.credentials):
        if found := KEY_ID.fullmatch(text):
            exact = node.span.end - node.span.start == len(text)
            end = node.span.start + found.end(1) + 1 if exact else node.span.end
            place = Field(entry.key, f"{found[1]}-…", Span(node.span.start, end))
            yield Stated(Scope(found[1]), place)


def has_key_id(group: Group) -> bool:
    """Whether a field for credentials holds the id of a Gemini key."""
    return next(_scopes_of_ids(group), None) is not None


def heartbeat(group: Group) -> Stated[bool] | None:
    """Whether the exchange cancels the orders of a bot that falls silent."""
    return _first(group, words.HEARTBEAT_FIELDS, lambda text: words.truth(text) if text else None)


def created(group: Group, of_file: Stated[date] | None) -> Stated[date] | None:
    """When the key was made or last rotated, as it says or as its file does."""
    return _latest(group, words.CREATED_FIELDS) or of_file


def expires(group: Group) -> Stated[date] | None:
    """When the key ceases to work."""
    return _first(group, words.EXPIRES_FIELDS, dates.day)


def rotate_after(group: Group) -> Stated[date | timedelta] | None:
    """When the key is to be replaced: a day, or so long after it was made."""

    def read(text: str) -> date | timedelta | None:
        return dates.day(text) or dates.period(text)

    return _first(group, words.ROTATE_FIELDS, read)


def file_date(table: Table) -> Stated[date] | None:
    """The day of a whole file, as its outermost table says."""
    texts = {fold(e.key): (e, e.node) for e in table.entries if isinstance(e.node, Scalar)}
    for name in words.FILE_DATE_FIELDS:
        entry, node = texts.get(name, (None, None))
        if entry and node and (found := dates.day(str(node.value))):
            return Stated(found, Field(entry.key, str(node.value), node.span))
    return None


def references(group: Group) -> Iterator[Reference]:
    """The halves of the key: the variables that they are in, and what stands there in clear."""
    for entry, text, node in _scalars(group, group.names & words.CREDENTIAL_FIELDS):
        place = Field(entry.key, "…", node.span)
        if found := VARIABLE.fullmatch(text):
            yield Reference(place, variable=next(name for name in found.groups() if name))
        elif KEY_ID.fullmatch(text):
            yield Reference(place, value=Secret(text))
        if NAME_OF_VARIABLE.fullmatch(entry.key):
            yield Reference(Field(entry.key, "…", entry.span), variable=entry.key)
    for one in group.said:
        if one.name in words.VARIABLE_FIELDS:
            yield from _named_in(one.entry.key, one.entry.node)


def _named_in(key: str, node: Node) -> Iterator[Reference]:
    """The variables that a field names: one, a list, or one for each half."""
    if isinstance(node, Scalar):
        text = str(node.value)
        if NAME_OF_VARIABLE.fullmatch(text):
            yield Reference(Field(key, text, node.span), variable=text)
    elif isinstance(node, Items):
        for child in node.nodes:
            if isinstance(child, Scalar):
                yield from _named_in(key, child)
    else:
        for entry in node.entries:
            if isinstance(entry.node, Scalar):
                yield from _named_in(key, entry.node)


def _latest(group: Group, names: tuple[str, ...]) -> Stated[date] | None:
    found = [one for name in names if (one := _first(group, (name,), dates.day))]
    return max(found, key=lambda one: one.value, default=None)


def _first(
    group: Group, names: tuple[str, ...], read: Callable[[str], T | None]
) -> Stated[T] | None:
    """What the first of these fields says that says something; templates say nothing."""
    for name in names:
        for entry, text, node in _scalars(group, frozenset([name])):
            if not words.TEMPLATE.search(text) and (value := read(text)) is not None:
                return Stated(value, Field(entry.key, text, node.span))
    return None


def _scalars(group: Group, names: frozenset[str]) -> Iterator[tuple[Entry, str, Scalar]]:
    for one in group.said:
        node = one.entry.node
        if one.name in names and isinstance(node, Scalar) and node.value is not None:
            yield one.entry, str(node.value), node
