"""The language server, by the real protocol: findings as somebody types, and what is said of them."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import tomli
from conftest import Command, Repository, environment
from editors import CAPABILITIES, Json, at, editor, split, stretch
from source_tree import ROOT

from keylint import examples, registry
from keylint.editor.text import Change, Point, Text

COMMAND = ["keylint", "lsp"]
SEVERITY = {"critical": 1, "high": 1, "medium": 2, "low": 3}


def rules(found: list[Json]) -> list[str]:
    return [one.get("code", "") for one in found]


def bot(secret: str) -> str:
    return f'# 😀 é\nnote = "😀é"; gemini_api_secret = "{secret}"\n'


def moved(where: Json, by: int) -> Json:
    return {name: {**place, "character": place["character"] + by} for name, place in where.items()}


def insert(line: int, character: int, text: str) -> Json:
    place = {"line": line, "character": character}
    return {"range": {"start": place, "end": place}, "text": text}


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
        assert found["codeDescription"]["href"].endswith("docs/rules.md#gemini-api-secret")
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


def test_the_configuration_the_comments_and_the_baseline_count(
    repository: Repository, keylint: Command, secret: str
) -> None:
    other = examples.gemini_secret(random.Random("another"))
    repository.write("keylint.toml", 'exclude = ["made/*"]\n')
    repository.commit("old.py", bot(secret))
    assert keylint("baseline", cwd=repository.folder).code == 0
    ignored = bot(other).replace('"\n', '"  # keylint: ignore[gemini-api-secret] a test\n')
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        assert one.open((repository.folder / "old.py").as_uri(), bot(secret)) == []
        assert rules(one.open((repository.folder / "new.py").as_uri(), bot(other))) == [
            "gemini-api-secret"
        ]
        assert one.open((repository.folder / "made" / "new.py").as_uri(), bot(other)) == []
        assert one.open((repository.folder / "ignored.py").as_uri(), ignored) == []
    with editor(repository.folder, "--no-baseline", "--no-config") as one:
        one.begin(repository.folder)
        assert rules(one.open((repository.folder / "old.py").as_uri(), bot(secret)))
        assert rules(one.open((repository.folder / "made" / "new.py").as_uri(), bot(other)))


def test_an_ignore_that_catches_nothing_is_told_at_its_line(repository: Repository) -> None:
    text = "import hmac\r\n  x = 1  # keylint: ignore[gemini-api-secret]\r\n"
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        (found,) = one.open((repository.folder / "bot.py").as_uri(), text)
        assert "catches nothing any more" in found["message"]
        assert stretch(text, found["range"]) == text.split("\r\n")[1].strip()


def test_a_broken_configuration_is_told_once_and_silences_nothing(
    repository: Repository, secret: str
) -> None:
    repository.write("keylint.toml", 'ignore = ["gemini-api-secret"]\nexclud = []\n')
    uri = (repository.folder / "bot.py").as_uri()
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        assert rules(one.open(uri, bot(secret))) == ["gemini-api-secret"]
        one.change(uri, insert(0, 0, "#\n"))
        (told,) = one.told()
        assert "line 2: exclud: not a setting" in told
        assert "judged without a configuration" in told
        repository.write("keylint.toml", 'ignore = ["gemini-api-secret"]\n')
        settings = (repository.folder / "keylint.toml").as_uri()
        one.notify("textDocument/didSave", {"textDocument": {"uri": settings}})
        assert one.underlined(uri) == []
        assert len(one.told()) == 1


def test_a_broken_baseline_is_told_once_and_silences_nothing(
    adopted: Repository, secret: str
) -> None:
    baseline = adopted.folder / ".keylint-baseline.json"
    baseline.write_bytes(baseline.read_bytes()[:200])
    text = (adopted.folder / "bot.env").read_text()
    with editor(adopted.folder) as one:
        one.begin(adopted.folder)
        assert "gemini-api-secret" in rules(one.open((adopted.folder / "bot.env").as_uri(), text))
        (told,) = one.told()
        assert "cut off" in told
        assert "judged without a baseline" in told


def test_the_tree_cannot_name_a_plugin(repository: Repository, secret: str) -> None:
    repository.write("evil.py", "import pathlib\npathlib.Path('ran').touch()\n")
    repository.write("keylint.toml", 'plugins = ["evil.py"]\n')
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        assert rules(one.open((repository.folder / "bot.py").as_uri(), bot(secret)))
        assert "plugins: a configuration" in one.told()[0]
    assert not (repository.folder / "ran").exists()


def test_a_text_above_the_limit_is_told_not_to_be_looked_at(
    repository: Repository, secret: str
) -> None:
    repository.write("keylint.toml", 'max-file-size = "2 kB"\n')
    uri = (repository.folder / "bot.py").as_uri()
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        (found,) = one.open(uri, bot(secret) + "#" * 2000)
        assert found["message"] == "not scanned: larger than 2 kB"
        assert found["severity"] == 3
        assert rules(one.change(uri, {"text": bot(secret)})) == ["gemini-api-secret"]


@pytest.mark.parametrize(
    ("uri", "language"),
    [
        ("untitled:Untitled-1", "python"),
        ("untitled:/a/bot.py", "plaintext"),
        ("zip://a/b", "python"),
    ],
)
def test_a_document_without_a_file_is_judged_too(
    repository: Repository, secret: str, uri: str, language: str
) -> None:
    repository.write("keylint.toml", 'per-path-ignores = { "*.ts" = ["gemini-api-secret"] }\n')
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        (found,) = one.open(uri, bot(secret), language)
        assert "os.environ" in one.hover(uri, 1, found["range"]["start"]["character"])
        assert one.open("untitled:Untitled-2", bot(secret), "typescript") == []


def test_a_file_outside_of_every_folder_is_judged_by_its_own_repository(
    tmp_path: Path, repository: Repository, secret: str
) -> None:
    repository.write("keylint.toml", 'ignore = ["gemini-api-secret"]\n')
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with editor(elsewhere) as one:
        one.begin(elsewhere)
        assert one.open((repository.folder / "sub" / "bot.py").as_uri(), bot(secret))
        assert one.open((repository.folder / "bot.py").as_uri(), bot(secret)) == []
        assert rules(one.open((elsewhere / "bot.py").as_uri(), bot(secret)))


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


def test_nothing_malformed_ends_it_or_is_repeated(repository: Repository, secret: str) -> None:
    uri = (repository.folder / "bot.py").as_uri()
    document = {"uri": uri, "version": "x"}
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        one.open(uri, "", "python")
        one.write(f'{{"jsonrpc": "2.0", "method": "{secret}'.encode())
        one.write(b"[]")
        one.write(b"\xff\xfe")
        one.notify("textDocument/didChange", {"textDocument": document, "contentChanges": secret})
        one.notify("textDocument/didChange", {})
        one.notify("textDocument/didOpen", None)
        one.notify("textDocument/unheardOf", {"secret": secret})
        closed = {"textDocument": {"uri": "file:///closed", "version": 1}}
        one.notify("textDocument/didChange", {**closed, "contentChanges": [{"text": secret}]})
        assert one.ask("textDocument/unheardOf", {})["error"]["code"] == -32601
        assert rules(one.change(uri, {"text": bot(secret)})) == ["gemini-api-secret"]
        far = {"start": {"line": 900, "character": 7}, "end": {"line": 999, "character": 99}}
        assert rules(one.change(uri, {"range": far, "text": "\n# é\ud800"}))
        bad = {"uri": "file://[", "languageId": "x", "version": 1, "text": secret}
        one.notify("textDocument/didOpen", {"textDocument": bad})
        assert secret.encode() not in one.heard
        one.change(uri, {"text": bot(secret)})
        told = one.told()
        assert told.pop() == "keylint: internal error (ValueError)"
        assert len(told) >= 6
        assert all(one.startswith("keylint did not understand") for one in told)
        assert one.end() == 0


def test_it_ends_with_1_if_the_editor_leaves_without_a_word(repository: Repository) -> None:
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        assert one.process.stdin
        one.process.stdin.close()
        assert one.process.wait(30) == 1
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        one.notify("exit")
        assert one.process.wait(30) == 1


FAULTY = """
import keylint.editor.judging
def fail(place):
    raise ValueError("its name is " + place.name)
keylint.editor.judging.standing_of = fail
from keylint.__main__ import main
main()
"""


def test_a_mistake_of_its_own_is_told_without_what_it_says_of_the_document(
    repository: Repository,
) -> None:
    uri = (repository.folder / "bot.py").as_uri()
    with editor(repository.folder, command=("-c", FAULTY)) as one:
        one.begin(repository.folder)
        document = {"uri": uri, "languageId": "python", "version": 1, "text": ""}
        one.notify("textDocument/didOpen", {"textDocument": document})
        answer = one.ask("textDocument/hover", at(uri, 0, 0))
        assert answer["error"]["message"] == "internal error (ValueError)"
        assert one.told() == ["keylint: internal error (ValueError)"]
        assert b"its name is" not in one.heard
        assert one.end() == 0


WATCHED = """
import os, sys
def watch(event, given):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo"):
        os._exit(97)
    if event == "open" and isinstance(given[0], (str, bytes)) and given[2] & (os.O_WRONLY | os.O_RDWR):
        if given[0] != os.devnull:
            os._exit(98)
    if event in ("os.mkdir", "os.remove", "os.rename", "os.chmod"):
        os._exit(99)
sys.addaudithook(watch)
from keylint.__main__ import main
main()
"""


def test_it_writes_no_file_and_connects_to_nobody(repository: Repository, leak: str) -> None:
    uri = repository.commit(".env.example", leak).as_uri()
    env = {"KEYLINT_CACHE_DIR": ""}
    with editor(repository.folder, command=("-c", WATCHED), env=env) as one:
        one.begin(repository.folder)
        (first, *_) = one.open(uri, leak, "dotenv")
        assert one.actions(uri, first["range"])
        assert one.end() == 0
    assert repository.git("status", "--porcelain") == ""


WITHOUT = """
import sys
sys.modules["pygls"] = None
from keylint.__main__ import main
main()
"""


def test_who_lacks_the_extra_is_told_in_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, "lsp"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == "keylint: lsp needs the extra of that name: pip install 'keylint[lsp]'\n"


def test_what_makes_no_sense_is_told_in_one_line(tmp_path: Path, keylint: Command) -> None:
    both = keylint("lsp", "--no-config", "--config", "keylint.toml")
    assert both.code == 2
    assert "exclude each other" in both.err
    terminal, other = os.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "keylint", "lsp"],
        stdin=other,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    for one in (terminal, other):
        os.close(one)
    assert done.returncode == 2
    assert "an editor, over a pipe: docs/editors.md" in done.stderr


PAGE = (ROOT / "docs" / "editors.md").read_text()


def test_the_page_names_the_rules_that_see_one_buffer_only() -> None:
    told = PAGE.partition("<!-- alone -->")[2].partition("<!-- /alone -->")[0]
    assert re.findall(r"`([\w-]+)`", told) == list(registry.shipped().waiting)


def test_the_settings_on_the_page_start_the_server() -> None:
    blocks = re.findall(r"(?ms)^```(\w+)\n(.*?)^```", PAGE)
    code = next(json.loads(text) for form, text in blocks if form == "json")
    assert [code["glspc.server.command"], *code["glspc.server.commandArguments"]] == COMMAND
    tables = [tomli.loads(text) for form, text in blocks if form == "toml"]
    helix = tables[0]["language-server"]["keylint"]
    assert [helix["command"], *helix["args"]] == COMMAND
    assert "cmd = { 'keylint', 'lsp' }" in PAGE
    assert '("keylint" "lsp")' in PAGE


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
