"""A user's pattern that would take forever is refused before it is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from keylint.detectors import linear, trial
from keylint.settings import ConfigurationError

# A detector gets a thousand characters at most. What grows with the square of that is borne:
# some of detect-secrets' own patterns do.
BORNE = 2
# What detect-secrets' `build_assignment_regex` puts between a name and its value, with which teams
# make theirs: a row of blanks is shared in three. The other form takes the same texts.
ASSIGNED = "(?: *)(?:=|:|:=|=>| +|::)(?: *)"
ASSIGNED_ONCE = "(?:(?: *)(?:=|:|:=|=>|::)(?: *)| +)"
# So much of a pattern or of a text is shown.
SHOWN = 50


class Suspect(NamedTuple):
    """A pattern of a detector, and what is suspicious in it."""

    detector: str
    pattern: re.Pattern[str]
    suspicion: linear.Suspicion


def refuse(file: str, detectors: Iterable[Any]) -> None:
    """Raises ConfigurationError where a pattern is suspected, and a text proves that it is slow."""
    suspects = [suspect for one in detectors for suspect in _suspects(one)]
    tried = [(one.pattern, one.suspicion.attack) for one in suspects]
    if tried and (slow := trial.slow(tried)):
        raise ConfigurationError(f"{file}: {_told(suspects[slow.attack], slow.length)}")


def eased(detector: Any) -> Any:
    """The detector, with the library's costly part of its patterns written otherwise."""
    patterns = getattr(detector, "denylist", ())
    if isinstance(patterns, (tuple, list)) and any(_is_assigned(one) for one in patterns):
        with suppress(AttributeError):  # it may compute them, and they stay as they are
            detector.denylist = tuple(map(_eased, patterns))
    return detector


def _is_assigned(pattern: Any) -> bool:
    text = pattern.pattern if isinstance(pattern, re.Pattern) else ""
    return isinstance(text, str) and ASSIGNED in text


def _eased(pattern: Any) -> Any:
    if not _is_assigned(pattern):
        return pattern
    return re.compile(pattern.pattern.replace(ASSIGNED, ASSIGNED_ONCE), pattern.flags)


def _suspects(detector: Any) -> Iterator[Suspect]:
    denylist = getattr(detector, "denylist", ())
    for pattern in denylist if isinstance(denylist, Iterable) else ():
        if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
            for one in linear.suspicions(pattern):
                # A detector is asked line by line.
                if one.power > BORNE and "\n" not in one.attack.text(0):
                    yield Suspect(type(detector).__name__, pattern, one)


def _told(suspect: Suspect, length: int) -> str:
    word = suspect.suspicion.attack.pumped[-1][1]
    return (
        f"{suspect.detector}: the pattern {_cut(suspect.pattern.pattern)} takes far too long for "
        f"{length} characters in which {_cut(word)} comes again and again: {suspect.suspicion.what} "
        "can share such a text in too many ways: let only one of them take it, or write how often "
        "it may come, such as {0,40}"
    )


def _cut(text: str) -> str:
    return repr(text if len(text) <= SHOWN else text[:SHOWN] + "…")
