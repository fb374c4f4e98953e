"""What a finding means and what to do about it, as a page of Markdown or as plain text."""

from __future__ import annotations

from keylint.finding import Finding
from keylint.reports.defused import prose
from keylint.reports.sarif import help_uri
from keylint.reports.shown import safe
from keylint.rule import Rule


def markdown(finding: Finding, rule: Rule) -> str:
    """The page of a finding; what comes from the document is no Markdown in it."""
    value = f"\n\nValue: {prose(finding.masked)}" if finding.masked else ""
    steps = "\n".join(f"{number}. {safe(step)}" for number, step in enumerate(finding.fix, 1))
    return (
        f"**{prose(rule.title)}** · {finding.severity}, {finding.confidence} confidence\n\n"
        f"{prose(finding.message)}.{value}\n\n{rule.why}\n\n**What to do**\n\n{steps}\n\n"
        f"[{rule.id}]({help_uri(rule.id)})"
    )


def plain(finding: Finding, rule: Rule) -> str:
    """The same for editors that read no Markdown."""
    value = f" Value: {finding.masked}." if finding.masked else ""
    steps = "\n".join(f"{number}. {safe(step)}" for number, step in enumerate(finding.fix, 1))
    return (
        f"{rule.title} ({finding.severity}, {finding.confidence} confidence)\n\n"
        f"{safe(finding.message)}.{value}\n\n{rule.why}\n\n{steps}\n\n{rule.id}"
    )
