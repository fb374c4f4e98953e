"""What a tree can bring to silence its own findings: each way by its name, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from conftest import Command, Repository

SETTINGS = {
    "an exclude": ('exclude = ["*.env"]', "exclude '*.env' in keylint.toml"),
    "a rule that is off": ('ignore = ["gemini-api-secret"]', "ignore in keylint.toml"),
    "a choice of rules": ('select = ["key-can-withdraw"]', "select in keylint.toml"),
    "a silent path": (
        'per-path-ignores = { "**" = ["gemini-api-secret"] }',
        "per-path-ignores '**' in keylint.toml",
    ),
}
COMMENTS = {
    "a comment": (
        "{leak}  # keylint: ignore[gemini-api-secret] a test",
        "comment on line 2: a test",
    ),
    "a comment above": (
        "{above}\n# keylint: ignore[gemini-api-secret] a test\n{last}",
        "comment on line 2: a test",
    ),
    "a pragma": ("{leak}  # pragma: allowlist secret", "pragma: allowlist secret"),
    "a pragma above": (
        "{above}\n# pragma: allowlist nextline secret\n{last}",
        "pragma: allowlist secret",
    ),
}


@dataclass(frozen=True)
class Tree:
    """A committed repository with a secret, of which the tree itself says that nobody is to see it."""

    repository: Repository
    by: str


def _configured(repository: Repository, leak: str, keylint: Command, way: str) -> str:
    setting, by = SETTINGS[way]
    repository.stage("bot.env", leak)
    repository.stage("keylint.toml", f"{setting}\n")
    return by


def _in_pyproject(repository: Repository, leak: str, keylint: Command, way: str) -> str:
    repository.stage("bot.env", leak)
    repository.stage("pyproject.toml", '[tool.keylint]\nexclude = ["*.env"]\n')
    return "exclude '*.env' in pyproject.toml"


def _commented(repository: Repository, leak: str, keylint: Command, way: str) -> str:
    text, by = COMMENTS[way]
    above, last = leak.splitlines()
    repository.stage("bot.env", text.format(leak=leak.rstrip(), above=above, last=last) + "\n")
    return by


def _known(repository: Repository, leak: str, keylint: Command, way: str) -> str:
    repository.commit("bot.env", leak)
    assert keylint("baseline", "--reason", "old", cwd=repository.folder).code == 0
    repository.git("add", ".")
    return "baseline .keylint-baseline.json: old"


PLANTS: dict[str, Callable[[Repository, str, Command, str], str]] = {
    **dict.fromkeys(SETTINGS, _configured),
    "a table in pyproject.toml": _in_pyproject,
    **dict.fromkeys(COMMENTS, _commented),
    "a baseline": _known,
}


def planted(way: str, repository: Repository, leak: str, keylint: Command) -> Tree:
    """A tree that silences its own secret in one of the ways."""
    repository.commit("README.md", "A bot.\n")
    by = PLANTS[way](repository, leak, keylint, way)
    return Tree(repository, by)
