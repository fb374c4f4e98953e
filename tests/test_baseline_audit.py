"""keylint baseline --audit: somebody says of each entry whether it is real, and that is kept."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from baselines import KEYS, NAME, entries, env, values
from conftest import Command, Repository, environment


@pytest.fixture
def adopted(tmp_path: Path, keylint: Command) -> Path:
    """A folder with findings of three rules in two files, in its baseline."""
    (tmp_path / "a.env").write_text(env("one"))
    (tmp_path / "keys.yaml").write_text(KEYS)
    assert keylint("baseline").code == 0
    assert len(entries(tmp_path)) == 4
    return tmp_path


def judged(folder: Path) -> dict[str, tuple[str, str]]:
    return {one["rule"]: (one.get("judged", ""), one.get("reason", "")) for one in entries(folder)}


def test_each_answer_is_kept_with_its_reason(adopted: Path, keylint: Command) -> None:
    answers = "n\nrevoked in 2019\ny\n\nwhat\ns\nN\n  a sandbox \n"
    result = keylint("baseline", "--audit", stdin=answers.encode())
    assert result.code == 0, result.all
    assert judged(adopted) == {
        "gemini-api-key": ("false", "revoked in 2019"),
        "gemini-api-secret": ("real", ""),
        "key-can-withdraw": ("", ""),
        "key-without-ip-allowlist": ("false", "a sandbox"),
    }
    assert "1 of 4: gemini-api-key" in result.out
    assert "a.env:1" in result.out
    assert "Please answer y, n, s or q." in result.out
    assert f"4 entries in {NAME}: 1 real, 2 false, 1 not judged" in result.out
    assert "gemini-api-secret: 1 real" in result.out
    assert "Of these 1 without reason and end." in result.out
    assert not any(value in result.all for value in values("one"))


def test_an_audit_follows_a_file_that_was_renamed(repository: Repository, keylint: Command) -> None:
    repository.commit("bot.env", env("one"))
    assert keylint("baseline", cwd=repository.folder).code == 0
    repository.git("mv", "bot.env", "moved.env")
    done = keylint("baseline", "--audit", cwd=repository.folder, stdin=b"n\n\nq\n")
    assert done.code == 0, done.all
    assert {(one["path"], one.get("judged")) for one in entries(repository.folder)} == {
        ("moved.env", "false"), ("moved.env", None),
    }  # fmt: skip


def test_what_is_real_is_reported_again_and_what_is_false_is_not(
    adopted: Path, keylint: Command
) -> None:
    keylint("baseline", "--audit", stdin=b"n\n\ny\n\n")
    report = keylint("scan", "--format", "json").report
    assert [finding["rule"] for finding in report["findings"]] == ["gemini-api-secret"]
    assert report["baseline"]["unexplained"] == 2
    # Writing the baseline again makes it no less real.
    assert keylint("baseline").code == 0
    assert keylint("scan").code == 1


def test_who_quits_or_ends_keeps_what_was_answered_and_goes_on_later(
    adopted: Path, keylint: Command
) -> None:
    first = keylint("baseline", "--audit", stdin=b"y\nlive\nq\n")
    assert first.code == 0
    assert "1 real, 3 not judged" in first.out
    second = keylint("baseline", "--audit", stdin=b"n\n")  # and then nothing more
    assert second.code == 0
    assert "1 of 3: gemini-api-secret" in second.out
    assert "1 real, 1 false, 2 not judged" in second.out
    keylint("baseline", "--audit", stdin=b"n\n\nn\n\n")
    done = keylint("baseline", "--audit")
    assert done.code == 0
    assert "1 real, 3 false" in done.out


def test_without_anybody_to_answer_it_refuses_and_changes_nothing(
    adopted: Path, keylint: Command
) -> None:
    before = (adopted / NAME).read_bytes()
    result = keylint("baseline", "--audit")
    assert result.code == 2
    assert "nobody answers" in result.err
    closed = keylint("baseline", "--audit", before=lambda: os.close(0))
    assert closed.code == 2
    assert (adopted / NAME).read_bytes() == before


def test_a_value_in_a_reason_is_not_kept(adopted: Path, keylint: Command) -> None:
    secret = values("other")[1]
    keylint("baseline", "--audit", stdin=f"n\nit was {secret}\nn\n\xff\n".encode("latin-1"))
    assert secret not in (adopted / NAME).read_text()
    assert "it was" in (adopted / NAME).read_text()
    given = keylint("baseline", "--reason", secret, "--baseline", "own.json")
    assert given.code == 0
    assert secret not in (adopted / "own.json").read_text()


def test_it_works_at_a_real_terminal(adopted: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "keylint", "baseline", "--audit"],
        cwd=adopted,
        env=environment(adopted),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    os.write(ours, b"n\nold\nq\n")
    shown = b""
    while chunk := read(ours):
        shown += chunk
    assert process.wait(60) == 0, shown
    assert b"Is it real?" in shown
    assert judged(adopted)["gemini-api-key"] == ("false", "old")


def read(terminal: int) -> bytes:
    """What a terminal shows next; nothing when its program has ended."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def test_entries_that_nothing_matches_are_counted_and_not_asked_about(
    adopted: Path, keylint: Command
) -> None:
    (adopted / "a.env").unlink()
    result = keylint("baseline", "--audit", stdin=b"n\n\nn\n\n")
    assert "1 of 2: key-can-withdraw" in result.out
    assert "2 not found any more" in result.out
    assert json.loads((adopted / NAME).read_text())["version"] == 1
