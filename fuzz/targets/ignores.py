"""Comments that silence: of any text, and only for the line and the rules that they name."""

from __future__ import annotations

from properties import named, require, text_of

from keylint import engine, ignores, registry, triage
from keylint.document import Document
from keylint.engine import Judged
from keylint.finding import Finding
from keylint.rule import SurveyRule
from keylint.rulebook import Rulebook
from keylint.settings import Settings

BOOK = Rulebook.of(one for one in registry.load() if not isinstance(one, SurveyRule))
RULES = [BOOK[name] for name in ("gemini-api-secret", "gemini-api-key", "gemini-oauth-token")]
FURTHEST = 10


def take(data: bytes) -> None:
    """Whatever silences a finding stands on its line or above it, and names its rule."""
    name, rest = named(data)
    document = Document(name or "a.py", text_of(rest))
    read = ignores.read(document)
    for one in read:
        require("keylint:" in document.line(one.line).lower(), "an ignore without its comment")
        reach = [target - one.line for target in one.targets]
        require(0 <= min(reach) <= max(reach) <= FURTHEST, "an ignore reaches too far")
    for number in range(document.text.count("\n") + 3):
        ignores.has_pragma(document, number)
    judged = Judged(document, engine.judge_by(document, RULES).findings)
    sorted_out = triage.sort(judged, BOOK, tuple(BOOK), Settings())
    told = len(sorted_out.reported) + len(sorted_out.silenced)
    require(told == len(judged.findings), "a finding is neither reported nor silenced")
    for silenced in sorted_out.silenced:
        _has_a_reason(document, silenced.finding, silenced.by)
    without = triage.sort(judged, BOOK, tuple(BOOK), Settings(inline_ignores=False))
    require(len(without.reported) == len(judged.findings), "a gate heeds a comment")


def _has_a_reason(document: Document, finding: Finding, by: str) -> None:
    line = finding.location.line
    near = [document.line(number) for number in range(max(1, line - FURTHEST), line + 1)]
    if by.startswith("comment on line"):
        require(any(finding.rule in one for one in near), "a comment that names no rule silences")
    else:
        require(any("pragma" in one for one in near[-2:]), "nothing silences a finding")
