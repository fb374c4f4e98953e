"""Python: `os.environ["NAME"]`, with the import that it needs."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterator, Sequence

from keylint.finding import Span
from keylint.fixes import comments, python_imports
from keylint.fixes.edit import ODD_PLACE, Answer, Edit, Fix, Left, Place, within
from keylint.fixes.python_imports import Shadowed
from keylint.readers.columns import Columns
from keylint.readers.python import nested_depth
from keylint.readers.syntax import called, text_of
from keylint.tree import DEEPEST

UNREAD = "it is not the Python that keylint runs on, so that nothing could be checked"
LITERAL = re.compile(r"(?P<prefix>[A-Za-z]{0,2})(?P<quote>[\"'])(?P<body>[^\"'\\\n]*)(?P=quote)")
FALLBACK = re.compile(r"[\s)]*\bor[\s(]+")
SETS = "it puts the value into the environment: set the variable outside, and delete this line"
OWN_LINE = "the text stands by itself and does nothing: delete it"
LOOKUPS = ("getenv", "environ.get")


def answers(path: str, text: str, places: Sequence[Place]) -> list[Answer]:
    """What is to be done about each value of a Python text."""
    try:
        source = _Source(text, places)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return [Left(UNREAD) for _ in places]
    return [source.answer(place) for place in places]


def parsed(text: str) -> ast.Module:
    """The syntax of a text; raises SyntaxError or ValueError where it has none."""
    if nested_depth(text) > DEEPEST:
        raise SyntaxError("nested too deeply")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)


class _Source:
    """One text while its places are asked about."""

    def __init__(self, text: str, places: Sequence[Place]) -> None:
        self.text, self.places = text, places
        self.module = parsed(text)
        self.columns = Columns(text)
        self.parent: dict[int, ast.AST] = {}
        self.texts: list[tuple[Span, ast.Constant]] = []
        for node in ast.walk(self.module):
            self.parent.update((id(child), node) for child in ast.iter_child_nodes(node))
            if isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)):
                self.texts.append((self.span(node), node))
        self.comments = list(self._comments())

    def span(self, node: ast.expr) -> Span:
        """Where an expression stands."""
        end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or 0
        start = self.columns.offset(node.lineno, node.col_offset)
        return Span(start, self.columns.offset(end_line, end_column))

    def _comments(self) -> Iterator[Span]:
        for token in tokenize.generate_tokens(io.StringIO(self.text, newline="").readline):
            if token.type == tokenize.COMMENT:
                line = token.start[0]
                start = self.columns.starts[min(line, len(self.columns.starts)) - 1]
                yield Span(start + token.start[1], start + token.end[1])

    def answer(self, place: Place) -> Answer:
        """What is to be done about one value."""
        for comment in self.comments:
            if comment.holds(place.span):
                return comments.answer(self.text, place, comment, self.places)
        for span, node in self.texts:
            if span.holds(place.span):
                whole = LITERAL.fullmatch(self.text[span.start : span.end])
                if whole and whole["body"] == place.value.reveal():
                    return self._literal(place, span, node, whole)
        return within(place)

    def _literal(
        self, place: Place, span: Span, node: ast.Constant, whole: re.Match[str]
    ) -> Answer:
        above = list(self._above(node))
        if why := _forbidden(node, above):
            return Left(why)
        parent = above[0]
        if isinstance(parent, ast.Call) and (found := self._default(parent, node, span)):
            return found
        if isinstance(parent, ast.BoolOp) and (found := self._fallback(parent, node, span)):
            return found
        try:
            lookup, imports = self._lookup(place, span, isinstance(parent, ast.Attribute))
        except Shadowed as error:
            return Left(str(error))
        lookup = lookup.replace('"', whole["quote"])
        if isinstance(node.value, bytes):
            lookup += ".encode()"
        return Fix((Edit(span, lookup), *imports), lookup, place.name)

    def _lookup(self, place: Place, span: Span, bare: bool) -> tuple[str, tuple[Edit, ...]]:
        """The look-up by what the file uses, and the import if it is missing."""
        form, imports = python_imports.lookup(self.module, self.text, self.columns, span.start)
        if form.endswith("getenv") and (bare or self._is_bytes(span)):
            form, imports = python_imports.lookup(
                self.module, self.text, self.columns, span.start, strict=True
            )
        ends = ("(", ")") if form.endswith("getenv") else ("[", "]")
        return f'{form}{ends[0]}"{place.name}"{ends[1]}', imports

    def _is_bytes(self, span: Span) -> bool:
        return self.text[span.start] in "bB" or self.text[span.start + 1] in "bB"

    def _above(self, node: ast.AST) -> Iterator[ast.AST]:
        while (node := self.parent.get(id(node), self.module)) is not self.module:
            yield node
        yield self.module

    def _default(self, call: ast.Call, node: ast.Constant, span: Span) -> Fix | None:
        """`os.getenv("NAME", "…")`: the default goes, the look-up stays."""
        if not called(call.func).endswith(LOOKUPS) or len(call.args) != 2 or call.keywords:
            return None
        name = text_of(call.args[0])
        if call.args[1] is not node or not name:
            return None
        gap = Span(self.span(call.args[0]).end, span.end)
        return Fix((Edit(gap, ""),), f"{called(call.func)} without a default", name)

    def _fallback(self, either: ast.BoolOp, node: ast.Constant, span: Span) -> Fix | None:
        """`os.getenv("NAME") or "…"`: the look-up stays alone."""
        first, last = either.values[0], either.values[-1]
        name = self._looked_up(first)
        if len(either.values) != 2 or last is not node or not name:
            return None
        gap = Span(self.span(first).end, span.end)
        between = self.text[gap.start : span.start]
        if not FALLBACK.fullmatch(between) or "(" in between or ")" in between:
            return None
        return Fix((Edit(gap, ""),), "the look-up without a fallback", name)

    def _looked_up(self, node: ast.expr) -> str:
        if isinstance(node, ast.Call) and called(node.func).endswith(LOOKUPS) and node.args:
            return text_of(node.args[0])
        return ""


def _forbidden(node: ast.AST, above: Sequence[ast.AST]) -> str:
    """Why a call may not stand in place of a literal; nothing if it may."""
    parent = above[0]
    if isinstance(parent, ast.Expr):
        return OWN_LINE
    if isinstance(parent, ast.Call) and called(parent.func).endswith("environ.setdefault"):
        return SETS
    if isinstance(parent, ast.Assign) and any(map(_is_environment, parent.targets)):
        return SETS
    below = node
    for one in above:
        if isinstance(one, (ast.JoinedStr, ast.FormattedValue)):
            return "it stands in an f-string: make that from a variable by hand"
        if isinstance(one, ast.MatchValue):
            return ODD_PLACE.format(why="a pattern of `match` is constant")
        if below in (getattr(one, "annotation", None), getattr(one, "returns", None)):
            return ODD_PLACE.format(why="it is a type")
        below = one
    return ""


def _is_environment(target: ast.expr) -> bool:
    return isinstance(target, ast.Subscript) and called(target.value).endswith("environ")
