"""Whose value is it, and what? What the words around a value, and the whole file, say of it."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from posixpath import basename

from keylint.credentials import owners
from keylint.credentials.naming import identifiers, label_of, name_of, without_values
from keylint.credentials.owners import GEMINI, Role, is_anothers, is_unknown, parts, role_of
from keylint.credentials.scopes import Scope, Text
from keylint.finding import Span

# A file of a few lines may be nothing but the value that its name promises.
FEW_LINES = 4
NEAR_LINES = 4
# No cue begins or ends farther from the word that it has.
AROUND = 60
# What follows a value in its own object, up to a bracket or an empty line.
AFTER = re.compile(r"(?:[^{}\[\]\n]|\n(?!\s*\n)){0,400}")
NAMED_OWNER = re.compile(
    r"(?i)[\"']?\b(?:name|exchange|venue|provider|service|id)\b[\"']?\s*[:=]\s*[\"']?(\w+)"
)
# Names that tell a key from its secret: without them both halves of a pair are called the same.
HALF_WORDS = frozenset("api key secret id private public priv pub access keyid apikey".split())


class Tie(enum.IntEnum):
    """How closely a value is tied to the Gemini exchange, loosest first."""

    NONE = 0
    FILE = 1
    NEAR = 2
    SCOPED = 3
    NAMED = 4


@dataclass(frozen=True)
class Context:
    """What is known of a value before its shape counts; listed ones follow right on a comma."""

    span: Span
    line: int
    scopes: tuple[Scope, ...]
    role: Role
    tie: Tie
    foreign: bool
    unknown_label: bool
    sandbox: bool
    name: str
    listed: bool

    @property
    def stem(self) -> str:
        """What is left of the name without the words that tell a key from its secret."""
        return "_".join(word for word in parts(self.name) if word not in HALF_WORDS)


@dataclass(frozen=True)
class Talk:
    """What a whole file talks of."""

    exchange: bool
    gemini: bool
    google: bool
    sandbox: bool
    file_name: tuple[str, ...]


def names_gemini(text: str, path: str) -> bool:
    """Whether a file or its path names Gemini: the first question, and the cheapest."""
    # Some letters beyond ASCII are an `i` to a pattern that takes small for large.
    plain = text.isascii() and path.isascii()
    if plain and "gemini" not in text.lower() and "gemini" not in path.lower():
        return False
    return GEMINI.search(f"{path}\n{text}") is not None


def talk_of(text: str, path: str) -> Talk:
    """What the words of a file and of its path say."""
    both = f"{path}\n{text}"
    lowered = both.lower()
    few = text.strip().count("\n") < FEW_LINES
    return Talk(
        exchange=_says(owners.EXCHANGE_CUE, owners.EXCHANGE_WORDS, both, lowered),
        gemini=_says(GEMINI, (owners.GEMINI_WORD,), both, lowered),
        google=_says(owners.GOOGLE, owners.GOOGLE_WORDS, both, lowered),
        sandbox="sandbox" in lowered and _only_sandbox(both, lowered),
        file_name=(basename(path),) if few else (),
    )


def _says(cue: re.Pattern[str], words: Iterable[str], text: str, lowered: str) -> bool:
    """Whether a cue is in a text: it is looked for around the words without which there is none."""
    if len(lowered) != len(text):  # as of the few letters that are two in lower case
        return cue.search(text) is not None
    return any(
        cue.search(text, max(0, place - AROUND), place + AROUND)
        for word in words
        for place in _places(word, lowered)
    )


def _places(word: str, text: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)


def _only_sandbox(text: str, lowered: str) -> bool:
    if _says(owners.PRODUCTION_HOST, owners.PRODUCTION_CUES, text, lowered):
        return False
    return owners.SANDBOX_HOST.search(owners.SANDBOX_SETTING.sub(" ", text)) is not None


def context_of(text: Text, span: Span, talk: Talk) -> Context:
    """What the words around one value say of it, nearest first; values are asked in order."""
    line, scopes = text.line_of(span.start), text.scopes(span.start)
    name = without_values(name_of(text, span.start, line))
    named = identifiers(name)[::-1] or (list(talk.file_name) if not scopes else [])
    role, by = _role(named)
    if role is Role.UNSAID and scopes:
        role, by = _role(identifiers(scopes[0].header)[-1:])
    near = "\n".join(text.line(i, 400) for i in range(line - NEAR_LINES, line + NEAR_LINES + 1))
    owner = _owner(text, span, named, scopes)
    if owner is None and not scopes and _said_by_field(near) == "gemini":
        owner = Tie.SCOPED  # `exchange: gemini` at the top, beside the value
    label = label_of(name)
    return Context(
        span=span,
        line=line,
        scopes=scopes,
        role=role,
        tie=owner if isinstance(owner, Tie) else _loose_tie(near, talk),
        foreign=owner == "other",
        unknown_label=not GEMINI.search(label) and is_unknown(label),
        sandbox=_is_sandbox(named, scopes, near, talk),
        name=by,
        listed=text.text[span.start - 1 : span.start] in (",", ";"),
    )


def _loose_tie(near: str, talk: Talk) -> Tie:
    if GEMINI.search(near):
        return Tie.NEAR
    return Tie.FILE if talk.gemini else Tie.NONE


def _role(named: list[str]) -> tuple[Role, str]:
    """The role that the nearest telling name gives, and that name."""
    for identifier in named:
        role = role_of(identifier)
        if role is not Role.UNSAID:
            return role, identifier
    return Role.UNSAID, ""


def _owner(text: Text, span: Span, named: list[str], scopes: tuple[Scope, ...]) -> Tie | str | None:
    """Who the nearest word that names an owner names: a tie to Gemini, another, or nobody."""
    for identifier in named:
        if is_anothers(identifier):
            return "other"
        if GEMINI.search(identifier):
            return Tie.NAMED
    after = AFTER.match(text.text, span.end)
    for said in _said_around(scopes, after[0] if after else ""):
        if said:
            return Tie.SCOPED if said == "gemini" else "other"
    return "other" if any(_has_gemini_peer(text, scope) for scope in scopes[:2]) else None


def _said_around(scopes: tuple[Scope, ...], after: str) -> Iterator[str]:
    """What each scope says of the owner, innermost first: `gemini`, `other` or nothing."""
    for number, scope in enumerate(scopes):
        yield _said_by_header(scope.header)
        yield _said_by_siblings(scope.siblings)
        if number == 0:
            yield _said_by_field(after)
    if not scopes:
        yield _said_by_field(after)


@lru_cache(maxsize=4096)
def _said_by_header(header: str) -> str:
    for identifier in reversed(identifiers(header)[-3:]):
        if is_anothers(identifier):
            return "other"
        if GEMINI.search(identifier):
            return "gemini"
    return "gemini" if GEMINI.search(without_values(header)) else ""


def _said_by_siblings(siblings: str) -> str:
    return _said_by_field(siblings) or ("gemini" if GEMINI.search(without_values(siblings)) else "")


def _said_by_field(text: str) -> str:
    """What a field such as `name: kraken` says."""
    for name in NAMED_OWNER.findall(text):
        if GEMINI.search(name):
            return "gemini"
        if is_anothers(name):
            return "other"
    return ""


def _has_gemini_peer(text: Text, scope: Scope) -> bool:
    """Whether a scope is one of several owners', and another one of them is Gemini's."""
    names = identifiers(scope.header)
    if len(names) != 1 or not is_unknown(names[0]):
        return False
    line = text.line(text.line_of(scope.start))
    indent = re.escape(line[: len(line) - len(line.lstrip())])
    return (
        re.search(rf"(?mi)^{indent}[\"'\[]?gemini\w*[\"'\]]?\s*(?:[:={{]|$)", text.text) is not None
    )


def _is_sandbox(named: list[str], scopes: tuple[Scope, ...], near: str, talk: Talk) -> bool:
    """Whether a value is the sandbox's: its name says so, or its scope, or a setting, or the file."""
    for words in (*map(parts, named), *(_words(scope.header) for scope in scopes[:3])):
        if owners.PRODUCTION_WORDS.intersection(words):
            return False
        if owners.SANDBOX_WORDS.intersection(words):
            return True
    settings = owners.SANDBOX_SETTING.findall(f"{near}\n{scopes[0].siblings if scopes else ''}")
    if settings:
        return all(value.lower() in ("true", "yes", "on", "1") for value in settings)
    return talk.sandbox


def _words(header: str) -> tuple[str, ...]:
    return tuple(word for identifier in identifiers(header)[-3:] for word in parts(identifier))
