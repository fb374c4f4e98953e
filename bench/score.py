"""Compares what a tool reported with what is true of the corpus, and counts.

A credential is found by a hit on its line that also overlaps its columns or holds its value, where the tool gives those;
a tool that gives lines only is believed. The span is exact when the hit's value is the credential, or its columns are those
of the value or of the encoded token around it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from reports import Hit

KEY_IDS = ("key", "master", "legacy")
_LONGEST = 4000  # a longer value is a blob; its windows are not worth the hashing

Json = dict[str, Any]


@dataclass(frozen=True)
class Verdict:
    """What a tool made of one credential."""

    found: bool
    exact: bool
    called: bool
    severity: str


@dataclass(frozen=True)
class Outcome:
    """What a tool made of one case. `paired` holds the labels of the pairs it told."""

    case: Json
    verdicts: tuple[Verdict, ...]
    paired: frozenset[str]
    false: tuple[Hit, ...]  # hits on nothing that is a secret, or called Gemini's and not
    others: tuple[Hit, ...]  # hits on another vendor's secret, Google's included


def score(cases: Iterable[Json], hits: Iterable[Hit]) -> list[Outcome]:
    """Returns one outcome for each case; a hit belongs to the case whose folder it lies in."""
    by_case: dict[str, list[Hit]] = {}
    for hit in hits:
        by_case.setdefault("/".join(hit.path.split("/")[:2]), []).append(hit)
    return [
        _outcome(case, by_case.get("/".join(case["path"].split("/")[:2]), [])) for case in cases
    ]


def _outcome(case: Json, hits: list[Hit]) -> Outcome:
    credentials: list[Json] = case["credentials"]
    google = [row for row in credentials if row["kind"] == "google"]
    ours = [row for row in credentials if row["kind"] != "google"]
    foreign = [hit for hit in hits if _any_on(hit, [*google, *case["bystanders"]])]
    mistaken = [
        hit
        for hit in hits
        if not _any_on(hit, ours) and (hit.names_the_exchange or _is_noise(case, hit, foreign))
    ]
    return Outcome(
        case,
        tuple(_verdict(row, hits) for row in credentials),
        frozenset(
            row["pair"] for row in ours if row["kind"] == "secret" and _told(row, ours, hits)
        ),
        tuple(mistaken),
        tuple(hit for hit in foreign if hit not in mistaken),
    )


def _is_noise(case: Json, hit: Hit, foreign: list[Hit]) -> bool:
    """In a positive case only a wrong name counts: general scanners may report what stands around."""
    return not case["positive"] and hit not in foreign


def _verdict(row: Json, hits: list[Hit]) -> Verdict:
    on = [hit for hit in hits if _on(hit, row)]
    return Verdict(
        found=bool(on),
        exact=any(_exact(hit, row) for hit in on),
        called=any(hit.names_the_exchange for hit in on),
        severity=next((hit.severity for hit in on if hit.names_the_exchange), ""),
    )


def _told(secret: Json, rows: list[Json], hits: list[Hit]) -> bool:
    """True where one of the two has a hit that points at the other."""
    ids = [
        row for row in rows if row["kind"] in KEY_IDS and row["pair"] == secret["pair"] is not None
    ]
    return any(
        _points(hit, one, other)
        for key in ids
        for one, other in ((secret, key), (key, secret))
        for hit in hits
    )


def _points(hit: Hit, one: Json, other: Json) -> bool:
    if hit.line is None:
        return _holds(hit, one) and _holds(hit, other)
    lines = {
        line for place in other["places"] for line in range(place["line"], place["end_line"] + 1)
    }
    tokens = {line for place in other["places"] for line in _lines(place["token"])}
    return _on(hit, one) and bool((lines | tokens) & set(hit.related_lines))


def _lines(span: Json) -> range:
    return range(span["line"], span["end_line"] + 1)


def _any_on(hit: Hit, rows: Iterable[Json]) -> bool:
    return any(_on(hit, row) for row in rows)


def _on(hit: Hit, row: Json) -> bool:
    if hit.line is None:
        return _holds(hit, row)
    last = hit.end_line or hit.line
    spans = [place["token"] for place in row["places"]]
    near = [span for span in spans if span["line"] <= last and hit.line <= span["end_line"]]
    if not near:
        return False
    if hit.column is None:
        return hit.value is None or _holds(hit, row)
    return any(_overlaps(hit, span) for span in near) or _holds(hit, row)


def _overlaps(hit: Hit, span: Json) -> bool:
    start, end = (hit.line, hit.column), (hit.end_line or hit.line, hit.end_column)
    first: tuple[int, int] = span["line"], span["column"]
    last: tuple[int, int] = span["end_line"], span["end_column"]
    return bool(first < end and start < last)


def _exact(hit: Hit, row: Json) -> bool:
    if hit.value is not None:
        return bool(_digest(hit.value) == row["sha256"])
    told = (hit.line, hit.column, hit.end_line, hit.end_column)
    spans = [span for place in row["places"] for span in (place, place["token"])]
    return any(told == (s["line"], s["column"], s["end_line"], s["end_column"]) for s in spans)


def _holds(hit: Hit, row: Json) -> bool:
    """True where the credential is a part of the hit's value: the truth knows its digest and length only."""
    value, size = hit.value or "", row["length"]
    if len(value) > _LONGEST:
        return False
    return any(
        _digest(value[at : at + size]) == row["sha256"] for at in range(len(value) - size + 1)
    )


def _digest(value: str) -> str:
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()


def count(outcomes: Iterable[Outcome]) -> Counter[str]:
    """Returns the counts of a table's row: `secret` is found, `secret/all` expected, and so on."""
    total: Counter[str] = Counter()
    for outcome in outcomes:
        total.update(_counts(outcome))
    return total


def _counts(outcome: Outcome) -> Iterator[str]:
    case = outcome.case
    yield "positive/all" if case["positive"] else "negative/all"
    if outcome.false:
        yield "mistaken" if case["positive"] else "flagged"
    yield from ("others" for _ in outcome.others if not case["positive"])
    for row, verdict in zip(case["credentials"], outcome.verdicts, strict=True):
        yield from _row_counts(row["kind"], verdict)
    pairs = {row["pair"] for row in case["credentials"] if row["pair"] is not None}
    yield from ("pair/all" for _ in pairs)
    yield from ("pair" for _ in pairs & outcome.paired)


def _row_counts(kind: str, verdict: Verdict) -> Iterator[str]:
    kind = "key" if kind == "master" else kind
    yield f"{kind}/all"
    if verdict.found:
        yield kind
    if kind == "google":
        yield from ["google called"] * verdict.called
        return
    yield "any/all"
    yield from ["exact"] * verdict.exact + ["called"] * verdict.called
