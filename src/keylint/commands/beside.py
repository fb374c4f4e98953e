"""What a form asks for beside the findings, and what is said beside a report: the summary of a GitHub step, and what a form has no place for."""

from __future__ import annotations

import os
from collections.abc import Iterable

from keylint import output
from keylint.commands.delivery import tell
from keylint.finding import Fixes
from keylint.report import Report
from keylint.reports import fixes as done
from keylint.reports import forms
from keylint.rulebook import Rulebook
from keylint.sources import git
from keylint.wishes import Format, Wanted

# The runner names the file; more than this in it, and all of the step's summary is dropped.
SUMMARY = "GITHUB_STEP_SUMMARY"
MOST_OF_A_SUMMARY = 1024 * 1024
LEAST_OF_A_SUMMARY = 1024


def complete(report: Report, form: Format) -> Report:
    """The report with the commit that is checked out, if the form asks for one and there is one."""
    if form not in forms.TELL_COMMIT:
        return report
    try:
        repository = git.find(os.path.realpath(report.root))
        return report._replace(commit=repository.commit("HEAD")) if repository else report
    except git.GitError:  # no commit yet
        return report


def say(form: Format, report: Report, book: Rulebook) -> None:
    """Say it: to the file that GitHub names, and on standard error."""
    if form is Format.GITHUB and (path := os.environ.get(SUMMARY)):
        _summarize(path, report, book)
    if left := forms.untold(report, form):
        tell(left)


def say_fixes(wanted: Iterable[Wanted], fixes: Fixes) -> None:
    """Say what was fixed and what is left to do, unless one of the reports does."""
    if any(one.form in forms.TELL_FIXES for one in wanted):
        return
    for title, lines in done.told(fixes):
        for line in lines:
            tell(f"{title.lower()}: {line}")


def _summarize(path: str, report: Report, book: Rulebook) -> None:
    """Add to the step's summary, as much as has room in it."""
    from keylint.reports import markdown

    try:
        room = MOST_OF_A_SUMMARY - (os.path.getsize(path) if os.path.exists(path) else 0)
        if room < LEAST_OF_A_SUMMARY:
            tell(f"the step's summary is full ({SUMMARY}): nothing was added to it")
            return
        output.append(path, markdown.write(report, book, room))
    except OSError as error:
        tell(f"the step's summary could not be written ({SUMMARY}: {error.strerror})")
