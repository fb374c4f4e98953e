"""Every regular expression of keylint: those that stand in modules, and those within functions."""

from __future__ import annotations

import ast
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from inspect import getsource
from types import ModuleType
from typing import Any, NamedTuple

import keylint

CALLS = {"compile", "match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split"}
ANCHORED = {"match", "fullmatch"}


class Found(NamedTuple):
    """A pattern by the name that it has, or by the function that it stands in."""

    name: str
    pattern: re.Pattern[str]
    searched: bool = True


class Unknown(NamedTuple):
    """A pattern that is put together where it is used, and how."""

    name: str
    written: str


@cache
def modules() -> dict[str, ModuleType]:
    """All modules of keylint by their names, but the one that is the program."""
    names = [one.name for one in pkgutil.walk_packages(keylint.__path__, "keylint.")]
    rules = import_module("keylint.rules").__path__
    names += [f"keylint.rules.{one.name}" for one in pkgutil.iter_modules(rules)]
    return {name: import_module(name) for name in names if name != "keylint.__main__"}


@cache
def _source(module: str) -> str:
    return getsource(modules()[module])


def found() -> tuple[list[Found], list[Unknown]]:
    """Each pattern once; and what is a pattern only when a function runs."""
    known: dict[tuple[str, int], Found] = {}
    unknown = []
    for module in modules().values():
        for one in (*_kept(module), *_written(module)):
            if isinstance(one, Unknown):
                unknown.append(one)
            else:
                known.setdefault((one.pattern.pattern, one.pattern.flags), one)
    return list(known.values()), unknown


def _kept(module: ModuleType) -> Iterator[Found]:
    for name, value in list(vars(module).items()):
        if not name.startswith("__"):
            yield from _within(f"{module.__name__}.{name}", value, 6)


def _within(name: str, value: Any, depth: int) -> Iterator[Found]:
    """The patterns in a value, and in what it holds."""
    if isinstance(value, re.Pattern):
        yield Found(name, _of_text(value), _is_searched(name))
    elif depth:
        for part in _parts(value):
            yield from _within(name, part, depth - 1)


def _is_searched(name: str) -> bool:
    module, _, own = name.rpartition(".")
    return bool(_uses(module, own) - ANCHORED)


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        yield from value.values()
        yield from value.keys()
    elif isinstance(value, (tuple, list, set, frozenset)):
        yield from value
    elif isinstance(value, type) and value.__module__.startswith("keylint."):
        yield from list(vars(value).values())
    elif is_dataclass(value):
        yield from (getattr(value, one.name, None) for one in fields(value))


def _of_text(pattern: re.Pattern[Any]) -> re.Pattern[str]:
    if isinstance(pattern.pattern, str):
        return pattern
    return re.compile(pattern.pattern.decode("latin-1"), pattern.flags | re.ASCII)


def _written(module: ModuleType) -> Iterator[Found | Unknown]:
    """What is given to a function of `re`; outside of functions it is among what is kept."""
    for function in ast.walk(ast.parse(_source(module.__name__))):
        if isinstance(function, (ast.FunctionDef, ast.Lambda)):
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and _is_of_re(call.func):
                    yield _given(
                        f"{module.__name__}.{getattr(function, 'name', 'lambda')}", call, module
                    )


def _is_of_re(called: ast.expr) -> bool:
    is_attribute = isinstance(called, ast.Attribute) and called.attr in CALLS
    return is_attribute and isinstance(called.value, ast.Name) and called.value.id == "re"


def _given(name: str, call: ast.Call, module: ModuleType) -> Found | Unknown:
    flags = [one for one in call.args[1:] if re.match(r"re\.[A-Z]", ast.unparse(one))]
    flags += [one.value for one in call.keywords if one.arg == "flags"]
    try:
        value = _evaluated(call.args[0], module)
        compiled = re.compile(value, _evaluated(flags[-1], module) if flags else 0)
    except (NameError, TypeError):
        return Unknown(name, ast.unparse(call.args[0]))
    is_searched = not isinstance(call.func, ast.Attribute) or call.func.attr not in ANCHORED
    return Found(name, _of_text(compiled), is_searched)


def _evaluated(written: ast.expr, module: ModuleType) -> Any:
    code = compile(ast.Expression(written), "<pattern>", "eval")
    return eval(code, dict(vars(module)))


def _uses(module: str, name: str) -> set[str]:
    """What is asked of a pattern, wherever it is known by its name: `match`, `sub` and so on.

    Where it is handed on, or is one of several, that is none of them.
    """
    known = vars(modules()[module]).get(name)
    outside = rf"\b{module.rpartition('.')[2]}\.{name}\b(?:\.(\w+))?"
    used: set[str] = set()
    for home, one in modules().items():
        if name in _source(home):
            used.update(re.findall(outside, _source(home)))
            if vars(one).get(name) is known:
                used.update(re.findall(rf"\b{name}\b(?:\.(\w+))?", _without_definition(home, name)))
    return used


def _without_definition(module: str, name: str) -> str:
    """A module's lines but those that define or import a name."""
    return re.sub(rf"(?m)^(?:{name} = |from |    {name},$|[ ]*#).*", "", _source(module))
