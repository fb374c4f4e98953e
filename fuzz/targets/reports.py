"""Every form of a report on hostile names, messages and labels: read by a parser of its kind."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from xml.etree import ElementTree as xml

from properties import printable, require, unshown
from stand_ins import whole_in

from keylint import registry
from keylint.finding import Finding, Fixes, Location, Outcome, RelatedLocation, Silenced, Stale
from keylint.model import Confidence, Severity, Tally, Unread
from keylint.past import Commit, Past
from keylint.report import Known, Report
from keylint.reports import text
from keylint.reports.forms import WRITERS, writer
from keylint.reports.text import Style
from keylint.wishes import Format

BOOK = registry.shipped()
# A cell may be longer than this reader takes by itself.
csv.field_size_limit(1 << 30)
NAMES = tuple(BOOK)


def take(data: bytes) -> None:
    """The parts of an input are what a stranger may write: paths, labels, reasons, authors."""
    parts = [part.decode("utf-8", "surrogateescape") for part in data.split(b"\x1e")]
    report = _report(parts)
    values = whole_in(data)
    written = {form: writer(form)(report, BOOK) for form in WRITERS}
    written[Format.TEXT] = text.write(report, BOOK, Style(verbose=True, width=len(data) % 120))
    for form, said in written.items():
        printable(said, form.value)
        unshown(said, values, form.value)
        said.encode("utf-8", "backslashreplace")
    for form in (Format.JSON, Format.SARIF, Format.GITLAB, Format.GITLAB_CODEQUALITY):
        json.loads(written[form])
    require(all(map(json.loads, written[Format.JSONL].splitlines())), "a line of JSON is empty")
    xml.fromstring(written[Format.JUNIT])
    for row in csv.reader(io.StringIO(written[Format.CSV])):
        require(not any(cell[:1] in tuple("=+-@\t\r") for cell in row if cell), "a formula")
    _commands(written[Format.GITHUB])
    _page(written[Format.HTML])


def _report(parts: list[str]) -> Report:
    def part(number: int) -> str:
        return parts[number % len(parts)] if parts else ""

    def finding(number: int) -> Finding:
        place = Location(part(number) or "x", 1 + number, 1, 1 + number, 9)
        return Finding(
            rule=NAMES[number % len(NAMES)],
            severity=Severity(1 + number % 4),
            confidence=Confidence(1 + number % 3),
            location=place,
            message=f"what {part(number + 1)!r} says",
            masked="",
            fingerprint=f"{number:032x}",
            related=(RelatedLocation(place, part(number + 2)),),
            fix=("first", f"then {part(number)}"),
            lookup="",
            names=(part(number + 3),),
            past=Past("0" * 40, Commit("1" * 40, part(number + 1), "2026-01-01"))
            if number % 2
            else None,
        )

    found = tuple(sorted(map(finding, range(3)), key=lambda one: one.order))
    return Report(
        findings=found,
        silenced=(Silenced(finding(4), part(1)),),
        stale=(Stale(part(0), 1, part(2)),),
        unread=(Unread(part(1), part(2), fault=True), Unread(part(0), "binary")),
        scanned=Tally(3, 100),
        root=part(3),
        configuration=part(2),
        notes=(part(1),),
        of_history=len(parts) % 2 == 0,
        known=Known(part(0), 1, 1),
        fixes=Fixes((Outcome(found[0], False, part(1)),), (part(2),), ("NAME",)),
        commit="2" * 40,
    )


def _commands(said: str) -> None:
    for line in said.splitlines():
        plain = line.lstrip()
        if plain.startswith(("::", "##[", "##vso")):
            known = ("::error ", "::warning ", "::notice ", "::group::", "::endgroup::")
            require(plain.startswith(known), "a command that keylint does not give")


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.scripts = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        require(tag not in ("img", "iframe", "object", "embed", "base"), "a stranger's element")
        for name, _ in attrs:
            require(not name.startswith("on"), "an element that runs something")


def _page(said: str) -> None:
    require(_Page(said).scripts == EMPTY.scripts, "a page with another script")


EMPTY = _Page(writer(Format.HTML)(Report(), BOOK))
