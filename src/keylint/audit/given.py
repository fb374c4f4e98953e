"""Pairs that the owner hands over: from the environment, the keyring, or standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping

from keylint.audit.subjects import Described, Subject
from keylint.inquiry.pairs import Half, NoPair, Pair, pair_of
from keylint.survey import Survey

MOST_BYTES = 65_536


def from_environment(
    names: tuple[str, str], survey: Survey, environment: Mapping[str, str] = os.environ
) -> Subject:
    """The pair in two variables; raises NoPair where they hold none."""
    halves = [Half(name, environment.get(name)) for name in names]
    return Described(survey, names).subject(pair_of(*halves), "environment")


def from_inventory(
    survey: Survey, environment: Mapping[str, str] = os.environ
) -> Iterator[Subject | tuple[str, str]]:
    """Each entry whose variables are set; of the others the name, and why it is not asked about."""
    for entry in survey.inventory.keys:
        if entry.exchange not in ("", "gemini"):
            continue
        names = _halves(entry.variables)
        if not any(name in environment for name in entry.variables):
            yield entry.name, ""
        elif names is None:
            yield entry.name, "its entry does not name one variable of a key id and one of a secret"
        else:
            try:
                pair = pair_of(*(Half(name, environment.get(name)) for name in names))
            except NoPair as problem:
                yield entry.name, str(problem)
                continue
            yield Described(survey, names).subject(pair, "inventory")


def _halves(variables: tuple[str, ...]) -> tuple[str, str] | None:
    """The variable of the key id and the one of the secret, by their names."""
    secrets = [name for name in variables if _is_secret(name)]
    keys = [name for name in variables if not _is_secret(name)]
    return (keys[0], secrets[0]) if len(keys) == len(secrets) == 1 else None


def _is_secret(name: str) -> bool:
    return any(word in name.upper() for word in ("SECRET", "PRIVATE"))


def from_keyring(service: str, names: tuple[str, str], survey: Survey) -> Subject:
    """The pair that the system's keyring has of a service, under two user names.

    Raises NoPair where there is none, or no keyring.
    """
    try:
        import keyring
    except ImportError:
        raise NoPair(
            "--keyring needs the extra of that name: pip install 'keylint[keyring]'"
        ) from None
    try:
        halves = [Half(f"{service}/{name}", keyring.get_password(service, name)) for name in names]
    except Exception as error:  # whatever the system's own keyring says
        raise NoPair(f"the keyring of the system fails ({type(error).__name__})") from None
    return Described(survey, names).subject(pair_of(*halves), "keyring")


def from_stdin(names: tuple[str, str], survey: Survey) -> Subject:
    """The pair on standard input; a terminal is asked for it, and does not show it.

    Two lines, key id and secret, or any text with NAME=value lines of the two names, as a .env.
    """
    pair = _typed() if sys.stdin and sys.stdin.isatty() else _piped(names)
    return Described(survey, names).subject(pair, "standard input")


def _typed() -> Pair:
    from getpass import getpass

    try:
        halves = [Half(name, getpass(f"{name}: ")) for name in ("API key id", "API secret")]
    except (EOFError, KeyboardInterrupt):
        raise NoPair("nothing was typed, and nothing asked") from None
    return pair_of(*halves)


def _piped(names: tuple[str, str]) -> Pair:
    data = sys.stdin.buffer.read(MOST_BYTES + 1) if sys.stdin else b""
    if len(data) > MOST_BYTES:
        raise NoPair(f"standard input is larger than {MOST_BYTES // 1024} KiB: give two lines")
    lines = [line for line in data.decode("utf-8-sig", "replace").splitlines() if line.strip()]
    assigned = dict(filter(None, map(_assignment, lines)))
    if any(name in assigned for name in names):
        return pair_of(*(Half(name, assigned.get(name)) for name in names))
    if len(lines) != 2 or assigned:
        raise NoPair(
            "standard input must have two lines, key id and secret, or lines "
            f"{names[0]}=… and {names[1]}=…"
        )
    return pair_of(Half("line 1", lines[0]), Half("line 2", lines[1]))


def _assignment(line: str) -> tuple[str, str] | None:
    name, is_one, value = line.partition("=")
    name = name.strip().removeprefix("export ").strip()
    return (name, value) if is_one and name.isidentifier() else None
