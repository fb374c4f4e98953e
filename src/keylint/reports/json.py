"""The report for programs: JSON, version 1; its schema is docs/report-v1.schema.json."""

from __future__ import annotations

import json
from collections.abc import Mapping

import keylint
from keylint.finding import Finding, Location
from keylint.model import Unread
from keylint.report import Report
from keylint.reports import known, past, silenced
from keylint.reports.shown import visible
from keylint.rule import Rule

VERSION = "1"


def write(report: Report, rules: Mapping[str, Rule]) -> str:
    """The whole report as one JSON document."""
    whole: dict[str, object] = {
        "version": VERSION,
        "tool": {"name": "keylint", "version": keylint.__version__},
        "root": visible(report.root),
        "configuration": visible(report.configuration) or None,
        "milder": [visible(one) for one in report.milder],
        "baseline": known.facts(report.known),
        "unheeded": silenced.facts(report.unheeded, report.findings),
        "rules_off": list(report.rules_off),
        "complete": not report.incomplete,
        "scanned": {"files": report.scanned.files, "bytes": report.scanned.bytes},
        "seconds": round(report.seconds, 3),
        "findings": [finding_facts(finding, rules) for finding in report.findings],
        "silenced": [{**brief(one.finding), "by": visible(one.by)} for one in report.silenced],
        "stale_ignores": [
            {"path": visible(s.path), "line": s.line, "message": visible(s.message)}
            for s in report.stale
        ],
        "not_scanned": [_unread(entry) for entry in report.unread],
        "notes": [visible(note) for note in report.notes],
    }
    if report.of_history:
        whole["purge"] = past.purge(report.findings)
    if report.fixes:
        from keylint.reports import fixes

        whole["fixes"] = fixes.facts(report.fixes)
    return json.dumps(whole, indent=2) + "\n"


def lines(report: Report, rules: Mapping[str, Rule]) -> str:
    """The findings alone, each on a line of its own, with the same fields."""
    return "".join(json.dumps(finding_facts(one, rules)) + "\n" for one in report.findings)


def finding_facts(finding: Finding, rules: Mapping[str, Rule]) -> dict[str, object]:
    """All that is known of a finding."""
    rule = rules[finding.rule]
    history = {"history": past.facts(finding.past)} if finding.past else {}
    proven = {"proven": True} if finding.proven else {}
    alive = {} if finding.alive is None else {"alive": finding.alive}
    unheeded = {"unheeded": visible(finding.unheeded)} if finding.unheeded else {}
    return {
        **brief(finding),
        **history,
        **proven,
        **alive,
        **unheeded,
        "title": rule.title,
        "message": visible(finding.message),
        "masked": finding.masked or None,
        "cwe": rule.cwe,
        "why": rule.why,
        "fix": [visible(step) for step in finding.fix],
        "references": list(rule.references),
        "related": [
            {**place(related.location), "message": visible(related.message)}
            for related in finding.related
        ],
    }


def brief(finding: Finding) -> dict[str, object]:
    """What a finding is and where."""
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "confidence": str(finding.confidence),
        **place(finding.location),
        "fingerprint": finding.fingerprint,
    }


def place(location: Location) -> dict[str, object]:
    """A place as programs read it; no line is what is in no file."""
    return {
        "path": visible(location.path),
        "line": location.line,
        "column": location.column,
        "end_line": location.end_line,
        "end_column": location.end_column,
    }


def _unread(entry: Unread) -> dict[str, object]:
    return {"path": visible(entry.path), "reason": visible(entry.reason), "fault": entry.fault}
