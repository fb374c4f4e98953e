"""What was found and where: frozen values that pass from room to room."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field

from keylint.model import Confidence, Severity
from keylint.past import Past

PUBLIC_PREFIXES = ("account-", "master-")


class Secret:
    """A value that must not be shown: it prints masked, and only `reveal()` gives it."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The value itself, for digests and comparisons; never for output."""
        return self._value

    def __str__(self) -> str:
        prefix = next((p for p in PUBLIC_PREFIXES if self._value.startswith(p)), "")
        body = self._value[len(prefix) :]
        ends = (body[:2], body[-2:]) if len(body) >= 16 else ("", "")
        return f"{prefix}{ends[0]}…{ends[1]} ({len(self._value)} characters)"

    __repr__ = __str__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(
            self._value.encode("utf-8", "surrogatepass"),
            other._value.encode("utf-8", "surrogatepass"),
        )

    def __hash__(self) -> int:
        return hash(self._value)

    def __reduce__(self) -> str:
        raise TypeError("a Secret is never written out")


@dataclass(frozen=True)
class Imprint:
    """What a value is recognised by when it is no longer there: digests that no report shows.

    They are made fast and without a salt, so that a short value could be guessed from them; one of
    a secret that is short enough for that `is_guessable`.
    """

    sha256: bytes = field(default=b"", repr=False)
    sha1: bytes = field(default=b"", repr=False)
    is_guessable: bool = False

    @classmethod
    def of(cls, value: str, is_secret: bool = True) -> Imprint:
        """The imprint of a value."""
        data = value.encode("utf-8", "surrogatepass")
        short = is_secret and len(value) < GUESSABLE_LENGTH
        # By SHA-1 other tools recognise values; nothing is proved with it.
        sha1 = hashlib.sha1(data, usedforsecurity=False).digest()
        return cls(hashlib.sha256(data).digest(), sha1, short)


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of a document's text, in characters, the end not included."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        """Whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Related:
    """A second place that belongs to a match; `path` names another document than the match's."""

    span: Span
    message: str
    path: str = ""


@dataclass(frozen=True)
class Match:
    """What a rule saw in a document: where, what, and how sure it is.

    `secret` is the plaintext value, if there is one; `identity` stands in for it
    in the fingerprint where there is none. `severity` overrides the rule's own. `exchange` is
    whose key it is, for the advice; `names` are what an inventory may call the key.
    """

    span: Span
    message: str
    secret: Secret | None = None
    identity: str = ""
    severity: Severity | None = None
    confidence: Confidence = Confidence.HIGH
    related: tuple[Related, ...] = ()
    variable: str = ""
    exchange: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file as people count it: lines and columns from 1, in characters."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def outside(cls, name: str) -> Location:
        """A place that is in no file, such as a variable of the environment."""
        return cls(name, 0, 0, 0, 0)

    @property
    def is_in_file(self) -> bool:
        """Whether the place is in a file, with a line and a column."""
        return self.line > 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.is_in_file else self.path


@dataclass(frozen=True)
class RelatedLocation:
    """A related place of a finding, with what stands there."""

    location: Location
    message: str


@dataclass(frozen=True)
class Finding:
    """A match with the rule's name, its place in the file and its fingerprint.

    `proven` says that the exchange itself was asked; `alive` whether it answered for a secret that
    lies in a file, None where it did not say or nobody asked. `unheeded` is what of the scanned tree
    would silence it, where that is not heeded.
    """

    rule: str
    severity: Severity
    confidence: Confidence
    location: Location
    message: str
    masked: str
    fingerprint: str
    related: tuple[RelatedLocation, ...] = ()
    fix: tuple[str, ...] = ()
    lookup: str = ""
    exchange: str = ""
    names: tuple[str, ...] = ()
    imprint: Imprint = field(default=Imprint(), repr=False, compare=False)
    past: Past | None = None
    proven: bool = False
    alive: bool | None = None
    unheeded: str = ""

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key of reports: worst first, then by place."""
        return (-self.severity, self.location, self.rule, self.fingerprint)


@dataclass(frozen=True)
class Silenced:
    """A finding that somebody chose not to see, and by what."""

    finding: Finding
    by: str


@dataclass(frozen=True)
class Outcome:
    """What `--fix` made of a finding: what stands there now, or why it was left."""

    finding: Finding
    fixed: bool
    told: str


@dataclass(frozen=True)
class Fixes:
    """What `--fix` did, or would do: finding by finding, and to the files beside them.

    `diff` has the lines of what would be done. Where it `stops`, the run ends as with findings.
    """

    outcomes: tuple[Outcome, ...] = ()
    beside: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    diff: tuple[str, ...] = ()
    stops: bool = False


@dataclass(frozen=True, order=True)
class Stale:
    """An ignore that catches nothing any more, or cannot."""

    path: str
    line: int
    message: str


# A secret shorter than this could be guessed from its digest, so guessing is made slow.
GUESSABLE_LENGTH = 20
STRETCHING_ROUNDS = 20_000


def fingerprint(rule: str, path: str, value: str, is_secret: bool = True) -> str:
    """The identity of a finding: rule, path and keyed digest of its value; 32 hex digits.

    Line numbers are no part of it, so that edits elsewhere change nothing. What is no secret stands
    in the report anyway, and a file may have thousands of such values.
    """
    key = f"keylint/1\0{rule}\0{path}".encode("utf-8", "surrogateescape")
    data = value.encode("utf-8", "surrogatepass")
    if is_secret and len(value) < GUESSABLE_LENGTH:
        data = hashlib.pbkdf2_hmac("sha256", data, key, STRETCHING_ROUNDS)
    return hmac.new(key, data, "sha256").hexdigest()[:32]
