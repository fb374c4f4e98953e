"""A pair to ask about: key id and secret as somebody gave them, checked before anything is sent."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from keylint.credentials import shapes
from keylint.finding import Secret

QUOTES = "\"'`“”‘’"
KEY_ID = re.compile(r"(?:(?:account|master)-)?[A-Za-z0-9]{20}")
# Google's keys, which many call GEMINI_API_KEY too.
GOOGLE = re.compile(r"AIza[\w-]{35}|AQ\.[\w-]{40,}")
LOOK_UP = re.compile(r"\$[({A-Z_a-z]|\{\{|%\w+%|(?:op|vault|aws|gcp)[+\w]{0,20}://|arn:", re.ASCII)


class NoPair(Exception):
    """What was given is no pair; the message says which half is wrong and what to do."""


@dataclass(frozen=True)
class Half:
    """One half as it was given, and what it is called there; None where nobody gave it."""

    name: str
    given: str | None = field(repr=False)

    @property
    def value(self) -> str:
        """The half without the blanks, line ends and quotes around it."""
        return (self.given or "").strip().strip(QUOTES).strip()

    @property
    def notes(self) -> tuple[str, ...]:
        """What was taken off, which a bot may well send."""
        if self.given is None or self.given == self.value:
            return ()
        around = "quotes" if self.given.strip() != self.value else "blanks or line ends"
        return (f"{self.name} has {around} around its value: taken off here, a bot may send them",)


@dataclass(frozen=True)
class Pair:
    """A key id and its secret; both print masked."""

    key: Secret
    secret: Secret
    notes: tuple[str, ...] = ()

    @property
    def is_master(self) -> bool:
        """Whether the key opens every account of the group."""
        return self.key.reveal().startswith("master-")

    @property
    def has_usual_secret(self) -> bool:
        """Whether the secret has the shape that every known one has."""
        value = self.secret.reveal()
        return shapes.SECRET.fullmatch(value) is not None and shapes.is_secret_shaped(value)


def pair_of(key: Half, secret: Half) -> Pair:
    """The pair of two halves; raises NoPair where they cannot be one.

    A key id of another shape than Gemini's is never sent: it would be somebody else's.
    """
    _check_there(key, secret)
    if problem := _mixed_up(key, secret) or _foreign(key) or _foreign(secret):
        raise NoPair(problem)
    if not KEY_ID.fullmatch(key.value):
        raise NoPair(
            f"{key.name} has not the shape of a Gemini key id (account-… or master-… with 20 "
            "letters and digits): it is not sent anywhere"
        )
    if not secret.value.isascii() or not secret.value.isprintable() or " " in secret.value:
        raise NoPair(f"{secret.name} has blanks or characters within that no secret has")
    return Pair(Secret(key.value), Secret(secret.value), (*key.notes, *secret.notes))


def _check_there(key: Half, secret: Half) -> None:
    missing = [half for half in (key, secret) if not half.value]
    if len(missing) == 2:
        raise NoPair(
            f"{key.name} and {secret.name} {_absent(*missing)}: set both, or name others with "
            "--env-key and --env-secret (CI gives no secrets to workflows of forks)"
        )
    for half in missing:
        other = secret if half is key else key
        raise NoPair(f"half a pair: {half.name} {_absent(half)}, {other.name} is there")


def _absent(*halves: Half) -> str:
    empty = any(half.given is not None for half in halves)
    if len(halves) > 1:
        return "are empty" if empty else "are not set"
    return "is empty" if empty else "is not set"


def _mixed_up(key: Half, secret: Half) -> str:
    """What is wrong where a half has the other's shape."""
    key_is_secret, secret_is_key = _is_secret(key.value), _is_key(secret.value)
    if key_is_secret and secret_is_key:
        return f"swapped: {key.name} holds the secret and {secret.name} the key id"
    if secret_is_key:
        return f"{secret.name} holds a key id: the secret is the other value that Gemini showed"
    if key_is_secret:
        return f"{key.name} holds what has the shape of a secret: the key id is wanted there"
    return ""


def _is_key(value: str) -> bool:
    return KEY_ID.fullmatch(value) is not None


def _is_secret(value: str) -> bool:
    return shapes.SECRET.fullmatch(value) is not None and shapes.base58_bytes(value) == 20


def _foreign(half: Half) -> str:
    if GOOGLE.fullmatch(half.value):
        return (
            f"{half.name} holds a key of Google's Gemini, not of the exchange: name the "
            "exchange's variables with --env-key and --env-secret"
        )
    if shapes.OAUTH_TOKEN.fullmatch(half.value):
        return (
            f"{half.name} holds a UUID, as OAuth tokens are: a pair of key id and secret is wanted"
        )
    if LOOK_UP.search(half.value):
        return f"{half.name} holds a reference, not the value: it was not filled in"
    return ""
