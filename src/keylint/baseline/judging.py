"""The entries of a baseline, judged one after the other by somebody at a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from keylint.baseline import FALSE, REAL, Baseline, Entry
from keylint.finding import Finding
from keylint.reports.shown import plural, safe

ANSWERS = {"y": REAL, "n": FALSE, "s": "", "q": None}
QUESTION = "  Is it real? y: yes, n: no, a false alarm, s: skip, q: quit "
WHY = "  Why? (may be left empty) "
Ask = Callable[[str], str]
Tell = Callable[[str], None]


class NobodyAnswers(Exception):
    """There was no answer to the first question."""


class Judgement(NamedTuple):
    """What somebody said of an entry: what it is, and why."""

    judged: str
    reason: str

    def of(self, entry: Entry) -> Entry:
        """The entry with what was said of it."""
        return entry._replace(judged=self.judged, reason=self.reason or entry.reason)


def session(
    open_: Sequence[tuple[Entry, Sequence[Finding]]], ask: Ask, tell: Tell
) -> Iterator[tuple[Entry, Judgement]]:
    """Each entry that was judged, as soon as it is; raises NobodyAnswers."""
    for number, (entry, findings) in enumerate(open_, 1):
        tell(f"\n{number} of {len(open_)}: {entry.rule}")
        for line in _shown(entry, findings):
            tell(f"  {line}")
        try:
            verdict = _verdict(ask, tell)
            if verdict is None:
                return
            if verdict:
                yield entry, Judgement(verdict, _reason(ask))
        except EOFError:
            if number == 1:
                raise NobodyAnswers from None
            return


def _reason(ask: Ask) -> str:
    """What somebody writes of a judgement; a value that stands in it is masked."""
    try:
        return safe(ask(WHY).strip())
    except EOFError:
        return ""


def _verdict(ask: Ask, tell: Tell) -> str | None:
    """What somebody calls an entry, nothing if it is skipped, None to end."""
    while True:
        answer = ask(QUESTION).strip().lower()[:1]
        if answer in ANSWERS:
            return ANSWERS[answer]
        tell("  Please answer y, n, s or q.")


def _shown(entry: Entry, findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        yield f"{safe(finding.location.path)}:{finding.location.line}"
    first = findings[0]
    yield safe(first.message)
    if first.masked:
        yield f"value: {first.masked}"
    said: Mapping[str, str] = {"reason": entry.reason, "owner": entry.owner, "until": entry.until}
    yield from (f"{name}: {safe(words)}" for name, words in said.items() if words)


def statistics(baseline: Baseline, gone: int, today: str) -> Iterator[str]:
    """How many entries there are, and how they were judged, by rule too."""
    entries = baseline.entries
    yield f"{plural(len(entries), 'entry').replace('entrys', 'entries')} in {baseline.name}: " + (
        _counts(entries) or "none"
    )
    rules = sorted({entry.rule for entry in entries})
    for rule in rules if len(rules) > 1 else ():
        ones = [entry for entry in entries if entry.rule == rule]
        yield f"  {rule}: {_counts(ones)}"
    over = sum(entry.is_over(today) for entry in entries)
    bare = sum(not entry.is_explained for entry in entries)
    notes = {"past their end": over, "not found any more": gone, "without reason and end": bare}
    if told := ", ".join(f"{count} {what}" for what, count in notes.items() if count):
        yield f"Of these {told}."


def _counts(entries: Sequence[Entry]) -> str:
    counts = Counter(entry.judged for entry in entries)
    names = {REAL: "real", FALSE: "false", "": "not judged"}
    return ", ".join(f"{counts[judged]} {name}" for judged, name in names.items() if counts[judged])
