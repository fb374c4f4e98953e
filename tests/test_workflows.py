"""What runs on GitHub for keylint itself: valid by its linters, pinned, and with no more rights than it uses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from linters import lint
from locked import PYPROJECT

from keylint.adoption import pins

TOP = Path(__file__).parent.parent
WORKFLOWS = {path.stem: path for path in sorted((TOP / ".github" / "workflows").iterdir())}
PINNED = re.compile(r"[\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
MADE = re.compile(r"\bmake ([\w-]+)")


def jobs(name: str) -> dict[str, dict[str, Any]]:
    return dict(yaml.safe_load(WORKFLOWS[name].read_text(encoding="utf-8"))["jobs"])


def steps() -> list[dict[str, Any]]:
    every = [job for name in WORKFLOWS for job in jobs(name).values()]
    return [step for job in every for step in job.get("steps", [])]


def test_the_workflows_pass_their_linters() -> None:
    pedantic = ("--offline", "--strict-collection", "--persona", "pedantic")
    lint("zizmor", *pedantic, ".github", folder=TOP)


def test_the_workflows_fit_the_schema() -> None:
    schema = ("--builtin-schema", "vendor.github-workflows")
    lint("check-jsonschema", *schema, *WORKFLOWS.values(), folder=TOP)
    updates = (TOP / ".github" / "dependabot.yml",)
    lint("check-jsonschema", "--builtin-schema", "vendor.dependabot", *updates, folder=TOP)


def test_each_action_is_pinned_to_one_commit_everywhere() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (*WORKFLOWS.values(), TOP / "action.yml")]
    used = {line for text in texts for line in re.findall(r"uses: (.+)", text)}
    used -= {"$/.github/workflows/ci.yml"}
    assert all(PINNED.fullmatch(line) for line in used)
    assert len({line.partition("@")[0] for line in used}) == len(used)
    assert {pins.CHECKOUT, pins.SETUP_PYTHON} < used


def test_no_expression_is_written_into_a_script() -> None:
    assert all("${{" not in step.get("run", "") for step in steps())


def test_a_job_may_read_and_no_checkout_leaves_a_token_behind() -> None:
    for name in WORKFLOWS:
        whole = yaml.safe_load(WORKFLOWS[name].read_text(encoding="utf-8"))
        assert whole["permissions"] == {}
        for job in whole["jobs"].values():
            if job.get("environment") is None and "announce" not in whole["jobs"]:
                assert job["permissions"] == {"contents": "read"}
    checkouts = [step for step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_only_what_publishes_has_an_identity_and_only_what_announces_writes() -> None:
    rights = {name: job["permissions"] for name, job in jobs("release").items()}
    assert rights == {
        "test": {"contents": "read"},
        "build": {"contents": "read"},
        "publish": {"attestations": "write", "contents": "read", "id-token": "write"},
        "announce": {"contents": "write"},
    }
    environments = {name: job.get("environment") for name, job in jobs("release").items()}
    assert [name for name, one in environments.items() if one] == ["publish"]
    assert environments["publish"]["name"] == "pypi"


def test_a_release_is_tested_built_published_and_announced_in_this_order() -> None:
    needs = {name: job.get("needs") for name, job in jobs("release").items()}
    assert needs == {"test": None, "build": "test", "publish": "build", "announce": "publish"}


def test_nobody_holds_a_password() -> None:
    texts = [path.read_text(encoding="utf-8") for path in WORKFLOWS.values()]
    assert all("secrets." not in text for text in texts)


def test_every_python_that_is_promised_is_tested() -> None:
    classifiers = PYPROJECT["project"]["classifiers"]
    promised = [line.rpartition(" ")[2] for line in classifiers if re.search(r":: 3\.\d", line)]
    assert jobs("ci")["test"]["strategy"]["matrix"]["python"] == promised


@pytest.mark.parametrize("name", WORKFLOWS)
def test_what_is_made_can_be_made(name: str) -> None:
    targets = re.findall(r"(?m)^([\w-]+):", (TOP / "Makefile").read_text(encoding="utf-8"))
    for job in jobs(name).values():
        called = [word for step in job.get("steps", []) for word in MADE.findall(step.get("run", ""))]  # fmt: skip
        listed = job.get("strategy", {}).get("matrix", {}).get("target", [])
        assert {*called, *listed} <= set(targets)
