"""Files are judged one by one here; what came of them is kept until somebody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from keylint.content import archive_of, encoding_of, is_plainly_text, is_pointer
from keylint.gate import Gate
from keylint.model import Blob, Tally, Unread
from keylint.report import Report
from keylint.request import Request
from keylint.rulebook import Rulebook
from keylint.settings import Settings
from keylint.sources.files import File, read

# What only a file with a hit needs is imported then: most scans have none, and a hook waits.
if TYPE_CHECKING:
    from keylint.engine import Judged
    from keylint.finding import Finding, Silenced, Stale
    from keylint.survey import Survey


POINTER = "kept by Git LFS, and not here"


class Waits(Exception):
    """A file has to be judged where all others are known."""


class Part(NamedTuple):
    """What came of some files; those that wait for all others are not among them."""

    findings: tuple[Finding, ...] = ()
    silenced: tuple[Silenced, ...] = ()
    stale: tuple[Stale, ...] = ()
    unread: tuple[Unread, ...] = ()
    scanned: Tally = Tally()

    def plus(self, other: Part) -> Part:
        """Both together."""
        return Part(
            self.findings + other.findings,
            self.silenced + other.silenced,
            self.stale + other.stale,
            self.unread + other.unread,
            self.scanned.plus(other.scanned),
        )


class Scan:
    """A scan under way: what it looks with, and what it has found so far."""

    def __init__(
        self, request: Request, settings: Settings, book: Rulebook, known: tuple[str, ...]
    ) -> None:
        self.request, self.settings, self.book, self.known = request, settings, book, known
        self.gate = Gate(book.triggers)
        self.findings: list[Finding] = []
        self.silenced: list[Silenced] = []
        self.stale: list[Stale] = []
        self.unread: list[Unread] = []
        self.held: list[Judged] = []
        self.scanned = Tally()
        # Whether what waits for all other files is another process's to judge.
        self.holds_nothing = False

    def load(self) -> None:
        """Load all that judges: a process that is forked from this one has it then."""
        from keylint import engine, triage  # noqa: F401

        engine.load(self.book)
        self.gate.use_engine()

    def twin(self) -> Scan:
        """A scan of the same, for another process, that has found nothing yet."""
        other = Scan(self.request, self.settings, self.book, self.known)
        other.gate.use_engine()
        return other

    def drained(self) -> Part:
        """What was found, which the scan forgets."""
        part = Part(
            tuple(self.findings),
            tuple(self.silenced),
            tuple(self.stale),
            tuple(self.unread),
            self.scanned,
        )
        for found in (self.findings, self.silenced, self.stale, self.unread):
            found.clear()
        self.scanned = Tally()
        return part

    def add(self, part: Part) -> None:
        """Take over what another scan has found."""
        self.findings += part.findings
        self.silenced += part.silenced
        self.stale += part.stale
        self.unread += part.unread
        self.scanned = self.scanned.plus(part.scanned)

    def passes_over(self, blob: Blob) -> bool:
        """Whether the gate is closed to a text: most are told by that, in the shortest way."""
        if archive_of(blob.data) or is_pointer(blob.data):
            return False
        encoding = encoding_of(blob.data)
        return encoding is not None and self.gate.is_closed(blob, encoding)

    def take(self, item: Blob | Unread | File) -> None:
        """Look at a file, or into it if it is an archive."""
        if isinstance(item, File):
            item = read(item)
        if isinstance(item, Unread):
            self.unread.append(item)
        elif archive_of(item.data):
            from keylint.layers import archive

            if is_plainly_text(item.data):
                self.look(item)
            for member in archive.members(item):
                if isinstance(member, Unread):
                    self.unread.append(member)
                else:
                    self.look(member)
        else:
            self.look(item)

    def look(self, blob: Blob) -> None:
        """Judge a file, if the gate lets it through."""
        encoding = encoding_of(blob.data)
        if encoding is None:
            self.unread.append(Unread(blob.path, "binary"))
            return
        if is_pointer(blob.data):
            self.unread.append(Unread(blob.path, POINTER))
        self.scanned = self.scanned.plus(Tally(1, len(blob.data)))
        selection = self.gate.select(blob, encoding)
        declares = bool(self.book.waiting) and self.settings.declares(blob.path)
        if not selection.rules and not selection.ignores and not declares:
            return
        if self.holds_nothing and (
            declares or any(rule in self.book.waiting for rule in selection.rules)
        ):
            raise Waits
        from keylint import engine

        judged = engine.judge(blob, encoding, selection, self.book)
        self.unread += judged.unread
        if judged.waits or declares:
            self.held.append(judged)
        else:
            self.sort(judged)

    def sort(self, judged: Judged) -> None:
        """Keep what of a file's findings is to be reported, and what silences the others."""
        from keylint import triage

        sorted_out = triage.sort(judged, self.book, self.known, self.settings)
        self.findings += sorted_out.reported
        self.silenced += sorted_out.silenced
        self.stale += sorted_out.stale

    def survey(self, complete: bool) -> Survey:
        """What all files say together."""
        from keylint.survey import Survey

        # In whatever order they were named, or came from other processes.
        documents = sorted((judged.document for judged in self.held), key=lambda one: one.path)
        whole = complete and self.request.is_whole
        return Survey(tuple(documents), self.settings.inventory, self.settings.policy, whole)

    def judge_together(self, complete: bool) -> None:
        """Judge what had to wait until all files were known; most scans have nothing that had."""
        if not self.held and not self.settings.declared:
            return
        from dataclasses import replace

        from keylint import engine
        from keylint.survey.entries import stale

        seen = self.survey(complete)
        surveyed = engine.survey(seen, self.book)
        self.unread += surveyed.unread
        self.stale += stale(seen)
        for judged in self.held:
            more = surveyed.findings.get(judged.document.path, ())
            self.sort(replace(judged, findings=judged.findings + more))

    def report(self) -> Report:
        """All that was found, in order."""
        return Report(
            findings=tuple(sorted(self.findings, key=lambda finding: finding.order)),
            silenced=tuple(sorted(self.silenced, key=lambda one: one.finding.order)),
            stale=tuple(sorted(self.stale)),
            unread=tuple(sorted(self.unread)),
            scanned=self.scanned,
            root=self.request.root,
            configuration=self.settings.source,
            rules_off=tuple(sorted(set(self.known) - set(self.book))),
            milder=self.settings.milder,
            notes=(self.gate.slow_because,) if self.gate.slow_because else (),
        )
