"""The comment that silences a finding: offered only where it stands as one, and does what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from posixpath import splitext

from keylint import ignores
from keylint.editor import comments
from keylint.editor.changes import Proposal
from keylint.editor.judging import Decide, Judged, judge
from keylint.finding import Finding, Span
from keylint.fixes.edit import Edit, apply


def proposal(judged: Judged, finding: Finding, decide: Decide) -> Proposal | None:
    """The offer to silence a finding by a comment; None where none may stand."""
    for edit in _edits(judged, finding):
        if _does_it(judged, finding, edit, decide):
            return Proposal(f"ignore this finding of {finding.rule}", (finding,), (edit,))
    return None


def _edits(judged: Judged, finding: Finding) -> Iterator[Edit]:
    body = judged.buffer.body
    start, _ = judged.stretch(finding.location)
    line = _line(body, start - judged.buffer.mark)
    if one := _more(body, line, judged.place.name, finding.rule):
        yield one
    words = f"keylint: ignore[{finding.rule}]"
    yield from (one.edit for one in comments.written(body, judged.place.name, line, words))


def _line(text: str, at: int) -> Span:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return Span(start, end - text[start:end].endswith("\r"))


def _more(text: str, line: Span, path: str, rule: str) -> Edit | None:
    """One more rule in the ignore comment that the line has."""
    is_basic = splitext(path)[1].lower() in ignores.BASIC
    form = ignores.BASIC_IGNORE if is_basic else ignores.IGNORE
    comment = form.search(text, line.start, line.end)
    if comment is None or not (comment[1] or "").strip():
        return None
    end = comment.end(1)
    return Edit(Span(end, end), f", {rule}")


def _does_it(judged: Judged, finding: Finding, edit: Edit, decide: Decide) -> bool:
    """Whether the text with the comment has the finding no more, and nothing that it had not."""
    text = judged.buffer.text
    head, body = text.written[: judged.buffer.mark], apply(judged.buffer.body, (edit,))
    changed = judged.buffer._replace(text=type(text)(head + body, text.units))
    again = judge(changed, judged.place, decide)
    before, after = _counted(judged), _counted(again)
    return (
        after[_key(finding)] < before[_key(finding)]
        and not after - before
        and len(again.report.stale) <= len(judged.report.stale)
    )


def _counted(judged: Judged) -> Counter[tuple[str, str]]:
    return Counter(map(_key, judged.findings))


def _key(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.fingerprint
