"""Fixes of any file: what is planned takes the value out, keeps the rest, and says what it leaves."""

from __future__ import annotations

import os

from properties import named, printable, require, unshown
from stand_ins import whole_in

from keylint import registry, scan
from keylint.fixes import diffs, plan
from keylint.fixes.encoding import text_of
from keylint.fixes.plan import Change
from keylint.report import Report
from keylint.reports.shown import safe
from keylint.request import Request
from keylint.settings import Settings
from keylint.wishes import Fixing
from targets import trees

BOOK = registry.shipped().only(lambda one: one.rule.startswith("gemini-"))
WISHES = (Fixing(), Fixing(unsafe=True))


def take(data: bytes) -> None:
    """Planned, not written: each finding has one outcome, and no diff shows a value."""
    name, content = named(data)
    fit = trees.files(os.fsencode(name))[0][0]
    with trees.folder() as top:
        if not trees.write(top, [(fit, content)]):
            return
        request = Request((top,), top)
        report = scan.run(request, Settings(), BOOK)
        if not report.findings:
            return
        for wish in WISHES:
            planned = plan.make(report, request, Settings(), wish)
            _plan(planned, report, content, fit)
            for change in planned.changes:
                _again(change, top, request)


def _plan(planned: plan.Plan, report: Report, content: bytes, name: bytes) -> None:
    outcomes = [*planned.left, *(one for each in planned.changes for one in each.outcomes)]
    require(len(outcomes) == len(report.findings), "a finding has no outcome, or two")
    values = whole_in(content + b"\0" + name)
    for line in diffs.lines(planned, report):
        printable(line, "a diff", frozenset("\t"))
        unshown(line, values, "a diff")
    for one in outcomes:
        printable(safe(one.told), "an outcome")
        unshown(one.told, values, "an outcome")


def _again(change: Change, top: str, request: Request) -> None:
    """Written, the file has no finding that was fixed, and is text as it was."""
    before, after = text_of(change.before or b""), text_of(change.after)
    for value in change.values:
        if any(one.fixed for one in change.outcomes):
            require(
                after.count(value.reveal()) <= before.count(value.reveal()),
                "a value came to a file",
            )
    require(after != before or not change.outcomes, "a fix that changes nothing")
    require(change.after != b"" or before == "", "a file is emptied")
