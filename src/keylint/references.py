"""The environment variables that hold Gemini keys, wherever a text names them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from keylint.credentials.context import talk_of
from keylint.finding import Span
from keylint.inventory import stem

# Long names are no names of variables; the bounds keep the search linear.
NAME = re.compile(
    r"(?<![A-Za-z0-9_])(?:[A-Z][A-Z0-9]{0,30}_{1,2}){0,6}GEMINI(?:_[A-Z0-9]{1,30}){0,6}"
    r"_(?P<half>KEY|KEY_ID|SECRET|SECRET_KEY|APIKEY|APISECRET|PRIVATE_KEY|PUBLIC_KEY)"
    r"(?![A-Za-z0-9_])"
)


@dataclass(frozen=True)
class Variable:
    """A variable that holds a half of a Gemini key, and where a text names it."""

    name: str
    span: Span

    @property
    def stem(self) -> str:
        """What it shares with the variable of the other half."""
        return stem(self.name)


def read(text: str, path: str) -> tuple[Variable, ...]:
    """The variables of the exchange's keys, in the order of the text; Google's are left out.

    Both Geminis' keys are called GEMINI_API_KEY. The exchange's has a secret beside it, or stands
    where the exchange is spoken of and Google is not.
    """
    found = [Variable(match[0], Span(*match.span())) for match in NAME.finditer(text)]
    if not found:
        return ()
    with_secret = {variable.stem for variable in found if _is_secret(variable.name)}
    talk = talk_of(text, path)
    exchange_only = talk.exchange and not talk.google
    return tuple(v for v in found if exchange_only or v.stem in with_secret)


def _is_secret(name: str) -> bool:
    return "SECRET" in name or "PRIVATE" in name
