"""What each scanner's report says: pure functions from its text to hits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

# keylint's other rules judge what a file declares about a key, not a value in it.
KEYLINT_RULES = frozenset(
    "gemini-api-secret gemini-api-key gemini-oauth-token google-gemini-api-key generic-secret".split()
)


@dataclass(frozen=True)
class Hit:
    """One finding of a tool. Columns count code points from 1, end exclusive; None is what a tool does not say."""

    path: str
    rule: str
    line: int | None
    end_line: int | None = None
    column: int | None = None
    end_column: int | None = None
    value: str | None = field(default=None, repr=False)
    severity: str = ""
    related_lines: tuple[int, ...] = ()

    @property
    def names_the_exchange(self) -> bool:
        rule = self.rule.lower()
        return "gemini" in rule and "google" not in rule and "gcp" not in rule


def from_keylint(report: str) -> Iterator[Hit]:
    for row in json.loads(report)["findings"]:
        if row["rule"] in KEYLINT_RULES:
            yield Hit(
                row["path"],
                row["rule"],
                row["line"],
                row["end_line"],
                row["column"],
                row["end_column"],
                severity=row["severity"],
                related_lines=tuple(place["line"] for place in row.get("related", [])),
            )


def from_detect_secrets(report: str) -> Iterator[Hit]:
    for path, rows in json.loads(report)["results"].items():
        yield from (Hit(path, row["type"], row["line_number"]) for row in rows)


def from_betterleaks(report: str) -> Iterator[Hit]:
    for row in json.loads(report)["findings"]:
        ends = row["end_line"], row["column"], (row["end_column"] or 0) + 1
        yield Hit(row["file"], row["rule_id"], row["line"], *ends, value=row["secret"])


def from_kingfisher(report: str) -> Iterator[Hit]:
    """Its columns count from 0 and include the end; a summary follows the report as a second JSON value."""
    for row in json.JSONDecoder().raw_decode(report.lstrip())[0]["findings"]:
        found = row["finding"]
        ends = found["line"], found["column_start"] + 1, found["column_end"] + 2
        path = found["path"].removeprefix("./")
        yield Hit(path, row["rule"]["id"], found["line"], *ends, value=found["snippet"])


def from_credsweeper(report: str) -> Iterator[Hit]:
    for row in json.loads(report):
        for line in row["line_data_list"]:
            known = line["value_start"] >= 0
            start, end = (line["value_start"] + 1, line["value_end"] + 1) if known else (None, None)
            path, number = line["path"].removeprefix("./"), line["line_num"]
            yield Hit(path, row["rule"], number, number, start, end, value=line["value"])


def from_secretlint(report: str) -> Iterator[Hit]:
    for row in json.loads(report):
        for said in row["messages"]:
            start, end = said["loc"]["start"], said["loc"]["end"]
            span = end["line"], start["column"] + 1, end["column"] + 1
            yield Hit(row["filePath"], said["ruleId"], start["line"], *span)


def from_gitleaks(report: str) -> Iterator[Hit]:
    for row in json.loads(report):
        span = row["EndLine"], row["StartColumn"], row["EndColumn"] + 1
        yield Hit(row["File"], row["RuleID"], row["StartLine"], *span, value=row["Secret"])


def from_trufflehog(report: str) -> Iterator[Hit]:
    """Its RawV2 joins a pair, of which it gives one line; that both are in it is what it tells of the pair."""
    for line in filter(None, report.splitlines()):
        row: dict[str, Any] = json.loads(line)
        place = row["SourceMetadata"]["Data"]["Filesystem"]
        yield Hit(place["file"], row["DetectorName"], place.get("line"), value=row["Raw"])
        if row.get("RawV2"):
            yield Hit(place["file"], row["DetectorName"], None, value=row["RawV2"])
