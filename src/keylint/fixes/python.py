"""Python: `os.environ["NAME"]`, with the import that it needs."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterator, Sequence

from keylint.finding import Span
from keylint.fixes import comments, python_imports, python_places
from keylint.fixes.edit import DEFAULT, Answer, Edit, Fix, Left, Place, within
from keylint.fixes.python_imports import Shadowed
from keylint.readers.columns import Columns
from keylint.readers.python import nested_depth
from keylint.readers.syntax import called, text_of
from keylint.tree import DEEPEST

UNREAD = "it is not the Python that keylint runs on, so that nothing could be checked"
LITERAL = re.compile(r"(?P<prefix>[A-Za-z]{0,2})(?P<quote>[\"'])(?P<body>[^\"'\\\n]*)(?P=quote)")
FALLBACK = re.compile(r"[\s)]*\bor[\s(]+")
OF_SETTINGS = "its class reads the environment itself: --unsafe-fixes looks {name} up all the same"
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
        if found := self._default(above, node, span) or self._fallback(above, node, span):
            return found
        if why := python_places.why_not(node, above):
            return Left(why)
        is_default, is_bytes = python_places.is_default(above), isinstance(node.value, bytes)
        if is_default and is_bytes:
            return Left(DEFAULT)
        try:
            form, imports = self._form(span, is_bytes or isinstance(above[0], ast.Attribute))
        except Shadowed as error:
            return Left(str(error))
        lookup = _written(form, place.name, is_default).replace('"', whole["quote"])
        lookup += ".encode()" if is_bytes else ""
        fix = Fix((Edit(span, lookup), *imports), lookup, place.name)
        note = OF_SETTINGS.format(name=place.name)
        return fix._replace(safe=False, note=note) if python_places.is_setting(above) else fix

    def _form(self, span: Span, strict: bool) -> tuple[str, tuple[Edit, ...]]:
        """What of the environment the file asks, and the import if it is missing."""
        return python_imports.lookup(self.module, self.text, self.columns, span.start, strict)

    def _above(self, node: ast.AST) -> Iterator[ast.AST]:
        while (node := self.parent.get(id(node), self.module)) is not self.module:
            yield node
        yield self.module

    def _default(self, above: Sequence[ast.AST], node: ast.Constant, span: Span) -> Fix | None:
        """`os.getenv("NAME", "…")`: the default goes, the look-up stays."""
        call = above[isinstance(above[0], ast.keyword)]
        if not isinstance(call, ast.Call) or not called(call.func).endswith(LOOKUPS):
            return None
        given = [*call.args, *(one.value for one in call.keywords if one.arg == "default")]
        name = text_of(given[0]) if call.args else ""
        if len(given) != 2 or given[1] is not node or not name:
            return None
        gap = Span(self.span(call.args[0]).end, span.end)
        return Fix((Edit(gap, ""),), f"{called(call.func)} without a default", name)

    def _fallback(self, above: Sequence[ast.AST], node: ast.Constant, span: Span) -> Fix | None:
        """`os.getenv("NAME") or "…"`: the look-up stays alone."""
        either = above[0]
        if not isinstance(either, ast.BoolOp):
            return None
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


def _written(form: str, name: str, is_default: bool) -> str:
    """The look-up itself; a default is made when the file is read, and may not fail there."""
    if form.endswith("getenv"):
        return f'{form}("{name}")'
    return f'{form}.get("{name}")' if is_default else f'{form}["{name}"]'
