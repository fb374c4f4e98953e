"""Readers on texts that were made to hurt, or that are only unusual."""

from __future__ import annotations

import pytest
from test_readers import values, written

from keylint import readers
from keylint.finding import Span
from keylint.tree import Table, Unreadable, tables


@pytest.mark.parametrize(
    "text",
    [
        "# withdraw\n" + "[" * 60_000,
        "{a: " * 60_000,
        "- " * 60_000,
        "? " * 60_000,
        "\n".join(" " * depth + "a:" for depth in range(300)),
        "[" * 201 + "]" * 201,
    ],
)
def test_deep_yaml_is_refused_in_words(text: str) -> None:
    with pytest.raises(Unreadable, match=r"line \d+.*nested deeper than 200"):
        readers.read("a.yaml", text)


def test_yaml_of_just_bearable_depth_is_read() -> None:
    assert readers.read("a.yaml", "[" * 200 + "]" * 200) is not None


def test_a_yaml_merge_bomb_grows_no_table() -> None:
    lines = ["n0: &n0 {x: 1, y: 2}"]
    for level in range(1, 13):
        lines += [f"n{level}: &n{level}", f"  <<: [{', '.join([f'*n{level - 1}'] * 9)}]"]
    tree = readers.read("a.yaml", "\n".join(lines))
    assert isinstance(tree, Table)
    last = tree.entries[-1].node
    assert isinstance(last, Table)
    assert [entry.key for entry in last.entries] == ["x", "y"]


NAMES = ", ".join(f"k{number}: 1" for number in range(20_000))
LARGE = {
    "names": f"{{{NAMES}}}",
    "items": f"[{'1, ' * 20_000}]",
    "tables": f"[{'{}, ' * 20_000}]",
}


@pytest.mark.parametrize("large", LARGE.values(), ids=LARGE)
@pytest.mark.parametrize("merge", ["*a", "[*a, *a, *a]"])
def test_what_is_large_and_merged_too_often_is_refused(large: str, merge: str) -> None:
    uses = "".join(f"b{number}: {{<<: {merge}}}\n" for number in range(40_000))
    with pytest.raises(Unreadable, match="merges"):
        readers.read("a.yaml", f"a: &a {large}\n{uses}")


def test_the_first_of_merged_tables_wins_and_own_names_win_over_both() -> None:
    text = "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc: {<<: [*a, *b], z: 3}\n"
    assert {key: value for key, value in values("a.yaml", text).items() if key[0] == "c"} == {
        "c.z": 3,
        "c.x": 1,
        "c.y": 1,
    }


@pytest.mark.parametrize("path", [".env", "a.ini"])
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1" + " " * 300_000 + "x", "1" + " " * 300_000 + "x"),
        ("1" + " \t" * 150_000 + "; c", "1"),
        ("1" + " " * 300_000, "1"),
        ('"1"' + " " * 300_000 + "x", "1"),
    ],
)
def test_a_line_of_blanks_costs_no_more_than_another(path: str, value: str, expected: str) -> None:
    assert values(path, f"A={value}\n") == {"A": expected}


@pytest.mark.parametrize(
    "line",
    [
        "a" + " " * 300_000 + "x",
        "a " * 150_000,
        " " * 300_000,
        "\n   # c" * 50_000,
        "\n" * 300_000,
        "A=1\n" + " \n" * 150_000,
    ],
)
def test_lines_that_set_nothing_cost_no_more_either(line: str) -> None:
    for path in (".env", "a.ini"):
        assert len(values(path, line)) <= 1


@pytest.mark.parametrize("path", ["a.json", "a.yaml", "a.toml", "a.ini", ".env"])
def test_a_text_too_large_for_structure_is_refused_in_words(path: str) -> None:
    with pytest.raises(Unreadable, match=r"10,000,000 characters"):
        readers.read(path, "#" * 10_000_001)


@pytest.mark.parametrize("path", ["a.json", "a.yaml", "a.toml", "a.ini", ".env"])
@pytest.mark.parametrize("text", ['a = "\ud83d"', "\ud83d", "\0", 'a: "\0"', "a = 1\r"])
def test_odd_characters_break_no_reader(path: str, text: str) -> None:
    try:
        readers.read(path, text)
    except Unreadable as error:
        str(error).encode("utf-8")


def test_halves_of_a_json_character_are_joined() -> None:
    text = '{"a": "\\ud83d\\ude00!", "b": "\\ud83d!", "c": "\\ude00\\ud83d", "\\ud83d\\ude00": 1}'
    assert values("a.json", text) == {"a": "😀!", "b": "\ufffd!", "c": "\ufffd\ufffd", "😀": 1}


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "A.NDJSON"])
def test_json_lines_are_json(name: str) -> None:
    assert values(name, '{"a": 1}\n{"a": "b"}\n') == {"0.a": 1, "1.a": "b"}


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ('a: &x "b"', "a", "b"),
        ('a: !foo "b"', "a", "b"),
        ("a: &x b", "a", "b"),
        ("a: !<tag:x,y> &x 'b'", "a", "b"),
        ('a: !foo &x # c "d"\n  "b"', "a", "b"),
        ("a: !!str b # c", "a", "b"),
        ("a: &x\nb: c", "a", ""),
        ("a: [&x b, !y c]", "a.1", "c"),
        ("a: &x b\nc: *x", "c", "b"),
        ("é: 𝄞\na: &x 'b'", "a", "b"),
    ],
)
def test_a_yaml_value_stands_behind_its_tag_and_anchor(text: str, key: str, expected: str) -> None:
    assert written("a.yaml", text)[key] == expected


@pytest.mark.parametrize("text", ["a: &x []", "a: !y\n  []", "a: !y &x # c\n  []"])
def test_a_yaml_list_stands_behind_its_tag_and_anchor(text: str) -> None:
    tree = readers.read("a.yaml", text)
    assert isinstance(tree, Table)
    span = tree.entries[0].node.span
    assert text[span.start : span.end] == "[]"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('"a b": 1', "a b"),
        ("'a': 1", "a"),
        ('&x "a": 1', "a"),
        ("? &x !!str a\n: 1", "a"),
        ("yes: 1", "yes"),
        ("010: 1", "010"),
    ],
)
def test_a_yaml_name_stands_without_its_quotes(text: str, key: str) -> None:
    tree = readers.read("a.yaml", text)
    assert isinstance(tree, Table)
    (entry,) = tree.entries
    assert (entry.key, text[entry.span.start : entry.span.end]) == (key, key)


@pytest.mark.parametrize(
    "text",
    [
        "gemini = {a: [1, )}",
        "gemini = {a: 1)",
        "gemini = [{a: 1], b: 2}",
        "gemini = {a: (b}, c: 1}",
        "f({a: [b(})]",
        "}}}gemini = {",
        "gemini = [[[",
        "const gemini: {a: = {",
    ],
)
def test_brackets_that_do_not_match_end(text: str) -> None:
    for cut in range(len(text) + 1):
        readers.read("gemini.js", text[:cut] + "\n")


def test_a_row_of_a_table_without_a_cell_is_passed_over() -> None:
    text = "| exchange | label |\n|---|---|\n|\n| gemini | bot |\n"
    assert len(list(tables(readers.read("k.md", text) or Table((), Span(0, 0))))) == 2


def test_an_alias_without_its_anchor_is_told_with_its_line() -> None:
    for text in ("a: 1\nb: *x\n", "a: &x 1\n---\nb: *x\n"):
        with pytest.raises(Unreadable, match=r"line \d, column 4"):
            readers.read("a.yaml", text)


INI = """[gemini]
ip_whitelist =
    1.2.3.4
permissions =
    read
    # not this
    withdraw   ; but this

    trade
  other = 1
    account:read
roles = a,
\tb
[next]
    indented = 1
    too = 2
  [third]
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_indented_line_goes_on_with_an_ini_value(newline: str) -> None:
    text = INI.replace("\n", newline)
    assert values("a.ini", text) == {
        "gemini.ip_whitelist": "1.2.3.4",
        "gemini.permissions": "read\nwithdraw\ntrade",
        "gemini.other": "1\naccount:read",
        "gemini.roles": "a,\nb",
        "next.indented": "1",
        "next.too": "2",
    }
    places = written("a.ini", text)
    assert places["gemini.ip_whitelist"] == "1.2.3.4"
    assert places["gemini.permissions"].split()[0] == "read"
    assert places["gemini.permissions"].split()[-1] == "trade"
    assert places["gemini.other"] == f"1{newline}    account:read"


def test_an_ini_value_that_stays_empty_is_empty() -> None:
    text = "[gemini]\nip_whitelist =\n  # none\n  label: x\n[other]\na =\n  [b]\nc = \n"
    assert values("a.ini", text) == {
        "gemini.ip_whitelist": "",
        "gemini.label": "x",
        "other.a": "",
        "b.c": "",
    }


def test_an_anchor_may_be_set_anew() -> None:
    text = "a: &x 1\nb: *x\nc: &x 2\nd: *x\n"
    assert values("a.yaml", text) == {"a": 1, "b": 1, "c": 2, "d": 2}
