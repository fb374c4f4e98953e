"""What a scan of a history reports, silences, pairs and refuses."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from conftest import Command, Repository
from history_of import History, leaks

SCHEMA = Path(__file__).parent.parent / "docs" / "report-v1.schema.json"


def test_halves_in_different_commits_are_paired_by_their_path(history: History) -> None:
    key, secret = leaks("halves")().splitlines()
    history.repository.commit("bot.env", f"{key}\n")
    history.repository.commit("bot.env", f"{secret}\n")
    history.repository.commit("other.env", leaks("others")().splitlines()[1] + "\n")
    report = history().report
    told = {(f["rule"], f["path"]): f for f in report["findings"]}
    paired = told["gemini-api-secret", "bot.env"]
    assert paired["severity"] == "critical"
    assert paired["message"].endswith("with its key id in another commit")
    assert [related["message"] for related in paired["related"]] == [
        "its key id, in another commit"
    ]
    assert told["gemini-api-secret", "other.env"]["severity"] == "high"


def test_what_the_newest_version_silences_is_silenced(history: History, leak: str) -> None:
    key, secret = leak.splitlines()
    history.repository.commit("bot.env", leak)
    comment = "# keylint: ignore[gemini-api-secret] deactivated long ago"
    history.repository.commit("bot.env", f"{key}\n{secret}  {comment}\n")
    assert history.secrets() == {}
    assert [one["rule"] for one in history().report["silenced"]] == ["gemini-api-secret"]
    assert set(history.secrets("--no-inline-ignores")) == {"bot.env"}
    history.repository.commit("bot.env", leak)
    assert set(history.secrets()) == {"bot.env"}


def test_excluded_paths_are_not_read_but_the_same_content_elsewhere_is(
    history: History, leak: str
) -> None:
    history.repository.commit("vendor/bot.env", leak)
    history.repository.commit("app/bot.env", leak)
    result = history("--exclude", "vendor/")
    assert result.secrets == ["app/bot.env:2:19"]
    assert result.unread == {"vendor/bot.env": "excluded"}


def test_archives_in_the_history_are_opened(history: History, leak: str) -> None:
    packed = history.repository.folder / "bot.env.gz"
    packed.write_bytes(gzip.compress(leak.encode(), mtime=0))
    history.change("add", "bot.env.gz")
    history.change("rm", "--quiet", "bot.env.gz")
    found = history.secrets()
    assert set(found) == {"bot.env.gz!bot.env"}
    assert found["bot.env.gz!bot.env"]["history"]["last"] is not None


def test_the_history_of_one_commit_is_its_tree(history: History) -> None:
    leak = leaks("tree")
    for number in range(30):
        history.repository.stage(f"{number % 4}/{number}.env", leak())
        history.repository.stage(f"{number % 4}/{number}.py", "print('gemini')\n")
    history.repository.git("commit", "--quiet", "--no-verify", "-m", "All at once")
    tree = history.keylint(
        *("scan", "--format", "json", "--ignore", "secret-file-tracked"),
        cwd=history.repository.folder,
    ).report
    past = history().report
    both = [
        [(f["rule"], f["path"], f["line"], f["column"], f["fingerprint"]) for f in one["findings"]]
        for one in (tree, past)
    ]
    assert both[0] == both[1]
    assert len(both[0]) == 60


def test_reports_of_history_keep_their_schema_and_their_order(history: History) -> None:
    leak = leaks("order")
    for number in range(20):
        history.repository.commit(f"{number}.env", leak())
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    first, second = history(), history()
    jsonschema.Draft202012Validator(schema).validate(first.report)
    assert first.report["findings"] == second.report["findings"]
    assert len(first.report["findings"]) == 40


def test_a_finding_in_the_history_is_told_to_people(history: History, leak: str) -> None:
    history.repository.commit("bot.env", leak)
    commit = history.commit_id()[:12]
    history.change("rm", "--quiet", "bot.env")
    told = history.keylint("scan", "--history", "--no-cache", cwd=history.repository.folder).all
    assert f"In the history: only in {commit} (" in told
    assert "no longer in the tip" in told
    assert told.index("Deactivate the key first") < told.index("git filter-repo --force")
    assert "forks, clones, caches and pull requests keep old commits" in told
    assert "Scanned 1 version (" in told
    sarif = history.keylint(
        "scan", "--history", "--format", "sarif", cwd=history.repository.folder
    ).out
    (result,) = [
        one
        for one in json.loads(sarif)["runs"][0]["results"]
        if one["ruleId"] == "gemini-api-secret"
    ]
    assert "A. Trader" in result["message"]["text"]
    assert result["properties"]["history"]["first"]["commit"].startswith(commit)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--since", "no-such-tag"), "no commit is called 'no-such-tag' here"),
        (("--branch", "no-such-branch"), "no commit is called 'no-such-branch' here"),
        (("--since", "--output=x"), "no commit is called '--output=x' here"),
        (("--history", "--staged"), "neither --staged nor standard input has a history"),
        (("--history", "-"), "neither --staged nor standard input has a history"),
        (("--history", ".."), "no git repository is here"),
        (("--history", ".", "../other"), "../other lies in another repository"),
    ],
)
def test_what_cannot_be_meant_is_2_in_one_line(
    keylint: Command,
    repository: Repository,
    make_repository: Callable[[Path], Repository],
    arguments: tuple[str, ...],
    told: str,
) -> None:
    repository.commit("README.md", "a bot\n")
    make_repository(repository.folder.parent / "other")
    result = keylint("scan", *arguments, cwd=repository.folder)
    assert result.code == 2
    assert told in result.err
    assert result.err.count("\n") == 1
    assert result.out == ""
