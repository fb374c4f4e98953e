"""The audit: each pair is asked about, and what the answers prove is judged by the rules."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from keylint.audit import findings, notices
from keylint.audit.choice import Choice
from keylint.audit.known import Known
from keylint.audit.subjects import Subject
from keylint.finding import Finding, Silenced
from keylint.inquiry.asking import Asker
from keylint.inquiry.outcome import Audit, Result
from keylint.inquiry.sites import PRODUCTION, SANDBOX, Site
from keylint.inquiry.verdicts import State, Verdict
from keylint.report import Report
from keylint.settings import Settings
from keylint.triage import accepted
from keylint.wishes import Network


class Plan(NamedTuple):
    """Whom to ask about what: a site for all, or each pair's own; the other one too if wished."""

    site: Site | None = None
    try_other: bool = False
    network: Network = Network.UNKNOWN
    production: Site = PRODUCTION
    sandbox: Site = SANDBOX

    def site_of(self, subject: Subject) -> Site:
        """Where a pair is asked about."""
        return self.site or (self.sandbox if subject.sandbox else self.production)

    def guesses(self, subject: Subject) -> bool:
        """Whether only words in a file say that a pair is asked about where it belongs."""
        return self.site is None and subject.sandbox and bool(subject.leaks)

    def other(self, site: Site) -> Site | None:
        """The other environment, if it may be asked too."""
        pair = {self.production: self.sandbox, self.sandbox: self.production}
        return pair.get(site) if self.try_other else None

    def requests_at_most(
        self, subjects: Sequence[Subject], most: int
    ) -> Iterator[tuple[Site, int]]:
        """How many requests can go to each site, if `most` can for each pair."""
        sites = [self.site_of(subject) for subject in subjects]
        others = [other for site in sites if (other := self.other(site))]
        return ((site, most * count) for site, count in Counter(sites + others).items())


def run(choice: Choice, plan: Plan, asker: Asker, known: Known) -> Audit:
    """The results, with the findings that they prove, in an order that is always the same."""
    started = time.monotonic()
    results, interrupted = _results(choice.subjects, plan, asker)
    asked = tuple(zip(choice.subjects, results, strict=False))
    unasked = (leak for one in choice.subjects[len(results) :] for leak in one.leaks)
    told = [*findings.of(asked, known.survey, known.enabled), *choice.alone, *unasked]
    reported, silenced = _sorted(told, known.settings)
    unread = (*known.unread, *choice.unread, *notices.of(choice.subjects, results))
    report = Report(
        findings=reported,
        silenced=silenced,
        unread=tuple(sorted(unread)),
        root=known.request.root,
        configuration=known.settings.source,
        seconds=time.monotonic() - started,
        interrupted=interrupted,
    )
    return Audit(tuple(results), report)


def _results(
    subjects: Sequence[Subject], plan: Plan, asker: Asker
) -> tuple[tuple[Result, ...], bool]:
    """The results, as far as they came, and whether the user broke off."""
    results: list[Result] = []
    try:
        for subject in subjects:
            verdict, guessed = _ask(subject, plan, asker), plan.guesses(subject)
            results.append(Result(subject.shown, verdict, plan.network, guessed))
    except KeyboardInterrupt:
        return tuple(results), True
    return tuple(results), False


def _ask(subject: Subject, plan: Plan, asker: Asker) -> Verdict:
    site = plan.site_of(subject)
    verdict = asker.ask(subject.pair, site)
    other = plan.other(site)
    if verdict.state is State.UNKNOWN_KEY and other:
        return replace(verdict, elsewhere=asker.ask(subject.pair, other))
    return verdict


def _sorted(
    told: Sequence[Finding], settings: Settings
) -> tuple[tuple[Finding, ...], tuple[Silenced, ...]]:
    """What is reported, secrets that are alive first; and the risks that somebody accepted."""
    by = [(finding, accepted(finding, settings)) for finding in told]
    reported = sorted((finding for finding, why in by if not why), key=_order)
    return tuple(reported), tuple(Silenced(finding, why) for finding, why in by if why)


def _order(finding: Finding) -> tuple[object, ...]:
    return (not finding.alive, *finding.order)
