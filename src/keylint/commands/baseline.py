"""`keylint baseline`: what is known is written down, pruned, judged, or taken over."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from keylint import output, registry
from keylint.baseline import Baseline, Entry, change, file, foreign, judging
from keylint.baseline.change import Words
from keylint.baseline.foreign import Claim
from keylint.baseline.use import Matches, absent
from keylint.commands import MISTAKES, asked_of, baseline_of, decided, report_on
from keylint.commands.delivery import CLEAN, INCOMPLETE, stop, tell
from keylint.finding import Finding
from keylint.report import Report
from keylint.reports.shown import plural, safe
from keylint.request import shown
from keylint.rulebook import Rulebook
from keylint.settings import ConfigurationError
from keylint.watch import NOBODY
from keylint.wishes import Keeping, Wishes

MOST_NAMED = 20
NOBODY_ANSWERS = (
    "nobody answers: --audit asks in a terminal, or takes answers from standard input, a line each"
)


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


def keep(wishes: Wishes, keeping: Keeping) -> int:
    """Change the baseline as it is wished; the exit code."""
    book = registry.shipped()
    try:
        _check(wishes, keeping)
        asked = asked_of(wishes)
        settings = decided(wishes, asked.root, tuple(book))
        matches = _matches(wishes, keeping, asked.root, tuple(book))
        claims = _claims(keeping.imported, asked.root)
        if keeping.prune and not asked.is_whole:
            raise ConfigurationError(f"--prune looks at everything: name {asked.root}")
        report = report_on(wishes, asked, settings, book, NOBODY)
    except MISTAKES as error:
        return stop(str(error))
    if report.interrupted:
        tell("interrupted, and the baseline is as it was")
        return INCOMPLETE
    for entry in report.unread:
        if entry.fault:
            tell(f"not looked at: {entry.path}: {entry.reason}")
    work = Work(matches, report, asked.is_whole, str(settings.policy.today), book)
    try:
        return _done(work, keeping, claims)
    except OSError as error:
        tell(f"{matches.file} could not be written ({error.strerror}) and is as it was")
        return INCOMPLETE


def _check(wishes: Wishes, keeping: Keeping) -> None:
    """Raise what is wrong with the wishes before anything is read."""
    ways = {"--prune": keeping.prune, "--audit": keeping.audit, "--import": keeping.imported}
    chosen = [name for name, is_chosen in ways.items() if is_chosen]
    if len(chosen) > 1:
        raise ConfigurationError(f"{' and '.join(chosen)} exclude each other: one after the other")
    if keeping.until and not file.is_day(keeping.until):
        raise ConfigurationError(
            f"--until: {keeping.until!r} is no date: one is wanted, such as 2026-11-30"
        )
    if wishes.reach and keeping.prune:
        raise ConfigurationError("--history and --prune exclude each other")


def _matches(wishes: Wishes, keeping: Keeping, root: str, rules: tuple[str, ...]) -> Matches:
    place, name = baseline_of(wishes, root)
    output.check(Path(place))
    if os.path.lexists(place):
        return Matches(file.load(place, name, rules), root, place)
    if keeping.prune or keeping.audit:
        raise ConfigurationError(f"{name} is not there: `keylint baseline` writes it")
    return Matches(Baseline.empty(name), root, place)


def _claims(path: Path | None, root: str) -> list[Claim]:
    if path is None:
        return []
    try:
        return foreign.read(str(path), path.read_bytes(), root)
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}") from None


def _done(work: Work, keeping: Keeping, claims: list[Claim]) -> int:
    code = INCOMPLETE if work.report.incomplete else CLEAN
    if keeping.audit:
        return _audit(work) or code
    if keeping.prune:
        lines = _pruned(work)
    elif keeping.imported:
        lines = _imported(work, claims, str(keeping.imported))
    else:
        lines = _grown(work, Words(safe(keeping.reason), safe(keeping.owner), keeping.until))
    output.show("\n".join((*lines, "")))
    return code


def _grown(work: Work, words: Words) -> Iterator[str]:
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


def _pruned(work: Work) -> Iterator[str]:
    if work.report.incomplete:
        yield "Not everything could be looked at, so that nothing was taken out."
        return
    gone = work.gone
    after = change.without(change.followed(work.matches, work.found), gone)
    work.save(after)
    yield f"{safe(after.name)}: {len(gone)} taken out, {len(after.entries)} left."
    yield from (f"  {entry.rule} in {safe(entry.path)}" for entry in sorted(gone))


def _imported(work: Work, claims: list[Claim], name: str) -> Iterator[str]:
    """Take over what was judged false; what could not be taken over is told."""
    taken: dict[int, str] = {}
    lost, root = [], work.matches.root
    false = [claim for claim in claims if not claim.why_not]
    for claim in false:
        about = [one for one in work.report.findings if _speaks_of(claim, one, root)]
        reason = claim.reason or f"judged false with {claim.tool}"
        taken |= {id(one): reason for one in about}
        lost += [] if about else [claim]
    after = change.judged(work.matches, taken, work.report.findings)
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


def _audit(work: Work) -> int:
    """Have the entries judged that nobody has judged yet, each kept as soon as it is."""
    found = work.matches.of(work.found)
    baseline = work.matches.baseline
    unjudged = sorted(
        ((entry, ones) for entry, ones in found.items() if not entry.judged),
        key=lambda one: (one[0].path, one[0].rule, one[0].digest),
    )
    held = {entry.key: entry for entry in baseline.entries}
    try:
        for entry, judgement in judging.session(unjudged, _answers(), _say):
            held[entry.key] = judgement.of(entry)
            work.save(baseline._replace(entries=tuple(held.values())))
    except judging.NobodyAnswers:
        return stop(NOBODY_ANSWERS)
    except KeyboardInterrupt:
        _say("")
    after = baseline._replace(entries=tuple(held.values()))
    _say("\n" + "\n".join(judging.statistics(after, len(work.gone), work.today)))
    return CLEAN


def _say(text: str) -> None:
    output.show(f"{text}\n")


def _answers() -> Callable[[str], str]:
    """What asks, and waits for a line; raises EOFError where there is none any more."""

    def ask(question: str) -> str:
        output.show(question)
        line = sys.stdin.readline() if sys.stdin else ""
        if not line:
            raise EOFError
        return line

    if sys.stdin and hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
    return ask
