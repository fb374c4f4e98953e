"""Source code that says nothing: lines of a bot, the same for the same seed on every machine."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

from keylint.examples import Example, unpack

WORDS = (
    "account balance book bucket candle client config connector depth event exchange fee fill "
    "hedge index interval ledger level limit logger market message number offset order pair "
    "position price quote rate record request response result round side signal "
    "size spread status stream symbol table tick timeout token trade update value volume wallet"
).split()
SHAPES = (
    "    {a} = self._{b}_{c}.get({d!r}, {n})",
    "    def {a}_{b}(self, {c}: Decimal, {d}: str) -> Dict[str, {a}]:",
    "        if {a}.{b} > {n} and {c} not in self._{d}s:",
    "            await self._{a}_{b}(f'{{{c}}}/{d}', {c}={n})",
    "        # The {a} of a {b} is the {c} before the {d}.",
    "        return {{{a!r}: {b}, {c!r}: [{n}, {d}.{a}]}}",
    "from {a}.{b}.{c} import {d}_{a}",
    "        self.assertEqual({n}, {a}.{b}({c!r}))",
    '  "{a}": {{"{b}": {n}, "{c}": "{d}"}},',
    "",
)
# A client of the exchange, without a value: the gate has to let such a file through.
BOT = """import base64, hashlib, hmac, json, os, time, requests

class GeminiClient:
    def __init__(self):
        self.api_key = os.environ["GEMINI_API_KEY"]
        self.api_secret = os.environ["GEMINI_API_SECRET"].encode()

    def post(self, request, **fields):
        payload = {"request": request, "nonce": time.time_ns(), "account": "primary", **fields}
        encoded = base64.b64encode(json.dumps(payload).encode())
        signature = hmac.new(self.api_secret, encoded, hashlib.sha384).hexdigest()
        headers = {"X-GEMINI-APIKEY": self.api_key, "X-GEMINI-SIGNATURE": signature}
        return requests.post("https://api.gemini.com" + request, headers=headers).json()

    def balances(self):
        return self.post("/v1/balances")
"""
# In hummingbot 5 of 100 files, with 16 of 100 bytes, speak of keys; the standard library does not.
EVERY_BOT = 12
LEAK = "GEMINI_API_KEY=account-{base62:20}\nGEMINI_API_SECRET={base58-20-bytes}\n"


def lines(source: random.Random, count: int = 4000) -> list[str]:
    """Lines to make files of."""
    return [_line(source) for _ in range(count)]


def _line(source: random.Random) -> str:
    a, b, c, d = (source.choice(WORDS) for _ in range(4))
    shape = source.choice(SHAPES)
    return shape.format(a=a, b=b, c=c, d=d, n=source.randrange(10_000)) + "\n"


@cache
def _pool() -> list[str]:
    return lines(random.Random(1))


def bot(number: int) -> str:
    """What a file says of keys: most files nothing."""
    return BOT if number % EVERY_BOT == 0 else ""


def pieces(seed: int, size: int, separator: str = "") -> Iterator[bytes]:
    """A text of so many bytes, in pieces; a separator takes the place of the ends of lines."""
    source, pool = random.Random(seed), _pool()
    while size > 0:
        text = "".join(source.choices(pool, k=500))
        piece = (text.replace("\n", separator) if separator else text).encode()[:size]
        size -= len(piece)
        yield piece


@cache
def leak(seed: int) -> str:
    """A key and its secret, made here; they open nothing."""
    return unpack(Example(LEAK, ".env"), seed).text
