"""The action, the GitLab template and the image: valid by their linters, and doing what they say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import Repository, Result, environment
from linters import lint

from keylint import __version__
from keylint.adoption import pins

TOP = Path(__file__).parent.parent
ACTION = TOP / "action.yml"
TEMPLATE = TOP / "templates" / "keylint.gitlab-ci.yml"
PINNED = re.compile(r"[\w-]+/[\w./-]+@[0-9a-f]{40}")


def steps() -> list[dict[str, Any]]:
    """The steps of the action."""
    return list(yaml.safe_load(ACTION.read_text(encoding="utf-8"))["runs"]["steps"])


def test_the_action_passes_its_linters() -> None:
    lint("zizmor", "--offline", "--persona", "pedantic", "action.yml", folder=TOP)


def test_the_action_fits_the_schema() -> None:
    lint("check-jsonschema", "--builtin-schema", "vendor.github-actions", ACTION, folder=TOP)


def test_the_action_uses_only_what_is_pinned_and_the_same_as_init_writes() -> None:
    text = ACTION.read_text(encoding="utf-8")
    used = re.findall(r"uses: (.+)", text)
    assert sorted(used) == sorted({pins.SETUP_PYTHON, pins.UPLOAD_SARIF})
    for pin in (*used, pins.CHECKOUT):
        reference, _, version = pin.partition(" # ")
        assert PINNED.fullmatch(reference)
        assert re.fullmatch(r"v\d+\.\d+\.\d+", version)


def test_no_input_is_written_into_a_script() -> None:
    assert all("${{" not in step.get("run", "") for step in steps())


@pytest.fixture
def run_scan(repository: Repository, tmp_path: Path) -> Any:
    """Runs the action's scan as a runner does, with the command of this checkout."""
    command = tmp_path / "keylint"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m keylint "$@"\n')
    command.chmod(0o755)
    script = next(step["run"] for step in steps() if step.get("id") == "scan")

    def run(**inputs: str) -> tuple[Result, dict[str, str]]:
        answers = tmp_path / "answers"
        answers.write_text("")
        given = {"PATHS": "", "FAIL_ON": "low", "SARIF": "", "UPLOAD": "false", "GATE": "false", "CONFIG": "", "BASELINE": "", **inputs}  # fmt: skip
        runner = {"GITHUB_OUTPUT": str(answers), "RUNNER_TEMP": str(tmp_path)}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=repository.folder,
            env=environment(tmp_path, {**given, **runner, "KEYLINT": str(command)}),
            capture_output=True,
            check=False,
        )
        lines = answers.read_text().splitlines()
        told = dict(line.split("=", 1) for line in lines)
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode()), told

    return run


def test_the_action_tells_its_exit_code_and_writes_sarif(
    repository: Repository, run_scan: Any, leak: str, secret: str, tmp_path: Path
) -> None:
    repository.commit("bot.env", leak)
    done, told = run_scan(UPLOAD="true")
    assert done.code == 0, done.all
    assert told == {"exit-code": "1", "sarif": f"{tmp_path}/keylint.sarif"}
    assert "gemini-api-secret" in done.out
    assert '"2.1.0"' in Path(told["sarif"]).read_text()
    assert secret not in done.all + Path(told["sarif"]).read_text()


def test_the_action_scans_the_paths_that_are_named(
    repository: Repository, run_scan: Any, leak: str
) -> None:
    repository.commit("a b/bot.env", leak)
    repository.commit("clean.py", "print()\n")
    assert run_scan(PATHS="clean.py\n")[1] == {"exit-code": "0"}
    assert run_scan(PATHS="clean.py\na b/bot.env")[1] == {"exit-code": "1"}
    assert run_scan(PATHS="a b", FAIL_ON="critical")[1] == {"exit-code": "1"}
    assert run_scan(PATHS="nowhere", UPLOAD="true")[1] == {"exit-code": "2"}


def test_a_gate_heeds_nothing_of_the_tree(
    repository: Repository, run_scan: Any, leak: str, tmp_path: Path
) -> None:
    repository.commit("bot.env", leak)
    repository.commit("keylint.toml", 'exclude = ["*.env"]\n')
    assert run_scan()[1] == {"exit-code": "0"}
    assert run_scan(GATE="true")[1] == {"exit-code": "1"}
    own = tmp_path / "own.toml"
    own.write_text('exclude = ["*.env"]\n')
    assert run_scan(GATE="true", CONFIG=str(own))[1] == {"exit-code": "0"}
    assert run_scan(GATE="yes")[1] == {"exit-code": "2"}
    assert run_scan(BASELINE="nowhere.json")[1] == {"exit-code": "2"}


def test_the_template_gates_too(repository: Repository, leak: str, tmp_path: Path) -> None:
    repository.commit("bot.env", leak)
    repository.commit("keylint.toml", 'exclude = ["*.env"]\n')
    command = tmp_path / "keylint"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m keylint "$@"\n')
    command.chmod(0o755)
    job = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8").split("\n---\n")[1])["keylint"]
    script = "\n".join(line for line in job["script"] if not line.startswith("pip "))
    own = tmp_path / "own.toml"
    own.write_text('exclude = ["*.env"]\n')
    for gate, config, code in (("false", "", 0), ("true", "", 1), ("true", str(own), 0)):
        given = {
            "KEYLINT_GATE": gate, "KEYLINT_CONFIG": config, "KEYLINT_BASELINE": "",
            "KEYLINT_FAIL_ON": "low", "KEYLINT_PATHS": ".",
            "PATH": f"{tmp_path}:{os.environ['PATH']}",
        }  # fmt: skip
        done = subprocess.run(
            ["sh", "-ec", script], cwd=repository.folder, env=environment(tmp_path, given),
            capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr


@pytest.mark.parametrize("hostile", ["$(touch ran)", "`touch ran`", '"; touch ran; "', "--output=ran"])  # fmt: skip
def test_an_input_is_no_command_and_no_option(
    repository: Repository, run_scan: Any, hostile: str
) -> None:
    repository.commit("clean.py", "print()\n")
    for name in ("PATHS", "FAIL_ON", "GATE", "CONFIG", "BASELINE"):
        assert run_scan(**{name: hostile})[1]["exit-code"] == "2"
    assert not os.path.lexists(repository.folder / "ran")


def test_the_template_of_gitlab_is_valid(tmp_path: Path) -> None:
    head, job = TEMPLATE.read_text(encoding="utf-8").split("\n---\n")
    inputs = yaml.safe_load(head)["spec"]["inputs"]
    filled = re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", lambda m: str(inputs[m[1]]["default"]), job)
    assert "$[[" not in filled
    (tmp_path / ".gitlab-ci.yml").write_text(filled)
    assert list(yaml.safe_load(filled)) == ["keylint"]
    assert f"@v{__version__}" in job
    lint(
        "check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", ".gitlab-ci.yml",
        folder=tmp_path,
    )  # fmt: skip


def test_the_image_passes_its_linter() -> None:
    lint("hadolint", "--failure-threshold", "style", "Dockerfile", folder=TOP)


def test_the_image_runs_as_nobody_and_keeps_no_cache() -> None:
    text = (TOP / "Dockerfile").read_text(encoding="utf-8")
    lines = text.splitlines()
    bases = [line.split()[1] for line in lines if line.startswith("FROM ")]
    assert all("-slim" in base for base in bases)
    assert "USER 10001" in lines
    assert lines.index("USER 10001") > max(i for i, line in enumerate(lines) if "RUN" in line)
    assert text.count("pip install") == text.count("--no-cache-dir")
    assert "rm -rf /var/lib/apt/lists/*" in text


def test_the_image_gets_only_what_a_wheel_is_built_from() -> None:
    ignored = (TOP / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in ignored
    kept = {line[1:] for line in ignored if line.startswith("!")}
    copied = re.findall(r"(?m)^COPY (?!--from)(.+) \S+$", (TOP / "Dockerfile").read_text())
    assert kept == set(" ".join(copied).split())
    assert all((TOP / name).exists() for name in kept)
