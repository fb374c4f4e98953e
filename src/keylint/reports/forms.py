"""Which module writes which form of a scan's report; it is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from keylint.reports.shown import plural
from keylint.wishes import Format

if TYPE_CHECKING:
    from keylint.report import Report
    from keylint.rule import Rule

    Writer = Callable[[Report, Mapping[str, Rule]], str]

# Text alone is missing: it is set for a terminal, which the others are not.
WRITERS = {
    Format.JSON: ("json", "write"),
    Format.SARIF: ("sarif", "write"),
    Format.GITHUB: ("github", "write"),
    Format.GITLAB: ("gitlab", "write"),
    Format.GITLAB_CODEQUALITY: ("gitlab_codequality", "write"),
    Format.JUNIT: ("junit", "write"),
    Format.CSV: ("csv", "write"),
    Format.JSONL: ("json", "lines"),
    Format.MARKDOWN: ("markdown", "write"),
    Format.HTML: ("html", "write"),
}
# Findings and nothing else have a place in these.
FINDINGS_ALONE = (Format.GITLAB_CODEQUALITY, Format.JSONL)
# What was fixed has a place in these.
TELL_FIXES = (Format.TEXT, Format.JSON)
# These ask for a commit.
TELL_COMMIT = (Format.GITLAB,)


def writer(form: Format) -> Writer:
    """What makes the text of a report out of the report and the rules."""
    module, function = WRITERS[form]
    written: Writer = getattr(import_module(f"keylint.reports.{module}"), function)
    return written


def untold(report: Report, form: Format) -> str:
    """What a form has no place for, in one line; nothing if it told all."""
    if form not in FINDINGS_ALONE:
        return ""
    from keylint.reports import silenced

    faults = sum(entry.fault for entry in report.unread)
    parts = [one.rstrip(".") for one in silenced.told(report)]
    parts += [f"{plural(faults, 'file')} could not be scanned"] if faults else []
    parts += ["the scan was interrupted"] if report.interrupted else []
    return f"not in this form: {', '.join(parts)} (--format json tells which)" if parts else ""
