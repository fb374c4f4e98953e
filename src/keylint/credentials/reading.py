"""The credentials of one text: candidates by shape, pairs, and how sure each of them is."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass

from keylint.credentials import shapes
from keylint.credentials.context import Context, Role, Talk, Tie, context_of, parts, talk_of
from keylint.credentials.pairing import Half, pairs
from keylint.credentials.surroundings import Surroundings, Text
from keylint.credentials.wording import is_random
from keylint.model import Confidence, Secret, Span

EXAMPLE_PATH = re.compile(
    r"(?i)(?:^|[/_.-])(?:tests?|examples?|samples?|fixtures?|mocks?|demo|spec)(?:[/_.-]|$)"
)


class Kind(enum.Enum):
    """Which half of a pair a credential is."""

    SECRET = "secret"
    KEY = "key"


@dataclass(frozen=True)
class Credential:
    """A plaintext value in a text, how sure it is, and where its other half stands."""

    kind: Kind
    span: Span
    value: Secret
    confidence: Confidence
    variable: str = ""
    sandbox: bool = False
    partner: Span | None = None
    partner_value: Secret | None = None
    hidden: bool = False

    @property
    def is_master(self) -> bool:
        """Whether it opens every account of the group, as far as its key id tells."""
        key = self.value if self.kind is Kind.KEY else self.partner_value
        return key is not None and key.reveal().startswith("master-")


@dataclass(frozen=True)
class _Candidate:
    """A value of the right shape with what stands around it."""

    value: str
    around: Surroundings
    context: Context

    @property
    def span(self) -> Span:
        return self.around.span

    @property
    def half(self) -> Half:
        return Half(self.around, self.context.stem)


def read(text: str, path: str) -> tuple[Credential, ...]:
    """The Gemini credentials of a text, in its order."""
    secrets, keys = _secret_spans(text), _key_spans(text)
    if not secrets and not keys:
        return ()
    talk = talk_of(text, path)
    if not keys and not talk.gemini:
        return ()
    lines = Text(text)
    halves = _Halves(_candidates(lines, secrets, talk), _candidates(lines, keys, talk), talk)
    halves.pair()
    if halves.lonely and talk.gemini:
        halves.pair_legacy(_candidates(lines, _legacy_spans(text), talk))
    doubt = 1 if EXAMPLE_PATH.search(path) else 0
    return tuple(sorted(halves.credentials(doubt), key=lambda credential: credential.span))


def _secret_spans(text: str) -> list[Span]:
    return [Span(*m.span()) for m in shapes.SECRET.finditer(text) if _may_be_secret(m[0])]


def _may_be_secret(value: str) -> bool:
    return is_random(value) and shapes.is_secret_shaped(value)


def _key_spans(text: str) -> list[Span]:
    return [Span(*m.span()) for m in shapes.KEY_ID.finditer(text) if shapes.is_key_body(m[0][-20:])]


def _candidates(lines: Text, spans: list[Span], talk: Talk) -> list[_Candidate]:
    found = []
    for around in lines.around(spans):
        context = context_of(lines, around, talk)
        if not context.foreign:
            value = lines.text[around.span.start : around.span.end]
            found.append(_Candidate(value, around, context))
    return found


def _legacy_spans(text: str) -> list[Span]:
    found = shapes.LEGACY_KEY_ID.finditer(text)
    return [Span(*m.span()) for m in found if shapes.is_key_body(m[0])]


class _Halves:
    """The candidates of one text while their partners are being found."""

    def __init__(self, secrets: list[_Candidate], keys: list[_Candidate], talk: Talk) -> None:
        self.secrets, self.keys, self.talk = secrets, keys, talk
        self.partner: dict[Span, _Candidate] = {}

    @property
    def lonely(self) -> list[_Candidate]:
        """The secrets that are sure enough by themselves and have no key yet."""
        return [
            one
            for one in self.secrets
            if one.span not in self.partner and _alone(one, self.talk) is not None
        ]

    def pair(self) -> None:
        """Pair the key ids of today's shape with the values that may be their secrets."""
        self._join([one for one in self.secrets if _may_pair(one)], self.keys)

    def pair_legacy(self, candidates: list[_Candidate]) -> None:
        """Key ids of the old shape, which only their secret tells apart from any other word."""
        lonely = self.lonely
        self._join(lonely, [one for one in candidates if _may_be_legacy_key(one)])
        self.keys += [self.partner[one.span] for one in lonely if one.span in self.partner]

    def _join(self, secrets: list[_Candidate], keys: list[_Candidate]) -> None:
        joined = pairs([one.half for one in secrets], [one.half for one in keys])
        for s, k in joined.items():
            self.partner[secrets[s].span] = keys[k]
            self.partner[keys[k].span] = secrets[s]

    def credentials(self, doubt: int) -> Iterator[Credential]:
        """What was found, less sure by `doubt` steps."""
        for secret in self.secrets:
            partner = self.partner.get(secret.span)
            confidence = Confidence.HIGH if partner else _alone(secret, self.talk)
            if confidence:
                yield _credential(Kind.SECRET, secret, partner, confidence - doubt)
        for key in self.keys:
            partner = self.partner.get(key.span)
            sure = Confidence.HIGH if partner or self.talk.gemini else Confidence.MEDIUM
            yield _credential(Kind.KEY, key, partner, sure - doubt)


def _may_pair(candidate: _Candidate) -> bool:
    """Whether a value of the proven shape can be the secret of a key that stands near."""
    return candidate.context.role is not Role.OTHER


def _may_be_legacy_key(candidate: _Candidate) -> bool:
    return candidate.context.role in (Role.KEY, Role.UNSAID) and candidate.context.tie > Tie.NONE


def _alone(candidate: _Candidate, talk: Talk) -> Confidence | None:
    """How sure a secret is without a key beside it; None if it is not one."""
    role, tie = candidate.context.role, candidate.context.tie
    if role is Role.OTHER or tie is Tie.NONE:
        return None
    if tie is Tie.NAMED and role is not Role.UNSAID:
        return Confidence.HIGH
    if tie >= Tie.SCOPED:
        return Confidence.HIGH if role is Role.SECRET else Confidence.MEDIUM
    if role is Role.SECRET and talk.exchange:
        return Confidence.MEDIUM
    if tie is Tie.NEAR and talk.exchange and len(candidate.value) > 26:
        return Confidence.LOW if role is Role.UNSAID else Confidence.MEDIUM
    return None


def _credential(
    kind: Kind, one: _Candidate, partner: _Candidate | None, confidence: int
) -> Credential:
    return Credential(
        kind=kind,
        span=one.span,
        value=Secret(one.value),
        confidence=Confidence(max(confidence, Confidence.LOW)),
        variable=_variable(kind, one.context.variable),
        sandbox=one.context.sandbox or (partner is not None and partner.context.sandbox),
        partner=partner.span if partner else None,
        partner_value=Secret(partner.value) if partner else None,
    )


def _variable(kind: Kind, name: str) -> str:
    """The environment variable to look up instead: the value's own name, if it says Gemini."""
    words = parts(name)
    if "gemini" in words and len(words) > 1:
        return "_".join(words).upper()
    return "GEMINI_API_SECRET" if kind is Kind.SECRET else "GEMINI_API_KEY"
