"""What is encoded, escaped or cut up is found in its place, and what is not stays untouched."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable

import pytest

from keylint.document import Document
from keylint.examples import gemini_key, gemini_secret
from keylint.finding import Span
from keylint.layers import unfold

RANDOM = random.Random(7)
KEY, SECRET = gemini_key(RANDOM), gemini_secret(RANDOM)


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def wrapped(text: str) -> str:
    packed = b64(text)
    return "\n".join(packed[start : start + 64] for start in range(0, len(packed), 64))


ENCODINGS: dict[str, Callable[[str], str]] = {
    "base64": b64,
    "base64 without padding": lambda text: b64(text).rstrip("="),
    "base64 twice": lambda text: b64(b64(text)),
    "percent": lambda text: "".join(f"%{ord(c):02X}" for c in text),
    "percent in part": lambda text: text[:5] + f"%{ord(text[5]):02x}" + text[6:],
    "unicode escapes": lambda text: "".join(f"\\u{ord(c):04x}" for c in text),
    "hex escapes": lambda text: "".join(f"\\x{ord(c):02x}" for c in text),
    "octal escapes": lambda text: "".join(f"\\{ord(c):03o}" for c in text),
    "character references": lambda text: "".join(f"&#{ord(c)};" for c in text),
    "hex character references": lambda text: "".join(f"&#x{ord(c):x};" for c in text),
    "joined with plus": lambda text: f'{text[:9]}" + "{text[9:]}',
    "neighbouring literals": lambda text: f'{text[:9]}"\n    "{text[9:15]}" "{text[15:]}',
    "a continued line": lambda text: f"{text[:9]}\\\n{text[9:]}",
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_encoded_secret_is_found_where_it_stands(encoding: str) -> None:
    written = ENCODINGS[encoding](SECRET)
    text = f'# é𝄞 before\ngemini_api_secret = "{written}"  # behind\n'
    (found,) = Document("bot.py", text).credentials
    assert text[found.span.start : found.span.end] == written
    assert found.value.reveal() == SECRET
    assert found.hidden


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_encoded_pair_is_told_as_one(encoding: str) -> None:
    key, secret = ENCODINGS[encoding](KEY), ENCODINGS[encoding](SECRET)
    text = f'gemini_key = "{key}"\ngemini_secret = "{secret}"\n'
    one, other = Document("bot.py", text).credentials
    assert text[one.span.start : one.span.end] == key
    assert (one.partner, other.partner) == (other.span, one.span)


@pytest.mark.parametrize("pack", [b64, wrapped])
def test_a_file_within_a_file_is_read(pack: Callable[[str], str]) -> None:
    env = f"# our bot\nGEMINI_API_KEY={KEY}\nGEMINI_API_SECRET={SECRET}\n"
    text = f"data:\n{pack(env)}\nother: 1\n"
    one, other = Document("conf.yaml", text).credentials
    assert one.span == other.span
    assert text[one.span.start : one.span.end] == pack(env)
    assert {one.value.reveal(), other.value.reveal()} == {KEY, SECRET}


def test_base64_right_behind_an_equals_sign_is_read() -> None:
    text = f"Environment=BOT_CONFIG={b64('gemini secret ' + SECRET)}\n"
    (found,) = Document("bot.container", text).credentials
    assert found.value.reveal() == SECRET


def test_a_letter_of_an_escape_is_no_letter_of_the_value() -> None:
    text = f'"source": ["gemini_secret = \\\\\\n{SECRET}\\n"]'
    (found,) = Document("book.ipynb", text).credentials
    assert text[found.span.start : found.span.end] == SECRET
    assert not found.hidden


@pytest.mark.parametrize(
    "text",
    [
        "plain gemini text",
        '"a" + "b" and "c" "d"',
        "%20 and %41%42 in a url",
        "caf\\u00e9 \\x41 \\101 &#233;",
        b64("nothing of interest stands in here at all"),
        base64.b64encode(random.Random(1).randbytes(600)).decode(),
        "a \\" + "z" * 50,
    ],
)
def test_a_text_without_anything_hidden_has_no_second_view(text: str) -> None:
    assert unfold(text) is None


def test_every_place_of_a_view_maps_back_to_the_same_characters() -> None:
    text = f'a = 1\nkey = "{b64(KEY)}" # x\ns = "{SECRET[:7]}" + "{SECRET[7:]}"\nend = "%41{KEY}"\n'
    view = unfold(text)
    assert view is not None
    for word in ("a = 1", "# x", "s = ", "end = "):
        start = view.text.index(word)
        place = view.place(Span(start, start + len(word)))
        assert text[place.start : place.end] == word


def test_base64_within_base64_ends() -> None:
    packed = SECRET
    for _ in range(12):
        packed = b64(packed)
    assert Document("a.txt", f"gemini secret {packed}").credentials == ()


@pytest.mark.parametrize(
    "text",
    [
        "A" * 3_000_000,
        "%20a" * 300_000,
        "\\u00e9 text " * 200_000,
        '"abc" "def" ' * 200_000,
        ("A" * 76 + "\n") * 30_000,
        "a\\nb" * 200_000,
        "&#233;" * 200_000,
        "'a' + " * 200_000,
    ],
    ids=lambda text: text[:12],
)
def test_long_texts_are_looked_through_once(text: str) -> None:
    """With a pattern that begins anew at every character these would take hours."""
    unfold(f"gemini {text}")
