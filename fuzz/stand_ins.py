"""The values that seeds plant: each recipe has one value, so that a corpus can be kept as recipes.

No value is ever written into the repository: what is kept has recipes in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from keylint import examples, registry
from keylint.examples import RECIPE, Example, unpack
from keylint.finding import PUBLIC_PREFIXES

# A part of a value that is so long tells it.
LONGEST_SHOWN = 5
PART_OF_A_KEY = b"{base64url:"


@cache
def values() -> dict[bytes, bytes]:
    """Each recipe of the rules' examples with its value, the longest value first."""
    texts = "".join(_texts())
    made = {one[0]: unpack(one[0]).text for one in RECIPE.finditer(texts)}
    ordered = sorted(made.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return {recipe.encode(): value.encode() for recipe, value in ordered if len(value) >= 16}


def _texts() -> Iterator[str]:
    yield "{base58-20-bytes} {base62:20} {uuid} {base62:32}"
    for rule in registry.load():
        for one in (*rule.flags, *rule.passes):
            yield one.text if isinstance(one, Example) else one


def filled(data: bytes) -> bytes:
    """What has recipes, with their values."""
    known = values()
    pattern = re.compile(RECIPE.pattern.encode())
    return pattern.sub(lambda found: known.get(found[0], found[0]), data)


def folded(data: bytes) -> bytes:
    """What has values, with their recipes."""
    for recipe, value in values().items():
        data = data.replace(value, recipe)
    return data


def example(text: str) -> str:
    """A rule's example without its marks, its recipes filled."""
    return filled(examples.MARKS.sub("", text).encode()).decode()


def whole_in(data: bytes) -> list[str]:
    """The values that stand in some bytes whole, and no part of which stands there besides."""
    found = []
    for recipe, value in values().items():
        # Without the word before it nobody would know what it is.
        if value in data and not recipe.startswith(PART_OF_A_KEY):
            rest = data.replace(value, b"\0")
            if not any(part in rest for part in _parts(value)):
                found.append(value.decode())
    return found


def _parts(value: bytes) -> Iterator[bytes]:
    length = LONGEST_SHOWN + 1
    return (value[at : at + length] for at in range(len(value) - length + 1))


def shows(text: str, value: str) -> bool:
    """Whether a text has a part of a value that tells it; the word before a key id is public."""
    for word in PUBLIC_PREFIXES:
        text, value = text.replace(word, ""), value.removeprefix(word)
    return any(part.decode() in text for part in _parts(value.encode()))
