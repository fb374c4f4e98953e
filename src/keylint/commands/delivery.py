"""What a command answers: its report where it belongs, a line beside it, an exit code."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from keylint import output
from keylint.report import Report
from keylint.settings import Settings
from keylint.wishes import Color

if TYPE_CHECKING:
    from pathlib import Path

CLEAN, FINDINGS, USAGE, INCOMPLETE = 0, 1, 2, 3
NO_TERMINAL = 80  # columns, where nobody names another number


def colored(color: Color, out: Path | None) -> bool:
    """Whether to write in colour."""
    if color is not Color.AUTO:
        return color is Color.ALWAYS
    seen = out is None and sys.stdout is not None and sys.stdout.isatty()
    return seen and not os.environ.get("NO_COLOR")


def columns() -> int:
    """What shutil.get_terminal_size says; shutil brings four compressors, which a hook waits for."""
    if sys.stdout and sys.stdout.isatty():
        import shutil

        return shutil.get_terminal_size().columns
    named = os.environ.get("COLUMNS", "")
    return (int(named) if named.isdecimal() else 0) or NO_TERMINAL


def delivered(text: str, out: Path | None, report: Report, settings: Settings) -> int:
    """Put the report where it belongs; the exit code of the scan."""
    stops = report.fixes is not None and report.fixes.stops
    code = FINDINGS if stops or any(report.at_least(settings.fail_on)) else CLEAN
    code = INCOMPLETE if report.incomplete else code
    return code if put(text, out) else INCOMPLETE


def put(text: str, out: Path | None) -> bool:
    """Write into a file, or show where none is named; whether it stands where it was wanted."""
    if out is None:
        output.show(text)
        return True
    try:
        output.replace(out, text)
    except OSError as error:
        output.show(text)
        tell(
            f"{out} could not be written ({error.strerror}) and is as it was; "
            "the report stands on standard output"
        )
        return False
    return True


def tell(message: str) -> None:
    """Say one line to whoever called, beside the report."""
    from keylint.reports.shown import safe

    output.complain(f"keylint: {safe(message)}\n")


def stop(message: str) -> int:
    """Say what is wrong with what was asked for; the exit code for it."""
    tell(message)
    return USAGE
