"""What `keylint init` does to lists of hooks that are there."""

from __future__ import annotations

import pytest
import yaml
from adopted import BLACK, HOOK_FILE
from conftest import Command, Repository


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "before",
    [
        BLACK,
        BLACK.replace("# what follows is kept\nfail_fast: true\n", ""),
        BLACK.replace("\n\n# what follows is kept\nfail_fast: true\n", ""),
        "repos:\n  - repo: local\n    hooks:\n      - id: x\n        entry: |\n          true\n\n          false\n"
        "        name: x\n        language: system\n",
        "repos:\n  - repo: local\n    hooks:\n      - id: x\n        name: x\n        language: system\n"
        "        entry: |\n          true\n\nfail_fast: true\n",
        "repos:\n- {repo: meta, hooks: [{id: identity}]}  # keylint comes later\n",
        "\ufeffrepos:\n- repo: meta\n  hooks:\n  - id: identity\n",
    ],
)  # fmt: skip
def test_an_existing_list_of_hooks_is_added_to_and_nothing_else_changes(
    repository: Repository, keylint: Command, before: str, newline: str
) -> None:
    old = before.replace("\n", newline)
    path = repository.write(HOOK_FILE, old)
    assert keylint("init", "--yes", cwd=repository.folder).code == 0
    after = path.read_bytes().decode()
    at = next((i for i, (a, b) in enumerate(zip(old, after)) if a != b), len(old))  # noqa: B905
    added = len(after) - len(old)
    starts = range(max(0, at - added), at + 1)
    assert any(after[:start] + after[start + added :] == old for start in starts)
    assert ("\n" in after.replace("\r\n", "")) is (newline == "\n")
    was, now = yaml.safe_load(old), yaml.safe_load(after)
    hook = {"repo": "https://github.com/keylint/keylint", "rev": "v0.1.0", "hooks": [{"id": "keylint"}]}  # fmt: skip
    assert now == was | {"repos": [*was["repos"], hook]}
    assert keylint("init", "--yes", cwd=repository.folder).out == "nothing to do\n"


@pytest.mark.parametrize("before", ["", "# later\n", "repos: []\n", "repos: []  # none yet\nfail_fast: true\n"])  # fmt: skip
def test_an_empty_list_of_hooks_is_filled(
    repository: Repository, keylint: Command, before: str
) -> None:
    path = repository.write(HOOK_FILE, before)
    assert keylint("init", "--yes", cwd=repository.folder).code == 0
    after = yaml.safe_load(path.read_text())
    assert [repo["hooks"] for repo in after["repos"]] == [[{"id": "keylint"}]]
    assert after.get("fail_fast", True) is True
    assert "none yet" not in before or path.read_text().startswith("repos:  # none yet\n")


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("repos: [\n", "cannot be read as YAML (line 2)"),
        ("repos:\n  - {\x01}\n", "cannot be read as YAML"),
        ("repos: [{repo: meta, hooks: [{id: identity}]}]\n", "cannot be added to"),
        ("- just a list\n", "cannot be added to"),
        ("repos: text\n", "cannot be added to"),
        (
            "repos:\n  - &first\n    repo: meta\n    hooks: [{id: identity}]\n  - *first\n",
            "cannot be added to",
        ),
        ("[" * 5000, "cannot be read as YAML"),
        ("# " + "x" * 1_000_001, "larger than 1 MB"),
    ],
)
def test_a_list_of_hooks_that_cannot_be_added_to_is_told_and_left_alone(
    repository: Repository, keylint: Command, before: str, told: str
) -> None:
    path = repository.write(HOOK_FILE, before)
    done = keylint("init", "--yes", cwd=repository.folder)
    assert done.code == 3
    assert f"{HOOK_FILE}: " in done.err
    assert told in done.all
    assert path.read_text() == before
    assert (repository.folder / "keylint.toml").exists()


def test_a_file_that_is_not_utf_8_is_left_alone(repository: Repository, keylint: Command) -> None:
    path = repository.write(HOOK_FILE, "")
    path.write_bytes(b"repos: [] # caf\xe9\n")
    done = keylint("init", "--yes", cwd=repository.folder)
    assert done.code == 3
    assert "not UTF-8" in done.err
    assert path.read_bytes() == b"repos: [] # caf\xe9\n"


@pytest.mark.parametrize(
    "text",
    [
        "repos:\n- repo: https://github.com/keylint/keylint\n  rev: v0.0.9\n  hooks: [{id: keylint}]\n",
        "repos:\n- repo: local\n  hooks:\n  - {id: keys, name: k, language: system, entry: keylint scan}\n",
    ],
)
def test_a_hook_of_keylint_is_left_alone(
    repository: Repository, keylint: Command, text: str
) -> None:
    path = repository.write(HOOK_FILE, text)
    done = keylint("init", "--yes", cwd=repository.folder)
    assert done.code == 0
    assert path.read_text() == text
    assert "has a hook of keylint" in done.err
