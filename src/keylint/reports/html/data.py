"""What the page's script shows: every finding with its story, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from keylint.finding import Finding
from keylint.report import Report
from keylint.reports import past, silenced
from keylint.reports.sarif import help_uri
from keylint.reports.shown import safe
from keylint.rule import Rule

REPORTED, SILENCED = "reported", "silenced"
GONE, STILL_THERE = "only in the history", "in the history and the tip"


def of(report: Report, rules: Mapping[str, Rule]) -> dict[str, Any]:
    """The findings and what they share: the cards of their rules, and the steps to take."""
    steps: dict[tuple[str, ...], int] = {}
    findings = [_facts(one, _state(one), "", steps) for one in report.findings]
    findings += [_facts(one.finding, SILENCED, safe(one.by), steps) for one in report.silenced]
    names = sorted({finding["rule"] for finding in findings})
    return {
        "rules": {name: _card(rules[name]) for name in names},
        "steps": [list(step) for step in steps],
        "findings": findings,
    }


def _state(finding: Finding) -> str:
    if finding.past is None:
        return REPORTED
    return STILL_THERE if finding.past.in_tip else GONE


def _card(rule: Rule) -> dict[str, Any]:
    links = [one for one in rule.references if one.startswith("https://")]
    return {
        "title": rule.title,
        "why": rule.why,
        "cwe": rule.cwe,
        "links": [help_uri(rule.id), *links],
    }


def _facts(
    finding: Finding, state: str, by: str, steps: dict[tuple[str, ...], int]
) -> dict[str, Any]:
    place = finding.location
    told = tuple(safe(step) for step in finding.fix)
    facts = {
        "severity": str(finding.severity),
        "confidence": "proven" if finding.proven else str(finding.confidence),
        "rule": finding.rule,
        "path": safe(place.path),
        "line": place.line,
        "column": place.column,
        "message": safe(finding.message),
        "masked": finding.masked,
        "state": state,
        "by": by,
        "unheeded": safe(silenced.would(finding)),
        "fingerprint": finding.fingerprint,
        "steps": steps.setdefault(told, len(steps)),
        "related": [[safe(str(one.location)), safe(one.message)] for one in finding.related],
        "history": past.told(finding.past) if finding.past else "",
        "blob": finding.past.blob if finding.past else "",
    }
    return {name: value for name, value in facts.items() if value not in ("", [])}
