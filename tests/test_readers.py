"""Readers: the right values, each exactly where it stands, and clear words about what is broken."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import tomli

from keylint import readers
from keylint.tree import Entry, Items, Node, Scalar, Table, Unreadable, tables

JSON = """{ // a comment
  "name": "gemini",  /* and another */
  'quoted': 'single', bare: true,
  "escaped": "a\\"b\\u0041", "number": -1.5e3, "none": null,
  "list": ["x", 1, {"deep": "é𝄞"}, ],
}
"""
YAML = """base: &base
  exchange: gemini   # remark
  quoted: "two words"
child:
  <<: *base
  own: 'single'
  block: |
    line one
    line two
  flow: [a, "b", {k: v}]
---
second: é𝄞 document
"""
TOML = """top = "a"  # remark
[one.two]
text = 'literal'
"quoted key" = 3
list = [
  "x", # first
  "y",
]
inline = { a = "b", c = [1, 2] }
dotted.name = true
moment = 1979-05-27 07:32:00
[[many]]
n = 1
[[many]]
n = 2
[many.sub]
s = "deep"
"""
INI = 'top = 1\n[gemini]\nkey: value ; remark\nquoted = "a ; b"\nempty =\n# gone = 1\n'
ENV = "export A=1\nB = 'two words' # remark\n# C=3\nD=\nE=x#y\n"


def scalars(node: Node, names: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Scalar]]:
    if isinstance(node, Table):
        for entry in node.entries:
            yield from scalars(entry.node, (*names, entry.key))
    elif isinstance(node, Items):
        for number, child in enumerate(node.nodes):
            yield from scalars(child, (*names, str(number)))
    else:
        yield names, node


def values(path: str, text: str) -> dict[str, object]:
    tree = readers.read(path, text)
    assert tree is not None
    return {".".join(names): scalar.value for names, scalar in scalars(tree)}


def written(path: str, text: str) -> dict[str, str]:
    tree = readers.read(path, text)
    assert tree is not None
    return {
        ".".join(names): text[scalar.span.start : scalar.span.end]
        for names, scalar in scalars(tree)
    }


def test_json_is_read_with_comments_trailing_commas_and_single_quotes() -> None:
    assert values("a.json", JSON) == {
        "name": "gemini",
        "quoted": "single",
        "bare": True,
        "escaped": 'a"bA',
        "number": -1500.0,
        "none": None,
        "list.0": "x",
        "list.1": 1,
        "list.2.deep": "é𝄞",
    }


def test_plain_json_is_read_as_the_standard_library_reads_it() -> None:
    document = {"a": [1, 2.5, 'x\n\t"y" \\ \u2028', {"b": None, "c": {}}], "d": True, "e": ""}
    for indent in (None, 2):
        text = json.dumps(document, indent=indent)
        assert as_data(readers.read("a.json", text)) == document


def as_data(node: Node | None) -> object:
    if isinstance(node, Table):
        return {entry.key: as_data(entry.node) for entry in node.entries}
    if isinstance(node, Items):
        return [as_data(child) for child in node.nodes]
    assert isinstance(node, Scalar)
    return node.value


@pytest.mark.parametrize(
    ("path", "text", "key", "expected"),
    [
        ("a.json", JSON, "quoted", "single"),
        ("a.json", JSON, "escaped", 'a\\"b\\u0041'),
        ("a.json", JSON, "list.2.deep", "é𝄞"),
        ("a.json", JSON.replace("\n", "\r\n"), "none", "null"),
        ("a.yaml", YAML, "0.base.exchange", "gemini"),
        ("a.yaml", YAML, "0.base.quoted", "two words"),
        ("a.yaml", YAML, "0.child.own", "single"),
        ("a.yaml", YAML, "0.child.flow.2.k", "v"),
        ("a.yaml", YAML, "0.child.exchange", "gemini"),
        ("a.yaml", YAML.replace("\n", "\r\n"), "1.second", "é𝄞 document"),
        ("a.toml", TOML, "one.two.text", "literal"),
        ("a.toml", TOML, "one.two.list.1", "y"),
        ("a.toml", TOML, "one.two.inline.c.1", "2"),
        ("a.toml", TOML, "one.two.dotted.name", "true"),
        ("a.toml", TOML, "many.1.n", "2"),
        ("a.toml", TOML, "many.1.sub.s", "deep"),
        ("a.toml", TOML.replace("\n", "\r\n"), "many.1.sub.s", "deep"),
        ("a.ini", INI, "gemini.key", "value"),
        ("a.ini", INI, "gemini.quoted", "a ; b"),
        ("a.ini", INI, "gemini.empty", ""),
        ("a.properties", INI, "top", "1"),
        (".env", ENV, "A", "1"),
        (".env.prod", ENV, "B", "two words"),
        ("prod.env", ENV, "D", ""),
        (".env", ENV.replace("\n", "\r\n"), "E", "x#y"),
    ],
)
def test_a_value_stands_where_the_reader_says(
    path: str, text: str, key: str, expected: str
) -> None:
    assert written(path, text)[key] == expected


def test_toml_says_what_tomli_says() -> None:
    ours = as_data(readers.read("a.toml", TOML))
    theirs = json.loads(json.dumps(tomli.loads(TOML), default=str))
    assert isinstance(ours, dict)
    assert sorted(ours) == sorted(theirs)
    assert ours["many"] == theirs["many"]
    del ours["one"]["two"]["moment"], theirs["one"]["two"]["moment"]
    ours["one"]["two"].pop("dotted")
    dotted = theirs["one"]["two"].pop("dotted")
    assert dotted == {"name": True}
    assert ours["one"] == theirs["one"]


def test_a_commented_line_is_no_entry() -> None:
    assert "C" not in values(".env", ENV)
    assert "gemini.gone" not in values("a.ini", INI)


@pytest.mark.parametrize(
    ("path", "text", "where"),
    [
        ("a.json", '{"a": 1,\n "b" 2}', "line 2, column 6"),
        ("a.json", '{"a": [1, 2', "line 1"),
        ("a.json", "", "line 1"),
        ("a.yaml", "a: 1\n b: 2\n", "line 2"),
        ("a.yaml", "a: {{ b }}: c", "line 1"),
        ("a.toml", "a = 1\nb = \n", "line 2"),
        ("a.toml", "a = 1\na = 2\n", "line 2"),
    ],
)
def test_what_is_broken_is_told_with_its_line(path: str, text: str, where: str) -> None:
    with pytest.raises(Unreadable, match=where):
        readers.read(path, text)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.json", "[" * 20_000),
        ("a.json", '{"a":' * 20_000),
        ("a.yaml", "[" * 20_000),
        ("a.toml", "a = " + "[" * 20_000 + "]" * 20_000),
    ],
)
def test_deep_nesting_is_refused_in_words(path: str, text: str) -> None:
    with pytest.raises(Unreadable):
        readers.read(path, text)


def test_a_yaml_alias_bomb_is_walked_once() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    tree = readers.read("bomb.yaml", "\n".join(lines))
    assert tree is not None
    assert len(list(tables(tree))) == 1


def test_a_yaml_node_that_holds_itself_ends() -> None:
    tree = readers.read("a.yaml", "a: &a\n  b: *a\n")
    assert tree is not None
    assert len(list(tables(tree))) == 2


def test_a_broken_file_is_never_quoted() -> None:
    for path, text in (
        ("a.yaml", "key: 'SENTINEL"),
        ("a.yaml", "a: *SENTINEL"),
        ("a.yaml", "!SENTINEL a: %SENTINEL\n\t"),
        ("a.json", '{"a": SENTINEL "b"}'),
        ("a.toml", "SENTINEL = SENTINEL"),
    ):
        with pytest.raises(Unreadable) as caught:
            readers.read(path, text)
        assert "SENTINEL" not in str(caught.value)


def test_a_name_that_promises_nothing_is_plain_text() -> None:
    assert readers.read("notes.txt", "A=1") is None
    assert readers.read("environment", "A=1") is None


def test_code_is_only_read_where_an_exchange_is_named() -> None:
    assert readers.read("a.py", "key = {'permissions': ['withdraw']}") is None
    assert readers.read("a.py", "gemini = {'permissions': ['withdraw']}") is not None
    assert readers.read("gemini/a.js", "const a = {permissions: ['withdraw']}") is not None


def test_names_may_repeat() -> None:
    tree = readers.read("a.json", '{"a": 1, "a": 2}')
    assert isinstance(tree, Table)
    assert [entry.key for entry in tree.entries if isinstance(entry, Entry)] == ["a", "a"]
