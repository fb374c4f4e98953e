"""The page of limits has every limit of the code, with its number, and the words that tell of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from bombs import BOMBS

import keylint
from keylint.model import size
from keylint.settings import Settings
from keylint.sources.git_call import PATIENCE

PAGE = (Path(__file__).parent.parent / "docs" / "limits.md").read_text(encoding="utf-8")
ROOM = Path(keylint.__file__).parent
# What a constant is called that bounds something.
BOUND = re.compile(r"(?:^|_)(?:MOST|LONGEST|LARGEST|DEEPEST|FARTHEST|LEVELS|LIMIT)(?:_|$)")
# The user's own, which are no constants.
SETTINGS: dict[str, float] = {
    "max-file-size": Settings().max_file_size,
    "KEYLINT_GIT_TIMEOUT": PATIENCE.usual,
}
# What bounds no input: how much is named in a line, how names and texts are told apart.
NO_LIMITS = {
    "baseline.file.MOST_TOLD", "baseline.work.MOST_NAMED", "baseline.renames.MOST_WRITERS",
    "config.MOST_TOLD", "detectors.automaton.MOST_COPIES", "detectors.automaton.MOST_EDGES",
    "detectors.linear.MOST", "sources.encodings.LARGEST", "detectors.detect_secrets.LONGEST_LINE", "evidence.groups.LONGEST", "fixes.comments.LONGEST",
    "placing.LONGEST_NAME", "readers.javascript.LONGEST_TYPE", "reports.shown.MOST_IN_RUNS",
    "reports.text_advice.MOST_LOOKUPS", "wording.MOST_IN_RUNS", "wording.MOST_IN_WORDS",
}  # fmt: skip


def constants() -> Iterator[tuple[str, float]]:
    """Every number of the code that is called a bound, by its module and name."""
    for file in sorted(ROOM.rglob("*.py")):
        name = ".".join(file.relative_to(ROOM).with_suffix("").parts).removesuffix(".__init__")
        for target in _targets(file):
            if BOUND.search(target):
                value = getattr(import_module(f"keylint.{name}"), target)
                if isinstance(value, (int, float)):
                    yield f"{name}.{target}", value


def _targets(file: Path) -> Iterator[str]:
    """The names that a module gives to something, several at once too."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        for target in node.targets if isinstance(node, ast.Assign) else ():
            yield from (one.id for one in ast.walk(target) if isinstance(one, ast.Name))


def rows() -> dict[str, str]:
    """How much each limit of the page is, by what it is called in the code."""
    found = re.findall(r"(?m)^\| [^|]+ \| ([^|]+) \|[^|]+\|[^|]+\| `([\w.-]+)` \|$", PAGE)
    return {name: much for much, name in found}


def test_every_limit_of_the_code_is_on_the_page_or_known_to_be_none() -> None:
    known = {name for name, _ in constants()}
    assert len(known) > 40
    assert known - NO_LIMITS == rows().keys() - SETTINGS.keys()
    assert known > NO_LIMITS


def test_every_limit_on_the_page_has_the_number_that_it_has_in_the_code() -> None:
    values = {**dict(constants()), **SETTINGS}
    for name, much in rows().items():
        forms = {f"{values[name]:,g}", f"{values[name]:,.0f}", size(int(values[name]))}
        assert any(re.match(rf"{re.escape(form)}(?![\d,.]*\d)", much) for form in forms), (
            name,
            much,
        )


def test_what_is_told_of_each_bomb_is_on_the_page() -> None:
    said = " ".join(PAGE.split("## What bombs take")[0].split())
    assert [bomb.name for bomb in BOMBS if bomb.told not in said] == []


def test_the_page_has_the_figures_of_every_bomb() -> None:
    figures = PAGE.split("<!-- bombs: begin -->")[1]
    assert re.findall(r"(?m)^\| ([^|]+?) \|", figures)[2:] == [bomb.name for bomb in BOMBS]
