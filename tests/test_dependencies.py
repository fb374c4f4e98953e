"""Dependencies are few: those that the page gives a reason for, and nothing else is imported."""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from importlib.metadata import packages_distributions
from pathlib import Path

from locked import EXTRAS, PYPROJECT, ROOT, extra, lock, needed
from packaging.utils import canonicalize_name

PAGE = (ROOT / "docs" / "decisions" / "0021-dependencies.md").read_text(encoding="utf-8")
BEHIND = {"keyring": ("keylint/audit",), "lsp": ("keylint/editor", "keylint/commands/lsp.py")}
OWN = {"keylint", "rules"}


def table(head: str) -> list[list[str]]:
    """The rows of the table that begins so, by their cells."""
    rows = PAGE.partition(f"| {head} |")[2].partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip(" `") for cell in row.strip("|").split("|")] for row in rows]


def imported() -> dict[str, set[str]]:
    """The modules at the top that the source imports, each with the files that do."""
    found = defaultdict(set)
    for top, folder in (("src", ROOT / "src"), ("rules", ROOT / "rules")):
        for path in folder.rglob("*.py"):
            where = path.relative_to(folder).as_posix()
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                for name in names(node):
                    found[name.partition(".")[0]].add(where if top == "src" else f"rules/{where}")
    return found


def names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        return [node.module or ""]
    return []


def imported_distributions() -> dict[str, set[str]]:
    """What must be installed for these imports, each with the files that import it."""
    known = packages_distributions()
    found = defaultdict(set)
    for module, files in imported().items():
        if module not in OWN and module not in sys.stdlib_module_names:
            (distribution,) = set(known.get(module, [f"{module}, of nothing that is installed"]))
            found[canonicalize_name(distribution)] |= files
    return found


def test_what_keylint_needs_is_what_the_page_gives_reasons_for() -> None:
    reasons = {row[0]: row[2] for row in table("needed | for | worth its risk, because")}
    assert list(reasons) == PYPROJECT["project"]["dependencies"]
    assert all(len(reason) > 20 for reason in reasons.values())


def test_what_an_extra_needs_stands_on_the_page() -> None:
    rows = {(row[0], row[1]) for row in table("needed | extra | for")}
    assert rows == {(text, name) for name in BEHIND for text in EXTRAS[name]}


def test_the_page_names_what_is_brought_along_and_by_whom() -> None:
    asked = {requirement.name for requirement in needed()}
    brought = {pin.name: ", ".join(pin.wanted_by) for pin in lock("run.txt") if pin.name not in asked}  # fmt: skip
    assert {row[0]: row[1] for row in table("brought | by | note")} == brought


def test_each_has_bounds_on_both_sides_and_a_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for requirement in [*needed(), *(one for name in BEHIND for one in extra(name))]:
        operators = sorted(one.operator for one in requirement.specifier)
        assert operators == ["<", ">="], requirement
    for dependency in PYPROJECT["project"]["dependencies"]:
        assert re.search(rf'(?m)^    # .+\n    "{re.escape(dependency)}",$', text), dependency


def test_nothing_is_imported_that_is_not_declared() -> None:
    behind = {canonicalize_name(one.name) for name in BEHIND for one in extra(name)}
    declared = {canonicalize_name(requirement.name) for requirement in needed()}
    assert set(imported_distributions()) == declared | behind


def test_what_is_behind_an_extra_is_imported_by_one_room() -> None:
    files = imported_distributions()
    for name, rooms in BEHIND.items():
        for requirement in extra(name):
            importing = files[canonicalize_name(requirement.name)]
            assert all(any(Path(one).is_relative_to(room) for room in rooms) for one in importing)
