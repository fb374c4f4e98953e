"""The one use case: sources → gate → engine → triage → Report."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from keylint import engine, triage
from keylint.config import Settings
from keylint.gate import Gate
from keylint.layers import archive
from keylint.model import Blob, Finding, Report, Silenced, Stale, Tally, Unread
from keylint.request import Request, items
from keylint.rule import Rule


@dataclass
class _Collected:
    """What a scan has found so far."""

    findings: list[Finding] = field(default_factory=list)
    silenced: list[Silenced] = field(default_factory=list)
    stale: list[Stale] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    scanned: Tally = Tally()


def run(request: Request, settings: Settings, rules: Sequence[Rule]) -> Report:
    """The report on everything that was asked for, in an order that is always the same."""
    started = time.monotonic()
    chosen = enabled(rules, settings)
    gate = Gate(chosen)
    known = tuple(rule.id for rule in rules)
    found = _Collected()
    interrupted = False
    try:
        for item in items(request, settings):
            if isinstance(item, Unread):
                found.unread.append(item)
            else:
                _take(
                    found,
                    item,
                    gate,
                    partial(triage.sort, rules=chosen, known=known, settings=settings),
                )
    except KeyboardInterrupt:
        interrupted = True
    report = _report(found, request, settings)
    return replace(
        report,
        rules_off=tuple(sorted(set(known) - {rule.id for rule in chosen})),
        notes=(gate.slow_because,) if gate.slow_because else (),
        seconds=time.monotonic() - started,
        interrupted=interrupted,
    )


def enabled(rules: Sequence[Rule], settings: Settings) -> tuple[Rule, ...]:
    """The rules that the settings leave on."""
    return tuple(
        rule
        for rule in rules
        if (not settings.select or rule.id in settings.select) and rule.id not in settings.ignore
    )


def _take(found: _Collected, blob: Blob, gate: Gate, sort: partial[triage.Sorted]) -> None:
    opened = False
    for member in archive.members(blob):
        opened = True
        if isinstance(member, Unread):
            found.unread.append(member)
        else:
            _take(found, member, gate, sort)
    if not opened:
        _look(found, blob, gate, sort)


def _look(found: _Collected, blob: Blob, gate: Gate, sort: partial[triage.Sorted]) -> None:
    judged = engine.judge(blob, gate)
    found.unread += judged.unread
    if not judged.scanned:
        return
    found.scanned = Tally(found.scanned.files + 1, found.scanned.bytes + len(blob.data))
    result = sort(judged)
    found.findings += result.reported
    found.silenced += result.silenced
    found.stale += result.stale


def _report(found: _Collected, request: Request, settings: Settings) -> Report:
    return Report(
        findings=tuple(sorted(found.findings, key=lambda finding: finding.order)),
        silenced=tuple(sorted(found.silenced, key=lambda one: one.finding.order)),
        stale=tuple(sorted(found.stale)),
        unread=tuple(sorted(found.unread)),
        scanned=found.scanned,
        root=str(request.root),
        configuration=settings.source,
    )
