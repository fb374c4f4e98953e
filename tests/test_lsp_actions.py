"""What the language server offers to do about a finding: the fix, and the comment that silences it."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from conftest import Command, Repository
from editors import CAPABILITIES, Editor, Json, edited, editor
from fixing import made

TAKEN_OUT, IGNORED = "must still be deactivated", "ignore this finding"
PAIR = 'import hmac\n\nkey = "‹K›"\ngemini_api_secret = "‹S›"\n'


def offered(folder: Path, name: str, text: str, language: str = "") -> list[Json]:
    """What is offered for the secret of a document."""
    uri = (folder / name).as_uri()
    with editor(folder) as one:
        one.begin(folder)
        found = {each.get("code"): each for each in one.open(uri, text, language)}
        return one.actions(uri, found["gemini-api-secret"]["range"])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Editor]]:
    """One server, for documents of many names: a folder for each of them is beside the others."""
    folder = tmp_path_factory.mktemp("documents")
    with editor(folder) as one:
        one.begin(folder)
        yield folder, one


Document = Callable[[str, str], list[Json]]


@pytest.fixture
def document(server: tuple[Path, Editor]) -> Document:
    """Gives what is offered for the secret of a document of a name and a text."""
    folder, one = server

    def offers(name: str, text: str) -> list[Json]:
        uri = (folder / f"{len(one.versions)}" / name).as_uri()
        found = {each.get("code"): each for each in one.open(uri, text)}
        return one.actions(uri, found["gemini-api-secret"]["range"])

    return offers


def offer(actions: list[Json], words: str) -> Json:
    (action,) = (one for one in actions if words in one["title"] and "take all" not in one["title"])
    return action


def scanned(keylint: Command, repository: Repository, name: str, text: str) -> list[str]:
    """The rules that a scan of a file of that text reports."""
    repository.write(name, text)
    done = keylint("scan", name, "--format", "json", cwd=repository.folder)
    return [one["rule"] for one in done.report["findings"]]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_fix_is_an_edit_of_the_buffer_and_leaves_it_clean(
    repository: Repository, keylint: Command, end: str, mark: str
) -> None:
    text = mark + made("# 😀\n" + PAIR).replace("\n", end)
    (fix, every, silence) = offered(repository.folder, "bot.py", text)
    assert fix["title"] == f'keylint: write os.environ["GEMINI_API_SECRET"] (the key {TAKEN_OUT})'
    assert fix["isPreferred"] is True
    assert fix["diagnostics"][0]["code"] == "gemini-api-secret"
    assert fix["kind"] == every["kind"] == silence["kind"] == "quickfix"
    after = edited(text, fix, 1)
    assert after.count(end) == after.count("\n")
    assert scanned(keylint, repository, "bot.py", after) == ["gemini-api-key"]
    after = edited(text, every, 1)
    assert after.splitlines()[-1] == 'gemini_api_secret = os.environ["GEMINI_API_SECRET"]'
    assert "import os" in after
    assert scanned(keylint, repository, "bot.py", after) == []
    assert not (repository.folder / ".env.example").exists()


def test_a_value_that_is_left_says_why_where_the_editor_can_show_it(
    repository: Repository,
) -> None:
    text = made("GEMINI_API_KEY=‹K›\nGEMINI_API_SECRET=‹S›\n")
    left, silence = offered(repository.folder, ".env", text)
    assert "a file of variables is where the value may stand" in left["disabled"]["reason"]
    assert "edit" not in left
    assert IGNORED in silence["title"]
    uri = (repository.folder / ".env").as_uri()
    with editor(repository.folder) as one:
        one.begin(repository.folder, {**CAPABILITIES, "textDocument": {}, "workspace": {}})
        found = one.open(uri, text)
        (alone,) = one.actions(uri, found[0]["range"])
        assert IGNORED in alone["title"]
        assert list(alone["edit"]["changes"]) == [uri]
        assert one.actions(uri, found[0]["range"], only=["quickfix"]) == [alone]
        assert one.actions(uri, found[0]["range"], only=["source"]) == []


def test_an_unsafe_fix_says_that_it_may_need_work(repository: Repository) -> None:
    text = made('let key = "‹K›"\nlet geminiApiSecret = "‹S›"\n', "bot.swift")
    fix = offer(offered(repository.folder, "bot.swift", text), TAKEN_OUT)
    assert "it may need work by hand" in fix["title"]
    assert "isPreferred" not in fix


SILENCED = {
    "bot.py": ('if True:\n    gemini_api_secret = "‹S›"\n', '"  # keylint: ignore['),
    "bot.js": ("const gemini_api_secret = '‹S›';\n", "';  // keylint: ignore["),
    "bot.tsx": ("export const GEMINI_API_SECRET = '‹S›';\n", "';  // keylint: ignore["),
    "Bot.java": ('  String geminiApiSecret = "‹S›";\n', '";  // keylint: ignore['),
    "bot.rb": ('gemini_api_secret = "‹S›"\n', '"  # keylint: ignore['),
    "bot.lua": ('gemini_api_secret = "‹S›"\n', '"  -- keylint: ignore['),
    "bot.sh": ("  export GEMINI_API_SECRET='‹S›'\n", "'  # keylint: ignore["),
    ".env": ("A=1\nGEMINI_API_SECRET=‹S›\n", "A=1\n# keylint: ignore["),
    "gemini.ini": ("[gemini]\napi_secret = ‹S›\n", "[gemini]\n; keylint: ignore["),
    "gemini.yaml": ("gemini:\n  api_secret: ‹S›\n", "  # keylint: ignore["),
    "gemini.toml": ('[gemini]\napi_secret = "‹S›"\n', '"  # keylint: ignore['),
    "main.tf": ('variable "gemini_api_secret" {\n  default = "‹S›"\n}\n', '"  # keylint: ignore['),
    "gemini.xml": (
        "<gemini>\n  <apiSecret>‹S›</apiSecret>\n</gemini>\n",
        "</apiSecret>  <!-- keylint: ignore[",
    ),
    "notes.md": ("gemini_api_secret = ‹S›\n", "  <!-- keylint: ignore["),
}  # fmt: skip


@pytest.mark.parametrize("name", SILENCED)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_comment_silences_the_finding_and_says_nothing_else(
    repository: Repository, keylint: Command, document: Document, name: str, end: str
) -> None:
    text = made(SILENCED[name][0], name).replace("\n", end)
    silence = offer(document(name, text), IGNORED)
    assert "isPreferred" not in silence
    after = edited(text, silence, 1)
    wanted = SILENCED[name][1].replace("\n", end)
    assert f"{wanted}gemini-api-secret]" in after
    repository.write(f"before/{name}", text)
    repository.write(f"after/{name}", after)
    found = keylint("scan", "--format", "json", cwd=repository.folder).report["findings"]
    secrets = [one["path"] for one in found if one["rule"] == "gemini-api-secret"]
    assert secrets == [f"before/{name}"]
    if name.endswith(".py"):
        assert ast.dump(ast.parse(after)) == ast.dump(ast.parse(text))
    if name.endswith(".yaml"):
        assert yaml.safe_load(after) == yaml.safe_load(text)


NOWHERE = {
    "gemini.json": '{"gemini": {"api_secret": "‹S›"}}\n',
    "gemini.txt": "gemini_api_secret = ‹S›\n",
    "page.jsx": '  <Bot gemini_api_secret="‹S›" />\n',
    "text.py": 'NOTE = """\ngemini_api_secret = "‹S›"\n"""\n',
    "wrapped.py": 'gemini_api_secret = \\\n    "‹S›" \\\n    "/"\n',
    "text.js": "const note = `\ngemini_api_secret = '‹S›'\n`;\n",
    "text.rb": 'note = <<~END\n  gemini_api_secret = "‹S›"\nEND\n',
    "text.yaml": "note: |\n  a\n  gemini_api_secret = ‹S›\n  b\n",
    "text.sh": "cat <<END\ngemini_api_secret=‹S›\nEND\n",
    "page.php": '<p>gemini_api_secret = "‹S›"</p>\n<?php\n?>\n',
    "fence.md": "```\ngemini_api_secret = ‹S›\n```\n",
    "text.toml": 'note = """\ngemini_api_secret = ‹S›\n"""\n',
}


@pytest.mark.parametrize("name", NOWHERE)
def test_no_comment_is_offered_where_none_may_stand(document: Document, name: str) -> None:
    actions = document(name, made(NOWHERE[name], name))
    assert [one["title"] for one in actions if IGNORED in one["title"]] == []


def test_a_comment_that_is_there_takes_one_more_rule(
    repository: Repository, keylint: Command
) -> None:
    text = made('gemini_api_secret = "‹S›"  # keylint: ignore[gemini-api-key] old\n')
    silence = offer(offered(repository.folder, "bot.py", text), IGNORED)
    after = edited(text, silence, 1)
    assert "# keylint: ignore[gemini-api-key, gemini-api-secret] old\n" in after
    assert scanned(keylint, repository, "bot.py", after) == []


def test_nothing_is_offered_for_a_line_without_findings(repository: Repository) -> None:
    uri = (repository.folder / "bot.py").as_uri()
    nowhere = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 3}}
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        one.open(uri, made(PAIR), "python")
        assert one.actions(uri, nowhere) == []
        assert one.actions("file:///closed.py", nowhere) == []


def test_what_is_offered_is_of_the_text_as_it_is_now(repository: Repository) -> None:
    uri = (repository.folder / "bot.py").as_uri()
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        assert one.open(uri, "", "python") == []
        text = made(PAIR)
        one.type(uri, {"text": text})
        where = {"start": {"line": 3, "character": 0}, "end": {"line": 3, "character": 60}}
        fix = offer(one.actions(uri, where), TAKEN_OUT)
        assert "os.environ" in edited(text, fix, 2)


def test_no_offer_holds_a_value(repository: Repository) -> None:
    text = made(PAIR + '# gemini_api_secret = "‹P›"\n')
    actions = json.dumps(offered(repository.folder, "bot.py", text))
    assert made("‹S›") not in actions
    assert made("‹P›") not in actions
