"""What is reported and what somebody chose not to see: inline ignores, and ignores by path."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from posixpath import splitext

from keylint.config import Settings
from keylint.document import Document
from keylint.engine import Judged
from keylint.globs import matches_any
from keylint.model import Finding, Silenced, Stale
from keylint.registry import nearest
from keylint.rule import Rule

MARK = r"(?:#|//|--|;|/\*|<!--|%|'|\bREM\b)"
IGNORE = re.compile(
    rf"^(?P<before>.*?(?:^|\s)){MARK}+[ \t]*keylint:[ \t]*ignore(?:\[(?P<ids>[^\]\n]*)\])?(?P<reason>.*)$",
    re.IGNORECASE,
)
# detect-secrets' own pragmas (detect_secrets/filters/allowlist.py), which 58,200 files use.
PRAGMA = re.compile(rf"{MARK}+[ \t]*pragma: ?(?:allow|white)list[ -]secret")
NEXTLINE_PRAGMA = re.compile(rf"^[ \t]*{MARK}+[ \t]*pragma: ?allowlist[ -]nextline[ -]secret")
# Prose shows ignores to its readers: there one that catches nothing is no mistake.
PROSE = (".md", ".rst", ".adoc", ".txt")


@dataclass
class Ignore:
    """An ignore comment: where it stands, which line it speaks for, and which rules."""

    line: int
    target: int
    ids: tuple[str, ...]
    reason: str
    used: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Sorted:
    """The findings of one blob, sorted into those that are reported and those that are not."""

    reported: tuple[Finding, ...] = ()
    silenced: tuple[Silenced, ...] = ()
    stale: tuple[Stale, ...] = ()


def sort(
    judged: Judged, rules: Sequence[Rule], known: tuple[str, ...], settings: Settings
) -> Sorted:
    """What of a blob is reported, given the comments in it and the settings."""
    document = judged.document
    if document is None:
        return Sorted()
    ignores = list(_ignores(document)) if settings.inline_ignores else []
    secret_rules = {rule.id for rule in rules if rule.finds_secrets}
    reported: list[Finding] = []
    silenced: list[Silenced] = []
    for finding in judged.findings:
        by = _silencer(finding, document, ignores, settings, secret_rules)
        if by:
            silenced.append(Silenced(finding, by))
        else:
            reported.append(finding)
    running = {rule.id for rule in rules}
    stale = () if splitext(document.path)[1] in PROSE else _stale(document, ignores, running, known)
    return Sorted(tuple(reported), tuple(silenced), tuple(stale))


def _silencer(
    finding: Finding,
    document: Document,
    ignores: list[Ignore],
    settings: Settings,
    secret_rules: set[str],
) -> str:
    """What silences a finding, in words; nothing if it is reported."""
    line = finding.location.line
    for ignore in ignores:
        if ignore.target == line and finding.rule in ignore.ids:
            ignore.used.add(finding.rule)
            return f"comment on line {ignore.line}" + (
                f": {ignore.reason}" if ignore.reason else ""
            )
    if settings.inline_ignores and finding.rule in secret_rules and _has_pragma(document, line):
        return "pragma: allowlist secret"
    for pattern, ids in settings.per_path_ignores:
        if finding.rule in ids and matches_any(document.path, (pattern,)):
            return f"per-path-ignores {pattern!r} in {settings.source}"
    if finding.confidence < settings.confidence:
        return f"confidence {finding.confidence}, below {settings.confidence}"
    return ""


def _has_pragma(document: Document, line: int) -> bool:
    return bool(
        PRAGMA.search(document.line(line)) or NEXTLINE_PRAGMA.match(document.line(line - 1))
    )


def _ignores(document: Document) -> Iterator[Ignore]:
    """The ignore comments of a document, in the order of its lines."""
    for mention in re.finditer(r"(?i)keylint:", document.text):
        number = document.line_number(mention.start())
        found = IGNORE.match(document.line(number))
        if found:
            alone = not found["before"].strip()
            ids = tuple(word.strip() for word in (found["ids"] or "").split(",") if word.strip())
            reason = found["reason"].removesuffix("-->").removesuffix("*/").strip(" \t-:")
            yield Ignore(number, number + 1 if alone else number, ids, reason)


def _stale(
    document: Document, ignores: list[Ignore], running: set[str], known: tuple[str, ...]
) -> Iterator[Stale]:
    for ignore in ignores:
        if not ignore.ids:
            message = "this ignore names no rule and does nothing: write keylint: ignore[rule-id]"
            yield Stale(document.path, ignore.line, message)
        for rule in ignore.ids:
            if rule not in known:
                message = f"no rule is called {rule!r}: {nearest(rule, known)}"
                yield Stale(document.path, ignore.line, message)
            elif rule in running and rule not in ignore.used:
                message = f"ignore[{rule}] catches nothing any more: take it out"
                yield Stale(document.path, ignore.line, message)
