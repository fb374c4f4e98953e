"""What a Gemini credential looks like, and what only looks like one.

An API secret is the base58 text (Bitcoin's alphabet) of exactly 20 bytes; a key id is
`account-` or `master-` with 20 base62 characters, or in older keys the 20 characters alone.
Source: Gemini's API documentation, "API key" page, and collected samples.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from keylint.runs import BASE58, BASE62, HEX, Runs
from keylint.wording import is_random

DIGIT = {character: value for value, character in enumerate(BASE58)}
SECRET_BYTES = 20

# A value ends where its alphabet ends. Base64, paths, dotted names and longer tokens go on; in
# `${NAME:-value}` the dash is the shell's.
SECRET = re.compile(
    r"(?<![A-Za-z0-9_/+.])(?:(?<!-)|(?<=:-))[1-9A-HJ-NP-Za-km-z]{26,28}(?![A-Za-z0-9_/+=\-]|\.\w)"
)
KEY_ID = re.compile(
    r"(?<![A-Za-z0-9_.])(?:(?<!-)|(?<=:-))(?:account|master)-[A-Za-z0-9]{20}(?![A-Za-z0-9_\-])"
)
LEGACY_KEY_ID = re.compile(r"(?<![A-Za-z0-9_/+.\-])[A-Za-z0-9]{20}(?![A-Za-z0-9_/+=\-]|\.\w)")

# Access and refresh tokens are UUIDs, version 4 (Gemini's "OAuth 2.0" page), client secrets too.
OAUTH_TOKEN = re.compile(
    r"(?i)(?<![A-Za-z0-9_-])[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    r"(?![A-Za-z0-9_-])"
)

KEY_ID_WORDS = re.compile("account-"), re.compile("master-")
SECRET_RUNS, KEY_RUNS = Runs(BASE58, 26), Runs(BASE62, 20)
# The last of a token's groups is the longest.
TOKEN_RUNS, TOKEN_HEAD = Runs(HEX, 12), 24


def secrets(text: str) -> Iterator[re.Match[str]]:
    """What has the letters and the length of a secret, in the text's order."""
    return _matches(SECRET, text, SECRET_RUNS.starts(text))


def key_ids(text: str) -> Iterator[re.Match[str]]:
    """What has the form of a key id, in the text's order."""
    starts = sorted(found.start() for word in KEY_ID_WORDS for found in word.finditer(text))
    return _matches(KEY_ID, text, starts)


def legacy_key_ids(text: str) -> Iterator[re.Match[str]]:
    """What has the form of an old key id, in the text's order."""
    return _matches(LEGACY_KEY_ID, text, KEY_RUNS.starts(text))


def oauth_tokens(text: str) -> Iterator[re.Match[str]]:
    """What has the form of a token, in the text's order."""
    starts = (start - TOKEN_HEAD for start in TOKEN_RUNS.starts(text) if start >= TOKEN_HEAD)
    return _matches(OAUTH_TOKEN, text, starts)


def _matches(pattern: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """The pattern's matches at some places; as `finditer` finds them, if it can match nowhere else."""
    return (found for start in starts if (found := pattern.match(text, start)))


PLACEHOLDER_WORD = re.compile(
    r"(?i)example|placehold|sample|dummy|changeme|change_me|replace|redact|insert|yourkey|"
    r"yoursecret|yourapi|your_|fake|xxxx|0000|qwerty|abcdef|123456|secretkey|apikey|testkey|"
    r"mykey|mysecret|testsecret|apisecret|gemini"
)
RUN_OF_ONE = re.compile(r"(.)\1{4}")
DESCENDING = ("987654", "fedcba", "zyxwvu")
# Of 20 random characters out of 62, fewer than 11 are distinct once in 100 million times.
FEWEST_DISTINCT = 11


def base58_bytes(text: str) -> int:
    """How many bytes a base58 text decodes to; each leading 1 is a zero byte."""
    number = 0
    for character in text:
        number = number * 58 + DIGIT[character]
    zeros = len(text) - len(text.lstrip("1"))
    return zeros + (number.bit_length() + 7) // 8


def is_secret_shaped(value: str) -> bool:
    """Whether a base58 text is exactly 20 bytes, as every Gemini secret is."""
    return base58_bytes(value) == SECRET_BYTES and not is_placeholder(value)


def is_placeholder(value: str) -> bool:
    """Whether somebody typed this value to show where the true one goes."""
    return (
        len(set(value)) < FEWEST_DISTINCT
        or PLACEHOLDER_WORD.search(value) is not None
        or RUN_OF_ONE.search(value) is not None
        or any(run in value.lower() for run in DESCENDING)
        or _counts_up(value)
    )


def _counts_up(value: str) -> bool:
    """Whether six neighbours in a row stand in the order of the alphabet or of the digits."""
    run = 1
    for left, right in pairwise(value):
        run = run + 1 if ord(right) - ord(left) == 1 else 1
        if run == 6:
            return True
    return False


def is_key_body(value: str) -> bool:
    """Whether the 20 characters of a key id are random, and neither words nor a placeholder."""
    return is_random(value) and not is_placeholder(value)


def is_counted(uuid: str) -> bool:
    """Whether a UUID was typed to show its form: few different digits, or digits in a row."""
    plain = uuid.replace("-", "")
    return len(set(plain)) < 8 or _counts_up(plain) or RUN_OF_ONE.search(plain) is not None
