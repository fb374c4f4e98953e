"""A checkout on Windows or a Mac: other line ends, other notions of a name; the same findings."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Command, Repository
from gathered import Files

COMPOSED = unicodedata.normalize("NFC", "schlüssel.env")
DECOMPOSED = unicodedata.normalize("NFD", COMPOSED)


@pytest.fixture
def on_linux(repository: Repository, gathered: Files) -> Repository:
    """A repository with some of all files, its baseline among them, as it was committed."""
    chosen = {path: data for path, data in gathered.items() if path.endswith(".env")}
    for path, data in chosen.items():
        (repository.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (repository.folder / path).write_bytes(data.replace(b"\r\n", b"\n"))
    repository.git("add", "--force", ".")
    return repository


@pytest.fixture
def on_windows(
    on_linux: Repository,
    make_repository: Callable[[Path], Repository],
    keylint: Command,
    tmp_path: Path,
) -> Repository:
    """A clone of it whose files git wrote with carriage returns."""
    assert keylint("baseline", cwd=on_linux.folder).code == 0
    on_linux.git("add", "--force", ".")
    on_linux.git("commit", "--quiet", "--no-verify", "--message", "All")
    place = tmp_path / "windows"
    on_linux.git("clone", "--quiet", "--config", "core.autocrlf=true", ".", place)
    clone = Repository(place)
    clone.git("config", "core.ignorecase", "true")
    assert b"\r\n" in (place / ".keylint-baseline.json").read_bytes()
    return clone


def test_a_checkout_with_carriage_returns_has_the_findings_of_what_is_committed(
    on_linux: Repository, on_windows: Repository, keylint: Command
) -> None:
    def scan(where: Repository, *more: str | Path) -> str:
        words = ("scan", "--no-baseline", "--format", "json", *more)
        return json.dumps(keylint(*words, cwd=where.folder).report["findings"])

    committed = scan(on_linux)
    assert committed.count('"fingerprint"') > 50
    assert scan(on_windows) == committed
    first = on_windows.git("ls-files").splitlines()[0]
    assert b"\r\n" in (on_windows.folder / first).read_bytes()
    on_windows.git("update-ref", "-d", "HEAD")  # so that all of the index is staged
    assert scan(on_windows, "--staged") == committed


def test_a_baseline_holds_on_a_checkout_with_carriage_returns_and_one_made_there_elsewhere(
    on_linux: Repository, on_windows: Repository, keylint: Command
) -> None:
    held = keylint("scan", "--format", "json", cwd=on_windows.folder)
    assert (held.code, held.report["stale_ignores"]) == (0, [])
    assert keylint("baseline", cwd=on_windows.folder).code == 0
    assert on_windows.git("diff", "--stat") == ""
    made = (on_windows.folder / ".keylint-baseline.json").read_bytes()
    (on_linux.folder / ".keylint-baseline.json").write_bytes(made)
    assert keylint("scan", cwd=on_linux.folder).code == 0


@pytest.mark.parametrize("heeds_case", ["true", "false"])
def test_names_that_differ_in_case_only_are_two_files_whatever_git_was_told(
    repository: Repository, keylint: Command, leak: str, heeds_case: str
) -> None:
    repository.git("config", "core.ignorecase", heeds_case)
    for name in ("bot.env", "BOT.env"):
        repository.write(name, leak)
        blob = repository.git("hash-object", "-w", name).strip()
        repository.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{name}")
    expected = ["BOT.env:2:19", "bot.env:2:19"]
    for more in ((), ("--staged",)):
        result = keylint("scan", "--format", "json", *more, cwd=repository.folder)
        assert sorted(result.secrets) == expected


def test_a_name_is_taken_as_git_has_it_in_whichever_form_of_unicode(
    repository: Repository, keylint: Command, leak: str
) -> None:
    repository.commit(COMPOSED, leak)
    assert keylint("baseline", cwd=repository.folder).code == 0
    assert keylint("scan", cwd=repository.folder).code == 0
    # Two files on Linux, and two findings: what is known of one is not known of the other.
    repository.stage(DECOMPOSED, leak)
    result = keylint("scan", "--format", "json", cwd=repository.folder)
    assert result.secrets == [f"{DECOMPOSED}:2:19"]
    # A Mac that changes a name's form renames it, which git tells.
    repository.git("rm", "--quiet", "--cached", COMPOSED)
    (repository.folder / COMPOSED).unlink()
    assert keylint("scan", cwd=repository.folder).code == 0
