"""The parts of the page that need no script: what was scanned, what to do, what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from keylint.finding import Finding
from keylint.model import Unread, size
from keylint.report import Report
from keylint.reports import past, silenced, text_advice
from keylint.reports.defused import code, words
from keylint.reports.shown import plural, safe
from keylint.rule import Rule

MOST_LISTED = 500


def warning(report: Report) -> str:
    """That not everything was looked at, if so."""
    if not report.incomplete:
        return ""
    faults = sum(entry.fault for entry in report.unread)
    why = (
        "it was interrupted"
        if report.interrupted
        else f"{plural(faults, 'file')} could not be read"
    )
    return (
        f'<p class="warning"><strong>The scan is incomplete:</strong> {why}. '
        "What was not looked at may hold more.</p>"
    )


def facts(report: Report) -> str:
    """What was scanned and how, as a list of terms."""
    unit = "version" if report.of_history else "file"
    scanned = report.scanned
    told = {
        "Scanned": f"{scanned.files:,} {unit}{'' if scanned.files == 1 else 's'}, {size(scanned.bytes)}",
        "Silenced": f"{len(report.silenced):,}",
        "Not scanned": f"{len(report.unread):,}",
        "Configuration": safe(report.configuration) or "none",
    }
    if report.rules_off:
        told["Rules that are off"] = ", ".join(report.rules_off)
    return "".join(
        f"<div><dt>{term}</dt><dd>{escape(value)}</dd></div>" for term, value in told.items()
    )


def advice(report: Report, rules: Mapping[str, Rule]) -> str:
    """Why each rule matters and what to do, once for each; folded."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    told = "".join(_advice(rules[name], findings) for name, findings in by_rule.items())
    return (
        f'<section aria-labelledby="advice"><h2 id="advice">What to do</h2>{told}</section>'
        if told
        else ""
    )


def _advice(rule: Rule, findings: list[Finding]) -> str:
    lines = [f"<p>{words(rule.why)}</p>"]
    for exchange, steps in text_advice.told(rule, findings):
        lines += [f"<p>At {words(exchange)}:</p>"] if exchange else []
        lines += ["<ol>", *(f"<li>{words(step)}</li>" for step in steps), "</ol>"]
    return _folded(f"{words(rule.title)}, {plural(len(findings), 'finding')}", "".join(lines))


def aside(report: Report) -> str:
    """How to clean the history, ignores that catch nothing, and what was not scanned."""
    return "".join(
        part for part in (_purge(report), _stale(report), _unread(report.unread)) if part
    )


def _purge(report: Report) -> str:
    if not report.of_history or not (commands := past.purge(report.findings)):
        return ""
    lines = "\n".join(escape(line) for line in commands)
    told = f"<p>{words(past.FIRST)}</p><p>{words(past.THEN)}</p><pre>{lines}</pre><p>{words(past.LAST)}</p>"
    return _section("purge", "Take it out of the history", _folded("The commands", told))


def _stale(report: Report) -> str:
    items = (
        f"<li>{code(f'{one.path}:{one.line}')} {words(one.message)}</li>" for one in report.stale
    )
    notes = (f"<li>{words(note)}</li>" for note in (*silenced.told(report), *report.notes))
    return _listed("stale", "Notes", (*items, *notes))


def _unread(unread: Iterable[Unread]) -> str:
    entries = sorted(unread, key=lambda entry: not entry.fault)
    items = (f"<li>{code(entry.path)} {words(entry.reason)}</li>" for entry in entries)
    return _listed("unread", "Not scanned", tuple(items))


def _listed(name: str, title: str, items: tuple[str, ...]) -> str:
    if not items:
        return ""
    more = f"<li>and {len(items) - MOST_LISTED:,} more</li>" if len(items) > MOST_LISTED else ""
    told = f"<ul>{''.join(items[:MOST_LISTED])}{more}</ul>"
    return _section(name, title, _folded(f"{len(items):,} listed", told))


def _section(name: str, title: str, inner: str) -> str:
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{title}</h2>{inner}</section>'


def _folded(summary: str, inner: str) -> str:
    return f"<details><summary>{summary}</summary>{inner}</details>"
