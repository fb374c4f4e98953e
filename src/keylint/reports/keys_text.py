"""What is known of the keys of a repository, for a terminal and for a page of documentation."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from keylint.reports.keys import Facts, Json
from keylint.reports.shown import cell, plural

FEW = 4
# The longest role, and blanks behind it.
COLUMN = 14
NOTHING = "No Gemini key is spoken of here."


def text(told: Facts, width: int = 80) -> str:
    """The facts for a terminal."""
    count = plural(len(told.keys), "Gemini key")
    parts = [f"{count} in {told.root}" if told.keys else NOTHING, ""]
    for key in told.keys:
        parts += [_title(key), *_lines(_rows(key), width), ""]
    return "\n".join([*parts, *_calls(told, width)]) + "\n"


def markdown(told: Facts) -> str:
    """The facts as a page."""
    parts = ["# Keys", ""] + ([] if told.keys else [NOTHING, ""])
    for key in told.keys:
        parts += [f"## {cell(_title(key))}", "", "| | |", "|---|---|"]
        parts += [f"| {name} | {cell(value)} |" for name, value in _rows(key)]
        parts.append("")
    if told.calls:
        parts += [f"## Calls\n\nThe least role is {told.role}.\n", "| call | needs | where |"]
        parts += ["|---|---|---|", *(_call_row(call) for call in told.calls), ""]
    return "\n".join(parts)


def _title(key: Json) -> str:
    return f"{key['name']}{' (in the inventory)' if key['in_inventory'] else ''}"


def _rows(key: Json) -> Iterator[tuple[str, str]]:
    """What is said of a key: a word, and what stands behind it."""
    yield "held by", ", ".join([*key["variables"], *key["masked"]]) or "(not said)"
    yield "named in", _listed([_at(place) for place in key["places"]]) or "(nowhere else)"
    for record in key["declared"]:
        yield "declared", f"{_declared(record)} ({_at(record)})"
    for grant in key["unused"]:
        yield "too much", f"{grant['word']} ({_at(grant)}): {grant['needed']} is enough"
    for call in key["forbidden"]:
        yield "will fail", f"{call['call']} ({_at(call)}): needs {call['role']} (MissingRole)"


def _declared(record: Json) -> str:
    """A record in one line; what it does not say is not told."""
    said = [
        _words("may", record["permissions"]),
        _words("may not", record["denied"]),
        f"IP list: {record['open_because']}" if record["open_because"] else "",
        f"IP list {', '.join(record['ip_list'])}" if record["ip_list"] else "",
        f"{record['scope']} key" if record["scope"] else "",
        record["environment"] or "",
        *(f"{name.replace('_', ' ')} {record[name]}" for name in DATES if record[name]),
        "requires a heartbeat" if record["heartbeat"] else "",
    ]
    return "; ".join(filter(None, said)) or "nothing"


DATES = ("created", "expires", "rotate_after")


def _words(verb: str, grants: Sequence[Json]) -> str:
    words = dict.fromkeys(f"{grant['word']}" for grant in grants)
    return f"{verb}: {', '.join(words)}" if words else ""


def _calls(told: Facts, width: int) -> Iterator[str]:
    if not told.calls:
        yield "No call of a private endpoint of Gemini was found, so nothing is said of needs."
        return
    yield f"The code's calls {told.does}; the least role is {told.role}."
    rows = ((call["role"], f"{call['call']} ({_at(call)}{_again(call)})") for call in told.calls)
    yield from _lines(rows, width)


def _again(call: Json) -> str:
    return f" and {call['count'] - 1} more" if call["count"] > 1 else ""


def _lines(rows: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    for name, value in rows:
        yield textwrap.fill(
            value,
            max(width, 40),
            initial_indent=f"  {name:{COLUMN}}",
            subsequent_indent=" " * (COLUMN + 2),
            break_long_words=False,
            break_on_hyphens=False,
        )


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
    return ", ".join(names[:FEW]) + more


def _at(place: Json) -> str:
    return f"{place['path']}:{place['line']}"


def _call_row(call: Json) -> str:
    where = f"{_at(call)}{_again(call)}"
    return f"| {cell(call['call'])} | {call['role']} | {cell(where)} |"
