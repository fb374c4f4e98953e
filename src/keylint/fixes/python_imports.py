"""How a Python file reaches the environment, and where the import goes that it lacks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from keylint.finding import Span
from keylint.fixes.edit import Edit, line_end
from keylint.readers.columns import Columns

HEAD = re.compile(r"#!|#.*?coding[:=]")
ENVIRON, GETENV = "environ", "getenv"


class Shadowed(Exception):
    """`os` is something else in the file; the message says so."""


def lookup(
    module: ast.Module, text: str, columns: Columns, before: int, strict: bool = False
) -> tuple[str, tuple[Edit, ...]]:
    """What is asked for a variable, such as `os.environ`, and the import if it is missing.

    An import counts if it stands before the place. A `strict` look-up never gives None.
    """
    known = dict(_imported(module, columns, before))
    wished = ENVIRON if strict or not _prefers_getenv(module) else GETENV
    form = known.get(wished) or known.get(ENVIRON) or f"{known.get('os', 'os')}.{wished}"
    root = form.partition(".")[0]
    if any(_binds(node, root) for node in ast.walk(module)) or _comes_later(
        module, root, columns, before
    ):
        raise Shadowed(f"`{root}` is another thing in this file: look the variable up by hand")
    return form, () if known else (_import(module, text, columns),)


def _imported(module: ast.Module, columns: Columns, before: int) -> Iterator[tuple[str, str]]:
    """What of the environment is in reach, with the name it has here."""
    for node in module.body:
        if columns.offset(node.end_lineno or node.lineno, node.end_col_offset or 0) > before:
            return
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name == "os" or (alias.name.startswith("os.") and not alias.asname):
                    yield "os", alias.asname or "os"
        elif isinstance(node, ast.ImportFrom) and node.module == "os" and not node.level:
            for alias in node.names:
                if alias.name in (ENVIRON, GETENV):
                    yield alias.name, alias.asname or alias.name


def _prefers_getenv(module: ast.Module) -> bool:
    used = {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for node in ast.walk(module)
        if isinstance(node, (ast.Attribute, ast.Name))
    }
    return GETENV in used and ENVIRON not in used


def _binds(node: ast.AST, name: str) -> bool:
    """Whether a name becomes something else there than the environment, or goes."""
    if isinstance(node, ast.Name):
        return node.id == name and not isinstance(node.ctx, ast.Load)
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return any(_name(alias) == name and not _is_os(node, alias) for alias in node.names)
    # Arguments, functions, classes, what `except … as` and patterns catch.
    return name in (getattr(node, field, None) for field in ("arg", "name", "rest")) and (
        not isinstance(node, (ast.alias, ast.keyword))
    )


def _comes_later(module: ast.Module, name: str, columns: Columns, before: int) -> bool:
    """Whether a function around the place imports the name only behind it."""
    return any(
        _name(alias) == name and columns.offset(node.lineno, node.col_offset) > before
        for function in ast.walk(module)
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef))
        and columns.offset(function.lineno, 0) <= before
        and columns.offset(function.end_lineno or 0, function.end_col_offset or 0) > before
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    )


def _name(alias: ast.alias) -> str:
    return alias.asname or alias.name.partition(".")[0]


def _is_os(node: ast.Import | ast.ImportFrom, alias: ast.alias) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == "os" and not node.level and alias.name in (ENVIRON, GETENV)
    return alias.name == "os" or (alias.name.startswith("os.") and not alias.asname)


def _import(module: ast.Module, text: str, columns: Columns) -> Edit:
    """`import os`, behind the docstring and what is from `__future__`, before what comes next."""
    head = [node for node in module.body if _is_head(node, module)]
    following = module.body[len(head) :]
    end = line_end(text, 0)
    if not following:
        return Edit(Span(len(text), len(text)), f"{end}import os{end}")
    first = following[0]
    line = min([first.lineno, *(one.lineno for one in getattr(first, "decorator_list", ()))])
    if head and (head[-1].end_lineno or 0) >= line:  # `"""…"""; x = 1`: behind the semicolon
        at = columns.offset(first.lineno, first.col_offset)
        return Edit(Span(at, at), "import os; ")
    is_import = isinstance(first, (ast.Import, ast.ImportFrom))
    if not is_import:
        line = _above_its_comments(text, columns, line, (head[-1].end_lineno or 0) if head else 0)
    at = columns.offset(line, 0)
    end = line_end(text, at)
    return Edit(Span(at, at), f"import os{end}" + ("" if is_import else end))


def _is_head(node: ast.stmt, module: ast.Module) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == "__future__"
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return node is module.body[0] and is_text and isinstance(node.value.value, str)  # type: ignore[attr-defined]


def _above_its_comments(text: str, columns: Columns, line: int, last: int) -> int:
    """The first line of the comments that belong to a statement; what must come first stays so."""

    def at(number: int) -> str:
        start = columns.starts[number - 1]
        return text[start : text.find("\n", start)]

    while (
        line - 1 > last and at(line - 1).lstrip().startswith("#") and not HEAD.match(at(line - 1))
    ):
        line -= 1
    return line
