"""Turns a template into text and remembers where each value came to stand.

A template is plain text in which only these are special:

    {word:arg}          a value, e.g. {key:a}, {secret:a}, {hex:40}; see shapes.py for the words
    {word:arg[2:14]}    a part of that value, for literals that are written in pieces
    {encoder|…}         the inner template, encoded; see encoders.py; braces inside must balance

Everything else, `${X}` and `{key: value}` included, stays as it is. The same word and arg in one case is the same value;
a sized word with a bare number ({hex:40}) is a fresh value each time, {hex:40-x} a remembered one.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

from encoders import ENCODERS, Mark, Text
from shapes import SIZED, WORDS, make

_VALUE = re.compile(r"\{([a-z0-9]+):([A-Za-z0-9_-]+)(?:\[(\d*):(\d*)\])?\}")
_ENCODER = re.compile(r"\{([a-z0-9]+)\|")


class RecipeError(ValueError):
    """A template that cannot be read."""


@dataclass
class Kitchen:
    """Makes and remembers the values of one case; the same seed and case give the same values."""

    seed: str
    made: dict[tuple[str, str], str] = field(default_factory=dict)
    fresh: int = 0

    def value(self, word: str, arg: str) -> str:
        if word in SIZED and arg.isdigit():
            self.fresh += 1
            return make(word, arg, random.Random(f"{self.seed}/{word}/{arg}/{self.fresh}"))
        if (word, arg) not in self.made:
            self.made[word, arg] = make(word, arg, random.Random(f"{self.seed}/{word}/{arg}"))
        return self.made[word, arg]


def render(template: str, kitchen: Kitchen) -> Text:
    """Returns the text of a template with the marks of its values."""
    text, end = _render(template, 0, kitchen, inside=False)
    if end != len(template):
        raise RecipeError(f"unbalanced brace at {end}")
    return text


def _render(template: str, start: int, kitchen: Kitchen, inside: bool) -> tuple[Text, int]:
    out, marks = "", []
    at, depth = start, 0
    while at < len(template):
        step = _special(template, at, kitchen)
        if step:
            piece, at = step
            marks += [mark.moved(len(out)) for mark in piece.marks]
            out += piece.text
            continue
        char = template[at]
        if inside and char == "}" and depth == 0:
            return Text(out, tuple(marks)), at
        depth += inside and (char == "{") - (char == "}")
        out, at = out + char, at + 1
    if inside:
        raise RecipeError(f"an encoder opened before {start} is not closed")
    return Text(out, tuple(marks)), at


def _special(template: str, at: int, kitchen: Kitchen) -> tuple[Text, int] | None:
    """Returns what the recipe at this place gives and where it ends, or None where there is none."""
    found = _VALUE.match(template, at)
    if found and found[1] in WORDS:
        return _value(found, kitchen), found.end()
    found = _ENCODER.match(template, at)
    if found and found[1] in ENCODERS:
        inner, end = _render(template, found.end(), kitchen, inside=True)
        return ENCODERS[found[1]](inner), end + 1
    return None


def _value(found: re.Match[str], kitchen: Kitchen) -> Text:
    word, arg = found[1], found[2]
    whole = kitchen.value(word, arg)
    first, last = int(found[3] or 0), int(found[4] or len(whole))
    part = whole[first:last]
    mark = Mark(word, arg, whole, len(part), 0, len(part), 0, len(part))
    return Text(part, (mark,) if part else ())
