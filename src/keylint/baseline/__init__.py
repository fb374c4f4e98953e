"""The findings that a repository is known to have: they are not reported again."""

from __future__ import annotations

import hashlib
import hmac
import os
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from keylint.reports.shown import safe

if TYPE_CHECKING:
    from keylint.finding import Finding, Imprint

REAL, FALSE = "real", "false"
# The salt lies beside the digest, so that only time guards a value that is short.
ROUNDS = 200_000
DIGEST_DIGITS = 32


class Entry(NamedTuple):
    """A finding that is known, with what somebody said of it; `until` is its last day.

    The path is written as reports show it, for a path may hold what looks like a credential.
    """

    rule: str
    path: str
    digest: str
    judged: str = ""
    reason: str = ""
    owner: str = ""
    until: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What no two entries have in common."""
        return self.rule, self.path, self.digest

    @property
    def leniency(self) -> tuple[bool, str, bool, Entry]:
        """What is less of two entries of one finding, in whatever order, is heeded.

        What is real, then what ends, the earliest first, then what nobody called false.
        """
        return self.judged != REAL, self.until or "~", self.judged == FALSE, self

    @property
    def shelf(self) -> str:
        """Where it stands in the file: two hex digits that two entries hardly have in common."""
        return hashlib.sha256("\0".join(self.key).encode()).hexdigest()[:2]

    @property
    def is_explained(self) -> bool:
        """Whether somebody said why it is there, or how long."""
        return bool(self.judged or self.reason or self.until)

    def is_over(self, today: str) -> bool:
        """Whether its last day is past."""
        return bool(self.until) and self.until < today

    def silences(self, today: str) -> bool:
        """Whether its finding is not reported: one that was judged to be real is."""
        return self.judged != REAL and not self.is_over(today)


class Baseline(NamedTuple):
    """A baseline as its file has it; `lines` says where in the file each entry stands."""

    name: str
    salt: bytes
    entries: tuple[Entry, ...] = ()
    lines: tuple[int, ...] = ()

    @classmethod
    def empty(cls, name: str) -> Baseline:
        """One without entries, with a salt that nobody knows."""
        return cls(name, os.urandom(32))

    def entry(self, finding: Finding) -> Entry:
        """The entry that a finding would have here."""
        digest = digest_of(self.salt, finding.rule, finding.imprint)
        return Entry(finding.rule, safe(finding.location.path), digest)


@cache
def digest_of(salt: bytes, rule: str, imprint: Imprint) -> str:
    """A value's digest under a salt; 32 hex digits, slow to make of a secret that is short.

    The path is no part of it, so that a file can be renamed.
    """
    key = salt + rule.encode()
    data = imprint.sha256
    if imprint.is_guessable:
        data = hashlib.pbkdf2_hmac("sha256", data, key, ROUNDS)
    return hmac.new(key, data, "sha256").hexdigest()[:DIGEST_DIGITS]
