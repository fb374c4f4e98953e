"""The language server whatever is said to it: it goes on, repeats nothing, writes nothing; and its page."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import tomli
from conftest import Command, Repository, environment
from editors import at, bot, editor, rules
from source_tree import ROOT

from keylint import registry

COMMAND = ["keylint", "lsp"]


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
