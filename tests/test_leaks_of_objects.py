"""No object of the house prints a value that it may hold: a new field is either hidden or known to be harmless."""

from __future__ import annotations

import dataclasses
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from inspect import isabstract
from typing import Any

import pytest
from planted import made

import keylint
from keylint import rules

VALUE = made("an object")
# What a field that may hold text of a file or a credential is called; it is not printed.
HOLDING = set(
    "after before body data given header headers lines plain said siblings text told_of tokens value "
    "values written".split()
)
# What other texts are: names, places, and words of keylint's own.
HARMLESS = set(
    """
    account advice author base base_url beside beyond blob by cause comment commit constant dirty
    created cwe date day detector diff digest disabled encoding end ends env_key env_secret environment
    evidence exchange exchanges exclude fields file file_name files fill finds fingerprint first fix
    flags form git_dir head headings hint host id ids ignore imprint index_file inside ip_list itself
    judged key keyring keywords kind known known_rules label language last lookup lookups mark masked
    message module more name named names newest no_file note notes object_id open open_because origin
    others owner page passes path paths per_path_ignores place plugins prefix problem problems purpose
    quotes reason references retry_after revs role role_ root rule rules rules_off salt scope sealed
    select sha1 since signs source stdin_name store suffix suffixes task tell tip tips title today told
    tool uri until used value_of variable variables venue versions why why_not withdrawal words branch
    configuration does not_before failures stored anchors events held looked longer documents findings
    pattern pumped what besides brought cut magic milder unheeded blobs commits confidence fail_on identity sha256 top
    """.split()
)
# Their texts are keylint's own, or made by recipes.
OWN = ("keylint.rule", "keylint.exchanges", "keylint.examples", "keylint.rules")
TEXTUAL = re.compile(r"\b(?:str|bytes|Any|object|T)\b")


def classes() -> Iterator[type]:
    """Every dataclass and named tuple of the house."""
    for package in (keylint, rules):
        for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if one.name.endswith("__main__"):
                continue
            module = import_module(one.name)
            yield from (c for c in vars(module).values() if _is_record(c, one.name))


def _is_record(one: Any, module: str) -> bool:
    if not isinstance(one, type) or isabstract(one) or one.__module__ != module or module in OWN:
        return False
    return dataclasses.is_dataclass(one) or (issubclass(one, tuple) and hasattr(one, "_fields"))


def fields(one: Any) -> dict[str, str]:
    """Each field that may hold a text, with its type."""
    if dataclasses.is_dataclass(one):
        typed = {field.name: str(field.type) for field in dataclasses.fields(one)}
    else:
        kinds = {name: one.__annotations__[name] for name in one._fields}
        typed = {name: getattr(kind, "__forward_arg__", str(kind)) for name, kind in kinds.items()}
    return {name: kind for name, kind in typed.items() if TEXTUAL.search(kind)}


def holding(one: Any, names: set[str]) -> object:
    """An object of a class with the value in some of its fields."""
    if not dataclasses.is_dataclass(one):
        kind: Any = one
        textual = fields(one)
        return kind._make(VALUE if n in names else "" if n in textual else 0 for n in kind._fields)
    made_one = object.__new__(one)
    for field in dataclasses.fields(one):
        otherwise = "" if field.name in fields(one) else 0
        object.__setattr__(made_one, field.name, VALUE if field.name in names else otherwise)
    return made_one


@pytest.mark.parametrize(
    "one", list(classes()), ids=lambda one: f"{one.__module__}.{one.__qualname__}"
)
def test_no_object_prints_a_value_that_it_may_hold(one: type) -> None:
    names = fields(one).keys() & HOLDING
    kept = holding(one, names)
    for printed in (repr(kept), str(kept), f"{kept}", f"{[kept]}", repr(ValueError(kept))):
        assert VALUE not in printed


def test_every_field_is_either_hidden_or_known_to_be_harmless() -> None:
    unknown = {
        f"{one.__module__}.{one.__qualname__}.{name}"
        for one in classes()
        for name in fields(one).keys() - HOLDING - HARMLESS
    }
    assert unknown == set()
