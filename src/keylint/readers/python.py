"""Python's assignments, dictionaries and keyword arguments with places; read, never run."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field

from keylint.finding import Span
from keylint.readers.columns import Columns
from keylint.readers.literals import is_number
from keylint.readers.syntax import UNKNOWN, called, date_of, is_shape, name_of, text_of
from keylint.tree import DEEPEST, Entry, Items, Node, Scalar, Table, Unreadable

# Deeper brackets could exhaust the stack of Python's own parser.
BRACKETS = re.compile(r"[\[({]|[\])}]")
# Calls that look a variable up, or only change the form of what they are given.
LOOKUPS = frozenset(["getenv", "get", "environ", "config", "env", "str", "Secret", "require"])
WRAPPERS = frozenset("set frozenset list tuple sorted str bytes Secret SecretStr".split())
DATES = frozenset(["date", "datetime"])
CONSTANT = re.compile(r"[A-Z][A-Za-z0-9_]*")


def read(text: str) -> Node:
    """The tree of a Python text: names and what they are given, in the scopes they stand in."""
    if nested_depth(text) > DEEPEST:
        raise Unreadable(f"nested deeper than {DEEPEST}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = ast.parse(text)
    except SyntaxError:
        raise Unreadable("not the Python that keylint runs on") from None
    except (ValueError, MemoryError):
        raise Unreadable("cannot be parsed as Python") from None
    return Table(tuple(_Reader(Columns(text)).block(module.body)), Span(0, len(text)))


def nested_depth(text: str) -> int:
    """The most brackets that are ever open, as if none stood in a text or a comment."""
    depth = deepest = 0
    for bracket in BRACKETS.finditer(text):
        depth = max(0, depth + (1 if bracket[0] in "[({" else -1))
        deepest = max(deepest, depth)
    return deepest


@dataclass
class _Reader:
    """Turns syntax into trees."""

    columns: Columns
    depth: int = 0
    looked: dict[str, str] = field(default_factory=dict)

    def span(self, node: ast.expr | ast.stmt | ast.keyword) -> Span:
        """Where a node stands, in characters of the text."""
        end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or 0
        start = self.columns.offset(node.lineno, node.col_offset)
        return Span(start, self.columns.offset(end_line, end_column))

    def block(self, body: list[ast.stmt]) -> Iterator[Entry]:
        """The entries of a scope; what stands in branches and loops stands in it too."""
        for statement in body:
            yield from self.statement(statement)

    def statement(self, node: ast.stmt) -> Iterator[Entry]:
        """What a statement says: assignments, and the calls in it."""
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield self._scope(node.name, node, node.body)
        elif isinstance(node, ast.ClassDef):
            if not is_shape(node):
                yield self._scope(node.name, node, node.body)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                yield from self._assigned(target, node.value)
        elif isinstance(node, ast.AnnAssign) and node.value:
            yield from self._assigned(node.target, node.value)
        elif isinstance(node, (ast.Expr, ast.Return, ast.Await)) and node.value:
            yield from self._calls(node.value)
        else:
            yield from self._within(node)

    def _within(self, node: ast.stmt) -> Iterator[Entry]:
        if self.depth > DEEPEST:
            return
        self.depth += 1
        for name in ("items", "body", "handlers", "orelse", "finalbody", "cases"):
            for child in getattr(node, name, ()):
                if isinstance(child, ast.stmt):
                    yield from self.statement(child)
                elif isinstance(child, ast.withitem):
                    yield from self._calls(child.context_expr)
                else:
                    yield from self._within(child)
        self.depth -= 1

    def _scope(self, name: str, node: ast.stmt, body: list[ast.stmt]) -> Entry:
        if self.depth > DEEPEST:
            return Entry(name, self.span(node), Table((), self.span(node)))
        self.depth += 1
        entries = tuple(self.block(body))
        self.depth -= 1
        return Entry(name, self.span(node), Table(entries, self.span(node)))

    def _assigned(self, target: ast.expr, value: ast.expr) -> Iterator[Entry]:
        if name := name_of(target):
            yield Entry(name, self._name_span(target), self.value(value))

    def _name_span(self, target: ast.expr) -> Span:
        span = self.span(target)
        if isinstance(target, ast.Attribute):
            return Span(span.end - len(target.attr), span.end)
        if isinstance(target, ast.Subscript):
            return self._text_span(target.slice)
        return span

    def _calls(self, value: ast.expr) -> Iterator[Entry]:
        """What the call that a bare expression is says."""
        value = value.value if isinstance(value, ast.Await) else value
        if isinstance(value, ast.Call):
            name = called(value.func)
            if name.endswith("environ.setdefault") and len(value.args) == 2:
                variable, given = value.args
                yield Entry(text_of(variable), self.span(variable), self.value(given))
            else:
                yield from self._keywords(value)

    def value(self, node: ast.expr) -> Node:
        """What an expression stands for, as far as it is written out."""
        if self.depth > DEEPEST:
            return Scalar(UNKNOWN, self.span(node))
        self.depth += 1
        made = self._value(node)
        self.depth -= 1
        return made

    def _value(self, node: ast.expr) -> Node:
        if isinstance(node, ast.Constant):
            return self._constant(node)
        if isinstance(node, ast.Dict):
            return Table(tuple(self._entries(node)), self.span(node))
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            return Items(tuple(map(self.value, node.elts)), self.span(node))
        if isinstance(node, ast.Call):
            return self._call(node)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return Items((self.value(node.left), self.value(node.right)), self.span(node))
        return self._name(node)

    def _constant(self, node: ast.Constant) -> Scalar:
        value = node.value.decode("latin-1") if isinstance(node.value, bytes) else node.value
        if isinstance(value, str):
            return Scalar(value, self._text_span(node))
        plain = value if is_number(value) or value is None else UNKNOWN
        return Scalar(plain, self.span(node))

    def _text_span(self, node: ast.expr) -> Span:
        """Where a text stands, without its prefix and quotes."""
        span = self.span(node)
        raw = self.columns.text[span.start : span.end]
        opening = QUOTED.match(raw)
        if not opening:
            return span
        quotes = len(opening[1])
        return Span(span.start + opening.end(), max(span.start + opening.end(), span.end - quotes))

    def _entries(self, node: ast.Dict) -> Iterator[Entry]:
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield Entry(key.value, self._text_span(key), self.value(value))
            elif isinstance(key, ast.Attribute):
                yield Entry(key.attr, self.span(key), self.value(value))

    def _call(self, node: ast.Call) -> Node:
        name = called(node.func).rsplit(".", 1)[-1]
        if name in DATES and len(node.args) >= 3:
            return Scalar(date_of(node.args[:3]), self.span(node))
        if name in WRAPPERS and len(node.args) == 1 and not node.keywords:
            return self.value(node.args[0])
        if name in ("split", "encode", "strip") and isinstance(node.func, ast.Attribute):
            return self.value(node.func.value)
        if name in LOOKUPS and node.args and (variable := text_of(node.args[0])):
            return Scalar("${" + variable + "}", self.span(node))
        keywords = tuple(self._keywords(node))
        return Table(keywords, self.span(node)) if keywords else Scalar(UNKNOWN, self.span(node))

    def _keywords(self, node: ast.Call) -> Iterator[Entry]:
        """The keyword arguments, and under the callee's name the dictionaries and calls given."""
        span = self.span(node.func)
        given = [
            Entry(k.arg, self._keyword_span(k), self.value(k.value)) for k in node.keywords if k.arg
        ]
        placed = [
            self.value(arg) for arg in node.args if isinstance(arg, (ast.Dict, ast.Call, ast.List))
        ]
        tables = [one for one in placed if not isinstance(one, Scalar)]
        name = called(node.func)
        if given:
            inner = Table(tuple(given), self.span(node))
            yield Entry(name, span, inner)
        yield from (Entry(name, span, table) for table in tables)

    def _keyword_span(self, node: ast.keyword) -> Span:
        start = self.span(node).start
        return Span(start, start + len(node.arg or ""))

    def _name(self, node: ast.expr) -> Scalar:
        """A constant of an enumeration by its name; what is computed is unknown."""
        span = self.span(node)
        if isinstance(node, ast.Attribute) and _is_constant(node):
            return Scalar(node.attr, Span(span.end - len(node.attr), span.end))
        if isinstance(node, ast.Subscript) and "environ" in called(node.value):
            return Scalar("${" + text_of(node.slice) + "}", span)
        return Scalar(UNKNOWN, span)


def _is_constant(node: ast.Attribute) -> bool:
    """Whether it is a member of an enumeration by its looks: `Role.FUND_MANAGER`."""
    owner = node.value.id if isinstance(node.value, ast.Name) else ""
    return bool(CONSTANT.fullmatch(node.attr) and CONSTANT.fullmatch(owner))


QUOTED = re.compile(r"(?i)[bru]{0,2}('''|\"\"\"|'|\")")
