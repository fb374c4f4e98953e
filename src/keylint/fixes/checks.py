"""What is looked at before a fixed text is written: it parses, and the rest of it says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from keylint import readers
from keylint.finding import Secret, Span
from keylint.fixes import Kind
from keylint.fixes.edit import Edit
from keylint.tree import Items, Node, Scalar, Table, Unreadable

NO_SYNTAX = "the file would no longer parse"
ANOTHER = "the file would say something else besides"
STAYED = "the value would still stand in the file"
Spans = list[tuple[Span, str]]


def problem(
    kind: Kind, before: str, after: str, edits: Sequence[Edit], values: Sequence[Secret]
) -> str:
    """What is wrong with a fixed text; nothing if it may be written.

    `values` has each value as often as it was taken out.
    """
    for value in set(values):
        text = value.reveal()
        if after.count(text) > before.count(text) - values.count(value):
            return STAYED
    check = CHECKS.get(kind.module)
    return check(kind.path, before, after, edits) if check else ""


def _python(path: str, before: str, after: str, edits: Sequence[Edit]) -> str:
    import ast

    from keylint.fixes import python

    try:
        old, new = python.parsed(before), python.parsed(after)
        compile(new, "fixed", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return NO_SYNTAX
    return "" if ast.get_docstring(old) == ast.get_docstring(new) else ANOTHER


def _javascript(path: str, before: str, after: str, edits: Sequence[Edit]) -> str:
    from keylint.readers.tokens import tokens_of

    def spans(text: str) -> Spans:
        return [(Span(token.start, token.end), token.text) for token in tokens_of(text)]

    return _same_around(spans, before, after, edits)


def _code(path: str, before: str, after: str, edits: Sequence[Edit]) -> str:
    from keylint.fixes import code

    def spans(text: str) -> Spans:
        return [(Span(*token.span()), token[0]) for token in code.tokens_of(path, text)]

    return _same_around(spans, before, after, edits)


def _same_around(
    spans: Callable[[str], Spans], before: str, after: str, edits: Sequence[Edit]
) -> str:
    """Whether all tokens beside the edits are the same as before."""
    old, new = [edit.span for edit in edits], list(_new_spans(edits))
    same = _outside(spans(before), old) == _outside(spans(after), new)
    return "" if same else ANOTHER


def _new_spans(edits: Sequence[Edit]) -> Iterator[Span]:
    shift = 0
    for edit in sorted(set(edits)):
        start = edit.span.start + shift
        yield Span(start, start + len(edit.text))
        shift += len(edit.text) - (edit.span.end - edit.span.start)


def _outside(tokens: Spans, changed: Sequence[Span]) -> list[str]:
    return [
        text
        for span, text in tokens
        if not any(one.start < span.end and span.start < one.end for one in changed)
    ]


def _structured(path: str, before: str, after: str, edits: Sequence[Edit]) -> str:
    form = readers.format_of(path) or ""
    try:
        old, new = readers.parse(form, before), readers.parse(form, after)
    except Unreadable:
        return NO_SYNTAX
    if old is None or new is None:
        return ""
    changed = [edit.span for edit in edits]
    olds, news = list(leaves(old)), list(leaves(new))
    if len(olds) != len(news):
        return ANOTHER
    for (names, was), (new_names, now) in zip(olds, news, strict=True):
        touched = any(was.span.start <= one.start and one.end <= was.span.end for one in changed)
        if names != new_names or (not touched and was.value != now.value):
            return ANOTHER
    return ""


def leaves(root: Node) -> Iterator[tuple[tuple[str, ...], Scalar]]:
    """The scalars of a tree with the names that lead to them; what an alias repeats, once."""
    waiting: list[tuple[tuple[str, ...], Node]] = [((), root)]
    seen: set[int] = set()
    while waiting:
        names, node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Scalar):
            yield names, node
        elif isinstance(node, Table):
            waiting += (((*names, entry.key), entry.node) for entry in node.entries)
        elif isinstance(node, Items):
            waiting += ((names, child) for child in node.nodes)


Check = Callable[[str, str, str, Sequence[Edit]], str]
CHECKS: dict[str, Check] = {
    "python": _python,
    "javascript": _javascript,
    "code": _code,
    "structured": _structured,
}
