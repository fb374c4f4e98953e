"""One content by many ways: from the work tree, the index, a commit, a stream, an archive."""

from __future__ import annotations

import io
import json
import random
import zipfile
from typing import Any

import pytest
from conftest import Command, Repository, Result
from gathered import Files, looked_at
from history_of import History

from keylint.examples import gemini_secret
from keylint.sources import stdin

# What a file's name must not bring along: settings of its own, and what git calls an attribute.
OF_THE_TOOL = ("keylint.toml", "pyproject.toml", ".gitattributes", ".gitignore")
HOOK = {"PRE_COMMIT": "1", "GIT_INDEX_FILE": ".git/index"}


@pytest.fixture(scope="module")
def some(gathered: Files) -> Files:
    """Every fourth file, for each costs a commit its time."""
    fit = {path: data for path, data in gathered.items() if not path.endswith(OF_THE_TOOL)}
    return dict(list(fit.items())[::4])


@pytest.fixture
def staged(repository: Repository, some: Files) -> Repository:
    """A repository that has them in its index."""
    for path, data in some.items():
        file = repository.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    repository.git("add", "--force", ".")
    return repository


def found(result: Result) -> list[str]:
    assert result.code == 1, result.all
    return [json.dumps(one) for one in result.report["findings"]]


def test_work_tree_index_hook_and_named_files_have_the_same_findings(
    staged: Repository, some: Files, keylint: Command
) -> None:
    def scan(*arguments: str, **env: str) -> list[str]:
        return found(keylint("scan", "--format", "json", *arguments, cwd=staged.folder, env=env))

    tree = scan()
    assert len(tree) > 150
    names = list(some)
    random.Random(1).shuffle(names)
    assert scan(*names) == tree
    for file in names[::2]:  # the commit has what the index has, whatever the work tree says
        (staged.folder / file).write_bytes(b"")
    assert scan("--staged") == tree
    assert scan(*names, **HOOK) == tree


def test_a_history_of_one_commit_has_every_secret_of_its_files(
    staged: Repository, keylint: Command
) -> None:
    staged.git("commit", "--quiet", "--no-verify", "--message", "All")
    history = History(keylint, staged)
    tree = keylint("scan", "--format", "json", cwd=staged.folder)
    one_commit = found(history())
    staged.git("commit", "--quiet", "--no-verify", "--allow-empty", "--message", "Nothing")
    assert {identity(one) for one in map(json.loads, found(history("--branch", "main")))} == {
        identity(one) for one in map(json.loads, one_commit)
    }
    rules = {json.loads(one)["rule"] for one in one_commit}
    assert rules >= {"gemini-api-secret", "gemini-api-key", "gemini-oauth-token"}
    worst: dict[tuple[str, str], dict[str, Any]] = {}
    for one in tree.report["findings"]:  # the worst first
        if one["rule"] in rules:
            worst.setdefault((one["path"], one["fingerprint"]), one)
    told = [json.loads(one) for one in one_commit]
    assert [{name: one[name] for name in one if name != "history"} for one in told] == [
        *worst.values()
    ]


def identity(finding: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(finding[name]) for name in ("path", "fingerprint", "severity", "message"))


def test_of_a_value_in_two_places_the_history_tells_the_worse(
    repository: Repository, keylint: Command
) -> None:
    text = "gemini:\n  {}:\n    secret: {}\n  {}:\n    secret: {}\n"
    for first, second in (("sandbox", "production"), ("production", "sandbox")):
        value = gemini_secret(random.Random(first))
        repository.commit(f"{first}.yaml", text.format(first, value, second, value))
    secrets = History(keylint, repository).secrets()
    assert {one["severity"] for one in secrets.values()} == {"high"}


def test_a_commit_since_which_all_came_has_what_the_tree_has(
    repository: Repository, keylint: Command, some: Files
) -> None:
    repository.commit("README.md", "Nothing.\n")
    for path, data in list(some.items())[::4]:
        (repository.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (repository.folder / path).write_bytes(data)
    repository.git("add", "--force", ".")
    repository.git("commit", "--quiet", "--no-verify", "--message", "All")
    since = keylint("scan", "--since", "HEAD~1", "--format", "json", cwd=repository.folder)
    assert found(since) == found(History(keylint, repository)())


def test_a_stream_and_a_member_of_an_archive_have_what_the_file_has(
    gathered: Files,
) -> None:
    streamed = [stdin.read(io.BytesIO(data), path, 10**9) for path, data in gathered.items()]
    assert [(one.path, one.data) for one in streamed if hasattr(one, "data")] == [*gathered.items()]
    plain = {path: data for path, data in gathered.items() if not path.endswith(OF_THE_TOOL)}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, data in plain.items():
            archive.writestr(path, data)

    # What git tracks is the archive.
    def places(files: Files, prefix: str = "") -> list[tuple[object, ...]]:
        return [
            (one.rule, one.severity, one.location.path.removeprefix(prefix), one.location.line,
             one.location.column, one.masked)
            for one in looked_at(files.items(), ignore=("secret-file-tracked",)).findings
        ]  # fmt: skip

    assert places({"all.zip": packed.getvalue()}, "all.zip!") == places(plain)
