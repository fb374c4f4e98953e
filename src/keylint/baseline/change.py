"""A baseline → the same with more entries, with fewer, or with what somebody said of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import NamedTuple

from keylint.baseline import FALSE, Baseline, Entry
from keylint.baseline.use import Matches
from keylint.finding import Finding

leniency = attrgetter("leniency")


class Words(NamedTuple):
    """What is said of entries: why they are known, whose they are, and until which day."""

    reason: str = ""
    owner: str = ""
    until: str = ""


def grown(matches: Matches, findings: Iterable[Finding], words: Words) -> Baseline:
    """The baseline with an entry for each finding that it does not know yet."""
    moved = followed(matches, findings)
    held = {entry.key: entry for entry in moved.entries}
    for finding in findings:
        new = moved.entry(finding)._replace(**words._asdict())
        held.setdefault(new.key, new)
    return moved._replace(entries=tuple(held.values()))


def followed(matches: Matches, findings: Iterable[Finding]) -> Baseline:
    """The baseline with the names that its files have now; what is history keeps its own."""
    held = {entry.key: entry for entry in matches.baseline.entries}
    for entry, found in matches.of(one for one in findings if not one.past).items():
        places = {matches.baseline.entry(finding).path for finding in found}
        if entry.path not in places:
            del held[entry.key]
            for path in sorted(places):
                new = entry._replace(path=path)
                held[new.key] = min(new, held.get(new.key, new), key=leniency)
    return matches.baseline._replace(entries=tuple(held.values()))


def without(baseline: Baseline, gone: Iterable[Entry]) -> Baseline:
    """The baseline without some entries."""
    left_out = {entry.key for entry in gone}
    kept = tuple(entry for entry in baseline.entries if entry.key not in left_out)
    return baseline._replace(entries=kept)


def judged(
    matches: Matches, false: Mapping[int, str], findings: Iterable[Finding], words: Words
) -> Baseline:
    """The baseline with entries for what another tool's users judged false, by their reasons.

    `false` has the reason of a finding by its identity. What was judged here stays as it is.
    """
    chosen = [finding for finding in findings if id(finding) in false]
    baseline = grown(matches, chosen, words._replace(reason=""))
    held = {entry.key: entry for entry in baseline.entries}
    for finding in chosen:
        entry = held[baseline.entry(finding).key]
        if not entry.judged:
            reason = entry.reason or false[id(finding)]
            held[entry.key] = entry._replace(judged=FALSE, reason=reason)
    return baseline._replace(entries=tuple(held.values()))
