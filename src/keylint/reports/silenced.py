"""What was silenced and by whom, and what the tree says that nobody heeded: in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from keylint.finding import Finding
from keylint.report import Report, Unheeded
from keylint.reports.shown import plural, safe

# Of more settings and changes the count and the first few say enough in a sentence.
FEW = 8


def told(report: Report, rest: str = "") -> Iterator[str]:
    """What was silenced, and what was chosen beforehand; `rest` says where more is."""
    if report.silenced:
        yield f"Silenced: {counted(one.by for one in report.silenced)}{rest}."
    yield from chosen(report)


def chosen(report: Report) -> Iterator[str]:
    """What somebody chose before anything was found, and what the tree chose and nobody heeded."""
    if report.milder:
        yield f"{safe(report.configuration)} makes the scan milder: {_listed(report.milder)}."
    if report.rules_off:
        yield f"Rules that are off: {', '.join(report.rules_off)}."
    if report.unheeded:
        yield from _unheeded(report, report.unheeded)


def facts(unheeded: Unheeded | None, findings: Iterable[Finding]) -> dict[str, object] | None:
    """What was not heeded, as programs read it; nothing where the tree was heeded."""
    if unheeded is None:
        return None
    return {
        "configuration": safe(unheeded.configuration) or None,
        "milder": [safe(one) for one in unheeded.milder],
        "findings": sum(bool(one.unheeded) for one in findings),
        "brought": [safe(one) for one in unheeded.brought],
    }


def would(finding: Finding) -> str:
    """What would silence a finding if it were heeded, in a sentence; nothing if nothing would."""
    return f"The tree would silence this: {finding.unheeded}" if finding.unheeded else ""


def counted(by: Iterable[str]) -> str:
    """How many were silenced by what: comments, pragmas, paths, baselines."""
    counts = Counter(one.split(":")[0].split(" on line")[0] for one in by)
    return ", ".join(f"{count} by {safe(kind)}" for kind, count in sorted(counts.items()))


def _unheeded(report: Report, unheeded: Unheeded) -> Iterator[str]:
    if unheeded.configuration:
        milder = _listed(unheeded.milder) or "nothing in it is milder"
        yield f"Not heeded: {safe(unheeded.configuration)} of the tree ({milder})."
    spared = [one.unheeded for one in report.findings if one.unheeded]
    if spared:
        yield f"The tree would silence {plural(len(spared), 'finding')}: {counted(spared)}."
    if unheeded.brought:
        yield f"This diff makes scans that heed the tree milder: {_listed(unheeded.brought, '; ')}."


def _listed(items: tuple[str, ...], between: str = ", ") -> str:
    more = f" and {len(items) - FEW} more" if len(items) > FEW else ""
    return between.join(map(safe, items[:FEW])) + more
