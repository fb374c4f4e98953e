"""The one use case: sources → gate → engine → triage → Report."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from keylint import engine, triage
from keylint.config import Settings
from keylint.engine import Judged
from keylint.gate import Gate
from keylint.layers import archive
from keylint.model import Blob, Finding, Report, Silenced, Stale, Tally, Unread
from keylint.request import Request, items
from keylint.rule import RecordRule, Rule, SurveyRule
from keylint.survey import Survey


@dataclass
class _Collected:
    """What a scan has found so far."""

    findings: list[Finding] = field(default_factory=list)
    silenced: list[Silenced] = field(default_factory=list)
    stale: list[Stale] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    held: list[Judged] = field(default_factory=list)
    scanned: Tally = Tally()

    def add(self, sorted_out: triage.Sorted) -> None:
        """Take what came of one file."""
        self.findings += sorted_out.reported
        self.silenced += sorted_out.silenced
        self.stale += sorted_out.stale


Sort = Callable[[Judged], triage.Sorted]
Judge = Callable[[Blob], Judged]


def run(request: Request, settings: Settings, rules: Sequence[Rule]) -> Report:
    """The report on everything that was asked for, in an order that is always the same."""
    started = time.monotonic()
    chosen = enabled(rules, settings)
    gate = Gate([rule.trigger for rule in chosen])
    known = tuple(rule.id for rule in rules)
    sort: Sort = partial(triage.sort, rules=chosen, known=known, settings=settings)
    judge = partial(engine.judge, gate=gate, rules={rule.id: rule for rule in chosen})
    found, interrupted = _look_at_all(request, settings, judge, sort)
    _judge_together(found, _survey(found, request, settings, not interrupted), chosen, sort)
    report = _report(found, request, settings)
    return replace(
        report,
        rules_off=tuple(sorted(set(known) - {rule.id for rule in chosen})),
        notes=(gate.slow_because,) if gate.slow_because else (),
        seconds=time.monotonic() - started,
        interrupted=interrupted,
    )


def survey(request: Request, settings: Settings, rules: Sequence[Rule]) -> tuple[Survey, Report]:
    """What the files say of keys, and what of them could not be read."""
    chosen = tuple(rule for rule in rules if isinstance(rule, SurveyRule))
    sort: Sort = partial(triage.sort, rules=chosen, known=(), settings=settings)
    gate = Gate([rule.trigger for rule in chosen])
    judge = partial(engine.judge, gate=gate, rules={rule.id: rule for rule in chosen})
    found, interrupted = _look_at_all(request, settings, judge, sort)
    report = replace(_report(found, request, settings), interrupted=interrupted)
    return _survey(found, request, settings, not interrupted), report


def enabled(rules: Sequence[Rule], settings: Settings) -> tuple[Rule, ...]:
    """The rules that the settings leave on, each with the owner's limits."""
    return tuple(
        replace(rule, policy=settings.policy) if isinstance(rule, RecordRule) else rule
        for rule in rules
        if (not settings.select or rule.id in settings.select) and rule.id not in settings.ignore
    )


def _look_at_all(
    request: Request, settings: Settings, judge: Judge, sort: Sort
) -> tuple[_Collected, bool]:
    """What came of each file by itself, and whether the user broke off."""
    found = _Collected()
    try:
        for item in items(request, settings):
            if isinstance(item, Unread):
                found.unread.append(item)
            else:
                _take(found, item, judge, sort)
    except KeyboardInterrupt:
        return found, True
    return found, False


def _take(found: _Collected, blob: Blob, judge: Judge, sort: Sort) -> None:
    opened = False
    for member in archive.members(blob):
        opened = True
        if isinstance(member, Unread):
            found.unread.append(member)
        else:
            _take(found, member, judge, sort)
    if not opened:
        _look(found, blob, judge, sort)


def _look(found: _Collected, blob: Blob, judge: Judge, sort: Sort) -> None:
    judged = judge(blob)
    found.unread += judged.unread
    if not judged.scanned:
        return
    found.scanned = Tally(found.scanned.files + 1, found.scanned.bytes + len(blob.data))
    if judged.surveyed:
        found.held.append(judged)
    else:
        found.add(sort(judged))


def _survey(found: _Collected, request: Request, settings: Settings, complete: bool) -> Survey:
    documents = tuple(judged.document for judged in found.held if judged.document)
    whole = complete and request.is_whole
    return Survey(documents, settings.inventory, settings.policy, whole)


def _judge_together(found: _Collected, seen: Survey, rules: Sequence[Rule], sort: Sort) -> None:
    """Judge what had to wait until all files were known; most scans have nothing that had."""
    if not seen.documents and not seen.inventory.keys:
        return
    from keylint.survey.entries import stale

    surveyed = engine.survey(seen, rules)
    found.unread += surveyed.unread
    found.stale += stale(seen)
    for judged in found.held:
        path = judged.document.path if judged.document else ""
        more = surveyed.findings.get(path, ())
        found.add(sort(replace(judged, findings=judged.findings + more)))


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
