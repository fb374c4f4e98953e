"""A rule's card for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from keylint.examples import Example
from keylint.reports import reference
from keylint.reports.sarif import help_uri
from keylint.reports.text import BOLD, FAINT, STYLES, Style
from keylint.rule import Rule

UNDERLINED, CYAN, YELLOW = "4", "36", "33"
CODE = re.compile(r"`[^`]+`")
FOUND = re.compile(r"«[^»]*»")
# Of each kind of example so many; the rule's page has all.
FEW = 3


def write(rule: Rule, style: Style) -> str:
    """The whole card: what the rule finds, why, what to do, examples, and where there is more."""
    return "\n".join(_lines(rule, style)) + "\n"


def _lines(rule: Rule, style: Style) -> Iterator[str]:
    severity = style.paint(str(rule.severity), STYLES[rule.severity])
    yield f"{style.paint(rule.id, BOLD)}  {severity}  CWE-{rule.cwe}"
    yield style.wrap(f"{rule.title}.", "", "")
    yield from _heading("Why", style)
    yield _prose(rule.why, "  ", "  ", style)
    yield from _heading("What to do", style)
    for number, step in enumerate(reference.steps(rule), 1):
        yield _prose(step, f"  {number}. ", "     ", style)
    yield from _heading("Found (between « and »; {…} stands for a value)", style)
    yield from _examples(rule.flags, style)
    yield from _heading("Left alone", style)
    yield from _examples(rule.passes, style)
    yield from _heading("To silence one finding, on its line", style)
    yield f"  {style.paint(reference.silencing(rule), CYAN)}"
    yield from _heading("More", style)
    for link in (*rule.references, reference.weakness(rule), help_uri(rule.id)):
        yield f"  {style.paint(link, UNDERLINED)}"


def _heading(title: str, style: Style) -> tuple[str, str]:
    return "", style.paint(title, BOLD)


def _prose(text: str, first: str, rest: str, style: Style) -> str:
    """Sentences in lines of the width; what is code in them is painted behind that."""
    wrapped = style.wrap(text, first, rest)
    return CODE.sub(lambda code: style.paint(code[0], CYAN), wrapped)


def _examples(examples: Sequence[Example | str], style: Style) -> Iterator[str]:
    """Examples beneath the names of their files, each set apart from the next."""
    for number, (path, text) in enumerate(map(reference.example, examples[:FEW])):
        if number:
            yield ""
        if path:
            yield f"  {style.paint(path, FAINT)}"
        for line in text.splitlines():
            yield f"    {FOUND.sub(lambda found: style.paint(found[0], YELLOW), line)}".rstrip()
