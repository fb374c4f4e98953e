"""The report for a pull request: a comment in Markdown, short enough for one.

What comes from the scanned tree stands in blocks of HTML, in which no Markdown is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from keylint.finding import Finding
from keylint.model import size
from keylint.report import Report
from keylint.reports import past, silenced, text_advice
from keylint.reports.defused import code, prose, words
from keylint.reports.shown import plural
from keylint.rule import Rule

# By this a pipeline finds its own comment again, to replace it.
MARK = "<!-- keylint -->"
# GitHub takes 65,536 characters in a comment; GitLab takes more.
MOST_BYTES = 65_000
# The part of that for what was silenced, and for what was not scanned.
ASIDE = 10
HEAD = "<tr><th>Severity</th><th>Place</th><th>What</th></tr>"


def write(report: Report, rules: Mapping[str, Rule], most: int = MOST_BYTES) -> str:
    """The whole report in at most so many bytes; what has no room is counted."""
    head = f"{MARK}\n## keylint: {_title(report)}\n\n{' '.join(_told(report))}\n"
    after = "".join(_advice(report, rules)) + "".join(_aside(report, most // ASIDE))
    room = most - len((head + after).encode())
    if room < 0:  # the least there is to say
        after, room = "", most - len(head.encode())
    return head + _table(report, room) + after


def _title(report: Report) -> str:
    return plural(len(report.findings), "finding") if report.findings else "nothing was found"


def _told(report: Report) -> Iterator[str]:
    counts = Counter(finding.severity for finding in report.findings)
    if counts:
        told = ", ".join(f"{counts[level]} {level}" for level in sorted(counts, reverse=True))
        yield f"**{told}.**"
    if report.incomplete:
        yield "**The scan is incomplete: not everything could be looked at.**"
    unit = "version" if report.of_history else "file"
    scanned = report.scanned
    yield f"Scanned {plural(scanned.files, unit)} ({size(scanned.bytes)})."
    if report.configuration:
        yield f"Configuration: {prose(report.configuration)}."
    yield from map(prose, silenced.told(report))


def _table(report: Report, room: int) -> str:
    if not report.findings:
        return ""
    rows = fitted(map(_row, report.findings), room - 200)
    more = len(report.findings) - len(rows)
    left = f"\n{plural(more, 'further finding')} had no room here.\n" if more else ""
    table = f"\n<table>\n{HEAD}\n{''.join(rows)}</table>\n" if rows else ""
    return table + left


def fitted(rows: Iterable[str], room: int) -> list[str]:
    """The first rows, as many as have room, in bytes."""
    taken: list[str] = []
    for row in rows:
        room -= len(row.encode())
        if room < 0:
            break
        taken.append(row)
    return taken


def _row(finding: Finding) -> str:
    notes = [f"value: {code(finding.masked)}"] if finding.masked else []
    notes += [words(past.told(finding.past))] if finding.past else []
    notes += [f"{code(str(one.location))}: {words(one.message)}" for one in finding.related]
    notes += [words(silenced.would(finding))] if finding.unheeded else []
    more = "".join(f"<br>{note}" for note in notes)
    sure = "proven" if finding.proven else f"{finding.confidence} confidence"
    return (
        f"<tr><td><b>{finding.severity}</b><br>{sure}</td>"
        f"<td>{code(str(finding.location))}</td>"
        f"<td>{code(finding.rule)}<br>{words(finding.message)}{more}</td></tr>\n"
    )


def _advice(report: Report, rules: Mapping[str, Rule]) -> Iterator[str]:
    """Why each rule matters and what to do, once for each, folded."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    for name, findings in by_rule.items():
        lines = [f"<p>{words(rules[name].why)}</p>"]
        for exchange, steps in text_advice.told(rules[name], findings):
            lines += [f"<p>At {words(exchange)}:</p>"] if exchange else []
            lines += ["<ol>", *(f"<li>{words(step)}</li>" for step in steps), "</ol>"]
        yield _folded(f"What to do: {words(rules[name].title)} ({len(findings)})", lines)


def _aside(report: Report, room: int) -> Iterator[str]:
    silenced = [
        f"<li>{code(str(one.finding.location))}: {code(one.finding.rule)} by {words(one.by)}</li>"
        for one in report.silenced
    ]
    yield _listed("Silenced", silenced, room)
    stale = [f"<li>{code(f'{s.path}:{s.line}')}: {words(s.message)}</li>" for s in report.stale]
    yield _listed("Ignores that catch nothing", stale, room)
    entries = sorted(report.unread, key=lambda entry: not entry.fault)
    unread = [f"<li>{code(entry.path)}: {words(entry.reason)}</li>" for entry in entries]
    yield _listed("Not scanned", unread, room)


def _listed(title: str, items: list[str], room: int) -> str:
    if not items:
        return ""
    shown = fitted(items, room)
    more = len(items) - len(shown)
    rest = [f"<li>and {more} more</li>"] if more else []
    return _folded(f"{title} ({len(items)})", ["<ul>", *shown, *rest, "</ul>"])


def _folded(summary: str, lines: Iterable[str]) -> str:
    """A block of HTML: it ends with the first empty line, of which there is none within."""
    return "\n<details><summary>{}</summary>\n{}\n</details>\n".format(summary, "\n".join(lines))
