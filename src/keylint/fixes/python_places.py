"""Where in a Python program a look-up may stand instead of a literal, and where not."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from keylint.fixes.edit import COMPARED, DEFAULT, ODD_PLACE, SETS
from keylint.readers.syntax import called

OWN_LINE = "the text stands by itself and does nothing: delete it"
COMBINED = "it is a part of an expression: look the variable up by hand"
SETTERS = re.compile(
    r"(?i)environ\.(?!get$)|(?:^|\.)(?:set|put|add|patch|unset|stub|mock)_?env\w*$|patch\.\w+$"
    r"|(?:^|\.)(?:set_key|setattr|setitem|setdefault)$"
)
COMPARES = re.compile(
    r"(?i)assert|expect|equal|compare|match|contains|(?:^|\.)(?:eq|ne|is_|count|index)$"
)
LOOKS_UP = re.compile(r"(?i)(?:^|\.)(?:config|\w*env|get|getenv|getattr|pop|str|secret|read\w*)$")
CONTAINERS = (ast.Tuple, ast.List, ast.Dict)
HOLDERS = (ast.Assign, ast.AnnAssign, ast.Return, ast.keyword, ast.Call, ast.arguments)
CHANGED_IN_PLACE = frozenset(["encode", "strip"])


def why_not(node: ast.expr, above: Sequence[ast.AST]) -> str:
    """Why a call may not stand in place of a literal; nothing if it may."""
    if isinstance(above[0], ast.Expr):
        return OWN_LINE
    below: ast.AST = node
    for one in above:
        if why := _why_not_below(one, below):
            return why
        below = one
    return "" if _is_whole(node, above) else COMBINED


def is_default(above: Sequence[ast.AST]) -> bool:
    """Whether it is what a parameter or an option has where nobody says otherwise."""
    parent = above[0]
    return isinstance(parent, ast.arguments) or (
        isinstance(parent, ast.keyword) and parent.arg in ("default", "default_value")
    )


def is_setting(above: Sequence[ast.AST]) -> bool:
    """Whether it is a field of a class that reads the environment itself, as pydantic's do."""
    holder = next((one for one in above if isinstance(one, (ast.ClassDef, ast.FunctionDef))), None)
    return isinstance(holder, ast.ClassDef) and any(
        called(base).endswith("Settings") for base in holder.bases
    )


def _why_not_below(one: ast.AST, below: ast.AST) -> str:
    """Why a node allows no call in what it holds."""
    if isinstance(one, (ast.JoinedStr, ast.FormattedValue)):
        return "it stands in an f-string: make that from a variable by hand"
    if isinstance(one, ast.MatchValue):
        return ODD_PLACE.format(why="a pattern of `match` is constant")
    if isinstance(one, (ast.Compare, ast.Assert)):
        return COMPARED
    if below in (getattr(one, "annotation", None), getattr(one, "returns", None)):
        return ODD_PLACE.format(why="it is a type")
    if isinstance(one, ast.Subscript) and below is one.slice:
        return ODD_PLACE.format(why="it is a type or a name")
    if isinstance(one, ast.Dict) and below in one.keys:
        return ODD_PLACE.format(why="it is a name in a mapping")
    if isinstance(one, ast.Call):
        return _why_not_given(one, below)
    targets = getattr(one, "targets", None) or [getattr(one, "target", None)]
    if isinstance(one, (ast.Assign, ast.AnnAssign, ast.AugAssign)) and any(map(_odd, targets)):
        return SETS
    return ""


def _why_not_given(call: ast.Call, below: ast.AST) -> str:
    """Why no call may be an argument of that one."""
    name = called(call.func)
    if SETTERS.search(name):
        return SETS
    if COMPARES.search(name):
        return COMPARED
    is_default = below in call.args[1:] or (
        isinstance(below, ast.keyword) and below.arg == "default"
    )
    return DEFAULT if is_default and LOOKS_UP.search(name) else ""


def _odd(target: ast.AST | None) -> bool:
    """Whether an assignment goes to the environment, or to the names that a module gives away."""
    while isinstance(target, ast.Subscript):
        target = target.value
    name = called(target) if isinstance(target, ast.expr) else ""
    return name.endswith(("environ", "__all__")) or name.lower().endswith("env")


def _is_whole(node: ast.expr, above: Sequence[ast.AST]) -> bool:
    """Whether a literal is all of a value, be it one of a list or of a mapping."""
    waiting = list(above)
    if isinstance(waiting[0], ast.Attribute) and isinstance(waiting[1], ast.Call):
        if waiting[0].attr not in CHANGED_IN_PLACE:
            return False
        del waiting[:2]
    while isinstance(waiting[0], CONTAINERS):
        del waiting[0]
    return isinstance(waiting[0], HOLDERS)
