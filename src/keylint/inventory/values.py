"""Single values of a configuration, checked one by one."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from datetime import date

from keylint.model import Confidence, Severity
from keylint.nearest import nearest
from keylint.tree import Items, Node, Scalar

MEGABYTE = 1_000_000
SIZE = re.compile(r"(?i)\s*(\d{1,18})\s*(k|m|g)?i?b?\s*")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
UNITS = {"": 1, "k": 1000, "m": MEGABYTE, "g": 1000 * MEGABYTE}


class Mistake(Exception):
    """What is wrong with one value."""


def text(node: Node) -> str:
    """A text that says something."""
    if not isinstance(node, Scalar) or not isinstance(node.value, str) or not node.value.strip():
        raise Mistake("a text in quotes is wanted")
    return node.value


def texts(node: Node) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(node, Items):
        raise Mistake('a list is wanted, such as ["…"]')
    return tuple(text(child) for child in node.nodes)


def size(node: Node) -> int:
    """A number of bytes."""
    value = node.value if isinstance(node, Scalar) else None
    match = SIZE.fullmatch(str(value)) if isinstance(value, (int, str)) else None
    if match is None or isinstance(value, bool) or int(match[1]) == 0:
        raise Mistake('a number of bytes or a size such as "5 MB" is wanted')
    return int(match[1]) * UNITS[(match[2] or "").lower()]


def number(node: Node, least: int, most: int) -> int:
    """A whole number between two others."""
    value = node.value if isinstance(node, Scalar) else None
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Mistake(f"a number from {least} to {most} is wanted")
    return value


def day(node: Node) -> date:
    """A date, as TOML has it or in quotes."""
    written = str(node.value) if isinstance(node, Scalar) else ""
    try:
        # Since 3.11 Python takes more forms than this one.
        return date.fromisoformat(written[:10] if DAY.match(written) else "")
    except ValueError:
        raise Mistake("a date is wanted, such as 2026-11-30") from None


def address(node: Node) -> str:
    """An IP address or a network."""
    written = text(node)
    try:
        ipaddress.ip_network(written, strict=False)
    except ValueError:
        raise Mistake(
            f"{written!r} is neither an IP address nor a network such as 34.117.59.0/24"
        ) from None
    return written


def one_of(word: str, known: tuple[str, ...], what: str) -> str:
    """The word, if it is known; `what` says what it should be."""
    if word not in known:
        raise Mistake(f"{word!r} is no {what}: {nearest(word, known)}")
    return word


def rules(names: Sequence[str], known: tuple[str, ...]) -> tuple[str, ...]:
    """The names, if every one of them is a rule."""
    wrong = [f"no rule is called {n!r}: {nearest(n, known)}" for n in names if n not in known]
    if wrong:
        raise Mistake("; ".join(wrong))
    return tuple(names)


def severity(word: str) -> Severity:
    """The severity of that name."""
    return Severity[one_of(word, tuple(str(s) for s in Severity), "severity").upper()]


def confidence(word: str) -> Confidence:
    """The confidence of that name."""
    return Confidence[one_of(word, tuple(str(c) for c in Confidence), "confidence").upper()]
