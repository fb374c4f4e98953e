"""The structure of a Gemini credential, what context does to it, and which halves belong together."""

from __future__ import annotations

import random

import pytest

from keylint.credentials import Credential, Kind, read, shapes
from keylint.examples import Example, base58, gemini_key, gemini_secret, unpack
from keylint.model import Confidence
from keylint.wording import is_random

RANDOM = random.Random(20)


def found(text: str, path: str = "bot.py", seed: int = 1) -> tuple[Credential, ...]:
    made = unpack(Example(text, path), seed)
    return read(made.text, made.path).credentials


def partners(text: str, path: str = "bot.py") -> list[tuple[int, int]]:
    """The lines of each secret and of its key id."""
    made = unpack(Example(text, path), 3)
    return [
        (made.text.count("\n", 0, one.span.start), made.text.count("\n", 0, one.partner.start))
        for one in read(made.text, made.path).credentials
        if one.kind is Kind.SECRET and one.partner
    ]


def test_a_secret_is_base58_of_exactly_twenty_bytes() -> None:
    for size in (18, 19, 20, 21, 22):
        for _ in range(200):
            text = base58(RANDOM.randbytes(size))
            assert (shapes.base58_bytes(text) == 20) is (size == 20)


def test_base58_agrees_with_known_values() -> None:
    # Vectors of Bitcoin Core, src/test/data/base58_encode_decode.json.
    assert base58(bytes.fromhex("626262")) == "a3gV"
    assert base58(bytes.fromhex("00000000000000000000")) == "1" * 10
    assert shapes.base58_bytes("1" * 10) == 10


def test_nearly_every_random_value_has_the_shape_and_counts_as_random() -> None:
    values = [base58(RANDOM.randbytes(20)) for _ in range(3000)]
    missed = [v for v in values if not shapes.is_secret_shaped(v) or not is_random(v)]
    assert len(missed) < 30


@pytest.mark.parametrize(
    "word",
    [
        "getUserAccountBalanceFromCa",
        "fetchUserByKeyFromRemoteStar",
        "ThisHasManyWordsKeptTogether",
        "abcdefghijkmnopqrstuvwxyzABC",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "1234567891234567891234567891",
    ],
)
def test_words_and_placeholders_are_no_secrets(word: str) -> None:
    assert found(f'gemini_api_secret = "{word}"\n') == ()


def test_a_pair_is_sure_and_each_half_knows_the_other() -> None:
    key, secret = found('key = "account-{base62:20}"\nsecret = "{base58-20-bytes}"\n')
    assert (key.kind, secret.kind) == (Kind.KEY, Kind.SECRET)
    assert key.partner == secret.span
    assert secret.partner == key.span
    assert secret.confidence is Confidence.HIGH


def test_a_secret_of_a_master_key_knows_it() -> None:
    _, secret = found('k = "master-{base62:20}"\ns = "{base58-20-bytes}"\n')
    assert secret.is_master


def test_without_a_word_of_gemini_and_without_a_key_nothing_is_a_secret() -> None:
    assert found('secret = "{base58-20-bytes}"\n') == ()


def test_a_test_folder_lowers_confidence_and_hides_nothing() -> None:
    text = 'gemini_secret = "{base58-20-bytes}"\n'
    (here,) = found(text, "bot.py")
    (there,) = found(text, "tests/test_bot.py")
    assert (here.confidence, there.confidence) == (Confidence.HIGH, Confidence.MEDIUM)


def test_a_label_of_another_vendor_vetoes() -> None:
    for label in ("mistral_token", "KRAKEN_SECRET", "stripeKey", "aws.secret"):
        assert found(f'# gemini exchange\n{label} = "{{base58-20-bytes}}"\n') == ()


def test_a_section_of_another_exchange_vetoes() -> None:
    text = "gemini:\n  secret: {base58-20-bytes}\nkraken:\n  secret: {base58-20-bytes}\n"
    (only,) = found(text, "keys.yaml")
    assert only.span.start < text.index("kraken") + 30


def test_a_section_beside_the_one_of_gemini_is_somebody_elses() -> None:
    text = "# wss://api.gemini.com\nzaxxo:\n  secret: {base58-20-bytes}\ngemini:\n  secret: {base58-20-bytes}\n"
    made = unpack(Example(text, "keys.yaml"), 1)
    assert [one.span.start > made.text.index("gemini:") for one in found(text, "keys.yaml")] == [
        True
    ]


def test_sandbox_is_told_apart_from_production() -> None:
    (sandbox,) = found('GEMINI_SANDBOX_API_SECRET="{base58-20-bytes}"\n', ".env")
    (production,) = found('GEMINI_API_SECRET="{base58-20-bytes}"\n', ".env")
    assert sandbox.sandbox
    assert not production.sandbox


@pytest.mark.parametrize("rest", ["", ".", "'", ", x", "=", "/x", "+x", "-x", "_x", ".com"])
def test_what_goes_on_is_another_value(rest: str) -> None:
    whole = rest in ("", ".", "'", ", x")
    assert bool(found(f"gemini_secret = {{base58-20-bytes}}{rest}\n", "a.env")) is whole


@pytest.mark.parametrize(
    ("part", "typed"),
    [("ghijk", False), ("ghijkl", True), ("mghijk", False), ("23456", False), ("234567", True)],
)
def test_six_in_a_row_are_typed_and_five_are_chance(part: str, typed: bool) -> None:
    assert shapes.is_placeholder(f"Q7z{part}Zr2wX9tB") is typed


def test_an_old_key_id_counts_only_beside_its_secret() -> None:
    both = found('gemini.login("{base62:20}", "{base58-20-bytes}")\n')
    assert [one.kind for one in both] == [Kind.KEY, Kind.SECRET]
    assert found('gemini_api_key = "{base62:20}"\n') == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one after the other, key first and secret first
        ("K account-{base62:20}\nS {base58-20-bytes}\n" * 3, [(1, 0), (3, 2), (5, 4)]),
        (
            "gemini_secret={base58-20-bytes}\nkey=account-{base62:20}\n" * 2,
            [(0, 1), (2, 3)],
        ),
        # by name, when all keys stand before all secrets
        (
            "A_KEY=account-{base62:20}\nB_KEY=account-{base62:20}\n"
            "A_SECRET={base58-20-bytes}\nB_SECRET={base58-20-bytes}\n",
            [(2, 0), (3, 1)],
        ),
        # by object, though another key is nearer
        (
            'x = {\n "a": {"key": "account-{base62:20}",\n\n\n "secret": "{base58-20-bytes}"},\n'
            ' "b": {"key": "account-{base62:20}",\n\n\n "secret": "{base58-20-bytes}"}}\n',
            [(4, 1), (8, 5)],
        ),
        # too far apart, and nothing joins them
        ("k account-{base62:20}\n" + "\n" * 40 + "gemini_secret {base58-20-bytes}\n", []),
    ],
)
def test_halves_are_paired_by_structure_then_by_name_then_by_nearness(
    text: str, expected: list[tuple[int, int]]
) -> None:
    assert partners(text) == expected


def test_each_half_is_used_once() -> None:
    text = "k account-{base62:20}\n" + "gemini_secret = {base58-20-bytes}\n" * 3
    credentials = found(text)
    paired = [one for one in credentials if one.kind is Kind.SECRET and one.partner]
    assert len(paired) == 1


@pytest.mark.slow
def test_many_values_take_no_more_than_their_share() -> None:
    lines = "".join(f"{gemini_key(RANDOM)} {gemini_secret(RANDOM)}\n" for _ in range(3000))
    credentials = read("gemini\n" + lines, "dump.txt").credentials
    assert len(credentials) == 6000
    assert all(one.partner for one in credentials)


def test_a_call_below_another_owners_call_is_its_own() -> None:
    text = (
        "kraken = ccxt.kraken()\ngemini = ccxt.gemini({\n"
        "    'apiKey': 'account-{base62:20}',\n    'secret': '{base58-20-bytes}',\n})\n"
    )
    assert len(found(text)) == 2
    assert found(text.replace("kraken", "x").replace("ccxt.gemini", "ccxt.kraken")[23:]) == ()


def test_the_name_beside_a_generic_one_tells_what_a_value_is() -> None:
    text = '{"url": "api.gemini.com", "headers": [{"name": "etag", "value": "W/\\"{base58-20-bytes}\\""}]}'
    assert found(text, "public.har") == ()
    assert len(found(text.replace("etag", "gemini-secret"), "public.har")) == 1


@pytest.mark.parametrize(
    ("path", "text", "count"),
    [
        ("run.sh", "GEMINI_API_SECRET=${GEMINI_API_SECRET:-{base58-20-bytes}}\n", 1),
        ("run.sh", "GEMINI_API_KEY=${GEMINI_API_KEY:-account-{base62:20}}\n", 1),
        ("bot.py", 'import gemini\napi_secret = "{base58-20-bytes}"\n', 1),
        (".env", "# Gemini\nAPI_SECRET={base58-20-bytes}\n", 1),
        ("gemini_bot.py", 'import os\n\nSECRET = "{base58-20-bytes}"\n', 1),
        ("chat.py", 'import google.genai  # gemini\nSECRET = "{base58-20-bytes}"\n', 0),
        ("x.py", "# gemini-{base58-20-bytes}\n", 0),
    ],
)
def test_what_little_context_is_enough_for(path: str, text: str, count: int) -> None:
    assert len(found(text, path)) == count


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.rs", 'const GEMINI_API_SECRET: &str = "{base58-20-bytes}";\n'),
        ("a.rs", 'static GEMINI_SECRET: &\'static str = "{base58-20-bytes}";\n'),
        ("a.cs", 'public string GeminiSecret { get; set; } = "{base58-20-bytes}";\n'),
        ("a.sh", "curl 'x?gemini_user=1&gemini_secret={base58-20-bytes}'\n"),
    ],
)
def test_what_stands_between_a_name_and_its_value_is_no_name(path: str, text: str) -> None:
    (secret,) = found(text, path)
    assert secret.confidence is Confidence.HIGH


def test_a_name_with_a_value_in_it_is_not_proposed_as_a_variable() -> None:
    for name in ("gemini_{base62:20}_secret", "GEMINI_{upper:20}_SECRET", "gemini_{hex:32}_secret"):
        (secret,) = found(f'{name} = "{{base58-20-bytes}}"\n')
        assert secret.variable == "GEMINI_API_SECRET"
    (secret,) = found('geminiSandboxApiSecret = "{base58-20-bytes}"\n')
    assert secret.variable == "GEMINI_SANDBOX_API_SECRET"
