"""What the documentation repeats is what the code says."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import tomli
import yaml
from conftest import Command

import keylint
from keylint import config, registry
from keylint.audit.runbook import STEPS
from keylint.cache import FOLDER
from keylint.evidence.signs import ENOUGH, SIGNS
from keylint.inventory.reading import CHECKED, STORED
from keylint.reports.sarif import help_uri
from keylint.settings import MEGABYTE, ConfigurationError, Settings
from keylint.wishes import Format

TOP = Path(__file__).parent.parent
sys.path.insert(0, str(TOP / "docs"))
README = (TOP / "README.md").read_text(encoding="utf-8")


def test_every_rule_has_a_page_that_is_what_the_rule_says() -> None:
    pages = import_module("rule_pages").pages()
    there = {page.name: page.read_text("utf-8") for page in (TOP / "docs" / "rules").iterdir()}
    assert there == pages, "run `make docs`"
    for rule in registry.load():
        assert help_uri(rule.id).endswith(f"/docs/rules/{rule.id}.md")
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


def test_the_steps_after_a_leak_are_those_that_the_audit_tells() -> None:
    page = (TOP / "docs" / "leak.md").read_text(encoding="utf-8")
    assert page == import_module("leak_page").page(page), "run `make docs`"
    assert all(f"\n{number}. " in page for number in range(1, len(STEPS) + 3))


def test_what_fuzzing_came_to_is_told_as_it_was_measured() -> None:
    figures = import_module("fuzz_figures")
    for page in figures.PAGES:
        text = page.read_text(encoding="utf-8")
        assert text == figures.page(text), "run `make docs`"
        assert text.count(" executions in ") == 1


def test_the_page_of_the_baselines_file_is_what_its_schema_says() -> None:
    page = (TOP / "docs" / "baseline-file.md").read_text(encoding="utf-8")
    assert page == import_module("schema_page").page(page), "run `make docs`"
    assert "| `digest` | yes |" in page


def test_the_page_of_the_configuration_has_every_setting_and_its_default() -> None:
    told = rows("configuration.md")
    with pytest.raises(ConfigurationError) as mistake:
        config.parse("keylint.toml", "zzqq = 1", ())
    known = str(mistake.value).partition("known: ")[2].split(", ")
    assert set(known) | {*STORED, *CHECKED} == set(told) - {"NO_COLOR", "COLUMNS", FOLDER}
    settings = Settings()
    defaults = {
        "fail-on": f'"{settings.fail_on}"',
        "confidence": f'"{settings.confidence}"',
        "max-file-size": f'"{settings.max_file_size // MEGABYTE} MB"',
        "widest-ipv4": str(settings.policy.widest_ipv4),
        "widest-ipv6": str(settings.policy.widest_ipv6),
        "rotation-days": str(settings.policy.rotation_days),
    }
    assert {name: told[name] for name in defaults} == {
        name: f"`{value}`" for name, value in defaults.items()
    }


def test_the_example_of_a_configuration_is_one(tmp_path: Path, keylint: Command) -> None:
    page = (TOP / "docs" / "configuration.md").read_text(encoding="utf-8")
    example = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)[0]
    (tmp_path / "keylint.toml").write_text(example)
    assert "configuration: keylint.toml" in keylint("scan", cwd=tmp_path).out
    settings = set(re.findall(r"(?m)^([\w-]+) =", example))
    assert settings == set(rows("configuration.md")) & settings
    assert len(settings) == 10


def test_every_test_that_the_security_model_names_is_there() -> None:
    page = (TOP / "docs" / "security-model.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(test_\w+)`", page))
    assert len(named) > 40
    tests = "".join(file.read_text("utf-8") for file in sorted((TOP / "tests").glob("test_*.py")))
    assert named - set(re.findall(r"def (test_\w+)\(", tests)) == set()


def test_the_readme_is_short_and_its_links_lead_somewhere() -> None:
    assert len(README.splitlines()) < 260
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", README) if "://" not in link]
    assert len(links) > 10
    assert [link for link in links if not (TOP / link.partition("#")[0]).is_file()] == []


def rows(page: str) -> dict[str, str]:
    """The second column of a page's tables by the name in the first."""
    text = (TOP / "docs" / page).read_text(encoding="utf-8")
    return dict(re.findall(r"(?m)^\| `([\w-]+)` \| (.*?) \|", text))
