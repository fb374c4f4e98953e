"""The CI jobs that `keylint init` writes, by their linters and beside what is there."""

from __future__ import annotations

import pytest
import yaml
from adopted import GITLAB, WORKFLOW, contents
from conftest import Command, Repository
from linters import lint


@pytest.mark.parametrize(
    ("name", "text", "ci"),
    [
        (".github/workflows/checks.yaml", "jobs:\n  a:\n    steps:\n      - run: keylint scan\n", "github"),
        (".github/workflows/a.yml", "jobs:\n  a:\n    steps:\n      - uses: keylint/keylint@v1\n", "github"),
        (".gitlab-ci.yml", "secrets:\n  script: [keylint scan]\n", "gitlab"),
        (".gitlab-ci.yml", "a:\n  script:\n    - python -m keylint --version && keylint audit\n", "gitlab"),
        (".gitlab-ci.yml", "keylint:\n  script: [make check]\n", "gitlab"),
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


@pytest.mark.parametrize("mention", ["echo remember keylint", "echo scan # keylint scan", "make"])
def test_who_only_mentions_keylint_gets_a_job(
    repository: Repository, keylint: Command, mention: str
) -> None:
    text = f"# keylint scan\nname: on keylint\njobs:\n  a:\n    steps:\n      - run: {mention}\n"
    repository.write(".github/workflows/checks.yml", text)
    keylint("init", "--yes", cwd=repository.folder)
    assert "run: keylint scan" in (repository.folder / WORKFLOW).read_text()


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
        ("include:\n  - remote: https://example.com/ci.yml\n", ".pre"),
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
