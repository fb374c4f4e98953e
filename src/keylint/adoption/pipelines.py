"""The CI job: a workflow of GitHub Actions, or a job in GitLab's file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import keylint
from keylint.adoption import pins, yaml_text
from keylint.adoption.place import Change, LeftAlone, Note, Outcome, Place, added_at_end
from keylint.adoption.remotes import GITHUB_FOLDER, GITLAB_FILE, Ci, used_by

WORKFLOWS = f"{GITHUB_FOLDER}/workflows"
WORKFLOW = f"{WORKFLOWS}/keylint.yml"
# In what is not a comment.
# A command, the action, the template, or a job of that name; to mention keylint is no job.
OURS = re.compile(
    r"(?m)^keylint:|^[^#\n]*(?:\bkeylint[ \t]+(?:scan|audit)\b|\buses:[ \t]*[\"']?keylint/keylint@"
    r"|\bkeylint\.gitlab-ci\b)"
)
PLAIN_BRANCH = re.compile(r"[A-Za-z0-9][\w./-]*")
SOURCE = f"git+https://github.com/keylint/keylint@v{keylint.__version__}"
UNDECIDED = "no CI file was written: name one with --ci github or --ci gitlab"
# The usual stage; `.pre` is there in every pipeline that has jobs of its own.
STAGE, ANY_STAGE = "test", ".pre"


def step(place: Place, ci: Ci | None) -> Iterator[Outcome]:
    """The CI file with a job of keylint, if there is none."""
    wanted = ci or used_by(place)
    if wanted is Ci.GITHUB:
        yield _github(place)
    elif wanted is Ci.GITLAB:
        yield _gitlab(place)
    elif ci is None:
        yield Note(UNDECIDED)


def _github(place: Place) -> Outcome:
    for name in _workflows(place):
        if OURS.search(place.read(name) or ""):
            return Note(f"{name}: has a job of keylint")
    before = place.read(WORKFLOW)
    if before is not None:
        raise LeftAlone(f"{WORKFLOW}: is there, but has no job of keylint")
    return Change(WORKFLOW, None, workflow(_branch(place)))


def _workflows(place: Place) -> list[str]:
    place.read(WORKFLOW)  # raises where a link stands in the way
    folder = place.top / WORKFLOWS
    found = sorted(folder.glob("*.y*ml")) if folder.is_dir() else []
    return [
        f"{WORKFLOWS}/{path.name}" for path in found if path.is_file() and not path.is_symlink()
    ]


def _branch(place: Place) -> str:
    """The branch that others are merged into, as far as the clone tells; else the current one."""
    for ref, prefix in (
        ("refs/remotes/origin/HEAD", "refs/remotes/origin/"),
        ("HEAD", "refs/heads/"),
    ):
        said = place.repository.tell("symbolic-ref", "--quiet", ref).stdout
        name = said.decode("utf-8", "replace").strip().removeprefix(prefix)
        if PLAIN_BRANCH.fullmatch(name):
            return name
    return "main"


def workflow(branch: str) -> str:
    """The workflow of GitHub Actions, which runs for pull requests and for a branch."""
    return f"""\
# Written by `keylint init`. More of it: https://github.com/keylint/keylint/blob/main/docs/ci.md
name: keylint

on:
  pull_request:
  push:
    branches: [{json.dumps(branch)}]

permissions: {{}}

concurrency:
  group: keylint-${{{{ github.ref }}}}
  cancel-in-progress: true

jobs:
  keylint:
    name: keylint
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read # the files that are scanned
    steps:
      - uses: {pins.CHECKOUT}
        with:
          persist-credentials: false
      - uses: {pins.SETUP_PYTHON}
        with:
          python-version: "{pins.PYTHON}"
      - run: pip install "{SOURCE}"
      - run: keylint scan
"""


def _gitlab(place: Place) -> Outcome:
    before = place.read(GITLAB_FILE)
    if before is not None and OURS.search(before):
        return Note(f"{GITLAB_FILE}: has a job of keylint")
    root = yaml_text.root_of(GITLAB_FILE, before or "")
    stages = [yaml_text.text_of(one) for one in yaml_text.items(yaml_text.entry(root, "stages"))]
    # What is included may have stages of its own.
    is_usual = STAGE in stages or not (stages or "include" in yaml_text.keys(root))
    stage = STAGE if is_usual else ANY_STAGE
    added = job(stage, with_rules="workflow" in yaml_text.keys(root))
    after = added_at_end(before or "", ("\n" if before else "") + added)
    if root is not None and not (
        yaml_text.adds_only(before or "", after, added)
        and yaml_text.keys(yaml_text.root_of(GITLAB_FILE, after))
        == [*yaml_text.keys(root), "keylint"]
    ):
        raise LeftAlone(f"{GITLAB_FILE}: cannot be added to: add keylint's job yourself")
    return Change(GITLAB_FILE, before, after)


def job(stage: str, with_rules: bool = False) -> str:
    """The job of GitLab's CI.

    Where the file says when a pipeline is made, a job without rules would not run in those of
    merge requests.
    """
    rules = "  rules:\n    - when: on_success\n" if with_rules else ""
    return f"""\
keylint:
  stage: {stage}
  image: python:{pins.PYTHON} # with git, which a slim one lacks
  inherit:
    default: false
{rules}  script:
    - pip install --quiet "{SOURCE}"
    - keylint scan
"""
