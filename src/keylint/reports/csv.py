"""The report for spreadsheets: CSV (RFC 4180), in which no cell is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from keylint.finding import Finding
from keylint.report import Report
from keylint.reports import past, silenced
from keylint.reports.shown import visible
from keylint.rule import Rule

COLUMNS = (
    "state", "severity", "confidence", "rule", "title", "path", "line", "column", "end_line",
    "end_column", "message", "masked", "related", "history", "reason", "cwe", "fingerprint",
)  # fmt: skip
# A spreadsheet calculates what begins with one of these (OWASP, CSV injection), also the wide forms.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(report: Report, rules: Mapping[str, Rule]) -> str:
    """A line for each finding, for each that was silenced, and for what was not scanned."""
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    table.writeheader()
    for row in _rows(report, rules):
        table.writerow({name: harmless(value) for name, value in row.items()})
    return out.getvalue()


def _rows(report: Report, rules: Mapping[str, Rule]) -> Iterator[dict[str, object]]:
    for finding in report.findings:
        yield {"state": "reported", **_facts(finding, rules)}
    for one in report.silenced:
        yield {"state": "silenced", **_facts(one.finding, rules), "reason": visible(one.by)}
    for entry in report.unread:
        state = "could not be scanned" if entry.fault else "not scanned"
        yield {"state": state, "path": visible(entry.path), "reason": visible(entry.reason)}
    for stale in report.stale:
        yield {
            "state": "stale ignore",
            "path": visible(stale.path),
            "line": stale.line,
            "reason": visible(stale.message),
        }
    for told in silenced.chosen(report):
        yield {"state": "left out", "reason": told}
    if report.interrupted:
        yield {"state": "interrupted", "reason": "not everything that was asked for was looked at"}


def _facts(finding: Finding, rules: Mapping[str, Rule]) -> dict[str, object]:
    place, rule = finding.location, rules[finding.rule]
    return {
        "severity": str(finding.severity),
        "confidence": "proven" if finding.proven else str(finding.confidence),
        "rule": finding.rule,
        "title": rule.title,
        "path": visible(place.path),
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "message": visible(finding.message),
        "masked": finding.masked,
        "related": "; ".join(
            f"{visible(str(one.location))}: {visible(one.message)}" for one in finding.related
        ),
        "history": past.told(finding.past) if finding.past else "",
        "reason": visible(silenced.would(finding)),
        "cwe": rule.cwe,
        "fingerprint": finding.fingerprint,
    }


def harmless(value: object) -> object:
    """A cell that a spreadsheet shows and does not calculate."""
    text = isinstance(value, str) and value.lstrip(" ").startswith(FORMULA)
    return f"'{value}" if text else value
