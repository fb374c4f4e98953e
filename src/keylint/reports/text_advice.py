"""What to do about findings, for people: once for each rule, in the words of each exchange."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from keylint import exchanges
from keylint.finding import Finding
from keylint.report import Report
from keylint.reports.shown import plural
from keylint.reports.text import BOLD, FAINT, Style
from keylint.rule import Rule

MOST_LOOKUPS = 3


def advice(report: Report, rules: Mapping[str, Rule], style: Style) -> Iterator[str]:
    """Why each rule matters and what to do, once for each rule that found something."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    for name, findings in by_rule.items():
        rule = rules[name]
        count = plural(len(findings), "finding")
        yield style.paint(f"{rule.title} — {name}, {count}", BOLD)
        yield style.wrap(rule.why, "  ", "  ")
        for exchange, steps in told(rule, findings):
            if exchange:
                yield f"  At {exchange}:"
            for number, step in enumerate(steps, 1):
                yield style.wrap(step, f"  {number}. ", "     ")
        yield style.paint(f"  More: keylint explain {name}", FAINT)
        yield ""


def told(rule: Rule, findings: Iterable[Finding]) -> Iterator[tuple[str, list[str]]]:
    """The steps, Gemini's first and under no name; those for keys of another exchange under its."""
    by_steps: dict[tuple[str, ...], list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: rule.steps(finding.exchange) != rule.fix):
        by_steps.setdefault(rule.steps(finding.exchange), []).append(finding)
    for steps, ones in by_steps.items():
        exchange = exchanges.CARDS.get(ones[0].exchange, exchanges.UNKNOWN)
        yield "" if steps == rule.fix else exchange.title, _steps(steps, ones)


def _steps(steps: tuple[str, ...], findings: Iterable[Finding]) -> list[str]:
    """The steps, with the look-ups of the files that the findings are in."""
    lookups = list(dict.fromkeys(finding.lookup for finding in findings))
    more = " or what your other languages use" if len(lookups) > MOST_LOOKUPS else ""
    told = " or ".join(lookups[:MOST_LOOKUPS]) + more
    return [step.replace("{lookup}", told) for step in steps]
