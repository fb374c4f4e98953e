"""A baseline of any bytes: entries that are written as they were read, or ConfigurationError."""

from __future__ import annotations

from properties import printable, require

from keylint import registry
from keylint.baseline import file, foreign
from keylint.baseline.use import Matches, heed
from keylint.policy import Policy
from keylint.report import Report
from keylint.reports.shown import safe
from keylint.settings import ConfigurationError

RULES = tuple(registry.shipped())


def own(data: bytes) -> None:
    """What is read, written and read again is the same."""
    try:
        read = file.read(".keylint-baseline.json", data, RULES)
    except ConfigurationError as error:
        printable(safe(str(error)), "an error")
        return
    require(len(read.entries) == len(read.lines), "an entry without its line")
    rows = data.count(b"\n") + 1
    require(all(1 <= line <= rows for line in read.lines), "an entry beyond the file")
    again = file.read("again", file.write(read).encode(), RULES)
    require(set(again.entries) == set(read.entries), "a baseline is not written as it was read")
    heed(Report(), Matches(read, "/nowhere", read.name), Policy(), whole=True)


def foreign_(data: bytes) -> None:
    """Another tool's file is claims, each of them told; nothing in it is run."""
    try:
        claims = foreign.read("report.json", data, "/repo")
    except ConfigurationError as error:
        printable(safe(str(error)), "an error")
        return
    for claim in claims:
        printable(safe(f"{claim} {claim.why_not} {claim.reason}"), "a claim")
