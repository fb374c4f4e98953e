"""The audit of pairs that lie in files and in the history, after a question."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from audits import Audit, rules
from conftest import Repository, environment
from stand_in.keys import Key
from stand_in.server import StandIn

LEAK = "GEMINI_API_KEY={id}\nGEMINI_API_SECRET={secret}\n"


def written(folder: Path, name: str, key: Key) -> None:
    (folder / name).write_text(LEAK.format(id=key.id, secret=key.secret))


def test_pairs_in_files_are_asked_about_and_those_that_live_come_first(
    audit: Audit, exchange: StandIn, tmp_path: Path
) -> None:
    dead, live = exchange.add("Trader", active=False), exchange.add("FundManager")
    written(tmp_path, "a.env", dead)
    written(tmp_path, "b.env", live)
    written(tmp_path, "c.env", live)
    report = audit.json("--found", "--yes", str(tmp_path))
    assert [(k["state"], len(k["places"])) for k in report["keys"]] == [
        ("unknown-key", 1),
        ("live", 2),
    ]
    found = [(f["rule"], f["path"], f["severity"]) for f in report["findings"]]
    assert found == [
        ("gemini-api-secret", "b.env", "critical"),
        ("gemini-api-secret", "c.env", "critical"),
        ("key-can-withdraw", "b.env", "high"),
        ("gemini-api-secret", "a.env", "medium"),
    ]
    assert "It is alive" in report["findings"][0]["message"]
    assert "It is dead" in report["findings"][3]["message"]
    steps = report["findings"][0]["fix"]
    order = (
        "deactivate",
        "approved",
        "open orders",
        "new key",
        "deployment",
        "in the file",
        "history",
    )
    assert all(word in step for word, step in zip(order, steps, strict=False))
    assert report["code"] == 1


def test_nothing_is_asked_about_files_without_a_yes(audit: Audit, key: Key, tmp_path: Path) -> None:
    written(tmp_path, ".env", key)
    result = audit("--found", str(tmp_path))
    assert result.code == 2
    assert "1 pair found" in result.err
    assert f"up to 4 requests would go to 127.0.0.1:{audit.exchange.port}" in result.err
    assert audit.exchange.accepted == 0


@pytest.mark.parametrize(("answer", "asked"), [(b"y\n", 2), (b"n\n", 0), (b"\n", 0), (b"\x04", 0)])
def test_a_terminal_is_asked_before_the_exchange_is(
    audit: Audit, key: Key, tmp_path: Path, answer: bytes, asked: int
) -> None:
    written(tmp_path, ".env", key)
    main, other = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "keylint", "audit", *audit.at, "--found", str(tmp_path)],
        env=environment(tmp_path, {"SSL_CERT_FILE": str(audit.exchange.ca)}),
        stdin=other, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    os.close(other)
    os.write(main, answer)
    out, _ = process.communicate(timeout=60)
    os.close(main)
    assert b"ask only about keys of your own" in out
    assert len(audit.exchange.requests) == asked
    assert process.returncode == (1 if asked else 2)


def test_no_pair_in_the_files_is_no_question(audit: Audit, tmp_path: Path) -> None:
    result = audit("--found", str(tmp_path))
    assert (result.code, audit.exchange.accepted) == (0, 0)
    assert "No pair to ask about was found." in result.out


def test_a_secret_without_its_key_is_told(audit: Audit, key: Key, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"GEMINI_API_SECRET={key.secret}\n")
    report = audit.json("--found", "--yes", str(tmp_path))
    assert report["keys"] == []
    (finding,) = report["findings"]
    assert (finding["severity"], report["code"]) == ("high", 1)
    assert "Nothing can be asked about it" in finding["message"]


def test_a_secret_that_a_comment_silences_is_asked_about(
    audit: Audit, key: Key, tmp_path: Path
) -> None:
    (tmp_path / "bot.py").write_text(
        f'gemini_key = "{key.id}"\n'
        f'gemini_secret = "{key.secret}"  # keylint: ignore[gemini-api-secret] long dead\n'
    )
    assert rules(audit.json("--found", "--yes", str(tmp_path))) == ["gemini-api-secret"]


def test_pairs_of_the_history_are_asked_about(
    audit: Audit, exchange: StandIn, repository: Repository
) -> None:
    gone, split = exchange.add("Trader"), exchange.add("Trader")
    repository.commit("old.env", LEAK.format(id=gone.id, secret=gone.secret))
    repository.commit("split.env", f"GEMINI_API_KEY={split.id}\n")
    repository.commit("split.env", f"GEMINI_API_SECRET={split.secret}\n")
    repository.git("rm", "--quiet", "old.env")
    repository.git("commit", "--quiet", "--no-verify", "--message", "Clean up")
    report = audit.json("--found", "--history", "--yes", cwd=repository.folder)
    assert [k["state"] for k in report["keys"]] == ["live", "live"]
    assert {f["path"] for f in report["findings"]} == {"old.env", "split.env"}
    assert all(f["severity"] == "critical" and f["history"] for f in report["findings"])
    assert audit.json("--found", "--yes", cwd=repository.folder)["keys"] == []


def test_the_same_pair_in_an_archive_in_the_history_is_found(
    audit: Audit, key: Key, repository: Repository, make_zip: Callable[[dict[str, str]], bytes]
) -> None:
    packed = make_zip({"in/prod.env": LEAK.format(id=key.id, secret=key.secret)})
    (repository.folder / "backup.zip").write_bytes(packed)
    repository.git("add", "backup.zip")
    repository.git("commit", "--quiet", "--no-verify", "--message", "Back up")
    report = audit.json("--found", "--history", "--yes", cwd=repository.folder)
    assert [(k["state"], k["places"][0]["path"]) for k in report["keys"]] == [
        ("live", "backup.zip!in/prod.env")
    ]


@pytest.fixture
def make_zip() -> Callable[[dict[str, str]], bytes]:
    import io
    import zipfile

    def make(members: dict[str, str]) -> bytes:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, text in members.items():
                archive.writestr(name, text)
        return packed.getvalue()

    return make


def test_a_secret_beside_the_id_of_another_key_is_not_called_dead(
    audit: Audit, exchange: StandIn, tmp_path: Path
) -> None:
    first, second = exchange.add("Trader"), exchange.add("Trader")
    (tmp_path / ".env").write_text(LEAK.format(id=first.id, secret=second.secret))
    report = audit.json("--found", "--yes", str(tmp_path))
    (finding,) = report["findings"]
    assert (finding["severity"], finding.get("alive"), report["code"]) == ("critical", None, 3)
    assert "may be another key's" in finding["message"]


def test_a_pair_in_a_file_is_held_against_its_entry_in_the_inventory(
    audit: Audit, key: Key, repository: Repository
) -> None:
    entry = '[[keys]]\nname = "bot"\nexchange = "gemini"\nroles = ["Auditor"]\n'
    repository.commit("keylint.toml", entry + 'env = ["GEMINI_API_KEY", "GEMINI_API_SECRET"]\n')
    repository.commit(".env", LEAK.format(id=key.id, secret=key.secret))
    report = audit.json("--found", "--yes", cwd=repository.folder)
    assert "key-undeclared" in rules(report)


def test_a_shallow_history_is_told(
    audit: Audit, key: Key, repository: Repository, tmp_path: Path
) -> None:
    repository.commit("old.env", LEAK.format(id=key.id, secret=key.secret))
    repository.git("rm", "--quiet", "old.env")
    repository.commit("README", "bot\n")
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.folder}", tmp_path / "c")
    report = audit.json("--found", "--history", "--yes", cwd=tmp_path / "c")
    assert (report["keys"], report["code"]) == ([], 3)
    assert "shallow" in report["not_settled"][0]["reason"]
