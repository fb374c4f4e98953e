"""`keylint scan --gate`: nothing of the tree silences anything, and what it would silence is told."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from conftest import Command, Repository
from trees import PLANTS, Tree, planted

from keylint.wishes import Format

SCHEMA = Path(__file__).parent.parent / "docs" / "report-v1.schema.json"
SCAN = ("scan", "--format", "json", "--fail-on", "critical")
SOURCES = {
    "the folder": (),
    "a file": ("bot.env",),
    "what is staged": ("--staged",),
    "standard input": ("-", "--stdin-name", "bot.env"),
    "all history": ("--history", "--no-cache"),
    "commits since": ("--since", "HEAD~1"),
    "a branch": ("--branch", "main"),
    "the submodules, too": ("--recurse-submodules",),
}


@pytest.mark.parametrize("way", PLANTS)
def test_a_gate_reports_what_the_tree_would_silence_and_by_what(
    keylint: Command, repository: Repository, leak: str, way: str
) -> None:
    tree = planted(way, repository, leak, keylint)
    assert keylint(*SCAN, cwd=repository.folder).code == 0
    done = keylint(*SCAN, "--gate", cwd=repository.folder)
    assert done.code == 1
    (secret,) = (one for one in done.report["findings"] if one["rule"] == "gemini-api-secret")
    assert secret["unheeded"] == tree.by
    assert done.report["unheeded"]["findings"] >= 1
    assert done.report["configuration"] is None
    assert done.report["silenced"] == []


@pytest.fixture
def tree(repository: Repository, leak: str, keylint: Command) -> Tree:
    """A tree that excludes its leak, committed; it is staged anew, too."""
    found = planted("an exclude", repository, leak, keylint)
    repository.git("commit", "--quiet", "--message", "Silence")
    repository.stage("bot.env", f"# again\n{leak}")
    return found


@pytest.mark.parametrize("source", SOURCES)
def test_it_is_a_gate_for_every_source(
    keylint: Command, tree: Tree, leak: str, source: str
) -> None:
    arguments = (*SCAN, *SOURCES[source])
    folder = tree.repository.folder
    done = keylint(*arguments, "--gate", cwd=folder, stdin=leak.encode())
    assert done.code == 1
    assert done.report["unheeded"]["configuration"] == "keylint.toml"
    assert done.report["unheeded"]["milder"] == ["exclude '*.env'"]
    by = {one["unheeded"] for one in done.report["findings"] if one["severity"] == "critical"}
    assert by == {tree.by}


@pytest.mark.parametrize("form", [form.value for form in Format])
def test_every_form_tells_what_the_tree_would_silence(
    keylint: Command, tree: Tree, form: str
) -> None:
    done = keylint("scan", "--gate", "--format", form, cwd=tree.repository.folder)
    said = done.all.replace("&#x27;", "'").replace("&#42;", "*").replace("&#46;", ".")
    assert "exclude '*.env' in keylint.toml" in said
    if form != "jsonl":
        assert "The tree would silence" in said or '"milder"' in said


def test_its_report_keeps_the_schema(keylint: Command, tree: Tree) -> None:
    done = keylint(*SCAN, "--gate", "--since", "HEAD~1", cwd=tree.repository.folder)
    assert done.report["unheeded"]["brought"]
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text())).validate(done.report)


def test_a_configuration_that_cannot_be_used_is_told_and_stops_nothing(
    keylint: Command, repository: Repository, leak: str
) -> None:
    repository.stage("bot.env", leak)
    repository.stage("keylint.toml", "exclude = 7\n")
    repository.stage(".keylint-baseline.json", "{")
    done = keylint("scan", "--gate", "--format", "json", cwd=repository.folder)
    assert done.code == 1
    (milder,) = done.report["unheeded"]["milder"]
    assert milder.startswith("cannot be used: line 1: exclude:")


def test_what_a_finding_of_a_file_is_silenced_with_is_told_of_it(
    keylint: Command, repository: Repository, leak: str
) -> None:
    """A tracked .env is as bad as what is in it: who silences all its secrets means the file."""
    one, two = leak.splitlines()
    mark = "# keylint: ignore[gemini-api-key, gemini-api-secret]"
    repository.stage("bot.env", f"{one} {mark}\n{two} {mark}\n")
    assert keylint("scan", cwd=repository.folder).code == 0
    done = keylint("scan", "--gate", "--format", "json", cwd=repository.folder)
    by = {one["rule"]: one["unheeded"] for one in done.report["findings"]}
    assert by["secret-file-tracked"].startswith("comment on line")


@pytest.mark.parametrize("form", [form.value for form in Format])
def test_every_form_of_a_plain_scan_names_who_silenced_what(
    keylint: Command, repository: Repository, leak: str, form: str
) -> None:
    repository.stage("bot.env", leak.rstrip() + "  # pragma: allowlist secret\n")
    settings = 'exclude = ["vendor/"]\nper-path-ignores = { "*.env" = ["gemini-api-key"] }\n'
    repository.stage("keylint.toml", f'{settings}ignore = ["generic-secret"]\n')
    repository.stage("other.env", leak)
    done = keylint("scan", "--format", form, cwd=repository.folder)
    said = done.all.replace("&#x27;", "'").replace("&#45;", "-")
    for word in ("pragma: allowlist secret", "in keylint.toml", "exclude 'vendor/'"):
        shortened = word.partition(":")[0]
        assert word in said or shortened in said, word
    assert "generic-secret" in said
