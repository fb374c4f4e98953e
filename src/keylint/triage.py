"""What is reported and what somebody chose not to see: comments, paths, confidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from posixpath import splitext

from keylint import ignores
from keylint.document import Document
from keylint.engine import Judged
from keylint.finding import Finding, Silenced, Stale
from keylint.globs import matches_any
from keylint.ignores import Ignore
from keylint.nearest import nearest
from keylint.rule import FileRule
from keylint.rulebook import Rulebook
from keylint.settings import Settings

# Prose shows ignores to its readers: there one that catches nothing is no mistake.
PROSE = (".md", ".rst", ".adoc", ".txt")


@dataclass(frozen=True)
class Sorted:
    """The findings of one blob, sorted into those that are reported and those that are not."""

    reported: tuple[Finding, ...] = ()
    silenced: tuple[Silenced, ...] = ()
    stale: tuple[Stale, ...] = ()


def sort(judged: Judged, book: Rulebook, known: tuple[str, ...], settings: Settings) -> Sorted:
    """What of a blob is reported, given the comments in it and the settings."""
    desk = _Desk(judged.document, settings, book)
    by = desk.silencers(judged.findings)
    reported = tuple(finding for finding, silencer in by if not silencer)
    if settings.unheeded:
        others = _OthersDesk(judged.document, settings.unheeded, book)
        reported = tuple(replace(one, unheeded=by) for one, by in others.silencers(reported))
    return Sorted(
        reported,
        tuple(Silenced(finding, silencer) for finding, silencer in by if silencer),
        tuple(desk.stale(known)),
    )


def accepted(finding: Finding, settings: Settings) -> str:
    """The risk that the inventory accepts for the key of a finding, in words; nothing if none."""
    today = settings.policy.today
    for risk in settings.inventory.risks(finding.rule, finding.names):
        if risk.until >= today:
            return f"accepted in {settings.source} until {risk.until}: {risk.reason}"
    return ""


class _Desk:
    """A document's ignores while its findings are looked at one by one."""

    def __init__(self, document: Document, settings: Settings, book: Rulebook) -> None:
        self.document, self.settings, self.book = document, settings, book
        self.ignores = ignores.read(document) if settings.inline_ignores else []
        self.on_line: dict[int, list[Ignore]] = {}
        for ignore in self.ignores:
            for line in dict.fromkeys(ignore.targets):
                self.on_line.setdefault(line, []).append(ignore)
        self.pragmas: dict[int, bool] = {}

    def silencers(self, findings: Sequence[Finding]) -> list[tuple[Finding, str]]:
        """Each finding with what silences it.

        A file is only as bad as what is in it: who silenced all its secrets meant the file too.
        """
        by = [(finding, self.silencer(finding)) for finding in findings]
        secrets = [silencer for finding, silencer in by if self.book[finding.rule].finds_secrets]
        because = secrets[0] if secrets and all(secrets) else ""
        return [(f, s or (because if self._is_of_a_file(f) else "")) for f, s in by]

    def _is_of_a_file(self, finding: Finding) -> bool:
        return isinstance(self.book[finding.rule], FileRule)

    def silencer(self, finding: Finding) -> str:
        """What silences a finding, in words; nothing if it is reported."""
        return (
            self._comment(finding)
            or self._pragma(finding)
            or accepted(finding, self.settings)
            or self._path(finding)
            or self._doubt(finding)
        )

    def _comment(self, finding: Finding) -> str:
        here = self.on_line.get(finding.location.line, ())
        caught = [ignore for ignore in here if finding.rule in ignore.ids]
        for ignore in caught:
            ignore.used.add(finding.rule)
        return f"comment on line {caught[0].line}{_because(caught[0])}" if caught else ""

    def _pragma(self, finding: Finding) -> str:
        line = finding.location.line
        if not self.settings.inline_ignores or not self.book[finding.rule].finds_secrets:
            return ""
        if line not in self.pragmas:
            self.pragmas[line] = ignores.has_pragma(self.document, line)
        return "pragma: allowlist secret" if self.pragmas[line] else ""

    def _path(self, finding: Finding) -> str:
        for pattern, ids in self.settings.per_path_ignores:
            if finding.rule in ids and matches_any(self.document.path, (pattern,)):
                return f"per-path-ignores {pattern!r} in {self.settings.source}"
        return ""

    def _doubt(self, finding: Finding) -> str:
        wanted = self.settings.confidence
        low = finding.confidence < wanted
        return f"confidence {finding.confidence}, below {wanted}" if low else ""

    def stale(self, known: tuple[str, ...]) -> Iterator[Stale]:
        """The ignores that catch nothing any more, or never can."""
        if splitext(self.document.path)[1] in PROSE:
            return
        for ignore in self.ignores:
            for message in self._why_stale(ignore, known):
                yield Stale(self.document.path, ignore.line, message)

    def _why_stale(self, ignore: Ignore, known: tuple[str, ...]) -> Iterator[str]:
        if not ignore.ids:
            yield "this ignore names no rule and does nothing: write keylint: ignore[rule-id]"
        for rule in ignore.ids:
            if rule not in known:
                yield f"no rule is called {rule!r}: {nearest(rule, known)}"
            elif rule in self.book and rule not in ignore.used:
                yield f"ignore[{rule}] catches nothing any more: take it out"


class _OthersDesk(_Desk):
    """The same of settings that are not heeded: under them a rule may be off, or a file left out."""

    def silencer(self, finding: Finding) -> str:
        """What would silence a finding, in words; nothing if it would be reported."""
        return super().silencer(finding) or self._left_out(finding)

    def _left_out(self, finding: Finding) -> str:
        """What keeps a finding from being made at all: its rule is off, its file not scanned."""
        settings = self.settings
        if finding.rule in settings.ignore:
            return f"ignore in {settings.source}"
        if settings.select and finding.rule not in settings.select:
            return f"select in {settings.source}"
        path = self.document.path
        excluded = (one for one in settings.exclude if matches_any(path, (one,)))
        return next((f"exclude {one!r} in {settings.source}" for one in excluded), "")


def _because(ignore: Ignore) -> str:
    return f": {ignore.reason}" if ignore.reason else ""
