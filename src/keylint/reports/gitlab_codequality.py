"""The report for GitLab's merge requests: Code Quality, which every tier of it shows.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from keylint.finding import Finding
from keylint.model import Severity
from keylint.report import Report
from keylint.reports import silenced
from keylint.reports.gitlab import identities
from keylint.reports.shown import safe, visible
from keylint.rule import Rule

SEVERITIES = {
    Severity.CRITICAL: "blocker",
    Severity.HIGH: "critical",
    Severity.MEDIUM: "major",
    Severity.LOW: "minor",
}


def write(report: Report, rules: Mapping[str, Rule]) -> str:
    """A list of issues; each has a fingerprint of its own, for GitLab shows one for each."""
    numbered = zip(report.findings, identities(report.findings), strict=True)
    return json.dumps([_issue(one, name) for one, name in numbered], indent=2) + "\n"


def _issue(finding: Finding, identity: str) -> dict[str, object]:
    value = f" ({finding.masked})" if finding.masked else ""
    spared = f". {safe(silenced.would(finding))}" if finding.unheeded else ""
    return {
        "description": f"{safe(finding.message)}{value}{spared}",
        "check_name": finding.rule,
        "fingerprint": identity,
        "severity": SEVERITIES[finding.severity],
        "location": {
            "path": visible(finding.location.path),
            "lines": {
                "begin": max(1, finding.location.line),
                "end": max(1, finding.location.end_line),
            },
        },
    }
