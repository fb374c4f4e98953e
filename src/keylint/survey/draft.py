"""A first draft of the inventory, from what was found: `?` where only a person knows."""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Iterable, Iterator

from keylint.record import KeyRecord
from keylint.survey.keys import Key
from keylint.survey.needs import declared_roles

UNANSWERED = "?"
HEAD = "# A draft: answer each “?”, which is a finding until then.\n"


def missing(keys: Iterable[Key]) -> list[Key]:
    """The keys that the inventory does not have yet."""
    return [key for key in keys if key.declared is None and (key.variables or _label(key))]


def write(keys: Iterable[Key], taken: Iterable[str], table: str = "keys") -> str:
    """The entries of these keys as TOML; a name is given once. No value of a key is in it."""
    names = set(taken)
    entries = []
    for key in keys:
        name = _unused(_label(key) or next(iter(key.variables)), names)
        names.add(name)
        entries.append(f"[[{table}]]\n" + "".join(_lines(name, key)))
    return HEAD + "\n".join(entries) if entries else ""


def _label(key: Key) -> str:
    return next((record.called for _, record in key.records if record.called), "")


def _unused(name: str, taken: set[str]) -> str:
    numbered = (f"{name} {number}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(n for n in numbered if n not in taken)


def _lines(name: str, key: Key) -> Iterator[str]:
    records = [record for _, record in key.records]
    yield f"name = {_quoted(name)}\n"
    yield f"exchange = {_quoted('gemini')}\n"
    if key.variables:
        yield f"env = {_listed(key.variables)}\n"
    yield f"roles = {_listed(_roles(records))}\n"
    yield f"scope = {_quoted(_scope(key, records))}\n"
    yield f"ip-allowlist = {_addresses(records)}\n"
    yield f"environment = {_quoted(_environment(records))}\n"
    yield f"created = {_created(records)}\n"
    yield f"owner = {_quoted(UNANSWERED)}\n"
    yield f"purpose = {_quoted(UNANSWERED)}\n"


def _roles(records: list[KeyRecord]) -> list[str]:
    roles = {role.value for record in records for role in declared_roles(record)}
    return sorted(roles) or [UNANSWERED]


def _scope(key: Key, records: list[KeyRecord]) -> str:
    said = next((record.scope.value.value for record in records if record.scope), "")
    prefixes = (str(value).split("-")[0] for value in key.values)
    return said or next((p for p in prefixes if p in ("account", "master")), UNANSWERED)


def _addresses(records: list[KeyRecord]) -> str:
    lists = [record.ip_list for record in records if record.ip_list]
    if any(one.open_because for one in lists):
        return "[]"
    addresses = dict.fromkeys(address.text for one in lists for address in one.addresses)
    usable = bool(addresses) and all(map(_is_address, addresses))
    return _listed(addresses if usable else [UNANSWERED])


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    return True


def _environment(records: list[KeyRecord]) -> str:
    told = (record.environment.value for record in records if record.environment)
    return next(told, UNANSWERED)


def _created(records: list[KeyRecord]) -> str:
    days = [record.created.value for record in records if record.created]
    return max(days).isoformat() if days else _quoted(UNANSWERED)


def _listed(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _quoted(text: str) -> str:
    """A text as TOML has it, which for one line is as JSON has it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
