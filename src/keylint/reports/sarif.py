"""The report for dashboards: SARIF 2.1.0 (OASIS standard), as GitHub code scanning reads it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from urllib.parse import quote

import keylint
from keylint.finding import Finding, Location
from keylint.model import Severity, Unread
from keylint.report import Report
from keylint.reports import past, silenced
from keylint.reports.shown import holds_credential, safe, visible
from keylint.rule import Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
HOME = "https://github.com/keylint/keylint"
LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
}
# GitHub sorts by this number: over 9.0 is critical, 7.0 high, 4.0 medium.
SCORES = {
    Severity.CRITICAL: "9.5",
    Severity.HIGH: "8.0",
    Severity.MEDIUM: "5.0",
    Severity.LOW: "2.0",
}


def help_uri(rule: str) -> str:
    """Where a rule's page stands."""
    return f"{HOME}/blob/main/docs/rules/{rule}.md"


def write(report: Report, rules: Mapping[str, Rule], unread: str = "not scanned") -> str:
    """The whole report as one SARIF log with one run; `unread` says what its notices mean."""
    order = {name: index for index, name in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "keylint",
                "version": keylint.__version__,
                "semanticVersion": keylint.__version__,
                "informationUri": HOME,
                "rules": [_rule(rule) for rule in rules.values()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "%SRCROOT%": {"description": {"text": "The top of the scanned repository."}}
        },
        "results": [_result(finding, order[finding.rule]) for finding in report.findings],
        "invocations": [
            {
                "executionSuccessful": not report.incomplete,
                "toolExecutionNotifications": [
                    *(_notice(entry, unread) for entry in report.unread),
                    *({"level": "note", "message": {"text": one}} for one in silenced.told(report)),
                ],
            }
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, object]:
    steps = "\n".join(f"{n}. {_generic(step)}" for n, step in enumerate(rule.fix, 1))
    return {
        "id": rule.id,
        "name": "".join(word.title() for word in rule.id.split("-")),
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.why},
        "help": {
            "text": f"{rule.why}\n\n{steps}",
            "markdown": f"{rule.why}\n\n**What to do**\n\n{steps}",
        },
        "helpUri": help_uri(rule.id),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "security-severity": SCORES[rule.severity],
            "precision": "high",
            "tags": ["security", f"external/cwe/cwe-{rule.cwe:03d}"],
        },
    }


def _generic(step: str) -> str:
    return step.replace("{lookup}", "a look-up of an environment variable")


def _result(finding: Finding, index: int) -> dict[str, object]:
    steps = "\n".join(f"{n}. {safe(step)}" for n, step in enumerate(finding.fix, 1))
    value = f" Value: {finding.masked}." if finding.masked else ""
    history = {"history": past.facts(finding.past)} if finding.past else {}
    proven = {"proven": True} if finding.proven else {}
    unheeded = {"unheeded": safe(finding.unheeded)} if finding.unheeded else {}
    when = f" {past.told(finding.past)}." if finding.past else ""
    spared = f" {safe(silenced.would(finding))}." if finding.unheeded else ""
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{safe(finding.message)}.{value}{when}{spared}\n{steps}"},
        "locations": [_location(finding.location)],
        "relatedLocations": [
            {
                "id": number,
                **_location(related.location),
                "message": {"text": safe(related.message)},
            }
            for number, related in enumerate(finding.related, 1)
        ],
        "partialFingerprints": {"keylint/v1": finding.fingerprint},
        "properties": {
            "confidence": str(finding.confidence),
            "security-severity": SCORES[finding.severity],
            **history,
            **proven,
            **unheeded,
        },
    }


def _location(location: Location) -> dict[str, object]:
    """Where a finding is; what is in no file has a name only."""
    if location.is_in_file:
        return {"physicalLocation": _physical(location)}
    return {"logicalLocations": [{"name": safe(location.path), "kind": "variable"}]}


def _physical(location: Location) -> dict[str, object]:
    return {
        "artifactLocation": _artifact(location.path),
        "region": {
            "startLine": location.line,
            "startColumn": location.column,
            "endLine": location.end_line,
            "endColumn": location.end_column,
        },
    }


def _artifact(path: str) -> dict[str, object]:
    """A path as a URI relative to the root, or a file URI where it lies outside."""
    # A name that holds a credential is told masked, and cannot be linked to.
    uri = quote(os.fsencode(visible(path) if holds_credential(path) else path))
    if os.path.isabs(path):
        return {"uri": f"file://{uri}"}
    return {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _notice(entry: Unread, unread: str) -> dict[str, object]:
    return {
        "level": "error" if entry.fault else "note",
        "message": {"text": f"{safe(entry.path)}: {unread}: {safe(entry.reason)}"},
    }
