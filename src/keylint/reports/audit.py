"""The report of an audit for programs: JSON, version 1; what the texts are made of too."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import keylint
from keylint.inquiry.outcome import Audit, Result
from keylint.inquiry.verdicts import State, Verdict
from keylint.reports.json import brief, finding_facts, place
from keylint.reports.shown import safe
from keylint.rule import Rule

VERSION = "1"
# Beyond that a nonce that has to be the time is refused ("Private API invocation").
CLOCK_MATTERS = 30


def write(audit: Audit, rules: Mapping[str, Rule]) -> str:
    """The whole report as one JSON document."""
    report = audit.report
    whole = {
        "version": VERSION,
        "tool": {"name": "keylint", "version": keylint.__version__},
        "root": safe(report.root),
        "configuration": safe(report.configuration) or None,
        "complete": not report.incomplete,
        "seconds": round(report.seconds, 3),
        "requests": audit.requests,
        "keys": [_result(result) for result in audit.results],
        "findings": [finding_facts(finding, rules) for finding in report.findings],
        "silenced": [{**brief(one.finding), "by": safe(one.by)} for one in report.silenced],
        "not_settled": [
            {"name": safe(one.path), "reason": safe(one.reason), "fault": one.fault}
            for one in report.unread
        ],
    }
    return json.dumps(whole, indent=2) + "\n"


def _result(result: Result) -> dict[str, object]:
    subject, other = result.subject, result.verdict.elsewhere
    return {
        "name": safe(subject.name),
        "masked": subject.masked,
        "origin": subject.origin,
        "places": [place(one) for one in subject.places],
        "network": result.network.value,
        **_verdict(result.verdict),
        "elsewhere": _verdict(other) if other else None,
        "ip_list": result.ip_list or None,
        "notes": [safe(note) for note in notes(result)],
    }


def _verdict(verdict: Verdict) -> dict[str, object]:
    roles, ahead = verdict.roles, verdict.clock_ahead
    return {
        "site": verdict.site.base,
        "environment": verdict.site.environment or None,
        "state": verdict.state.value,
        "live": verdict.state.is_live if verdict.state.is_settled else None,
        "roles": [name for name, has in roles._asdict().items() if has] if roles else None,
        "account": verdict.account or None,
        "evidence": safe(verdict.evidence),
        "requests": verdict.requests,
        "clock_ahead_seconds": None if ahead is None else round(ahead),
    }


def notes(result: Result) -> Iterator[str]:
    """What else a reader has to know of a result."""
    verdict = result.best
    yield from result.subject.notes
    if verdict.state is State.WRONG_SECRET and not result.subject.usual_secret:
        yield "the secret has not the shape of Gemini's (base58 of 20 bytes): is it cut or another's?"
    if verdict.state is State.UNKNOWN_KEY and verdict.site.other and not result.verdict.elsewhere:
        yield f"{verdict.site.other.host} has other keys: --try-other asks there too"
    if verdict.state is State.NONCE_REFUSED:
        yield _of_nonce(verdict)
    if verdict.clock_ahead is not None and abs(verdict.clock_ahead) > CLOCK_MATTERS:
        yield _of_clock(verdict.clock_ahead)


def _of_nonce(verdict: Verdict) -> str:
    if not verdict.nonce_too_small:
        return (
            "the key wants the time as its nonce, within 30 seconds: is this machine's clock right?"
        )
    return (
        "something signed with a larger number: its bot, with milliseconds, or an audit within the "
        "same second. --allow-nonce-jump asks in milliseconds, from when on a bot that signs with "
        "seconds is refused; or ask about another key"
    )


def _of_clock(ahead: float) -> str:
    minutes = f"{abs(ahead) / 60:.1f} minutes" if abs(ahead) >= 90 else f"{abs(ahead):.0f} seconds"
    where = "ahead of" if ahead > 0 else "behind"
    return f"this machine's clock is {minutes} {where} the exchange's"
