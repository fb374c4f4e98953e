"""Scans one file with the 200 rules of a team, ten of which find something: `team_rules.py FILE`."""

from __future__ import annotations

import sys
from pathlib import Path

from keylint import scan
from keylint.examples import unpack
from keylint.model import Severity
from keylint.request import Request
from keylint.rule import PatternRule
from keylint.rulebook import Rulebook
from keylint.settings import Settings

RULES = 200
EVERY = 20  # one rule in so many has its word in the file


def prefix(number: int) -> str:
    """What the values begin with that a rule finds."""
    return f"team{number:03}_"


def value(number: int) -> str:
    """What such a rule finds."""
    return unpack(f"{prefix(number)}{{hex:32}}").text


def rule(number: int) -> PatternRule:
    return PatternRule(
        id=f"team-{number}",
        title=f"Value of kind {number}",
        severity=Severity.MEDIUM,
        why="It opens something.",
        fix=("Revoke it.",),
        references=(),
        cwe=798,
        keywords=(prefix(number),),
        flags=(),
        passes=(),
        pattern=rf"\b{prefix(number)}[0-9a-f]{{32}}\b",
        message="A value of the team.",
    )


def main(name: str) -> int:
    path = Path(name)
    request = Request((name,), path.parent)
    report = scan.run(request, Settings(), Rulebook.of(map(rule, range(RULES))))
    # A figure counts only if the file was read and all ten rules spoke.
    found = {finding.rule for finding in report.findings}
    return 1 if len(found) == RULES // EVERY else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
