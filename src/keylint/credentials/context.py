"""Whose value is it? What the words around a value, and the whole file, say of it."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import basename

from keylint.credentials import shapes
from keylint.credentials.surroundings import Surroundings, Text, identifiers
from keylint.credentials.wording import is_random
from keylint.vocabulary import CAMEL

# What only programs and files that talk to the exchange say; Gemini's API documentation.
EXCHANGE_CUE = re.compile(
    r"(?i)api\.(?:sandbox\.)?gemini\.com|exchange\.(?:sandbox\.)?gemini\.com|x-gemini-|"
    r"gemini[_ -]?exchange|gemini[_ -]?(?:sandbox|trad|api[_ -]?secret|secret|client|order|account|"
    r"balance|payload)|ccxt|sha384|btcusd|ethusd|sha512\.New384|btc[-_/]usd|cryptofeed|freqtrade|hummingbot|"
    r"(?:account|master)-[A-Za-z0-9]{20}"
)
GEMINI = re.compile(r"(?i)(?<![a-z])(?<!cap)gemini|(?<=[a-z])Gemini")
GOOGLE = re.compile(
    r"(?i)generativelanguage|google[._ -]?(?:generative|genai|ai|gemini|cloud|api)|genai|aistudio|"
    r"ai\.google|vertex|x-goog|gemini-(?:pro|flash|ultra|nano|\d)|AIzaSy"
)
PRODUCTION = re.compile(r"(?i)\b(?:production|prod|live|mainnet)\b|(?<!sandbox\.)gemini\.com")
SANDBOX = re.compile(r"(?i)sandbox")

OTHERS = frozenset(
    "google openai anthropic claude mistral cohere huggingface replicate groq perplexity "
    "deepseek aws azure gcp github gitlab bitbucket slack discord telegram twilio sendgrid "
    "mailgun mailchimp stripe paypal square plaid shopify binance bybit okx okex coinbase "
    "cbpro gdax kraken kucoin gateio bitfinex bitstamp bitmex deribit mexc bitget lbank huobi "
    "htx poloniex bittrex bithumb upbit cex itbit liquid ftx cryptocom alpaca oanda polygon "
    "finnhub tiingo quandl iex alphavantage infura alchemy etherscan moralis quicknode solana "
    "ethereum bitcoin ledger metamask firebase supabase algolia datadog sentry newrelic "
    "pagerduty grafana cloudflare heroku netlify vercel digitalocean docker dockerhub npm "
    "pypi nuget rubygems sonar snyk spotify twitter facebook instagram linkedin reddit "
    "youtube dropbox notion airtable jira atlassian zendesk hubspot salesforce intercom "
    "segment mixpanel amplitude pinecone weaviate tavily serper serpapi elevenlabs deepgram "
    "assemblyai langsmith langchain wandb".split()
)
NOT_A_CREDENTIAL = frozenset(
    "hash sha sha1 sha256 sha512 md5 digest checksum integrity commit revision rev etag cid "
    "ipfs address addr wallet txid tx transaction signature sig nonce uuid guid order orderid "
    "trade tradeid event payload pubkey mint contract block fingerprint hashed sealed "
    "encrypted cipher ciphertext image path url uri file filename class function method "
    "module package version identifier slug session cache trace span request correlation".split()
)


class Role(enum.Enum):
    """What the name of a value says it is."""

    SECRET = "secret"
    KEY = "key"
    TOKEN = "token"
    OTHER = "other"
    UNSAID = "unsaid"


class Tie(enum.IntEnum):
    """How closely a value is tied to the Gemini exchange, loosest first."""

    NONE = 0
    FILE = 1
    NEAR = 2
    SCOPED = 3
    NAMED = 4


@dataclass(frozen=True)
class Context:
    """What is known of a value before its shape counts."""

    role: Role
    tie: Tie
    foreign: bool
    sandbox: bool
    variable: str
    stem: str


@dataclass(frozen=True)
class Talk:
    """What a whole file talks of."""

    exchange: bool
    gemini: bool
    google: bool
    sandbox: bool
    file_name: list[str]


# A file of a few lines may be nothing but the value that its name promises.
FEW_LINES = 4


def talk_of(text: str, path: str) -> Talk:
    """What the words of a file and of its path say."""
    both = f"{path}\n{text}"
    return Talk(
        exchange=EXCHANGE_CUE.search(both) is not None,
        gemini=GEMINI.search(both) is not None,
        google=GOOGLE.search(both) is not None,
        sandbox=SANDBOX.search(both) is not None and PRODUCTION.search(both) is None,
        file_name=[basename(path)] if text.strip().count("\n") < FEW_LINES else [],
    )


def context_of(text: Text, around: Surroundings, talk: Talk) -> Context:
    """What the words around one value say of it, nearest first."""
    named = identifiers(without_values(around.name))[::-1]
    if not named and not around.scopes:
        named = talk.file_name
    role, by = _role(named)
    if role is Role.UNSAID and around.scopes:
        role, by = _role(identifiers(without_values(around.scopes[0].header))[-1:])
    owner = _owner(named, around)
    lines = (
        text.line(i)[:400] for i in range(max(0, around.line - 4), around.line + 5) if text.has(i)
    )
    near = owner is None and any(GEMINI.search(line) for line in lines)
    tie = owner if isinstance(owner, Tie) else Tie.NEAR if near else Tie.NONE
    if owner is None and tie is Tie.NONE and talk.gemini:
        tie = Tie.FILE
    return Context(
        role=role,
        tie=tie,
        foreign=owner == "other",
        sandbox=any(map(SANDBOX.search, _nearest_words(named, around))) or talk.sandbox,
        variable=by,
        stem=_stem(by),
    )


def without_values(text: str) -> str:
    """A text without its credentials, whose letters are no words."""
    for shape in (shapes.KEY_ID, shapes.SECRET, shapes.LEGACY_KEY_ID):
        text = shape.sub(lambda m: m[0] if not is_random(m[0]) else " ", text)
    return text


def parts(identifier: str) -> list[str]:
    """The words of an identifier in lower case: `geminiApiSecret` → gemini, api, secret."""
    return [part for part in re.split(r"[^a-z0-9]+", CAMEL.sub("_", identifier).lower()) if part]


def _role(named: list[str]) -> tuple[Role, str]:
    """The role that the nearest telling name gives, and that name."""
    for identifier in named:
        role = role_of(set(parts(identifier)))
        if role is not Role.UNSAID:
            return role, identifier
    return Role.UNSAID, ""


def role_of(words: set[str]) -> Role:
    """What a set of words says a value is."""
    joined = "".join(sorted(words))
    if "secret" in joined or words & {"hmac", "passphrase", "privatekey", "privkey", "signing"}:
        return Role.SECRET
    if words & {"private", "priv"} and "key" in words:
        return Role.SECRET
    if words & NOT_A_CREDENTIAL:
        return Role.OTHER
    if words & {"key", "apikey", "keyid", "id", "public", "pub", "login"}:
        return Role.KEY
    return (
        Role.TOKEN
        if words & {"token", "credential", "credentials", "auth", "password", "pass"}
        else Role.UNSAID
    )


def _owner(named: list[str], around: Surroundings) -> Tie | str | None:
    """Who the nearest word that names an owner names: a tie to Gemini, another, or nobody."""
    for identifier in named:
        if GEMINI.search(identifier):
            return Tie.NAMED
        if OTHERS.intersection(parts(identifier)):
            return "other"
    for scope in around.scopes:
        for words, telling in ((scope.header, True), (scope.siblings, False)):
            plain = without_values(words)
            if GEMINI.search(plain):
                return Tie.SCOPED
            if _names_another(plain, telling):
                return "other"
    return None


ANOTHER_NAMED = re.compile(
    r"(?i)[\"']?\b(?:name|exchange|venue|provider|service)\b[\"']?\s*[:=]\s*[\"']?(\w+)"
)


def _names_another(words: str, header: bool) -> bool:
    """Whether a header is called after another owner, or siblings say `name: kraken`."""
    if header:
        return any(OTHERS.intersection(parts(one)) for one in identifiers(words)[-3:])
    return any(OTHERS.intersection(parts(name)) for name in ANOTHER_NAMED.findall(words))


def _nearest_words(named: list[str], around: Surroundings) -> Iterator[str]:
    yield from named
    for scope in around.scopes[:3]:
        yield scope.header
        yield scope.siblings


def _stem(identifier: str) -> str:
    """What is left of a name without the words that tell a key from its secret."""
    dull = {
        "api",
        "key",
        "secret",
        "id",
        "private",
        "public",
        "priv",
        "pub",
        "access",
        "keyid",
        "apikey",
    }
    return "_".join(word for word in parts(identifier) if word not in dull)
