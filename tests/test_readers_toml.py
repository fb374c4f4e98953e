"""TOML: the values that tomli reads, each where it is written."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import tomli
from test_readers import as_data, scalars, values, written

from keylint import readers
from keylint.tree import Unreadable

TWO = "'" * 3
DOCUMENTS = (
    "",
    "# nothing\n",
    "t = 07:32:00\nu = 07:32:00.999\n",
    "d = 1979-05-27\nm = 1979-05-27T07:32:00Z\nl = 1979-05-27 07:32:00.5-07:00 # c\n",
    "a = [1979-05-27, 07:32:00, 1979-05-27 07:32:00]\n",
    "a = {when = 1979-05-27 07:32:00, at = 07:32:00}\n",
    'a = { "b".c = 1, b.d = 2, b."e.f" = { g.h = [1] } }\n',
    'a = """x""""\nb = """x"""""\nc = """"x"""\nd = """"""\ne = """a"b""c\\""""\n',
    f"a = {TWO}x{TWO}'\nb = {TWO}x{TWO}''\nc = {TWO}'x{TWO}\nd = {TWO}{TWO}\ne = {TWO}a'b''c{TWO}\n",
    "a = 'C:\\n'\nb = 'C:\\'\nc = 'say \"x\" # no remark'\n",
    f'a = """\nfirst\nsecond"""\nb = {TWO}\nfirst\n{TWO}\n',
    'a = """one \\\n    two \\\n\n\n  three"""\n',
    "a = 0x1F\nb = 0o17\nc = 0b11\nd = 0xdead_beef\ne = 1_000\nf = +1\n",
    "a = 1e3\nb = -0.5\nc = 1_0.0_1\nd = inf\ne = -inf\n",
    '"a\\tb" = 1\n"a\\u0041" = 2\n"" = 3\n\'lit\\n\' = 4\n"a." = 5\n"x=y" = 6\n',
    '["a]#b"."c\\"d"]\nx = 1\n[ e . f ]\ny = 2\n[[ "g" ]]\nz = 3\n[[g]] # c\nz = 4\n',
    "a.b.c = 1\na.b.d = 2\na.e = 3\nf = 4\n",
    "[a]\nb.c = 1\n[a.d]\ne = 2\n[f.g]\nh = 3\n[f]\ni = 4\n",
    "[[a]]\nb.c = 1\n[[a.d]]\ne = 2\n[[a.d]]\ne = 3\n[[a]]\n[a.f]\n",
    "a = [[], [1, [2, {b = 3}]], [\n # c\n 'x', # ]\n]]\n",
    "a = {b = {c = {}}}\nd = {}\ne = []\n",
    "true = true\nnan = false\n1 = 2\n2.3 = 4\n1979-05-27 = 5\n",
    '"é" = "𝄞"\n',
    'a = "\\U0001F600 \\\\ \\" \\b\\f"\n',
)
BARE = ("1", "-2", "0x1F", "0o7", "0b1", "1_0", "1.5", "1e3", "inf", "true", "false")
MOMENTS = ("1979-05-27", "07:32:00", "1979-05-27 07:32:00", "1979-05-27T07:32:00Z")
TEXTS = ('"a b"', '"\\t\\u0041"', "'C:\\n'", '"""\n x"y\\\n  z""""', f"{TWO}\na''b{TWO}'", '"#,]}"')


def random_value(chance: random.Random, depth: int) -> str:
    kind = chance.randrange(5 if depth < 3 else 3)
    if kind < 3:
        return chance.choice((BARE, MOMENTS, TEXTS)[kind])
    below = [random_value(chance, depth + 1) for _ in range(chance.randrange(4))]
    if kind == 3:
        return f"[ {', '.join(below)} ]"
    keys = (random_key(chance, number) for number in range(len(below)))
    return f"{{{', '.join(f'{key} = {value}' for key, value in zip(keys, below, strict=True))}}}"


def random_key(chance: random.Random, number: int) -> str:
    return chance.choice(("k{}", '"k.{}"', "'k {}'", 'a{} . "b"', '"\\t{}"', "{}-x.y.z")).format(
        number
    )


def random_document(seed: int) -> str:
    chance = random.Random(seed)
    text = ""
    for number in range(chance.randrange(1, 12)):
        if chance.random() < 0.3:
            text += chance.choice((f"[t{number}.u] # c\n", "[[many]]\n", "[[many.more]]\n"))
        text += f"{random_key(chance, number)} = {random_value(chance, 0)}\n"
    return text if chance.random() < 0.8 else text.replace("\n", "\r\n")


def as_tomli_says(node: object) -> object:
    """What tomli read, with moments as they are written, which tomli does not keep."""
    if isinstance(node, dict):
        return {key: as_tomli_says(child) for key, child in node.items()}
    if isinstance(node, list):
        return [as_tomli_says(child) for child in node]
    return node if isinstance(node, (str, int, float)) else "moment"


def as_we_say(node: object, like: object) -> object:
    if isinstance(node, dict) and isinstance(like, dict):
        assert set(node) == set(like)
        return {key: as_we_say(child, like[key]) for key, child in node.items()}
    if isinstance(node, list) and isinstance(like, list):
        assert len(node) == len(like)
        return [as_we_say(child, other) for child, other in zip(node, like, strict=True)]
    if like == "moment":
        return "moment" if re.fullmatch(r"[\d:TZ.+ -]{8,}", str(node)) else node
    return node


def agrees(text: str) -> bool:
    theirs = as_tomli_says(tomli.loads(text))
    return as_we_say(as_data(readers.read("a.toml", text)), theirs) == theirs


@pytest.mark.parametrize("text", DOCUMENTS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_values_are_what_tomli_says(text: str, newline: str) -> None:
    assert agrees(text.replace("\n", newline))


def random_documents() -> Iterator[str]:
    for seed in range(1500):
        text = random_document(seed)
        with suppress(tomli.TOMLDecodeError):  # a table twice, or a name used as a list
            tomli.loads(text)
            yield text


def test_values_of_random_documents_are_what_tomli_says() -> None:
    texts = list(random_documents())
    assert len(texts) > 1000
    for text in texts:
        assert agrees(text), text


def test_values_of_random_documents_stand_where_they_are_written() -> None:
    for text in random_documents():
        for _, scalar in scalars(readers.read("a.toml", text)):
            start, end = scalar.span.start, scalar.span.end
            opening = re.search(r"(\"{3}|'{3}|[\"'])?(\r?\n)?$", text[:start])
            quotes = opening[1] or ""
            literal = (
                f"{quotes}{opening[2] or ''}{text[start:end]}{quotes}"
                if quotes
                else text[start:end]
            )
            assert text.startswith(quotes, end)
            assert as_tomli_says(tomli.loads(f"a = {literal}")["a"]) in (scalar.value, "moment")


@pytest.mark.parametrize("path", sorted(Path(__file__).parent.parent.rglob("bench/**/*.toml")))
def test_values_of_real_documents_are_what_tomli_says(path: Path) -> None:
    assert agrees(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("a = 07:32:00 # c", "a", "07:32:00"),
        ("a = 1979-05-27 # c", "a", "1979-05-27"),
        ("a = [1979-05-27 07:32:00 ]", "a.0", "1979-05-27 07:32:00"),
        ('a = { "b".c = 1 }', "a.b.c", "1"),
        ('a = { b . "c d" = "e" }', "a.b.c d", "e"),
        ('a = """x""""', "a", 'x"'),
        (f"a = {TWO}x{TWO}''", "a", "x''"),
        ('a = """\r\nx\r\n"""', "a", "x\r\n"),
        ("a = 'C:\\n'", "a", "C:\\n"),
        ("a = 0x1F", "a", "0x1F"),
        ('"k\\u0041" = "v"', "kA", "v"),
        ('["a]#b"]\nc = "d"', "a]#b.c", "d"),
    ],
)
def test_a_value_stands_where_it_is_written(text: str, key: str, expected: str) -> None:
    assert written("a.toml", text)[key] == expected


def test_names_stand_in_the_order_of_the_file() -> None:
    assert list(values("a.toml", "a.b = 1\nc = 2\n[d.e]\nf = 3\n[d]\ng = 4\n")) == [
        "a.b",
        "c",
        "d.e.f",
        "d.g",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a = 999" + "9" * 5000,
        "a = {b = [" * 500,
        ".".join("a" * 5000) + " = 1",
        "[" + ".".join("a" * 900) + "]\n" + ".".join("a" * 900) + " = 1",
    ],
)
def test_what_tomli_gives_up_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        readers.read("a.toml", text)


@pytest.mark.parametrize(
    "text",
    [
        "a = {SENTINEL = 1, SENTINEL = 2}",
        "[SENTINEL]\n[SENTINEL]",
        "[SENTINEL.b]\n[SENTINEL]\nb.c = 1",
        "SENTINEL = {}\n[SENTINEL.b]",
        'SENTINEL = "\x01"',
    ],
)
def test_a_refused_text_is_never_quoted(text: str) -> None:
    with pytest.raises(Unreadable, match=r"^line \d+, column \d+: \w+ \w+") as caught:
        readers.read("a.toml", text)
    assert "SENTINEL" not in str(caught.value)
