"""A plan as a unified diff in which no value shows.

Lines beside the changed ones are left out: a neighbour may be a secret that nobody knows of.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

from keylint.finding import Finding, Location, Secret
from keylint.fixes.encoding import text_of
from keylint.fixes.plan import Change, Plan
from keylint.report import Report
from keylint.reports.shown import safe

NO_FILE = "/dev/null"
# What a name beside the changed place calls a secret, be it short, if it is no look-up of one.
NEIGHBOUR = re.compile(
    r"""(?ix) ( (?: pass | pwd | secret | token | credential | key ) [\w.-]{0,40} ["']?
    [ ]{0,4} (?: := | => | [:=] ) [ ]{0,4} (?: ["'] | (?<==) ) )
    ( [^"'\s(){}\[\]$%<>,;…]{4,200} ) (?= ["'\s;,] | $ )"""
)
NO_END = "\\ No newline at end of file"


def lines(plan: Plan, report: Report) -> Iterator[str]:
    """The lines of the diff, file by file."""
    found = [*report.findings, *(one.finding for one in report.silenced)]
    for change in (*plan.beside, *plan.changes):
        near = [one for one in found if one.location.path == change.path]
        yield from _of_one(change, near)


def _of_one(change: Change, near: Iterable[Finding]) -> Iterator[str]:
    before, after = text_of(change.before or b""), text_of(change.after)
    values = {*change.values, *_values(before, near)}
    new = change.before is None
    names = (NO_FILE if new else safe(change.path), safe(change.path))
    diff = difflib.unified_diff(_split(before), _split(after), *names, n=0)
    for number, line in enumerate(diff):
        if number < 2 or line.startswith("@@"):
            yield line.rstrip("\n")
        else:
            yield line[0] + _masked(line[1:].rstrip("\r\n"), values)
            if not line.endswith("\n"):
                yield NO_END


def _split(text: str) -> list[str]:
    """The lines as editors count them: only a newline ends one."""
    return [*(f"{line}\n" for line in text.split("\n")[:-1]), *filter(None, text.split("\n")[-1:])]


def _values(text: str, findings: Iterable[Finding]) -> Iterator[Secret]:
    """What other findings of the file are about, such as a key of another vendor on the line."""
    rows = text.split("\n")
    for finding in findings:
        place: Location = finding.location
        if finding.masked and place.line == place.end_line and place.line <= len(rows):
            yield Secret(rows[place.line - 1][place.column - 1 : place.end_column - 1])


def _masked(line: str, values: Iterable[Secret]) -> str:
    for value in sorted(values, key=lambda one: -len(one.reveal())):
        if value.reveal():
            line = line.replace(value.reveal(), str(value))
    line = NEIGHBOUR.sub(lambda found: f"{found[1]}{Secret(found[2])}", line)
    return "\t".join(safe(part) for part in line.split("\t"))
