"""Examples with recipes: `{base58-20-bytes}` becomes a value, `«…»` marks what must be found.

No live-looking value is ever committed: values are made when an example is unpacked.
"""

from __future__ import annotations

import random
import re
import string
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from keylint.credentials.shapes import SECRET_BYTES, is_key_body, is_secret_shaped
from keylint.finding import Span
from keylint.model import Standing
from keylint.runs import BASE58
from keylint.wording import is_random

BASE62 = string.ascii_letters + string.digits
ALPHABETS = {
    "base58": BASE58,
    "base62": BASE62,
    "base64url": BASE62 + "-_",
    "hex": "0123456789abcdef",
    "upper": string.ascii_uppercase + string.digits,
    "digits": string.digits,
}
# Recipes with the same sign behind them give the same value: `{base62:20#a}`.
RECIPE = re.compile(
    r"\{(base58-20-bytes|uuid|(?:base58|base62|base64url|hex|upper|digits):\d+)(#\w+)?\}"
)
MARKS = re.compile("[«»]")


@dataclass(frozen=True)
class Example:
    """A text with recipes and marks, the name of the file that it could be, and how that stands."""

    text: str
    path: str = "example.txt"
    standing: Standing = Standing()


@dataclass(frozen=True)
class Unpacked:
    """An example with its values made: what to scan, and what must be found exactly where."""

    path: str
    text: str
    spans: tuple[Span, ...]
    standing: Standing = Standing()


def unpack(example: Example | str, seed: int = 0) -> Unpacked:
    """The example with a value for each recipe; the same seed gives the same values."""
    if isinstance(example, str):
        example = Example(example)
    source = random.Random(f"{seed}:{example.text}")
    made: dict[str, str] = {}

    def fill(recipe: re.Match[str]) -> str:
        value = _make(recipe[1], source)
        return made.setdefault(recipe[0], value) if recipe[2] else value

    filled = RECIPE.sub(fill, example.text)
    text, spans = _take_marks(filled)
    return Unpacked(example.path, text, spans, example.standing)


def _make(recipe: str, source: random.Random) -> str:
    if recipe == "base58-20-bytes":
        return gemini_secret(source)
    if recipe == "uuid":
        return str(uuid.UUID(bytes=source.randbytes(16), version=4))
    kind, length = recipe.split(":")

    def made() -> str:
        return "".join(source.choices(ALPHABETS[kind], k=int(length)))

    return _until(made, is_key_body) if recipe == "base62:20" else made()


def gemini_secret(source: random.Random) -> str:
    """A value of the shape of an API secret: 20 random bytes as base58."""
    return _until(lambda: base58(source.randbytes(SECRET_BYTES)), _usual)


def gemini_key(source: random.Random, scope: str = "account") -> str:
    """A value of the shape of a key id."""
    return f"{scope}-{_make('base62:20', source)}"


def base58(data: bytes) -> str:
    """The base58 text of some bytes, in Bitcoin's alphabet."""
    number = int.from_bytes(data, "big")
    text = ""
    while number:
        number, digit = divmod(number, 58)
        text = BASE58[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def _usual(value: str) -> bool:
    """Whether a random value is not the one in a thousand that looks like words."""
    return len(value) > 25 and is_secret_shaped(value) and is_random(value)


def _until(make: Callable[[], str], fits: Callable[[str], bool]) -> str:
    while not fits(value := make()):
        pass
    return value


def _take_marks(text: str) -> tuple[str, tuple[Span, ...]]:
    places = [mark.start() - i for i, mark in enumerate(MARKS.finditer(text))]
    spans = [Span(*pair) for pair in zip(places[::2], places[1::2], strict=True)]
    return MARKS.sub("", text), tuple(spans)
