"""The entry in .pre-commit-config.yaml, which pre-commit and prek read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import indent

import keylint
from keylint.adoption import yaml_text
from keylint.adoption.place import Change, LeftAlone, Note, Outcome, Place, added_at_end, newline_of
from keylint.adoption.yaml_text import Node

FILE, OTHERS = ".pre-commit-config.yaml", ("prek.toml", ".pre-commit-config.yml")
OURS = re.compile(r"\bkeylint\b")
ENTRY = f"""\
- repo: https://github.com/keylint/keylint
  rev: v{keylint.__version__}
  hooks:
    - id: keylint
"""
USUAL_INDENT = "  "


def step(place: Place) -> Iterator[Outcome]:
    """The file with the hook, if it lacks it."""
    for other in filter(place.has, OTHERS):
        raise LeftAlone(
            f"{other}: add the hook yourself; prek reads one file only of it and {FILE}"
        )
    before = place.read(FILE)
    root = yaml_text.root_of(FILE, before or "")
    if root is None:
        yield Change(FILE, before, added_at_end(before or "", _whole()))
    elif _has_ours(yaml_text.entry(root, "repos")):
        yield Note(f"{FILE}: has a hook of keylint")
    else:
        yield Change(FILE, before, _with_entry(before or "", yaml_text.entry(root, "repos")))


def _whole() -> str:
    return "repos:\n" + indent(ENTRY, USUAL_INDENT)


def _has_ours(repos: Node | None) -> bool:
    return any(any(map(OURS.search, _names(repo))) for repo in yaml_text.items(repos))


def _names(repo: Node) -> Iterator[str]:
    yield yaml_text.text_of(yaml_text.entry(repo, "repo"))
    for hook in yaml_text.items(yaml_text.entry(repo, "hooks")):
        yield yaml_text.text_of(yaml_text.entry(hook, "id"))
        yield yaml_text.text_of(yaml_text.entry(hook, "entry"))


def _with_entry(text: str, repos: Node | None) -> str:
    """The text with the entry behind the last one, or in place of an empty list."""
    listed = yaml_text.items(repos)
    if repos is None or (listed and repos.flow_style):
        raise _by_hand()
    after = _behind(text, repos) if listed else _in_place_of_nothing(text, repos)
    new = yaml_text.items(yaml_text.entry(yaml_text.root_of(FILE, after), "repos"))
    # An alias stands elsewhere than what it names.
    if len(new) != len(listed) + 1 or not any(map(OURS.search, _names(new[-1]))):
        raise _by_hand()
    if listed and not yaml_text.adds_only(text, after, ENTRY):
        raise _by_hand()
    return after


def _in_place_of_nothing(text: str, repos: Node) -> str:
    if text[repos.start_mark.index : repos.end_mark.index] not in ("", "[]"):
        raise _by_hand()
    newline = newline_of(text)
    # A comment behind the list stays behind its name.
    ends = (at for at in (text.find(newline, repos.end_mark.index), len(text)) if at >= 0)
    line_end = (
        next(ends) if text[repos.start_mark.index :].startswith("[]") else repos.end_mark.index
    )
    entry = indent(ENTRY, USUAL_INDENT).rstrip("\n").replace("\n", newline)
    return (
        text[: repos.start_mark.index].rstrip(" ")
        + text[repos.end_mark.index : line_end]
        + newline
        + entry
        + text[line_end:]
    )


def _behind(text: str, repos: Node) -> str:
    end = yaml_text.end_of(repos)
    at_line_start = end > 0 and text[end - 1] == "\n"
    line_end = end if at_line_start else text.find("\n", end) + 1 or len(text)
    entry = indent(ENTRY, " " * repos.start_mark.column)
    return added_at_end(text[:line_end], entry) + text[line_end:]


def _by_hand() -> LeftAlone:
    return LeftAlone(f"{FILE}: its list of repos cannot be added to: add keylint's yourself")
