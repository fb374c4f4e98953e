"""What the documentation repeats is what the code says."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import tomli
import yaml
from conftest import Command

import keylint
from keylint import registry
from keylint.evidence.signs import ENOUGH, SIGNS
from keylint.reports import reference
from keylint.wishes import Format

TOP = Path(__file__).parent.parent
sys.path.insert(0, str(TOP / "docs"))
README = (TOP / "README.md").read_text(encoding="utf-8")


def test_every_rule_has_a_page_that_is_what_the_rule_says() -> None:
    pages = import_module("rule_pages").pages()
    there = {page.name: page.read_text("utf-8") for page in (TOP / "docs" / "rules").iterdir()}
    assert there == pages, "run `make docs`"
    for rule in registry.load():
        assert reference.help_uri(rule.id).endswith(f"/docs/rules/{rule.id}.md")
        assert f"{rule.id}.md" in there


def test_every_decision_is_in_the_list_of_decisions() -> None:
    page = (TOP / "docs" / "decisions" / "index.md").read_text(encoding="utf-8")
    assert page == import_module("decision_index").page(), "run `make docs`"


def test_the_command_line_page_is_what_the_commands_say() -> None:
    done = subprocess.run(
        [sys.executable, TOP / "docs" / "command_line.py"],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    page = (TOP / "docs" / "command-line.md").read_text(encoding="utf-8")
    assert page == done.stdout, "run `make docs`"


def test_the_page_of_the_audit_shows_what_is_sent_and_said() -> None:
    sys.path.insert(0, str(TOP / "docs"))
    page = (TOP / "docs" / "audit.md").read_text(encoding="utf-8")
    transcript = import_module("transcript")
    assert page == transcript.page(page), "run `make docs`"


def test_the_words_on_the_page_of_keys_are_those_of_the_code() -> None:
    words = import_module("words")
    page = (TOP / "docs" / "keys.md").read_text(encoding="utf-8")
    assert page == words.page(page), "run `make docs`"
    for field in ("ip_whitelist", "enable_withdrawals", "rotate_after"):
        assert f"`{field}`" in page


def test_the_page_on_pipelines_shows_what_init_writes() -> None:
    ci_page = import_module("ci_page")
    page = (TOP / "docs" / "ci.md").read_text(encoding="utf-8")
    assert page == ci_page.page(page), "run `make docs`"


def test_the_examples_on_the_page_of_reports_are_what_the_forms_say() -> None:
    sys.path.insert(0, str(TOP / "docs"))
    forms = import_module("forms")
    page = (TOP / "docs" / "reports.md").read_text(encoding="utf-8")
    assert page == forms.page(page), "run `make docs`"
    assert all(f"`{form.value}`" in page for form in Format)
    assert (TOP / "docs" / "report.png").stat().st_size < 150_000


def test_the_example_on_the_page_of_keys_is_what_the_command_says(
    tmp_path: Path, keylint: Command
) -> None:
    page = (TOP / "docs" / "keys.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```\w+\n(.*?)```", page, re.DOTALL)
    folder = tmp_path / "bot"
    folder.mkdir()
    for block in blocks:
        head, _, text = block.partition("\n")
        if head in ("# bot.py", "# keys.yaml"):
            (folder / head[2:]).write_text(text)
    shown = next(block for block in blocks if block.startswith("1 Gemini key"))
    said = keylint("keys", cwd=folder).out
    assert said == shown.replace("key in bot", f"key in {folder}")
    inventory = next(block for block in blocks if block.startswith("# keylint.toml"))
    (folder / "keylint.toml").write_text(inventory)
    assert keylint("scan", "--quiet", cwd=folder).code != 2


def test_the_points_on_the_page_of_keys_are_those_of_the_signs() -> None:
    page = (TOP / "docs" / "keys.md").read_text(encoding="utf-8")
    told = [int(points) for points in re.findall(r"^\| .* \| (\d) \|$", page, re.MULTILINE)]
    assert sorted(told) == sorted(SIGNS.values())
    assert "three are enough" in page
    assert ENOUGH == 3


def test_the_readme_names_every_rule() -> None:
    assert [rule.id for rule in registry.load() if f"`{rule.id}`" not in README] == []


def test_the_hook_in_the_readme_is_one_of_ours() -> None:
    hooks = {
        hook["id"]: hook for hook in yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text())
    }
    assert set(hooks) == {"keylint", "keylint-system"}
    assert all("types" not in hook for hook in hooks.values())
    assert "- id: keylint\n" in README
    assert f"rev: v{keylint.__version__}" in README


def test_the_first_screen_of_the_readme_shows_how_to_begin() -> None:
    first = "\n".join(README.splitlines()[:75])
    for words in (
        "make demo",
        "make scan DIR=",
        "make test",
        "- id: keylint",
        "critical",
        "--format sarif",
    ):
        assert words in first, words


def test_the_project_file_agrees_with_the_code() -> None:
    project = tomli.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    versions = [c.rsplit(" ", 1)[1] for c in project["classifiers"] if "Python :: 3." in c]
    assert versions == ["3.10", "3.11", "3.12", "3.13", "3.14"]
    assert project["license"] == "MIT"
    assert project["scripts"] == {"keylint": "keylint.__main__:main"}


def test_nothing_committed_looks_like_a_credential() -> None:
    """keylint scans itself: its own examples are recipes."""
    done = subprocess.run(
        [sys.executable, "-m", "keylint", "scan", "--no-config", "--no-inline-ignores", str(TOP)],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert "No findings." in done.stdout, done.stdout + done.stderr
