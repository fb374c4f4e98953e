"""The file of a baseline: JSON that git merges, since an entry is a line and shelves part them."""

from __future__ import annotations

import hmac
import json
import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

from keylint.baseline import DIGEST_DIGITS, FALSE, REAL, Baseline, Entry
from keylint.model import size
from keylint.settings import ConfigurationError

VERSION = 1
SHELVES = tuple(f"{number:02x}" for number in range(256))
SALT = re.compile(r"[0-9a-f]{64}")
DIGEST = re.compile(rf"[0-9a-f]{{{DIGEST_DIGITS}}}")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
HALF = re.compile("[\ud800-\udfff]")
MARKER = re.compile(r"(?m)^(?:<{7}|>{7}|={7}|\|{7})(?: |$)")
MOST_TOLD = 5
LARGEST = 64_000_000  # bytes, as the largest file that is scanned


def load(path: str, name: str, rules: tuple[str, ...]) -> Baseline:
    """The baseline in a file; raises ConfigurationError with what is wrong with it."""
    if os.path.islink(path):
        raise ConfigurationError(f"{name} is a symbolic link: name the file itself")
    return read(name, content(path, name), rules)


def content(path: str, name: str) -> bytes:
    """The bytes of a plain file, which a pipe or a device is not; raises ConfigurationError."""
    if os.path.isdir(path):
        raise ConfigurationError(f"{name} is a folder: a file is wanted")
    if os.path.exists(path) and not os.path.isfile(path):
        raise ConfigurationError(f"{name} is no file, but a pipe or a device: a file is wanted")
    try:
        with open(path, "rb") as file:
            # Python takes as much memory as it is asked to read.
            data = file.read(min(os.fstat(file.fileno()).st_size, LARGEST) + 1)
    except OSError as error:
        raise ConfigurationError(f"{name}: {error.strerror}") from None
    if len(data) > LARGEST:
        raise ConfigurationError(f"{name}: larger than {size(LARGEST)}")
    return data


def read(name: str, data: bytes, rules: tuple[str, ...]) -> Baseline:
    """The baseline in the bytes of a file; raises ConfigurationError."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise ConfigurationError(f"{name}: not UTF-8, which a baseline has to be") from None
    whole = _parsed(name, text)
    salt = _salt(name, whole)
    return _Checker(name, text, rules).baseline(salt, whole.get("findings"))


def _parsed(name: str, text: str) -> Mapping[str, Any]:
    if marker := MARKER.search(text):
        line = text.count("\n", 0, marker.start()) + 1
        raise ConfigurationError(
            f"{name}: line {line}: a marker of a merge: keep the entries of both sides, take the "
            "markers out"
        )
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        raise ConfigurationError(
            f"{name}: line {error.lineno}: no JSON, or cut off ({error.msg}): "
            "take it from git again"
        ) from None
    except (ValueError, RecursionError):
        raise ConfigurationError(f"{name}: no baseline: take it from git again") from None
    version = whole.get("version") if isinstance(whole, dict) else None
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ConfigurationError(f"{name}: no baseline of keylint: it has no version")
    if version > VERSION:
        raise ConfigurationError(
            f"{name}: its version {version} is of a newer keylint than this: update keylint"
        )
    return dict(whole)


def _salt(name: str, whole: Mapping[str, Any]) -> bytes:
    """The salt, if it is the one that the file was made with."""
    written = whole.get("salt")
    if not isinstance(written, str) or not SALT.fullmatch(written):
        what = "has no salt" if written is None else "its salt is not 64 hex digits"
        raise ConfigurationError(f"{name}: {what}: take it from git again")
    salt = bytes.fromhex(written)
    if whole.get("salt_check") != _check(salt):
        raise ConfigurationError(
            f"{name}: its salt was changed, and no entry can be recognised: take it from git again"
        )
    return salt


def _check(salt: bytes) -> str:
    return hmac.new(salt, b"keylint baseline", "sha256").hexdigest()[:8]


class _Checker:
    """Turns the items of a file into entries, and collects what is wrong with them."""

    def __init__(self, name: str, text: str, rules: tuple[str, ...]) -> None:
        self.name, self.text, self.rules = name, text, rules
        self.mistakes: list[str] = []

    def baseline(self, salt: bytes, items: object) -> Baseline:
        if not isinstance(items, list):
            raise ConfigurationError(f"{self.name}: “findings” is not a list")
        held: dict[tuple[str, str, str], tuple[Entry, int]] = {}
        at, line = 0, 1
        for number, item in enumerate(items, 1):
            if isinstance(item, str) and item in SHELVES:
                continue
            entry = self._entry(item, number)
            if entry is None:
                continue
            place = self.text.find(f'"{entry.digest}"', at)
            # Who writes one with escapes gets no lines: each would be looked for in all that follows.
            place = place if place >= 0 else len(self.text)
            line += self.text.count("\n", at, place)
            at = place + 1
            # A merge can leave two of one finding.
            known = held.get(entry.key)
            if known is None or entry.leniency < known[0].leniency:
                held[entry.key] = entry, line
        if self.mistakes:
            more = len(self.mistakes) - MOST_TOLD
            told = self.mistakes[:MOST_TOLD] + ([f"and {more} more"] if more > 0 else [])
            raise ConfigurationError(f"{self.name}: " + "; ".join(told))
        entries, lines = zip(*held.values(), strict=True) if held else ((), ())
        return Baseline(self.name, salt, entries, lines)

    def _entry(self, item: object, number: int) -> Entry | None:
        if not isinstance(item, dict):
            self.mistakes.append(f"item {number} is no entry")
            return None
        wrong = list(self._wrong(item))
        self.mistakes += (f"entry {number}: {one}" for one in wrong)
        return None if wrong else Entry(**item)

    def _wrong(self, item: Mapping[str, object]) -> Iterator[str]:
        """What is wrong with an entry, in words."""
        for name, value in item.items():
            if name not in Entry._fields:
                yield f"{name!r} is not known: {_nearest(name, Entry._fields)}"
            elif not _is_text(value):
                yield f"{name} is no text"
        if not all(_is_text(item.get(name, "")) for name in Entry._fields):
            return
        entry = Entry(**{name: str(item.get(name, "")) for name in Entry._fields})
        yield from self._wrong_values(entry)

    def _wrong_values(self, entry: Entry) -> Iterator[str]:
        if not DIGEST.fullmatch(entry.digest):
            yield f"its digest is not {DIGEST_DIGITS} hex digits"
        if entry.rule not in self.rules:
            yield f"no rule is called {entry.rule!r}: {_nearest(entry.rule, self.rules)}"
        if not entry.path:
            yield "it has no path"
        if entry.judged not in ("", REAL, FALSE):
            yield f"judged is {entry.judged!r}: {REAL!r} or {FALSE!r} is wanted"
        if entry.until and not is_day(entry.until):
            yield "until is no date, such as 2026-11-30"


def _is_text(value: object) -> bool:
    """Whether a value is a text that can be written: half of a pair of surrogates cannot."""
    return isinstance(value, str) and not HALF.search(value)


def _nearest(word: str, known: tuple[str, ...]) -> str:
    from keylint.nearest import nearest  # a hook does not wait for what compares words

    return nearest(word, known)


def is_day(text: str) -> bool:
    """Whether a text is a date of the calendar, written as ISO 8601 does."""
    from datetime import date  # few entries have an end

    try:
        return bool(DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def write(baseline: Baseline) -> str:
    """The text of a baseline's file.

    A shelf ends with its mark, which is always there: so no entry is the last item, which would
    have no comma, and what two branches put onto two shelves has an unchanged line between.
    """
    lines = [
        "{",
        f'"version": {VERSION},',
        f'"salt": "{baseline.salt.hex()}",',
        f'"salt_check": "{_check(baseline.salt)}",',
        '"findings": [',
    ]
    shelves: dict[str, list[Entry]] = {}
    for entry in sorted(baseline.entries):
        shelves.setdefault(entry.shelf, []).append(entry)
    for shelf in SHELVES:
        lines += (f"{_line(entry)}," for entry in shelves.get(shelf, ()))
        lines.append(f'"{shelf}"' + ("," if shelf != SHELVES[-1] else ""))
    return "\n".join((*lines, "]", "}")) + "\n"


def _line(entry: Entry) -> str:
    return json.dumps({name: value for name, value in entry._asdict().items() if value})
