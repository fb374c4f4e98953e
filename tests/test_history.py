"""The history of a repository: every version counts, and each finding is told once with its past."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from conftest import CLEAN
from history_of import History, leaks

from keylint.examples import gemini_secret

# Where git finds filter-repo, beside the Python that runs the tests.
TOOLS = Path(sys.executable).parent
SCHEMA = Path(__file__).parent.parent / "docs" / "report-v1.schema.json"


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
