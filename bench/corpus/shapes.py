"""Makes the values that recipes name: credentials, and what only looks like one."""

from __future__ import annotations

import base64
import hashlib
import random
import string
import uuid
from collections.abc import Callable

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BASE62 = string.ascii_letters + string.digits
BASE64 = BASE62 + "+/"
URL64 = BASE62 + "-_"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

# None of these holds a letter that base58 lacks, so an identifier built of them is base58 too.
_WORDS = [
    "account",
    "amount",
    "array",
    "async",
    "average",
    "batch",
    "buffer",
    "bytes",
    "cache",
    "context",
    "create",
    "current",
    "custom",
    "event",
    "exchange",
    "fetch",
    "format",
    "frame",
    "frozen",
    "handover",
    "header",
    "key",
    "market",
    "memory",
    "nested",
    "number",
    "open",
    "page",
    "parse",
    "parser",
    "payment",
    "quantity",
    "query",
    "queue",
    "quote",
    "range",
    "ratio",
    "reader",
    "record",
    "request",
    "return",
    "scope",
    "server",
    "service",
    "session",
    "spread",
    "state",
    "stream",
    "sync",
    "target",
    "token",
    "trade",
    "update",
    "user",
    "vector",
    "wrapper",
    "writer",
]


def base58(data: bytes) -> str:
    """Returns base58 text (Bitcoin alphabet), a `1` for each leading zero byte."""
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = BASE58[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def _checked(payload: bytes) -> str:
    return base58(payload + hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4])


def _draw(rng: random.Random, alphabet: str, count: int) -> str:
    return "".join(rng.choice(alphabet) for _ in range(count))


def _camel(rng: random.Random, size: int) -> str:
    """Returns a camelCase identifier of exactly `size` letters."""
    while True:
        name = rng.choice(_WORDS)
        while len(name) < size:
            name += rng.choice(_WORDS).capitalize()
        if len(name) == size:
            return name


def _base64(rng: random.Random, size: int) -> str:
    return base64.b64encode(rng.randbytes(size * 3 // 4)).decode()


def _minified(rng: random.Random, size: int) -> str:
    """Returns about `size` characters of minified JavaScript on one line."""
    parts: list[str] = []
    length = 0
    while length < size:
        name, other = _draw(rng, string.ascii_lowercase, 2), _draw(rng, string.ascii_lowercase, 1)
        camel = rng.choice(_WORDS) + rng.choice(_WORDS).capitalize()
        part = f'function {name}({other}){{return {other}.{camel}("{rng.choice(_WORDS)}",{rng.randrange(999)})}}'
        parts.append(part)
        length += len(part)
    return "".join(parts)


def _uuid(rng: random.Random) -> str:
    return str(uuid.UUID(bytes=rng.randbytes(16), version=4))


def _jwt(rng: random.Random) -> str:
    parts = (b'{"alg":"HS256","typ":"JWT"}', b'{"sub":"42","exchange":"gemini"}', rng.randbytes(32))
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)


_VENDORS: dict[str, Callable[[random.Random], str]] = {
    "aws": lambda r: "AKIA" + _draw(r, string.ascii_uppercase + "234567", 16),
    "awssecret": lambda r: _draw(r, BASE64, 40),
    "github": lambda r: "ghp_" + _draw(r, BASE62, 36),
    "gitlab": lambda r: "glpat-" + _draw(r, URL64, 20),
    "slack": lambda r: (
        f"xoxb-{_draw(r, '123456789', 12)}-{_draw(r, '123456789', 12)}-{_draw(r, BASE62, 24)}"
    ),
    "stripe": lambda r: "sk_live_" + _draw(r, BASE62, 24),
    "telegram": lambda r: _draw(r, "123456789", 10) + ":AA" + _draw(r, URL64, 33),
    "npm": lambda r: "npm_" + _draw(r, BASE62, 36),
    "openai": lambda r: f"sk-{_draw(r, BASE62, 20)}T3BlbkFJ{_draw(r, BASE62, 20)}",
    "anthropic": lambda r: "sk-ant-api03-" + _draw(r, URL64, 93) + "AA",
    "binance": lambda r: _draw(r, BASE62, 64),
    "kraken": lambda r: base64.b64encode(r.randbytes(64)).decode(),
    "hex32": lambda r: _draw(r, "0123456789abcdef", 32),
    "upper34": lambda r: _draw(r, string.ascii_uppercase + string.digits, 34),
    "uuid": _uuid,
    "jwt": _jwt,
    "password": lambda r: _draw(r, BASE62 + "!#%", 14),
}

_CREDENTIALS: dict[str, Callable[[random.Random], str]] = {
    "key": lambda r: "account-" + _draw(r, BASE62, 20),
    "master": lambda r: "master-" + _draw(r, BASE62, 20),
    "legacy": lambda r: _draw(r, BASE62, 20),
    "secret": lambda r: base58(r.randbytes(20)),
    "oauth": _uuid,
    "google": lambda r: "AIzaSy" + _draw(r, URL64, 33),
    "google2": lambda r: "AQ.Ab8RN6" + _draw(r, URL64, 44),
}

_SIZED: dict[str, Callable[[random.Random, int], str]] = {
    "hex": lambda r, n: _draw(r, "0123456789abcdef", n),
    "base62": lambda r, n: _draw(r, BASE62, n),
    "base58": lambda r, n: _draw(r, BASE58, n),
    "base64": _base64,
    "url64": lambda r, n: _draw(r, URL64, n),
    "lower": lambda r, n: _draw(r, string.ascii_lowercase + string.digits, n),
    "upper": lambda r, n: _draw(r, string.ascii_uppercase + string.digits, n),
    "digits": lambda r, n: _draw(r, "123456789", n),
    "camel": _camel,
    "minjs": _minified,
}

_LOOKALIKES: dict[str, Callable[[random.Random], str]] = {
    "others": lambda r: base58(r.randbytes(20)),
    "uuid": _uuid,
    "btc": lambda r: _checked(b"\x00" + r.randbytes(20)),
    "bech32": lambda r: "bc1q" + _draw(r, BECH32, 38),
    "eth": lambda r: "0x" + _draw(r, "0123456789abcdefABCDEF", 40),
    "sol": lambda r: base58(r.randbytes(32)),
    "cid": lambda r: base58(b"\x12\x20" + r.randbytes(32)),
    "cid1": lambda r: "bafybei" + _draw(r, string.ascii_lowercase + "234567", 52),
    "wif": lambda r: _checked(b"\x80" + r.randbytes(32) + b"\x01"),
    "xpub": lambda r: _checked(b"\x04\x88\xb2\x1e" + r.randbytes(74)),
    "xprv": lambda r: _checked(b"\x04\x88\xad\xe4" + r.randbytes(74)),
    "fernet": lambda r: base64.urlsafe_b64encode(b"\x80\0\0\0\0" + r.randbytes(100)).decode(),
    "sha512": lambda r: base64.b64encode(r.randbytes(64)).decode(),
    "sha256": lambda r: base64.b64encode(r.randbytes(32)).decode(),
    "bcrypt": lambda r: "$2b$12$" + _draw(r, BASE62 + "./", 53),
}

CREDENTIALS = frozenset(_CREDENTIALS)
SIZED = frozenset(_SIZED)
WORDS = CREDENTIALS | SIZED | frozenset(_LOOKALIKES) | {"vendor"}


def make(word: str, arg: str, rng: random.Random) -> str:
    """Returns a value for `{word:arg}`; raises KeyError for a word or vendor nobody knows."""
    if word == "vendor":
        return _VENDORS[arg.partition("-")[0]](rng)
    if word in SIZED:
        return _SIZED[word](rng, int(arg.partition("-")[0]))
    return (_CREDENTIALS | _LOOKALIKES)[word](rng)
