"""The settings: a table in pyproject.toml, or a keylint.toml; all of it comments to begin with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import tomli

from keylint.adoption.place import Change, LeftAlone, Note, Outcome, Place, added_at_end

OWN, PROJECT = "keylint.toml", "pyproject.toml"
SETTINGS = """\
# What keylint scans and reports. Each line shows a choice; take away its “# ” to make it.
# exclude = ["vendor/", "*.min.js"]         # paths that are not scanned
# per-path-ignores = { "tests/**" = ["gemini-api-key"] }
# fail-on = "medium"                        # exit code 1 from: low, medium, high, critical
# rotation-days = 90                        # an older key is overdue
# [[keys]] describes your keys: `keylint keys --write` drafts it
"""


def step(place: Place) -> Iterator[Outcome]:
    """The file with the settings, if there are none."""
    if place.read(OWN) is not None:
        yield Note(f"{OWN}: is there")
        return
    before = place.read(PROJECT)
    if before is None:
        yield Change(OWN, None, SETTINGS)
        return
    project = _read(before)
    tools = project.get("tool", {})
    if isinstance(tools, dict) and "keylint" in tools:
        yield Note(f"{PROJECT}: has [tool.keylint]")
        return
    settings = SETTINGS.replace("[[keys]]", "[[tool.keylint.keys]]")
    after = added_at_end(before, ("\n" if before.strip() else "") + f"[tool.keylint]\n{settings}")
    try:  # where `tool` is no table, or one that is closed, the text cannot be read any more
        is_added = _read(after) == project | {"tool": {**tools, "keylint": {}}}
    except LeftAlone:
        is_added = False
    if not is_added:
        raise LeftAlone(f"{PROJECT}: [tool.keylint] cannot be added to it: add it yourself")
    yield Change(PROJECT, before, after)


def _read(text: str) -> dict[str, Any]:
    try:
        return tomli.loads(text.replace("\r\n", "\n"))
    except (tomli.TOMLDecodeError, RecursionError):
        raise LeftAlone(f"{PROJECT}: cannot be read as TOML") from None
