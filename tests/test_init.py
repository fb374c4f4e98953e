"""`keylint init` in real repositories: what it writes, what it leaves alone, and that it is valid."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import tomli
import yaml
from conftest import Command, Repository, environment
from linters import lint

HOOK_FILE, WORKFLOW, GITLAB = (
    ".pre-commit-config.yaml",
    ".github/workflows/keylint.yml",
    ".gitlab-ci.yml",
)
BLACK = """\
# Our checks
repos:
-   repo: https://github.com/psf/black
    rev: "24.1.0"  # kept by hand
    hooks:
    -   id: black
        args: [--quiet]

# what follows is kept
fail_fast: true
"""


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a work tree, by its name."""
    found = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_everything_is_written_once(repository: Repository, keylint: Command) -> None:
    repository.git("remote", "add", "origin", "git@github.com:trader/bot.git")
    done = keylint("init", "--yes", cwd=repository.folder)
    assert done.code == 0, done.all
    written = contents(repository.folder)
    assert set(written) == {HOOK_FILE, WORKFLOW, "keylint.toml", ".gitignore"}
    again = keylint("init", "--yes", cwd=repository.folder)
    assert again.code == 0
    assert again.out == "nothing to do\n"
    assert contents(repository.folder) == written


def test_the_repository_it_leaves_is_clean_and_configured(
    repository: Repository, keylint: Command
) -> None:
    keylint("init", "--yes", "--ci", "github", cwd=repository.folder)
    scanned = keylint("scan", cwd=repository.folder)
    assert scanned.code == 0
    assert "configuration: keylint.toml" in scanned.out


def test_every_line_of_the_settings_can_be_made_one(
    repository: Repository, keylint: Command
) -> None:
    keylint("init", "--yes", cwd=repository.folder)
    path = repository.folder / "keylint.toml"
    lines = [line.removeprefix("# ") for line in path.read_text().splitlines() if " = " in line]
    assert len(lines) == 4
    path.write_text("\n".join(lines))
    assert keylint("scan", cwd=repository.folder).code == 0


def test_nothing_is_written_without_an_answer(repository: Repository, keylint: Command) -> None:
    done = keylint("init", cwd=repository.folder)
    assert done.code == 2
    assert "+      - id: keylint" in done.out
    assert "say --yes" in done.err
    assert contents(repository.folder) == {}


def test_a_dry_run_shows_and_writes_nothing(repository: Repository, keylint: Command) -> None:
    done = keylint("init", "--dry-run", "--ci", "github", cwd=repository.folder)
    assert done.code == 0
    for name in (HOOK_FILE, WORKFLOW, "keylint.toml", ".gitignore"):
        assert f"+++ b/{name}" in done.out
    assert contents(repository.folder) == {}


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 2)])
def test_whoever_sits_at_a_terminal_is_asked(
    repository: Repository, answer: str, code: int
) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, answer.encode())
    done = subprocess.run(
        [sys.executable, "-m", "keylint", "init"],
        cwd=repository.folder,
        env=environment(repository.folder.parent),
        stdin=theirs,
        capture_output=True,
        text=True,
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    assert "Write 3 files?" in done.stderr
    assert done.returncode == code
    assert bool(contents(repository.folder)) is (code == 0)


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


@pytest.mark.parametrize(
    ("name", "text", "ci"),
    [
        (".github/workflows/checks.yaml", "jobs:\n  a:\n    steps:\n      - run: keylint scan\n", "github"),
        (".gitlab-ci.yml", "secrets:\n  script: [keylint scan]\n", "gitlab"),
    ],
)  # fmt: skip
def test_a_job_of_keylint_is_left_alone(
    repository: Repository, keylint: Command, name: str, text: str, ci: str
) -> None:
    path = repository.write(name, text)
    for options in ((), ("--ci", ci)):
        done = keylint("init", "--yes", *options, cwd=repository.folder)
        assert f"{name}: has a job of keylint" in done.err
    assert path.read_text() == text
    assert not (repository.folder / WORKFLOW).exists()


@pytest.mark.parametrize(
    ("url", "files", "written"),
    [
        ("git@github.com:trader/bot.git", (), WORKFLOW),
        ("https://x:hidden-word@gitlab.example.com/trader/bot.git", (), GITLAB),
        ("ssh://git@gitlab.com:22/trader/bot.git", (), GITLAB),
        ("https://git.example.com/github.com/bot", (), ""),
        ("https://[broken", (), ""),
        ("", (".github/CODEOWNERS",), WORKFLOW),
        ("git@github.com:trader/bot.git", (".gitlab-ci.yml",), GITLAB),
        ("", (".gitlab-ci.yml", ".github/CODEOWNERS"), ""),
        ("", (), ""),
    ],
)
def test_the_ci_is_the_one_that_is_used(
    repository: Repository, keylint: Command, url: str, files: tuple[str, ...], written: str
) -> None:
    for name in files:
        repository.write(name, "build:\n  script: [make]\n" if name == GITLAB else "")
    if url:
        repository.git("remote", "add", "origin", url)
    before = contents(repository.folder)
    done = keylint("init", "--yes", cwd=repository.folder)
    after = contents(repository.folder)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed & {WORKFLOW, GITLAB} == ({written} if written else set())
    assert ("name one with --ci" in done.err) is not bool(written)
    assert "hidden-word" not in done.all


def test_no_ci_is_written_where_none_is_wanted(repository: Repository, keylint: Command) -> None:
    repository.write(".github/CODEOWNERS", "")
    assert keylint("init", "--yes", "--ci", "none", cwd=repository.folder).code == 0
    assert not (repository.folder / WORKFLOW).exists()
    assert keylint("init", "--yes", "--ci", "jenkins", cwd=repository.folder).code == 2


@pytest.mark.parametrize("branch", ["main", "release/2.x", "it's-odd"])
def test_the_workflow_passes_its_linters(
    repository: Repository, keylint: Command, branch: str
) -> None:
    repository.git("symbolic-ref", "HEAD", f"refs/heads/{branch}")
    keylint("init", "--yes", "--ci", "github", cwd=repository.folder)
    workflow = yaml.safe_load((repository.folder / WORKFLOW).read_text())
    wanted = branch if "'" not in branch else "main"
    assert workflow[True]["push"]["branches"] == [wanted]
    assert workflow["permissions"] == {}
    lint("zizmor", "--offline", "--persona", "pedantic", ".", folder=repository.folder)


def test_the_workflow_passes_actionlint(repository: Repository, keylint: Command) -> None:
    keylint("init", "--yes", "--ci", "github", cwd=repository.folder)
    lint("actionlint", WORKFLOW, folder=repository.folder)


@pytest.mark.parametrize(
    ("before", "stage"),
    [
        ("", "test"),
        ("build:\n  script: [make]", "test"),
        ("stages: [build, test]\nbuild:\n  stage: build\n  script: [make]\n", "test"),
        ("stages:\n  - build\n\nbuild:\n  stage: build\n  script: !reference [.x, script]\n.x:\n  script: [make]\n", ".pre"),
        ("spec:\n  inputs: {}\n---\nworkflow:\n  rules:\n    - if: $CI_MERGE_REQUEST_IID\nbuild:\n  script: [make]\n", "test"),
    ],
)  # fmt: skip
def test_a_job_of_gitlab_is_added_behind_what_is_there(
    repository: Repository, keylint: Command, before: str, stage: str
) -> None:
    path = repository.write(GITLAB, before)
    done = keylint("init", "--yes", cwd=repository.folder)
    assert done.code == 0, done.all
    after = path.read_text()
    assert after.startswith(before)
    loader = type("Loader", (yaml.SafeLoader,), {})
    loader.add_constructor("!reference", lambda loader, node: loader.construct_sequence(node))
    job = list(yaml.load_all(after, Loader=loader))[-1]["keylint"]
    assert job["stage"] == stage
    assert job["script"][-1] == "keylint scan"
    assert ("rules" in job) is ("workflow" in before)
    (repository.folder / "job.yml").write_text(yaml.safe_dump({"keylint": job}))
    assert keylint("init", "--yes", cwd=repository.folder).out == "nothing to do\n"
    schema = ("--builtin-schema", "vendor.gitlab-ci", "job.yml")
    lint("check-jsonschema", *schema, folder=repository.folder)


@pytest.mark.parametrize("before", ["{build: {script: [make]}}\n", "- a\n", "build: [\n", "a: 1\n...\n"])  # fmt: skip
def test_a_file_of_gitlab_that_cannot_be_added_to_is_left_alone(
    repository: Repository, keylint: Command, before: str
) -> None:
    path = repository.write(GITLAB, before)
    done = keylint("init", "--yes", cwd=repository.folder)
    assert done.code == 3
    assert f"{GITLAB}: cannot be" in done.err
    assert path.read_text() == before


def test_the_project_file_gets_the_table(repository: Repository, keylint: Command) -> None:
    before = '[project]\nname = "bot"  # ours\r\n[tool.black]\nline-length = 100'
    path = repository.write("pyproject.toml", before)
    assert keylint("init", "--yes", cwd=repository.folder).code == 0
    assert path.read_bytes().decode().startswith(before)
    assert tomli.loads(path.read_text())["tool"] == {"black": {"line-length": 100}, "keylint": {}}
    assert not (repository.folder / "keylint.toml").exists()
    assert "configuration: pyproject.toml" in keylint("scan", cwd=repository.folder).out


@pytest.mark.parametrize("before", ["[project\n", "tool = { black = {} }\n", "tool = 1\n"])
def test_a_project_file_that_cannot_be_added_to_is_left_alone(
    repository: Repository, keylint: Command, before: str
) -> None:
    path = repository.write("pyproject.toml", before)
    done = keylint("init", "--yes", cwd=repository.folder)
    assert done.code == 3
    assert "pyproject.toml: " in done.err
    assert path.read_text() == before


@pytest.mark.parametrize(
    ("tracked", "ignores", "lines"),
    [
        ((), None, [".env"]),
        ((), ".env\n", []),
        ((), "*.env\n", []),
        ((), ".env\n!.env\n", [".env"]),
        ((".env.example",), "", [".env"]),
        (("prod.env", "example.env"), "*.pyc", [".env", "*.env", "!example.env"]),
        ((".env.production", ".env.example"), ".env", [".env.*", "!.env.example"]),
        (("deploy/.env.production",), ".env*\n", []),
    ],
)
def test_only_the_lines_that_are_missing_are_added_to_gitignore(
    repository: Repository,
    keylint: Command,
    tracked: tuple[str, ...],
    ignores: str | None,
    lines: list[str],
) -> None:
    for name in tracked:
        repository.stage(name, "")
    if ignores is not None:
        repository.write(".gitignore", ignores)
    done = keylint("init", "--yes", cwd=repository.folder)
    assert done.code == 0, done.all
    after = (repository.folder / ".gitignore").read_text()
    assert after.startswith(ignores or "")
    added = after[len(ignores or "") :].splitlines()
    assert [line for line in added if line and line[0] != "#"] == lines
    assert (" is tracked by git all the same" in done.err) is any(
        "example" not in name for name in tracked
    )
    # Git itself agrees: what is private is ignored, what is an example is not.
    ignored = repository.try_git("check-ignore", "--no-index", ".env", *tracked).out.split()
    assert ignored == [".env", *(name for name in tracked if "example" not in name)]


def test_what_only_this_clone_ignores_is_still_missing(
    repository: Repository, keylint: Command
) -> None:
    (repository.folder / ".git" / "info").mkdir(exist_ok=True)
    (repository.folder / ".git" / "info" / "exclude").write_text(".env\n")
    keylint("init", "--yes", cwd=repository.folder)
    assert ".env\n" in (repository.folder / ".gitignore").read_text()


@pytest.mark.parametrize("name", [HOOK_FILE, "keylint.toml", ".gitignore", WORKFLOW, ".github"])
def test_links_are_not_followed(
    repository: Repository, keylint: Command, tmp_path: Path, name: str
) -> None:
    outside = tmp_path / "outside"
    link = repository.folder / name
    link.parent.mkdir(parents=True, exist_ok=True)
    if name == ".github":
        outside.mkdir()
    else:
        outside.write_text("")
    link.symlink_to(outside)
    done = keylint("init", "--yes", "--ci", "github", cwd=repository.folder)
    assert done.code == 3
    assert f"{name} is a symbolic link, which is not followed" in done.all
    assert link.is_symlink()
    assert not any(outside.iterdir()) if outside.is_dir() else outside.read_text() == ""


def test_a_folder_that_nobody_may_write_to_is_told(
    repository: Repository, keylint: Command, unprivileged: Callable[[], None]
) -> None:
    repository.folder.chmod(0o555)
    done = keylint("init", "--yes", cwd=repository.folder, before=unprivileged)
    repository.folder.chmod(0o755)
    assert done.code == 3
    assert "no permission to write there" in done.all
    assert contents(repository.folder) == {}


def test_the_diff_shows_no_line_of_the_owner(
    repository: Repository, keylint: Command, secret: str
) -> None:
    repository.write(GITLAB, f"build:\n  script: [make]\n  variables:\n    PASSWORD: hidden-word\n    KEY: {secret}")  # fmt: skip
    repository.write(HOOK_FILE, f"# {secret} hidden-word\nrepos:\n- repo: meta\n  hooks: [{{id: identity}}]")  # fmt: skip
    done = keylint("init", "--yes", cwd=repository.folder)
    assert done.code == 0
    assert secret not in done.all
    assert "hidden-word" not in done.all


def test_outside_of_a_repository_nothing_is_written(keylint: Command, tmp_path: Path) -> None:
    done = keylint("init", "--yes", cwd=tmp_path)
    assert done.code == 2
    assert "run git init first" in done.err
    assert contents(tmp_path) == {}
    bare = tmp_path / "bare"
    subprocess.run(["git", "init", "--quiet", "--bare", bare], check=True)
    assert keylint("init", "--yes", bare).code == 2
    assert keylint("init", "--yes", tmp_path / "nowhere").code == 2


def test_a_folder_below_the_top_stands_for_its_repository(
    repository: Repository, keylint: Command
) -> None:
    repository.write("src/bot.py", "")
    assert keylint("init", "--yes", repository.folder / "src").code == 0
    assert (repository.folder / HOOK_FILE).exists()
    assert not (repository.folder / "src" / HOOK_FILE).exists()


def test_programs_that_a_repository_names_do_not_run(
    repository: Repository, keylint: Command, tmp_path: Path
) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    trap.chmod(0o755)
    repository.stage("a.env", "")
    repository.git("config", "core.fsmonitor", str(trap))
    assert keylint("init", "--yes", cwd=repository.folder).code == 0
    assert not (tmp_path / "ran").exists()


def test_a_baseline_of_today_is_written_if_that_is_wished(
    repository: Repository, keylint: Command, leak: str
) -> None:
    pytest.importorskip("keylint.commands.baseline")
    repository.stage("bot.cfg", leak)
    shown = keylint("init", "--baseline", "--dry-run", cwd=repository.folder)
    assert "new file: .keylint-baseline.json" in shown.out
    assert contents(repository.folder) == {"bot.cfg": leak.encode()}
    assert keylint("init", "--baseline", "--yes", cwd=repository.folder).code == 0
    assert keylint("scan", cwd=repository.folder).code == 0
    written = contents(repository.folder)
    assert ".keylint-baseline.json" in written
    assert keylint("init", "--baseline", "--yes", cwd=repository.folder).out == "nothing to do\n"
    assert contents(repository.folder) == written


def test_a_file_that_changed_while_the_question_stood_is_left_alone(
    repository: Repository,
) -> None:
    path = repository.write(".gitignore", "*.pyc\n")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "keylint", "init", "--ci", "none"],
        cwd=repository.folder,
        env=environment(repository.folder.parent),
        stdin=theirs,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stderr is not None
        asked = b""
        while b"[y/N]" not in asked:
            asked += os.read(process.stderr.fileno(), 1000)
        path.write_text("*.pyc\n*.log\n")
        os.write(ours, b"y\n")
        told = process.stderr.read().decode()
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 3
    assert ".gitignore: changed meanwhile" in told
    assert path.read_text() == "*.pyc\n*.log\n"
    assert (repository.folder / "keylint.toml").exists()


def test_a_file_that_would_not_be_read_is_not_written(
    repository: Repository, keylint: Command
) -> None:
    """prek prefers its own file, in which hooks stand in another form."""
    repository.write("prek.toml", "[[repos]]\nrepo = 'meta'\nhooks = [{ id = 'identity' }]\n")
    done = keylint("init", "--yes", cwd=repository.folder)
    assert done.code == 3
    assert "prek.toml: add the hook yourself" in done.err
    assert not (repository.folder / HOOK_FILE).exists()
