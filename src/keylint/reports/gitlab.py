"""The report for GitLab's security dashboard: a secret detection report, schema 15.

https://gitlab.com/gitlab-org/security-products/security-report-schemas
"""

from __future__ import annotations

import hashlib
import json
import time
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import keylint
from keylint.finding import Finding, Location
from keylint.model import Severity
from keylint.report import Report
from keylint.reports import past, silenced
from keylint.reports.defused import prose
from keylint.reports.sarif import HOME, help_uri
from keylint.reports.shown import plural, safe, visible
from keylint.rule import Rule

# The oldest 15 that has all that is used; GitLab reads each minor version for years.
VERSION = "15.0.2"
SEVERITIES = {
    Severity.CRITICAL: "Critical",
    Severity.HIGH: "High",
    Severity.MEDIUM: "Medium",
    Severity.LOW: "Low",
}
# A commit is asked for; what GitLab's own scanner writes where there is none.
NO_COMMIT = "0000000"
LONGEST_SOLUTION = 7000
MOST_MESSAGES = 100


def write(report: Report, rules: Mapping[str, Rule], ended: float | None = None) -> str:
    """The whole report; `ended` is when, in seconds since 1970, by default now."""
    ended = time.time() if ended is None else ended
    program = {
        "id": "keylint",
        "name": "keylint",
        "url": HOME,
        "vendor": {"name": "keylint"},
        "version": keylint.__version__,
    }
    numbered = zip(report.findings, identities(report.findings), strict=True)
    whole = {
        "version": VERSION,
        "scan": {
            "type": "secret_detection",
            "status": "failure" if report.incomplete else "success",
            "analyzer": program,
            "scanner": program,
            "start_time": _moment(ended - report.seconds),
            "end_time": _moment(ended),
            "messages": list(_messages(report)),
        },
        "vulnerabilities": [
            _found(one, name, rules[one.rule], report.commit) for one, name in numbered
        ],
    }
    return json.dumps(whole, indent=2) + "\n"


def identities(findings: Iterable[Finding]) -> Iterator[str]:
    """The fingerprints; a value that stands in a file twice gets another one for its second place.

    GitLab shows one finding for each.
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.fingerprint] += 1
        number = seen[finding.fingerprint]
        again = f"{finding.fingerprint}:{number}".encode()
        yield finding.fingerprint if number == 1 else hashlib.sha256(again).hexdigest()[:32]


def _moment(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))


def _found(finding: Finding, identity: str, rule: Rule, commit: str) -> dict[str, object]:
    steps = "\n".join(f"{number}. {safe(step)}" for number, step in enumerate(finding.fix, 1))
    details = {"details": _details(finding)} if finding.related else {}
    return {
        "id": str(uuid.UUID(hex=identity)),
        "name": rule.title,
        "description": "\n\n".join(_description(finding, rule)),
        "severity": SEVERITIES[finding.severity],
        "solution": steps[:LONGEST_SOLUTION],
        "identifiers": [
            {
                "type": "keylint_rule",
                "name": f"keylint {rule.id}",
                "value": rule.id,
                "url": help_uri(rule.id),
            },
            {
                "type": "cwe",
                "name": f"CWE-{rule.cwe}",
                "value": str(rule.cwe),
                "url": f"https://cwe.mitre.org/data/definitions/{rule.cwe}.html",
            },
        ],
        "links": [{"url": one} for one in rule.references if one.startswith("https://")],
        "location": {**_place(finding.location), "commit": _commit(finding, commit)},
        **details,
    }


def _description(finding: Finding, rule: Rule) -> Iterator[str]:
    """GitLab takes this for Markdown."""
    yield f"{prose(finding.message)}."
    if finding.masked:
        yield f"Value: {prose(finding.masked)}"
    if finding.past:
        yield prose(past.told(finding.past))
    if finding.unheeded:
        yield prose(silenced.would(finding))
    yield prose(rule.why)


def _place(location: Location) -> dict[str, object]:
    return {
        "file": visible(location.path),
        "start_line": location.line,
        "end_line": location.end_line,
    }


def _commit(finding: Finding, scanned: str) -> dict[str, str]:
    """The commit that brought it; else the one that the scanned files belong to."""
    first = finding.past.first if finding.past else None
    if first is None:
        return {"sha": scanned or NO_COMMIT}
    return {"sha": first.id, "author": safe(first.author), "date": first.day}


def _details(finding: Finding) -> dict[str, object]:
    """The places that belong to it, such as the other half of a pair."""
    return {
        f"related_{number}": {
            "name": safe(one.message) or "related",
            "type": "file-location",
            "file_name": visible(one.location.path),
            "line_start": one.location.line,
            "line_end": one.location.end_line,
        }
        for number, one in enumerate(finding.related, 1)
    }


def _messages(report: Report) -> Iterator[dict[str, str]]:
    if report.interrupted:
        yield {"level": "warn", "value": "Interrupted: not everything was looked at"}
    entries = sorted(report.unread, key=lambda entry: not entry.fault)
    for entry in entries[:MOST_MESSAGES]:
        told = f"{safe(entry.path)}: not scanned: {safe(entry.reason)}"
        yield {"level": "warn" if entry.fault else "info", "value": told}
    if more := len(entries[MOST_MESSAGES:]):
        yield {"level": "info", "value": f"{plural(more, 'further file')} not scanned"}
    yield from ({"level": "info", "value": one} for one in silenced.told(report))
