"""The credentials of one text: candidates by shape, pairs, and how sure each of them is."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from keylint.credentials import shapes
from keylint.credentials.context import (
    Context,
    Talk,
    Tie,
    context_of,
    names_gemini,
    talk_of,
)
from keylint.credentials.owners import Role, is_unknown, parts
from keylint.credentials.pairing import pairs
from keylint.credentials.scopes import Text
from keylint.finding import Secret, Span
from keylint.model import Confidence
from keylint.wording import is_random

# A value costs a third of a millisecond to judge, and nobody reads as many findings.
MOST = 10_000

EXAMPLE_PATH = re.compile(
    r"(?i)(?:^|[/_.-])(?:tests?|examples?|samples?|fixtures?|mocks?|demo|spec)(?:[/_.-]|$)"
)


class Kind(enum.Enum):
    """What a credential is: a half of a pair, or a token of OAuth."""

    SECRET = "secret"
    KEY = "key"
    TOKEN = "token"


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
class Read:
    """The Gemini credentials of a text, in its order, and whether there may be more than were judged."""

    credentials: tuple[Credential, ...] = ()
    cut: bool = False


def read(text: str, path: str) -> Read:
    """The Gemini credentials of a text; of each kind so many values at most are judged."""
    more = [list(islice(spans, MOST + 1)) for spans in (_secrets(text), _keys(text), _tokens(text))]
    secrets, keys, tokens = (spans[:MOST] for spans in more)
    if not (secrets or keys or tokens) or (not keys and not names_gemini(text, path)):
        return Read()
    talk = talk_of(text, path)
    halves = _Halves(text, talk)
    halves.pair(secrets, keys)
    if halves.lonely and talk.gemini:
        halves.pair_legacy(list(islice(_legacy_keys(text), MOST)))
    doubt = 1 if EXAMPLE_PATH.search(path) else 0
    found = [*halves.credentials(doubt), *_oauth(text, tokens, talk, doubt)]
    in_order = tuple(sorted(found, key=lambda credential: credential.span))
    return Read(in_order, cut=any(len(spans) > MOST for spans in more))


def _secrets(text: str) -> Iterator[Span]:
    found = shapes.secrets(text)
    return (Span(*m.span()) for m in found if is_random(m[0]) and shapes.is_secret_shaped(m[0]))


def _keys(text: str) -> Iterator[Span]:
    found = shapes.key_ids(text)
    return (Span(*m.span()) for m in found if shapes.is_key_body(m[0][-20:]))


def _legacy_keys(text: str) -> Iterator[Span]:
    found = shapes.legacy_key_ids(text)
    return (Span(*m.span()) for m in found if shapes.is_key_body(m[0]))


def _tokens(text: str) -> Iterator[Span]:
    found = shapes.oauth_tokens(text)
    return (Span(*m.span()) for m in found if not shapes.is_counted(m[0]))


def _contexts(text: str, spans: Iterable[Span], talk: Talk) -> list[Context]:
    """The context of each span that is not another owner's."""
    lines = Text(text)
    contexts = (context_of(lines, span, talk) for span in spans)
    return [context for context in contexts if not context.foreign]


@dataclass
class _Halves:
    """The candidates of one text while their partners are being found."""

    text: str = field(repr=False)
    talk: Talk
    secrets: list[Context] = field(default_factory=list)
    keys: list[Context] = field(default_factory=list)
    partner: dict[Span, Context] = field(default_factory=dict)

    @property
    def lonely(self) -> list[Context]:
        """The secrets that have no key yet, though one may stand near."""
        return [
            one
            for one in self.secrets
            if one.span not in self.partner and _may_pair(one) and one.tie > Tie.NONE
        ]

    def pair(self, secrets: list[Span], keys: list[Span]) -> None:
        """Pair the key ids of today's shape with the values that may be their secrets."""
        self.secrets = _contexts(self.text, secrets, self.talk)
        self.keys = _contexts(self.text, keys, self.talk)
        self._join([one for one in self.secrets if _may_pair(one)], self.keys)

    def pair_legacy(self, spans: list[Span]) -> None:
        """Key ids of the old shape, which only their secret tells apart from any other word."""
        lonely = self.lonely
        keys = _contexts(self.text, spans, self.talk)
        self._join(lonely, [one for one in keys if _may_be_legacy_key(one)])
        self.keys += [self.partner[one.span] for one in lonely if one.span in self.partner]

    def _join(self, secrets: list[Context], keys: list[Context]) -> None:
        for s, k in pairs(secrets, keys).items():
            self.partner[secrets[s].span] = keys[k]
            self.partner[keys[k].span] = secrets[s]

    def credentials(self, doubt: int) -> Iterator[Credential]:
        """What was found, less sure by `doubt` steps."""
        for secret in self.secrets:
            partner = self.partner.get(secret.span)
            sure = Confidence.HIGH if partner else _alone(secret, self.talk)
            if sure:
                yield self._credential(Kind.SECRET, secret, partner, sure - doubt)
        for key in self.keys:
            partner = self.partner.get(key.span)
            sure = Confidence.HIGH if partner or self.talk.gemini else Confidence.MEDIUM
            yield self._credential(Kind.KEY, key, partner, sure - doubt)

    def _credential(
        self, kind: Kind, one: Context, partner: Context | None, confidence: int
    ) -> Credential:
        return Credential(
            kind=kind,
            span=one.span,
            value=_value(self.text, one),
            confidence=Confidence(max(confidence, Confidence.LOW)),
            variable=_variable(kind, one.name),
            # Half a pair cannot be the sandbox's alone: production wins.
            sandbox=one.sandbox and (partner is None or partner.sandbox),
            partner=partner.span if partner else None,
            partner_value=_value(self.text, partner) if partner else None,
        )


def _value(text: str, one: Context) -> Secret:
    return Secret(text[one.span.start : one.span.end])


def _may_pair(one: Context) -> bool:
    """Whether a value of the proven shape can be the secret of a key that stands near."""
    named_otherwise = one.unknown_label and one.role is not Role.SECRET and one.tie < Tie.SCOPED
    return one.role is not Role.OTHER and not named_otherwise


def _may_be_legacy_key(one: Context) -> bool:
    return one.role in (Role.KEY, Role.UNSAID) and one.tie > Tie.NONE and not one.unknown_label


def _alone(one: Context, talk: Talk) -> Confidence | None:
    """How sure a secret is without a key beside it; None if it is not one."""
    if one.role is Role.OTHER or one.tie is Tie.NONE:
        return None
    if one.tie is Tie.NAMED and one.role is not Role.UNSAID:
        return Confidence.HIGH
    if one.tie >= Tie.SCOPED:
        return Confidence.HIGH if one.role is Role.SECRET else Confidence.MEDIUM
    if one.unknown_label or (talk.google and not talk.exchange):
        return None
    if one.role is Role.SECRET:
        return Confidence.MEDIUM if talk.exchange else Confidence.LOW
    if not talk.exchange:
        return None
    if one.tie is Tie.NEAR and not one.listed:  # source maps are long lists of such words
        return Confidence.LOW if one.role is Role.UNSAID else Confidence.MEDIUM
    return None


def _oauth(text: str, spans: list[Span], talk: Talk, doubt: int) -> Iterator[Credential]:
    """The OAuth tokens and client secrets, which are UUIDs: only names tell them from others."""
    for one in _contexts(text, spans, talk):
        words = set(parts(one.name))
        told = one.role is Role.SECRET or words & {"access", "refresh", "bearer"}
        near = one.tie >= Tie.SCOPED or (one.tie > Tie.NONE and talk.exchange)
        if told and near and not one.unknown_label:
            sure = Confidence.HIGH if one.tie >= Tie.SCOPED else Confidence.MEDIUM
            yield Credential(
                kind=Kind.TOKEN,
                span=one.span,
                value=_value(text, one),
                confidence=Confidence(max(sure - doubt, Confidence.LOW)),
                variable=_variable(Kind.TOKEN, one.name),
                sandbox=one.sandbox,
            )


USUAL_VARIABLES = {
    Kind.SECRET: "GEMINI_API_SECRET",
    Kind.KEY: "GEMINI_API_KEY",
    Kind.TOKEN: "GEMINI_OAUTH_TOKEN",
}


def _variable(kind: Kind, name: str) -> str:
    """The environment variable to look up instead: the value's own name, if it says Gemini."""
    words = parts(name)
    # A name may hold a credential: only words that are known are shown.
    known = not any(is_unknown(word) for word in words if word != "gemini")
    if "gemini" in words and len(words) > 1 and words[0] != "x" and known:
        return "_".join(words).upper()
    return USUAL_VARIABLES[kind]
