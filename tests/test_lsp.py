"""The language server, by the real protocol: findings as somebody types, and what is said of them."""

from __future__ import annotations

import json
import time

import pytest
from conftest import Command, Repository
from editors import CAPABILITIES, Json, bot, editor, insert, rules, split, stretch

from keylint.editor.text import Change, Point, Text

SEVERITY = {"critical": 1, "high": 1, "medium": 2, "low": 3}


def moved(where: Json, by: int) -> Json:
    return {name: {**place, "character": place["character"] + by} for name, place in where.items()}


def test_an_editor_sees_findings_as_somebody_types_and_leaves(
    repository: Repository, secret: str
) -> None:
    uri = (repository.folder / "bot.py").as_uri()
    with editor(repository.folder, "--stdio") as one:
        able = one.begin(repository.folder)
        assert able["capabilities"]["textDocumentSync"]["change"] == 2
        assert one.open(uri, "import hmac\n", "python") == []
        (found,) = one.change(uri, insert(1, 0, f'gemini_api_secret = "{secret}"\n'))
        assert found["code"] == "gemini-api-secret"
        assert found["source"] == "keylint"
        assert found["severity"] == 1
        assert found["codeDescription"]["href"].endswith("docs/rules/gemini-api-secret.md")
        assert "tags" not in found
        assert one.change(uri, {"text": "import hmac\n"}) == []
        assert rules(one.change(uri, {"text": bot(secret)})) == ["gemini-api-secret"]
        one.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        assert one.underlined(uri) == []
        assert not (repository.folder / "bot.py").exists()
        assert one.end() == 0


def test_who_types_fast_is_told_when_there_is_a_pause(repository: Repository, secret: str) -> None:
    uri = (repository.folder / "bot.py").as_uri()
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        assert one.open(uri, "", "python") == []
        for number, character in enumerate(text := f'gemini_api_secret = "{secret}"'):
            one.type(uri, insert(0, number, character))
        (found,) = one.underlined(uri)
        assert stretch(text, found["range"]) == secret
        published = [m for m in one.unasked if m["method"] == "textDocument/publishDiagnostics"]
        assert len(published) < 5
        one.type(uri, {"text": ""})
        one.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        time.sleep(0.5)
        one.told()
        assert [m["params"]["diagnostics"] for m in one.unasked][len(published) :] == [[]]


def test_ranges_are_exact_where_carriage_returns_alone_end_lines(
    repository: Repository, secret: str
) -> None:
    text = bot(secret).replace("\n", "\r")
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        (found,) = one.open((repository.folder / "bot.py").as_uri(), text, "python")
        assert stretch(text, found["range"]) == secret


@pytest.mark.parametrize("units", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r\n\f"])
def test_ranges_are_exact_in_the_units_that_the_client_chose(
    repository: Repository, secret: str, units: str, end: str
) -> None:
    text = bot(secret).replace("\n", end)
    uri = (repository.folder / "bot.py").as_uri()
    capabilities = {**CAPABILITIES, "general": {"positionEncodings": [units]}}
    with editor(repository.folder) as one:
        able = one.begin(repository.folder, capabilities)
        assert able["capabilities"]["positionEncoding"] == units
        (found,) = one.open(uri, text, "python")
        assert stretch(text, found["range"], units) == secret
        start = found["range"]["start"]
        first = {"start": start, "end": {**start, "character": start["character"] + 1}}
        one.type(uri, {"range": first, "text": "ü😀"})
        wide = len(split("ü😀", units))
        both = {"start": start, "end": {**start, "character": start["character"] + wide}}
        (found,) = one.change(
            uri,
            insert(0, 2, "é😀 "),
            insert(1, 0, "'😀';"),
            {"range": moved(both, len(split("'😀';", units))), "text": secret[0]},
        )
        text = text.replace("# 😀", "# é😀 😀").replace("\n", "\n'😀';", 1)
        assert stretch(text, found["range"], units) == secret


def test_the_units_are_utf_16_if_nobody_says_otherwise(repository: Repository, secret: str) -> None:
    uri = (repository.folder / "bot.py").as_uri()
    with editor(repository.folder) as one:
        assert one.begin(capabilities={})["capabilities"]["positionEncoding"] == "utf-16"
        (found,) = one.open(uri, bot(secret), "python")
        assert stretch(bot(secret), found["range"]) == secret
        assert "relatedInformation" not in found
        assert "codeDescription" not in found


def test_a_byte_order_mark_moves_no_range(repository: Repository, secret: str) -> None:
    text = f'\ufeffgemini_api_secret = "{secret}"\n'
    uri = (repository.folder / "bot.py").as_uri()
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        (found,) = one.open(uri, text, "python")
        assert stretch(text, found["range"]) == secret


def test_a_buffer_is_judged_as_its_file_would_be(
    repository: Repository, keylint: Command, secret: str, leak: str
) -> None:
    pair = (
        f'gemini = ccxt.gemini({{\n "apiKey": "{leak.split()[0][15:]}", "secret": "{secret}"}})\n'
    )
    texts = {"bot.py": pair, ".env": leak, "ci/keys.yaml": f"gemini:\n  api_secret: {secret}\n"}
    for name, text in texts.items():
        repository.commit(name, text)
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        for name, text in texts.items():
            report = keylint("scan", name, "--format", "json", cwd=repository.folder).report
            told = [
                (found["code"], found["severity"], found["range"]["start"]["line"] + 1)
                for found in one.open((repository.folder / name).as_uri(), text)
            ]
            assert told == [
                (found["rule"], SEVERITY[found["severity"]], found["line"])
                for found in report["findings"]
            ]
            assert told


def test_the_other_half_of_a_pair_is_told(repository: Repository, leak: str) -> None:
    uri = (repository.folder / ".env").as_uri()
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        found = {one["code"]: one for one in one.open(uri, leak, "dotenv")}
        (related,) = found["gemini-api-secret"]["relatedInformation"]
        assert related["location"]["uri"] == uri
        assert related["location"]["range"]["start"]["line"] == 0


def test_hover_explains_and_never_shows_the_value(repository: Repository, secret: str) -> None:
    uri = (repository.folder / "bot.py").as_uri()
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        (found,) = one.open(uri, bot(secret), "python")
        start, end = found["range"]["start"], found["range"]["end"]
        page = one.hover(uri, start["line"], start["character"])
        for part in ("**Plaintext Gemini API secret**", "high", "**What to do**", "1. Deact"):
            assert part in page
        assert one.hover(uri, end["line"], end["character"]) == page
        assert one.hover(uri, end["line"], end["character"] + 1) == ""
        assert secret.encode() not in one.heard
    with editor(repository.folder) as one:
        one.begin(capabilities={})
        one.open(uri, bot(secret), "python")
        page = one.hover(uri, start["line"], start["character"])
        assert "**" not in page
        assert "Deactivate" in page


def test_a_text_is_counted_as_the_protocol_does() -> None:
    text = Text("a\fb\u2028\r\nc\rd😀\n", "utf-16")
    assert [text.point(at) for at in range(len(text.written) + 1)] == [
        (0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (1, 0), (1, 1), (2, 0), (2, 1), (2, 3), (3, 0),
    ]  # fmt: skip
    assert text.offset(Point(0, 99)) == 4
    assert text.offset(Point(2, 2)) == text.offset(Point(2, 1)) == 9
    assert text.offset(Point(99, 0)) == len(text.written)
    changed = text.changed(Change(Point(0, 4), Point(2, 1), "-"))
    assert changed.written == "a\fb\u2028-😀\n"
    assert json.dumps(Text("é", "utf-8").point(1)) == "[0, 2]"
