"""What is done to a baseline after a scan, and what there is to say of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from keylint import output
from keylint.baseline import Baseline, Entry, change, file
from keylint.baseline.change import Words
from keylint.baseline.foreign import Claim
from keylint.baseline.use import Matches, absent
from keylint.finding import Finding
from keylint.report import Report
from keylint.reports.shown import plural, safe
from keylint.request import shown
from keylint.rulebook import Rulebook

MOST_NAMED = 20


class Work(NamedTuple):
    """What a baseline is changed by: itself, where it lies, and what a scan says."""

    matches: Matches
    report: Report
    is_whole: bool
    today: str
    book: Rulebook

    @property
    def found(self) -> tuple[Finding, ...]:
        """All that was found, be it that a comment silences it."""
        return (*self.report.findings, *(one.finding for one in self.report.silenced))

    @property
    def gone(self) -> set[Entry]:
        """The entries that nothing matches, as far as all was looked at."""
        if not self.is_whole or self.report.incomplete or self.report.of_history:
            return set()
        return absent(self.report, self.matches, self.matches.of(self.found))

    def save(self, baseline: Baseline) -> None:
        """Put the baseline into its place, if it is another than before."""
        place, text = Path(self.matches.file), file.write(baseline)
        if not place.exists() or place.read_text("utf-8") != text:
            output.replace(place, text)


def grown(work: Work, words: Words) -> Iterator[str]:
    """Take in what is found; what there is to say of it."""
    before = work.matches.baseline
    after = change.grown(work.matches, work.report.findings, words)
    work.save(after)
    new = set(after.entries) - set(before.entries)
    yield f"{safe(after.name)} holds {plural(len(after.entries), 'finding')}, {len(new)} of them new."
    secrets = sum(work.book[entry.rule].finds_secrets for entry in new)
    if secrets:
        yield (
            f"{secrets} of the new ones are credentials in plain text. A baseline hides them and "
            "does not make them harmless: deactivate them all the same."
        )
    yield from _left(work, after)


def _left(work: Work, after: Baseline) -> Iterator[str]:
    """What the owner of a baseline has still to look at."""
    if gone := len(work.gone):
        yield f"{gone} not found any more: `keylint baseline --prune` takes them out."
    held = work.matches.of(work.found)
    if over := sum(entry.is_over(work.today) for entry in held):
        yield f"{over} past their end, and reported again: give them another, or mend them."
    if bare := sum(not entry.is_explained for entry in after.entries):
        yield f"{bare} without reason and end: `keylint baseline --audit` goes through them."


def pruned(work: Work) -> Iterator[str]:
    """Take out what nothing matches; what there is to say of it."""
    if work.report.incomplete:
        yield "Not everything could be looked at, so that nothing was taken out."
        return
    gone = work.gone
    after = change.without(change.followed(work.matches, work.found), gone)
    work.save(after)
    yield f"{safe(after.name)}: {len(gone)} taken out, {len(after.entries)} left."
    yield from (f"  {entry.rule} in {safe(entry.path)}" for entry in sorted(gone))


def imported(work: Work, claims: list[Claim], name: str, words: Words) -> Iterator[str]:
    """Take over what was judged false; what there is to say of it, and what could not be taken."""
    taken: dict[int, str] = {}
    lost, root = [], work.matches.root
    false = [claim for claim in claims if not claim.why_not]
    for claim in false:
        about = [one for one in work.report.findings if _speaks_of(claim, one, root)]
        reason = claim.reason or words.reason or f"judged false with {claim.tool}"
        taken |= {id(one): reason for one in about}
        lost += [] if about else [claim]
    after = change.judged(work.matches, taken, work.report.findings, words)
    work.save(after)
    yield (
        f"{safe(after.name)}: {plural(len(taken), 'finding')} taken over from {safe(name)}, "
        f"{len(after.entries)} in all."
    )
    yield from _named(lost, "that keylint does not report")
    for why in dict.fromkeys(claim.why_not for claim in claims if claim.why_not):
        yield from _named([claim for claim in claims if claim.why_not == why], why)


def _speaks_of(claim: Claim, finding: Finding, root: str) -> bool:
    return claim.is_about(finding, shown(os.path.join(root, finding.location.path), root))


def _named(claims: list[Claim], what: str) -> Iterator[str]:
    """Some claims, with what they have in common."""
    if claims:
        yield f"Not taken over: {len(claims)} {what}:"
        yield from (f"  {safe(str(claim))}" for claim in claims[:MOST_NAMED])
    if len(claims) > MOST_NAMED:
        yield f"  and {len(claims) - MOST_NAMED} more"
