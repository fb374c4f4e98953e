"""The history of a repository: every version counts, and each finding is told once with its past."""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from conftest import CLEAN, Command, Repository
from history_of import History, leaks

from keylint.examples import gemini_secret

# Where git finds filter-repo, beside the Python that runs the tests.
TOOLS = Path(sys.executable).parent
SCHEMA = Path(__file__).parent.parent / "docs" / "report-v1.schema.json"


@pytest.fixture
def history(keylint: Command, repository: Repository) -> History:
    return History(keylint, repository)


def test_a_secret_that_was_taken_out_is_found_with_its_first_and_its_last_commit(
    history: History, leak: str
) -> None:
    history.repository.commit("README.md", "a bot\n")
    history.repository.commit("bot.env", leak)
    first = history.commit_id()
    history.repository.commit("bot.env", f"# a comment\n{leak}")
    history.repository.commit("README.md", "a trading bot\n")
    last = history.commit_id()
    history.repository.commit("bot.env", CLEAN)
    result = history()
    assert result.code == 1
    found = history.secrets()["bot.env"]
    assert found["history"]["first"]["commit"] == first
    assert found["history"]["last"]["commit"] == last
    assert found["history"]["first"]["author"] == "A. Trader"
    assert not found["history"]["in_tip"]
    assert (found["line"], found["column"]) == (3, 19), (
        "the place in the newest version that has it"
    )
    assert history.keylint("scan", cwd=history.repository.folder).code == 0


def test_a_secret_that_is_still_there_is_told_where_it_stands_today(
    history: History, leak: str
) -> None:
    history.repository.commit("bot.env", leak)
    first = history.commit_id()
    history.repository.commit("bot.env", f"\n\n{leak}")
    found = history.secrets()["bot.env"]
    assert found["history"]["in_tip"]
    assert found["history"]["first"]["commit"] == first
    assert found["line"] == 4


def test_a_deleted_file_and_its_copy_are_told_each_with_its_own_past(
    history: History, leak: str
) -> None:
    history.repository.commit("bot.env", leak)
    first = history.commit_id()
    history.repository.commit("copy.env", leak)
    second = history.commit_id()
    history.change("rm", "--quiet", "bot.env")
    found = history.secrets()
    assert set(found) == {"bot.env", "copy.env"}
    assert found["bot.env"]["history"]["first"]["commit"] == first
    assert found["bot.env"]["history"]["last"]["commit"] == second
    assert found["copy.env"]["history"]["first"]["commit"] == second
    assert found["copy.env"]["history"]["in_tip"]


def test_each_content_is_looked_at_once_however_often_it_is_committed(history: History) -> None:
    for number in range(5):
        history.repository.commit(f"copy-{number}.txt", "the same\n")
    history.repository.commit("copy-0.txt", "another\n")
    history.repository.commit("copy-0.txt", "the same\n")
    assert history().report["scanned"]["files"] == 2


def test_a_content_under_a_name_that_tells_more_is_looked_at_under_that_name(
    history: History,
) -> None:
    text = f"secret: {gemini_secret(random.Random(1))}\n"
    history.repository.commit("gemini-exchange-secret.yaml", text)
    history.change("mv", "gemini-exchange-secret.yaml", "notes.yaml")
    assert set(history.secrets()) == {"gemini-exchange-secret.yaml"}


def test_what_only_a_merge_brought_is_found(history: History, leak: str) -> None:
    history.repository.commit("bot.env", "one\n")
    history.repository.git("checkout", "--quiet", "-b", "side")
    history.repository.commit("bot.env", "two\n")
    history.repository.git("checkout", "--quiet", "main")
    history.repository.commit("bot.env", "three\n")
    assert history.repository.try_git("merge", "--quiet", "side").code != 0
    history.repository.stage("bot.env", leak)
    history.repository.git("commit", "--quiet", "--no-verify", "-m", "Merge")
    merge = history.commit_id()
    history.repository.commit("bot.env", CLEAN)
    found = history.secrets()["bot.env"]["history"]
    assert (found["first"]["commit"], found["last"]["commit"]) == (merge, merge)


def test_branches_tags_notes_and_all_stashes_are_scanned(history: History) -> None:
    leak = leaks("refs")
    git = history.repository.git
    history.repository.commit("README.md", "a bot\n")
    git("checkout", "--quiet", "-b", "branch")
    history.repository.commit("on-a-branch.env", leak())
    git("checkout", "--quiet", "--detach")
    history.repository.commit("on-a-tag.env", leak())
    git("tag", "--annotate", "--message", "a tag", "v1")
    git("checkout", "--quiet", "main")
    for name in ("older-stash.env", "newer-stash.env"):
        history.repository.stage(name, leak())
        git("stash", "--quiet")
    git("notes", "add", "--message", leak())
    found = history.secrets()
    names = {"on-a-branch.env", "on-a-tag.env", "older-stash.env", "newer-stash.env"}
    assert names <= set(found)
    assert len(found) == 5, "the note is a file of its own"


def test_what_no_ref_leads_to_is_scanned_on_request(history: History) -> None:
    leak = leaks("lost")
    history.repository.commit("README.md", "a bot\n")
    history.repository.commit("amended.env", leak())
    history.repository.git("reset", "--quiet", "--hard", "HEAD~1")
    (history.repository.folder / "never-committed.env").write_text(leak())
    blob = history.repository.git("hash-object", "-w", "never-committed.env").strip()
    (history.repository.folder / "never-committed.env").unlink()
    assert history.secrets() == {}
    assert set(history.secrets("--reflog")) == {"amended.env"}
    everything = history.secrets("--all-objects", "--reflog")
    assert set(everything) == {"amended.env", f"object {blob[:12]}"}
    assert everything[f"object {blob[:12]}"]["history"]["first"] is None


def test_only_the_commits_since_a_revision_or_of_a_branch_are_scanned(history: History) -> None:
    leak = leaks("since")
    history.repository.commit("old.env", leak())
    history.repository.git("tag", "v1")
    history.repository.commit("new.env", leak())
    history.repository.git("checkout", "--quiet", "-b", "side", "v1")
    history.repository.commit("side.env", leak())
    history.repository.git("checkout", "--quiet", "main")
    assert set(history.secrets("--since", "v1")) == {"new.env"}
    assert set(history.secrets("--branch", "side")) == {"old.env", "side.env"}
    assert set(history.secrets("--branch", "side", "--since", "v1")) == {"side.env"}
    assert history.secrets("--branch", "side")["side.env"]["history"]["in_tip"]
    alone = history.keylint("scan", "--since", "HEAD", "--no-cache", cwd=history.repository.folder)
    assert alone.code == 0
    assert "Scanned 0 versions" in alone.all


def test_paths_limit_the_history_even_where_they_are_gone(history: History) -> None:
    leak = leaks("paths")
    history.repository.commit("a/one.env", leak())
    history.repository.commit("b/two.env", leak())
    history.change("rm", "--quiet", "-r", "a")
    assert set(history.secrets("a")) == {"a/one.env"}
    assert set(history.secrets("a/one.env", "b")) == {"a/one.env", "b/two.env"}
    assert set(history.secrets(".", cwd=history.repository.folder / "b")) == {"b/two.env"}
    result = history("nowhere.env")
    assert result.code == 3
    assert result.unread == {"nowhere.env": "not in the history"}


def test_messages_and_names_are_scanned_on_request(history: History) -> None:
    leak = leaks("metadata")
    history.repository.stage("README.md", "a bot\n")
    history.repository.git("commit", "--quiet", "--no-verify", "-m", f"Use\n\n{leak()}")
    history.repository.git("tag", "--annotate", "--message", leak(), "v1")
    secret = leak().splitlines()[1].partition("=")[2]
    history.repository.git("branch", f"gemini_api_secret={secret}")
    assert history.secrets() == {}
    found = history.secrets("--metadata")
    commit = history.commit_id()[:12]
    assert set(found) == {
        f"message of commit {commit}",
        "message of tag v1",
        "names of branches and tags",
    }


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
    sarif = history("--format", "sarif").out
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
