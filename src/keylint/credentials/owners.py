"""The words that tell whose a value is, and what a name says that a value is."""

from __future__ import annotations

import enum
import re
from functools import lru_cache

from keylint.vocabulary import CAMEL

GEMINI = re.compile(r"(?i)(?<![a-z])(?<!cap)gemini|(?<=[a-z])Gemini")
# What only programs and files that talk to the exchange say; Gemini's API documentation.
EXCHANGE_CUE = re.compile(
    r"(?i)api\.(?:sandbox\.)?gemini\.com|exchange\.(?:sandbox\.)?gemini\.com|x-gemini-|"
    r"gemini[_ -]?exchange|gemini[_ -]?(?:sandbox|trad|api[_ -]?secret|secret|client|order|account|"
    r"balance|payload)|ccxt|sha384|btcusd|ethusd|sha512\.New384|btc[-_/]usd|cryptofeed|freqtrade|"
    r"hummingbot|\b(?:balances|orders|history|crypto|payments):(?:read|create|send)|(?:account|master)-[A-Za-z0-9]{20}"
)
EXCHANGE_WORDS = (
    "gemini", "ccxt", "sha384", "new384", "btcusd", "ethusd", "btc-usd", "btc_usd", "btc/usd",
    "cryptofeed", "freqtrade", "hummingbot", ":read", ":create", ":send", "account-", "master-",
)  # fmt: skip
GEMINI_WORD = "gemini"
GOOGLE = re.compile(
    r"(?i)generativelanguage|google[._ -]?(?:generative|genai|ai|gemini|cloud|api)|genai|aistudio|"
    r"ai\.google|vertex|x-goog|gemini-(?:pro|flash|ultra|nano|\d)|AIzaSy"
)
GOOGLE_WORDS = (
    "generativelanguage", "google", "genai", "aistudio", "vertex", "x-goog", "gemini-", "aizasy",
)  # fmt: skip
# Owners whose name in a value's own name, or around it, says that the value is theirs.
OTHERS = frozenset(
    "google openai anthropic claude mistral cohere huggingface replicate groq perplexity deepseek "
    "xai aws azure gcp github gitlab bitbucket slack discord telegram pushover twilio sendgrid "
    "mailgun mailchimp stripe paypal square plaid shopify binance binanceus bybit okx okex "
    "coinbase cbpro gdax kraken kucoin gateio bitfinex bitstamp bitmex deribit mexc bitget lbank "
    "huobi htx poloniex bittrex bithumb upbit cex itbit liquid ftx cryptocom alpaca oanda polygon "
    "finnhub tiingo quandl iex bitso bitpanda bitflyer bitvavo bitrue bitmart bingx blofin "
    "coincheck coinex coinspot exmo phemex probit ascendex whitebit woo hitbtc hollaex indodax "
    "luno mercadobitcoin ndax novadax oceanex paymium wazirx yobit zaif zonda kuna independentreserve "
    "btcturk btcmarkets bigone coinmate delta dydx hyperliquid paradex vertex etoro robinhood "
    "alphavantage infura alchemy etherscan moralis quicknode solana ethereum bitcoin ledger "
    "metamask firebase supabase algolia datadog sentry newrelic pagerduty grafana cloudflare "
    "heroku netlify vercel digitalocean docker dockerhub npm pypi nuget rubygems sonar snyk "
    "spotify twitter facebook instagram linkedin reddit youtube dropbox notion airtable jira "
    "atlassian zendesk hubspot salesforce intercom mixpanel amplitude pinecone weaviate "
    "tavily serper serpapi elevenlabs deepgram assemblyai langsmith langchain wandb figma "
    "coingecko coinmarketcap cryptocompare glassnode messari nansen kaiko tardis".split()
)
NOT_A_CREDENTIAL = frozenset(
    "hash sha sha1 sha256 sha512 md5 digest checksum integrity commit revision rev etag cid ipfs "
    "address addr wallet txid tx transaction signature sig nonce uuid guid order orderid trade "
    "tradeid event payload pubkey mint contract block fingerprint hashed sealed encrypted cipher "
    "ciphertext image path url uri file filename class function method module package version "
    "identifier slug session cache trace span request correlation webhook csrf".split()
)
# Words that a name may hold besides Gemini's without belonging to somebody else.
NEUTRAL = frozenset(
    "api apikey key keys keyid secret secrets id token tokens private public priv pub access auth "
    "hmac sign signing passphrase password pass pwd credential credentials cred creds my the our "
    "your exchange exchanges ex trading trade trader bot app apps prod production live real sandbox "
    "test testing dev stage staging main master account accounts acct sub default primary "
    "secondary backup new old current config cfg conf settings setting opts options params env "
    "environ environment value val var const static final string str bytes data self this cls me "
    "client session first second left right a b c d e f g h i j k n p s t v w x y z one two three "
    "crypto rest ws http https hashed base raw literal text field name header headers x "
    "read only readonly view withdraw fund manager auditor administrator oauth refresh login "
    "user pair half args kwargs arg spec item entry result res ret tmp temp hdr dev1 dev2".split()
)
SANDBOX_WORDS = frozenset(("sandbox",))
PRODUCTION_WORDS = frozenset(("prod", "production", "live", "mainnet"))
SANDBOX_SETTING = re.compile(
    r"(?i)sandbox\w{0,40}[\"'\]]*\s*(?::\s*\w+\s*=|[:=]|=>)\s*[\"']?(true|false|yes|no|on|off|1|0)\b"
)
SANDBOX_HOST = re.compile(r"(?i)sandbox\.gemini\.com|\bsandbox\b")
PRODUCTION_CUES = ("gemini.com", "production", "prod", "live", "mainnet")
PRODUCTION_HOST = re.compile(r"(?i)(?<!sandbox\.)gemini\.com|\b(?:production|prod|live|mainnet)\b")


class Role(enum.Enum):
    """What the name of a value says it is."""

    SECRET = "secret"
    KEY = "key"
    TOKEN = "token"
    OTHER = "other"
    UNSAID = "unsaid"


@lru_cache(maxsize=8192)
def parts(identifier: str) -> tuple[str, ...]:
    """The words of an identifier in lower case: `geminiApiSecret` → gemini, api, secret."""
    words = re.split(r"[^a-z0-9]+", CAMEL.sub("_", identifier).lower())
    return tuple(word for word in words if word)


def role_of(identifier: str) -> Role:
    """What an identifier says that its value is."""
    words = set(parts(identifier))
    if any("secret" in word for word in words) or words & {
        "hmac",
        "passphrase",
        "privkey",
        "signing",
    }:
        return Role.SECRET
    if "privatekey" in words or (words & {"private", "priv"} and "key" in words):
        return Role.SECRET
    if words & NOT_A_CREDENTIAL:
        return Role.OTHER
    if words & {"key", "apikey", "keyid", "public", "pub", "login"} or words == {"id"}:
        return Role.KEY
    if words & {"token", "credential", "credentials", "auth", "password", "pass", "bearer"}:
        return Role.TOKEN
    # gemini_user_id, project_id: names of things
    return Role.OTHER if "id" in words and not words & {"api", "access", "client"} else Role.UNSAID


def is_anothers(identifier: str) -> bool:
    """Whether an identifier names an owner other than Gemini."""
    words = OTHERS.intersection(parts(identifier))
    return bool(words) and (not GEMINI.search(identifier) or "google" in words)


def is_unknown(identifier: str) -> bool:
    """Whether an identifier holds a word that could be the name of somebody else."""
    return any(word not in NEUTRAL and not word.isdigit() for word in parts(identifier))
