"""How a baseline is told: its file, how much it holds, and what of it nothing matches any more."""

from __future__ import annotations

from collections.abc import Iterator

from keylint.report import Known, Report
from keylint.reports.shown import plural, safe


def told(known: Known) -> str:
    """A baseline in a sentence."""
    name, count, bare, is_heeded = known
    if not is_heeded:
        return f"{safe(name)} was not heeded"
    unexplained = f", {bare} of them without reason and end" if bare else ""
    return f"baseline: {safe(name)} ({plural(count, 'finding')}{unexplained})"


def facts(known: Known | None) -> dict[str, object] | None:
    """A baseline as programs read of it; nothing where there is none."""
    if known is None:
        return None
    name, count, bare, is_heeded = known
    return {"file": safe(name), "heeded": is_heeded, "findings": count, "unexplained": bare}


def stale(report: Report, most: int) -> Iterator[str]:
    """What silences nothing any more: each comment, and the first entries of the baseline."""
    name = report.known.name if report.known else ""
    entries = 0
    for one in report.stale:
        entries += one.path == name
        if one.path != name or entries <= most:
            yield f"{safe(one.path)}:{one.line}: {safe(one.message)}"
    if entries > most:
        yield f"{safe(name)}: and {entries - most} more (--verbose names them)"
