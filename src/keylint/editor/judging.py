"""A buffer → the report that a scan of its file would give, if the file held what the buffer does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from keylint.baseline import use
from keylint.content import by_newlines, encoding_of
from keylint.editor.buffer import Buffer, Place, standing_of
from keylint.finding import Finding, Location
from keylint.model import Blob, Unread, size
from keylint.report import Report
from keylint.request import Request, wanted
from keylint.rulebook import Rulebook
from keylint.scanner import Scan
from keylint.settings import Settings

if TYPE_CHECKING:
    from keylint.baseline.use import Matches


class Decided(NamedTuple):
    """What the owner of a root decided: rules, settings, baseline, and what of it cannot be used."""

    settings: Settings
    book: Rulebook
    known_rules: tuple[str, ...]
    baseline: Matches | None = None
    problems: tuple[str, ...] = ()


Decide = Callable[[str], Decided]


class Judged(NamedTuple):
    """A version of a document with its report, and the rules that it was judged by."""

    buffer: Buffer
    place: Place
    report: Report
    book: Rulebook
    problems: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings in the document itself."""
        name = self.place.name
        return tuple(one for one in self.report.findings if one.location.path == name)

    def stretch(self, location: Location) -> tuple[int, int]:
        """Where a place of the report begins and ends in the buffer, in characters."""
        body = self.buffer.body
        start = _offset(body, location.line, location.column)
        end = _offset(body, location.end_line, location.end_column)
        return start + self.buffer.mark, end + self.buffer.mark


def _offset(text: str, line: int, column: int) -> int:
    """The offset of a place as people count it, where only a newline ends a line."""
    start, text = 0, by_newlines(text)
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return min(start + column - 1, len(text))


def judge(buffer: Buffer, place: Place, decide: Decide) -> Judged:
    """What is to be said of a buffer."""
    decided = decide(place.root)
    settings, book = decided.settings, decided.book
    blob = Blob(place.name, buffer.body.encode(), "buffer")
    request = Request((place.file or place.name,), place.root)
    scan = Scan(request, settings, book, decided.known_rules)
    if wanted(settings.exclude)(place.name):
        _look(scan, blob, place)
    report = scan.report()
    if decided.baseline:
        report = use.heed(report, decided.baseline, settings.policy, whole=False)
    return Judged(buffer, place, report, book, decided.problems)


def _look(scan: Scan, blob: Blob, place: Place) -> None:
    """Judge the one document; the rules on all files together see no other."""
    most = scan.settings.max_file_size
    if len(blob.data) > most:
        scan.unread.append(Unread(blob.path, f"larger than {size(most)}", fault=True))
    elif encoding_of(blob.data) != "utf-8":  # what an editor shows of a file that is no text
        scan.unread.append(Unread(blob.path, "binary"))
    else:
        scan.look(blob._replace(standing=standing_of(place)))
        scan.judge_together(complete=True)
