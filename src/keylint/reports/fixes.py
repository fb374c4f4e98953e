"""What `--fix` did: finding by finding, the files beside, and what is left to the owner of the key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from keylint.finding import Finding, Fixes, Outcome
from keylint.reports.shown import plural, safe, visible

DEACTIVATE = (
    "The keys must still be deactivated: exchange.gemini.com/settings/api (Account › Settings › "
    "API). Whoever saw the file has them, and the history of the repository keeps them "
    "(keylint purge tells how to take them out)."
)
SET = "Set {names} in the environment, with new values, before the programs run again."


def told(fixes: Fixes) -> Iterator[tuple[str, list[str]]]:
    """The sections of what is told, each with its lines."""
    fixed = [one for one in fixes.outcomes if one.fixed]
    left = [one for one in fixes.outcomes if not one.fixed]
    wanted = [one for one in left if one.finding.masked]
    if fixed:
        yield "Fixed", [_line(one) for one in fixed]
    if wanted:
        yield "Not fixed", [_line(one) for one in wanted]
    if others := Counter(one.finding.rule for one in left if not one.finding.masked):
        yield (
            "Not for --fix",
            [f"{rule}: {plural(count, 'finding')}" for rule, count in sorted(others.items())],
        )
    if fixes.beside:
        yield "Beside", [safe(line) for line in fixes.beside]
    if to_do := list(_to_do(fixes)):
        yield "Still to do", to_do


def _to_do(fixes: Fixes) -> Iterator[str]:
    if any(one.finding.masked for one in fixes.outcomes):
        yield DEACTIVATE
    if fixes.names:
        yield SET.format(names=", ".join(fixes.names))


def _line(outcome: Outcome) -> str:
    return f"{_place(outcome.finding)}  {outcome.finding.rule}: {safe(outcome.told)}"


def _place(finding: Finding) -> str:
    place = finding.location
    return f"{safe(place.path)}:{place.line}:{place.column}"


def facts(fixes: Fixes) -> dict[str, object]:
    """The same for programs."""
    return {
        "outcomes": [
            {
                "rule": one.finding.rule,
                "path": visible(one.finding.location.path),
                "line": one.finding.location.line,
                "column": one.finding.location.column,
                "fingerprint": one.finding.fingerprint,
                "fixed": one.fixed,
                "told": safe(one.told),
            }
            for one in fixes.outcomes
        ],
        "beside": [safe(line) for line in fixes.beside],
        "variables": list(fixes.names),
        "to_do": list(_to_do(fixes)),
    }
