"""The report of an audit for people: each key with what is proven of it, and what to do now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from keylint.finding import Finding
from keylint.inquiry.outcome import Audit, Result
from keylint.inquiry.verdicts import Verdict
from keylint.reports import text as scans
from keylint.reports.audit import notes
from keylint.reports.shown import cell, plural, safe
from keylint.reports.text import BOLD, GREEN, Style
from keylint.reports.text_advice import advice
from keylint.rule import Rule

COLUMN = 11
RED = "1;31"
NOTHING = "No pair to ask about was found."
NOW = "These secrets lie open and work. Do this now, in this order"


def text(audit: Audit, rules: Mapping[str, Rule], style: Style) -> str:
    """The whole report for a terminal."""
    report = audit.report
    parts = [_title(audit), ""]
    for result in audit.results:
        parts += [_headline(result, style), *_rows_of(result, style), ""]
    parts += scans.findings(report, style)
    live, others = _parted(report.findings)
    parts += _runbook(live, style)
    parts += advice(report._replace(findings=others), rules, style)
    for entry in report.unread:
        parts.append(
            style.wrap(f"{_label(entry.fault)}: {safe(entry.path)}: {safe(entry.reason)}", "", "  ")
        )
    for one in report.silenced:
        told = f"{safe(one.finding.rule)} at {safe(str(one.finding.location))}: {safe(one.by)}"
        parts.append(style.wrap(told, "", "  "))
    parts.append(_verdict(audit, style))
    return "\n".join(parts) + "\n"


def _title(audit: Audit) -> str:
    if not audit.results:
        return "" if audit.report.interrupted else NOTHING
    sent = ", ".join(f"{plural(n, 'request')} to {host}" for host, n in audit.requests.items())
    return f"{plural(len(audit.results), 'key')} asked about: {sent}."


def _headline(result: Result, style: Style) -> str:
    verdict = result.best
    colour = RED if verdict.state.is_live and result.subject.is_leak else BOLD
    return f"{style.paint(safe(result.subject.name), BOLD)}  {style.paint(verdict.title, colour)}"


def _rows_of(result: Result, style: Style) -> Iterator[str]:
    for name, value in rows(result):
        yield style.wrap(value, f"  {name:{COLUMN}}", " " * (COLUMN + 2))


def rows(result: Result) -> Iterator[tuple[str, str]]:
    """What is told of a pair: a word, and what stands behind it."""
    subject, verdict = result.subject, result.best
    yield "key", f"{subject.masked}, from: {subject.origin}"
    places = [str(place) for place in subject.places]
    if places and places != [subject.name]:
        yield "stands in" if subject.is_leak else "named in", safe(", ".join(places))
    if verdict.roles:
        yield "roles", verdict.roles.told
    if verdict.account:
        yield "account", safe(verdict.account)
    if result.ip_list:
        yield "IP list", result.ip_list
    yield "evidence", _evidence(result.verdict)
    if other := result.verdict.elsewhere:
        yield "elsewhere", f"{other.title}; {_evidence(other)}"
    yield from (("note", safe(note)) for note in notes(result))


def _evidence(verdict: Verdict) -> str:
    return f"{verdict.site.host}: {safe(verdict.evidence)}"


def _parted(findings: tuple[Finding, ...]) -> tuple[list[Finding], tuple[Finding, ...]]:
    """The secrets that are alive, and all other findings."""
    live = [one for one in findings if one.alive]
    return live, tuple(one for one in findings if not one.alive)


def _runbook(live: list[Finding], style: Style) -> Iterator[str]:
    if not live:
        return
    yield style.paint(NOW, RED)
    lookups = " or ".join(dict.fromkeys(one.lookup for one in live))
    for number, step in enumerate(live[0].fix, 1):
        told = step.replace(live[0].lookup, lookups) if live[0].lookup else step
        yield style.wrap(told, f"  {number}. ", "     ")
    yield ""


def _label(fault: bool) -> str:
    return "Not settled" if fault else "Left out"


def _verdict(audit: Audit, style: Style) -> str:
    report = audit.report
    if report.findings:
        return scans.verdict(report, style)
    colour = BOLD if report.incomplete or not audit.results else GREEN
    end = " Not everything that was asked is settled." if report.incomplete else ""
    return style.paint("No findings.", colour) + end


def markdown(audit: Audit, rules: Mapping[str, Rule]) -> str:
    """The whole report as a page, as for a pull request or a ticket."""
    parts = ["# Audit of Gemini keys", "", cell(_title(audit)), ""]
    for result in audit.results:
        parts += [f"## {cell(result.subject.name)}: {result.best.title}", "", "| | |", "|---|---|"]
        parts += [f"| {name} | {cell(value)} |" for name, value in rows(result)]
        parts.append("")
    parts += _findings_table(audit.report.findings)
    live, _ = _parted(audit.report.findings)
    if live:
        parts += [
            f"## {NOW}",
            "",
            *(f"{n}. {step}" for n, step in enumerate(live[0].fix, 1)),
            "",
        ]
    parts += [f"- {_label(e.fault)}: {cell(e.path)}: {cell(e.reason)}" for e in audit.report.unread]
    return "\n".join([*parts, _verdict(audit, Style())]) + "\n"


def _findings_table(findings: tuple[Finding, ...]) -> Iterator[str]:
    if findings:
        yield from ("| severity | rule | where | what |", "|---|---|---|---|")
    for one in findings:
        told = (str(one.severity), one.rule, str(one.location), one.message)
        yield f"| {' | '.join(map(cell, told))} |"
    if findings:
        yield ""
