"""Taking values out of a history, submodules, and what a repository does to hide a leak."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Command, Repository, environment
from history_of import History, leaks

# Where git finds filter-repo, beside the Python that runs the tests.
TOOLS = Path(sys.executable).parent
SCHEMA = Path(__file__).parent.parent / "docs" / "report-v1.schema.json"


@pytest.fixture
def history(keylint: Command, repository: Repository) -> History:
    return History(keylint, repository)


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_the_lines_that_purge_a_history_purge_it_and_hold_no_value(
    history: History, tmp_path: Path, locale: str
) -> None:
    leak = leaks("purge")
    history.repository.commit("bot.env", f"# ümläut\n{leak()}")
    history.repository.commit(
        "bot.py", f'naïve = 1; gemini_secret = "{leak().splitlines()[1].partition("=")[2]}"\n'
    )
    history.repository.commit("mixed.env", f"{leak()}{leak()}")
    (history.repository.folder / "latin.env").write_bytes(
        f"# \xfc\n{leak()}".replace("GEMINI_API_SECRET", "\xfc=1 GEMINI_SECRET").encode("latin-1")
    )
    (history.repository.folder / "marked.env").write_bytes(b"\xef\xbb\xbf" + leak().encode())
    history.change("add", ".")
    history.change("rm", "--quiet", "bot.env")
    report = history().report
    assert len(report["findings"]) == 11
    history.repository.git("clone", "--quiet", "--mirror", ".", tmp_path / "mirror")
    commands = [line for line in report["purge"] if "git push" not in line and line[:3] != "rm "]
    done = subprocess.run(
        ["sh", "-e", "-c", "\n".join(commands)],
        cwd=tmp_path / "mirror",
        env=environment(
            tmp_path,
            {"PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}", "LC_ALL": locale},
        ),
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr
    values = (tmp_path / "keylint-values.txt").read_text().splitlines()
    assert len(values) == 11
    told = "\n".join(report["purge"])
    assert all(value.partition("==>")[0] not in told for value in values)
    assert (tmp_path / "keylint-values.txt").stat().st_mode & 0o077 == 0
    assert history(tmp_path / "mirror").report["findings"] == []


def test_submodules_are_scanned_on_request_each_in_its_own_history(
    history: History, tmp_path: Path, make_repository: Callable[[Path], Repository]
) -> None:
    leak = leaks("submodules")
    library = make_repository(tmp_path / "library")
    library.commit("inner.env", leak())
    library.git("rm", "--quiet", "inner.env")
    library.git("commit", "--quiet", "--no-verify", "-m", "gone")
    library.commit("now.env", leak())
    history.repository.commit("outer.env", leak())
    history.repository.git("submodule", "--quiet", "add", tmp_path / "library", "lib")
    assert set(history.secrets()) == {"outer.env"}
    found = history.secrets("--recurse-submodules")
    assert set(found) == {"outer.env", "lib/inner.env", "lib/now.env"}
    assert found["lib/inner.env"]["history"]["last"] is not None
    assert found["lib/now.env"]["history"]["in_tip"]
    purge = history("--recurse-submodules").report["purge"]
    assert "# in a clone of the submodule lib:" in purge
    tree = history.keylint(
        *("scan", "--recurse-submodules", "--format", "json"), cwd=history.repository.folder
    )
    assert tree.secrets == ["lib/now.env:2:19", "outer.env:2:19"]
    fingerprints = {finding["fingerprint"] for finding in tree.report["findings"]}
    assert found["lib/now.env"]["fingerprint"] in fingerprints
    since = history("--recurse-submodules", "--since", "HEAD")
    assert since.code == 2
    assert "name no commit, no path" in since.err


def test_a_secret_in_the_file_that_declares_keys_is_found_in_its_history(
    history: History, leak: str
) -> None:
    secret = leak.splitlines()[1].partition("=")[2]
    declared = '[[keys]]\nname = "bot"\nroles = ["Trader"]\n'
    history.repository.commit("keylint.toml", f'# gemini_api_secret = "{secret}"\n{declared}')
    history.repository.commit("keylint.toml", declared)
    assert set(history.secrets()) == {"keylint.toml"}


def test_a_pair_that_was_torn_apart_is_told_as_the_pair_that_it_was(
    history: History, leak: str
) -> None:
    _, secret = leak.splitlines()
    history.repository.commit("bot.env", leak)
    history.repository.commit("bot.env", f"{secret}\n")
    found = history.secrets()["bot.env"]
    assert found["severity"] == "critical"
    assert found["message"].endswith("with its key id")
    assert found["line"] == 1


def test_what_no_command_can_cut_out_is_left_to_the_hand(history: History) -> None:
    leak = leaks("by hand")
    (history.repository.folder / "wide.env").write_bytes(leak().encode("utf-16"))
    (history.repository.folder / "packed.env.gz").write_bytes(gzip.compress(leak().encode()))
    history.change("add", ".")
    history.repository.git("tag", "--annotate", "--message", leak(), "v1")
    purge = history("--metadata").report["purge"]
    assert sum(line.startswith("# by hand") for line in purge) == 6
    assert not any("cat-file" in line for line in purge)


def test_a_leak_that_was_committed_as_a_link_is_found(history: History, leak: str) -> None:
    history.repository.write("bot.env", leak)
    blob = history.repository.git("hash-object", "-w", "bot.env").strip()
    history.repository.git("update-index", "--add", "--cacheinfo", f"120000,{blob},bot.env")
    history.repository.git("commit", "--quiet", "--no-verify", "-m", "A link")
    assert set(history.secrets()) == {"bot.env"}


@pytest.mark.parametrize("trick", ["grafts", "encoding"])
def test_files_and_settings_of_git_hide_nothing(history: History, leak: str, trick: str) -> None:
    history.repository.commit("bot.env", leak)
    history.change("rm", "--quiet", "bot.env")
    if trick == "grafts":
        (history.repository.folder / ".git" / "info").mkdir(exist_ok=True)
        (history.repository.folder / ".git" / "info" / "grafts").write_text(history.commit_id())
    history.repository.git("config", "i18n.logOutputEncoding", "UTF-16")
    assert history.secrets()["bot.env"]["history"]["first"]["author"] == "A. Trader"


def test_submodules_that_lead_back_elsewhere_or_nowhere_are_no_trouble(
    history: History, tmp_path: Path, make_repository: Callable[[Path], Repository]
) -> None:
    elsewhere = make_repository(tmp_path / "elsewhere")
    leak = leaks("loops")
    history.repository.commit("bot.env", leak())
    commit = history.commit_id()
    for name in ("empty", "broken", "loop", "linked"):
        history.repository.git("update-index", "--add", "--cacheinfo", f"160000,{commit},{name}")
    history.repository.git("commit", "--quiet", "--no-verify", "-m", "Submodules")
    (history.repository.folder / "empty" / ".git").mkdir(parents=True)
    (history.repository.folder / "broken").mkdir()
    (history.repository.folder / "broken" / ".git").write_text("gitdir: /no/where")
    (history.repository.folder / "loop").symlink_to(".")
    elsewhere.commit("private.env", leak())
    (history.repository.folder / "linked").symlink_to(elsewhere.folder)
    result = history("--recurse-submodules")
    assert result.code == 3
    assert result.secrets == ["bot.env:2:19"]
    assert list(result.unread) == ["broken"]
    tree = history.keylint(
        *("scan", "--recurse-submodules", "--format", "json"), cwd=history.repository.folder
    )
    assert tree.secrets == ["bot.env:2:19"]
