"""What a diff brings that makes scans milder is told by a gate, and is no finding by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from baselines import env
from conftest import Command, Repository

TOML, BASELINE = "keylint.toml", ".keylint-baseline.json"
MARK = "# keylint: ignore[gemini-api-secret]"
Brings = Callable[..., list[str]]


@pytest.fixture(params=["staged", "since"])
def brings(request: pytest.FixtureRequest, keylint: Command, repository: Repository) -> Brings:
    """What a gate says that some files bring, once they are staged or committed."""

    def told(files: dict[str, str | None], code: int = 0) -> list[str]:
        for name, text in files.items():
            if text is None:
                repository.git("rm", "--quiet", "--", name)
            else:
                repository.stage(name, text)
        reach = ("--staged",)
        if request.param == "since":
            repository.git("commit", "--quiet", "--message", "Change")
            reach = ("--since", "HEAD~1")
        done = keylint("scan", "--gate", *reach, "--format", "json", cwd=repository.folder)
        assert done.code == code, done.all
        return list(done.report["unheeded"]["brought"])

    repository.commit("README.md", "A bot.\n")
    return told


def test_settings_that_leave_something_out_are_told(brings: Brings) -> None:
    text = 'exclude = ["a/"]\nconfidence = "medium"\nrotation-days = 30\n'
    assert brings({TOML: text}) == [f"{TOML}: exclude 'a/'", f"{TOML}: confidence medium"]


def test_only_what_is_new_is_told(brings: Brings, repository: Repository) -> None:
    repository.commit(TOML, 'exclude = ["a/"]\nignore = ["gemini-api-key"]\n')
    assert brings({TOML: 'exclude = ["a/", "b/"]\n'}) == [f"{TOML}: exclude 'b/'"]


def test_limits_and_accepted_risks_are_told(brings: Brings) -> None:
    accepted = '{ rule = "key-can-withdraw", reason = "cold", until = 2099-01-01 }'
    key = f'[[keys]]\nname = "main"\nexchange = "gemini"\naccepted = [{accepted}]\n'
    limits = "widest-ipv4 = 8\nwidest-ipv6 = 16\nrotation-days = 900\n"
    assert brings({"pyproject.toml": "[tool.keylint]\n" + limits}) == [
        "pyproject.toml: widest-ipv4 8",
        "pyproject.toml: widest-ipv6 16",
        "pyproject.toml: rotation-days 900",
    ]
    risk = f"{TOML}: accepted key-can-withdraw of 'main' until 2099-01-01"
    assert risk in brings({TOML: key})


def test_a_configuration_that_goes_or_breaks_is_told(
    brings: Brings, repository: Repository
) -> None:
    repository.commit(TOML, "rotation-days = 30\n")
    assert brings({TOML: "exclude = 3\n"}) == [f"{TOML}: cannot be used any more"]
    repository.git("commit", "--allow-empty", "--quiet", "--message", "Broken")
    assert brings({TOML: None}) == [f"{TOML}: taken out"]


def test_entries_of_a_baseline_are_counted(
    brings: Brings, repository: Repository, keylint: Command
) -> None:
    repository.commit("old.env", env("old"))
    repository.commit("new.env", env("new"))
    assert keylint("baseline", "old.env", cwd=repository.folder).code == 0
    repository.git("add", BASELINE)
    repository.git("commit", "--quiet", "--message", "Adopt")
    assert keylint("baseline", "new.env", cwd=repository.folder).code == 0
    text = (repository.folder / BASELINE).read_text()
    assert brings({BASELINE: text}) == [f"{BASELINE}: 3 entries added or changed"]


def test_comments_are_told_with_their_lines_and_moved_ones_are_not(
    brings: Brings, repository: Repository
) -> None:
    repository.commit("a.py", f"x = 1  {MARK} old\n")
    pragma = "y = 2  # pragma: allowlist secret\n"
    assert brings({"a.py": f"\n{pragma}x = 1  {MARK} old\nz = 3  {MARK} new\n"}) == [
        "a.py:2: pragma: allowlist secret",
        "a.py:4: ignore[gemini-api-secret]: new",
    ]


def test_names_that_git_is_to_ignore_are_told(brings: Brings, repository: Repository) -> None:
    repository.commit("sub/.gitignore", "old\n")
    assert brings({"sub/.gitignore": "old\n# why\nnew/\n"}) == [
        "sub/.gitignore: new/ is not scanned where git does not track it"
    ]


def test_the_finding_itself_is_what_fails(brings: Brings, leak: str) -> None:
    text = f"{leak.rstrip()}  {MARK}\n"
    assert brings({"bot.env": text}, code=1) == ["bot.env:2: ignore[gemini-api-secret]"]


def test_binaries_submodules_links_and_other_encodings_are_no_obstacle(
    brings: Brings, repository: Repository
) -> None:
    repository.git("init", "--quiet", "inner")
    Repository(repository.folder / "inner").commit("a", "a\n")
    repository.git("add", "inner")
    (repository.folder / "link").symlink_to(TOML)
    repository.git("add", "link")
    (repository.folder / "wide.py").write_bytes(f"x = 1  {MARK}\n".encode("utf-16"))
    repository.git("add", "wide.py")
    assert brings({"logo.bin": "\0\1\2" * 99, TOML: 'exclude = ["x"]\n'}) == [
        f"{TOML}: exclude 'x'",
        "wide.py:1: ignore[gemini-api-secret]",
    ]


def test_before_the_first_commit_all_is_new(keylint: Command, repository: Repository) -> None:
    repository.stage(TOML, 'exclude = ["x"]\n')
    done = keylint("scan", "--gate", "--staged", "--format", "json", cwd=repository.folder)
    assert done.report["unheeded"]["brought"] == [f"{TOML}: exclude 'x'"]


def test_what_the_other_branch_has_done_meanwhile_is_not_this_diffs(
    keylint: Command, repository: Repository
) -> None:
    repository.commit(TOML, 'exclude = ["x"]\n')
    repository.git("checkout", "--quiet", "-b", "feature")
    repository.commit("a.py", "a = 1\n")
    repository.git("checkout", "--quiet", "main")
    repository.commit(TOML, "")
    repository.git("checkout", "--quiet", "feature")
    done = keylint("scan", "--gate", "--since", "main", "--format", "json", cwd=repository.folder)
    assert done.report["unheeded"]["brought"] == []


def test_a_hook_that_gates_is_told_what_is_staged(keylint: Command, repository: Repository) -> None:
    repository.commit("README.md", "A bot.\n")
    repository.stage(TOML, 'exclude = ["x"]\n')
    hook = {"GIT_INDEX_FILE": ".git/index", "PRE_COMMIT": "1"}
    done = keylint("scan", "--gate", TOML, cwd=repository.folder, env=hook)
    assert f"This diff makes scans that heed the tree milder: {TOML}: exclude 'x'." in done.all
