"""What many tests stand on: the real command, real git repositories, and fresh credentials."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import baselines
import pytest

from keylint import examples, registry, scan
from keylint.report import Report
from keylint.request import Request, root_of
from keylint.rulebook import Rulebook
from keylint.settings import Settings

pytest_plugins = (
    "stand_in.fixtures", "stand_in.client", "audits", "browsers", "canaries", "costs", "gathered",
    "faults", "history_of", "hostile_names", "leaking", "leaky_files", "permissions",
)  # fmt: skip
RULES = registry.load()
# Not the cache of whoever runs the tests; compiled patterns are made once for them all.
os.environ["KEYLINT_CACHE_DIR"] = str(Path(tempfile.gettempdir()) / f"keylint-tests-{os.getuid()}")
# Nothing of the machine or of a hook around the tests: no git configuration, no index, no colour.
OWN = ("GIT_", "GITHUB_", "PRE_COMMIT", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHON", "PIP_")
ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "A. Trader",
    "GIT_AUTHOR_EMAIL": "trader@example.com",
    "GIT_COMMITTER_NAME": "A. Trader",
    "GIT_COMMITTER_EMAIL": "trader@example.com",
    "GIT_ALLOW_PROTOCOL": "file",
    "LC_ALL": "C.UTF-8",
}


def environment(home: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a program that a test starts."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
    # Some of these programs may write no more than 100 bytes: they must not leave cut bytecode.
    unwritten = {"PYTHONDONTWRITEBYTECODE": "1", "HOME": str(home)}
    return {**inherited, **ENVIRONMENT, **unwritten, **(extra or {})}


@dataclass(frozen=True)
class Result:
    """What a program answered."""

    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        """Everything that it said, wherever its lines end."""
        return " ".join((self.out + self.err).split())

    @property
    def report(self) -> dict[str, Any]:
        """The JSON on standard output."""
        return dict(json.loads(self.out))

    @property
    def secrets(self) -> list[str]:
        """The path, line and column of every plaintext secret in the JSON report."""
        return [
            f"{finding['path']}:{finding['line']}:{finding['column']}"
            for finding in self.report["findings"]
            if finding["rule"] == "gemini-api-secret"
        ]

    @property
    def unread(self) -> dict[str, str]:
        """What the JSON report calls not scanned: path → reason."""
        return {entry["path"]: entry["reason"] for entry in self.report["not_scanned"]}


@dataclass(frozen=True)
class Command:
    """The real command in a process of its own; it never shows a traceback, whatever the test."""

    home: Path

    def __call__(
        self,
        *arguments: str | bytes | Path,
        cwd: Path | None = None,
        stdin: bytes = b"",
        env: Mapping[str, str] | None = None,
        before: Callable[[], None] | None = None,
        timeout: float = 60,
    ) -> Result:
        """What it answers; `before` is called in the new process."""
        done = subprocess.run(
            [sys.executable, "-m", "keylint", *arguments],
            cwd=cwd or self.home,
            env=environment(self.home, env),
            input=stdin,
            capture_output=True,
            check=False,
            timeout=timeout,
            preexec_fn=before,
        )
        result = Result(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in result.all, result.all
        assert "internal error" not in result.all, result.all
        assert "the system failed" not in result.all, result.all
        return result


@pytest.fixture
def keylint(tmp_path: Path) -> Command:
    """The command, in the test's own folder."""
    return Command(tmp_path)


class Scan(Protocol):
    """Scans paths in this process."""

    def __call__(self, *paths: Path, staged: bool = False, **settings: Any) -> Report: ...


@pytest.fixture
def scanned(monkeypatch: pytest.MonkeyPatch) -> Scan:
    """A scan in this process, for tests to which a process of its own adds nothing."""
    for name in [name for name in os.environ if name.startswith(OWN)]:
        monkeypatch.delenv(name)

    def run(*paths: Path, staged: bool = False, **settings: Any) -> Report:
        names = tuple(str(path) for path in paths)
        asked = Request(names, root_of(names, in_index=staged), staged)
        return scan.run(asked, Settings(**settings), Rulebook.of(RULES))

    return run


def places(report: Report) -> list[str]:
    """The path, line and column of every plaintext secret in a report."""
    return [
        str(finding.location) for finding in report.findings if finding.rule == "gemini-api-secret"
    ]


def reasons(report: Report) -> dict[str, str]:
    """What a report calls not scanned: path → reason."""
    return {entry.path: entry.reason for entry in report.unread}


@dataclass(frozen=True)
class Repository:
    """A git repository in a folder."""

    folder: Path

    def git(self, *arguments: str | bytes | Path, **extra: str) -> str:
        """What git answers; a test fails if git does."""
        done = self.try_git(*arguments, **extra)
        assert done.code == 0, done.all
        return done.out

    def try_git(self, *arguments: str | bytes | Path, **extra: str) -> Result:
        """What git answers, be it that it fails."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=environment(self.folder.parent, extra),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=120,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    def write(self, name: str, text: str) -> Path:
        """A file of the work tree, with its folders."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def stage(self, name: str, text: str) -> Path:
        """A file of the work tree, and of the index."""
        path = self.write(name, text)
        self.git("add", "--force", "--", name)
        return path

    def commit(self, name: str, text: str) -> Path:
        """A file of the work tree, of the index and of a new commit."""
        path = self.stage(name, text)
        self.git("commit", "--quiet", "--no-verify", "--message", f"Add {name}")
        return path


@pytest.fixture
def make_repository() -> Callable[[Path], Repository]:
    """Makes an empty repository in a folder."""

    def make(folder: Path) -> Repository:
        folder.mkdir(parents=True, exist_ok=True)
        repository = Repository(folder)
        repository.git("init", "--quiet", "--initial-branch=main")
        return repository

    return make


@pytest.fixture
def repository(tmp_path: Path, make_repository: Callable[[Path], Repository]) -> Repository:
    """A real git repository, still without a commit."""
    return make_repository(tmp_path / "bot")


@pytest.fixture
def secret(request: pytest.FixtureRequest) -> str:
    """A fresh value of the shape of a Gemini secret, the same in each run of a test."""
    return examples.gemini_secret(random.Random(request.node.name))


@pytest.fixture
def leak(request: pytest.FixtureRequest, secret: str) -> str:
    """The text of a .env with a key and, on line 2 from column 19, the secret."""
    key = examples.gemini_key(random.Random(f"key of {request.node.name}"))
    return f"GEMINI_API_KEY={key}\nGEMINI_API_SECRET={secret}\n"


@pytest.fixture
def adopted(repository: Repository, keylint: Command) -> Repository:
    """An old repository with findings of several rules, all of them in its baseline."""
    repository.commit("bot.env", baselines.env("one"))
    repository.commit("conf/keys.yaml", baselines.KEYS)
    assert keylint("scan", cwd=repository.folder).code == 1
    assert keylint("baseline", cwd=repository.folder).code == 0
    return repository


# The same without values, as in a .env.example.
CLEAN = "GEMINI_API_KEY=account-xxxxxxxxxxxxxxxxxxxx\nGEMINI_API_SECRET=your_secret\n"
