"""What is released: the same bytes from the same commit, a bill of materials that fits its schema, and checksums."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
import yaml
from conftest import environment
from locked import ROOT, lock
from source_tree import copy_source_tree

from keylint import __version__

WORKFLOW = ROOT / ".github" / "workflows" / "release.yml"


def run(*command: str | Path, folder: Path, code: int = 0, **extra: str) -> str:
    done = subprocess.run(
        command, cwd=folder, env=environment(folder.parent, extra), capture_output=True, text=True,
        check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with one commit: the source as it stands here."""
    folder = tmp_path_factory.mktemp("one place") / "keylint"
    copy_source_tree(folder)
    for name in ("release", "requirements"):
        run("cp", "-r", ROOT / name, folder, folder=folder)
    (folder / ".gitignore").write_text("__pycache__/\ndist/\n")
    for command in ("init --quiet", "add --all", "commit --quiet --message=all"):
        run("git", *command.split(), folder=folder)
    return folder


@pytest.fixture(scope="module")
def released(checkout: Path) -> Path:
    """The folder of a release."""
    run(sys.executable, "release/dist.py", "dist", folder=checkout)
    return checkout / "dist"


def test_the_same_commit_gives_the_same_bytes_elsewhere(released: Path, tmp_path: Path) -> None:
    again = tmp_path / "another place"
    run("git", "clone", "--quiet", released.parent, again, folder=tmp_path)
    for path in again.rglob("*"):
        path.chmod(0o700)
        os.utime(path, (time.time(), 1_000_000_000))
    (again / "README.md").write_text("changed, and not committed")
    (again / "src" / "keylint" / "new.py").write_text("left lying about\n")
    settings = tmp_path / ".pydistutils.cfg"
    settings.write_text("[bdist_wheel]\nbuild_number = 7\n")
    command = f'umask 077; exec "{sys.executable}" release/dist.py "{tmp_path}/out"'
    surroundings = {"TZ": "Pacific/Chatham", "LC_ALL": "POSIX", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1"}  # fmt: skip
    run("sh", "-c", command, folder=again, **surroundings)
    first = {path.name: path.read_bytes() for path in released.iterdir()}
    second = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_the_workflow_builds_twice_and_takes_no_other_version(
    checkout: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "keylint"
    run("git", "clone", "--quiet", "--depth=1", checkout.as_uri(), folder, folder=tmp_path)
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    jobs = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]
    scripts = {step.get("name"): step.get("run") for step in jobs["build"]["steps"]}

    def step(name: str, tag: str, code: int = 0) -> None:
        path = f"{python.parent}:{os.environ['PATH']}"
        runner = {"RUNNER_TEMP": str(tmp_path), "GITHUB_REF_NAME": tag, "PATH": path}
        run("bash", "-eo", "pipefail", "-c", scripts[name], folder=folder, code=code, **runner)

    step("Build twice", f"v{__version__}")
    step("The tag names the version", f"v{__version__}")
    step("The tag names the version", "v9.9.9", code=1)


def test_checksums_are_those_of_all_files(released: Path) -> None:
    lines = (released / "SHA256SUMS").read_text().splitlines()
    files = {path.name: path for path in released.iterdir() if path.name != "SHA256SUMS"}
    assert sorted(path.suffix for path in files.values()) == [".gz", ".json", ".whl"]
    digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    assert lines == [f"{digest}  {name}" for name, digest in sorted(digests.items())]


def test_the_wheel_is_built_with_the_pinned_backend(released: Path) -> None:
    with zipfile.ZipFile(next(released.glob("*.whl"))) as wheel:
        about = wheel.read(next(name for name in wheel.namelist() if name.endswith("/WHEEL")))
    (backend,) = lock("build.txt")
    assert f"Generator: setuptools ({backend.version})" in about.decode()


def test_the_bill_fits_its_schema(released: Path) -> None:
    validation = pytest.importorskip("cyclonedx.validation.json", reason="cyclonedx is missing")
    from cyclonedx.schema import SchemaVersion

    text = next(released.glob("*.cdx.json")).read_text(encoding="utf-8")
    check = validation.JsonStrictValidator(SchemaVersion.V1_6)
    assert check.validate_str(text) is None
    assert check.validate_str(text.replace('"library"', '"librarian"', 1)) is not None


def test_the_bill_names_what_is_released_and_all_that_it_needs(released: Path) -> None:
    bill = json.loads(next(released.glob("*.cdx.json")).read_text(encoding="utf-8"))
    pinned = {(pin.name, pin.version, pin.hashes) for pin in lock("run.txt")}
    assert {component(one) for one in bill["components"]} == pinned
    product = bill["metadata"]["component"]
    parts = [one for one in product["externalReferences"] if one["type"] == "distribution"]
    digests = {one["url"].rpartition("/")[2]: one["hashes"][0]["content"] for one in parts}
    built = {path.name: path for path in released.iterdir() if path.suffix in (".gz", ".whl")}
    assert digests == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in built.items()}  # fmt: skip
    asked = {one["ref"]: one["dependsOn"] for one in bill["dependencies"]}
    assert reached(asked, product["bom-ref"]) == set(asked)


def component(one: dict) -> tuple[str, str, tuple[str, ...]]:
    (files,) = one["externalReferences"]
    return one["name"], one["version"], tuple(digest["content"] for digest in files["hashes"])


def reached(asked: dict[str, list[str]], start: str) -> set[str]:
    """Whatever follows from one of them: a bill that leaves a gap tells less than it holds."""
    found, open_ones = set(), [start]
    while open_ones:
        one = open_ones.pop()
        if one not in found:
            found.add(one)
            open_ones.extend(asked[one])
    return found


def test_a_folder_that_holds_something_is_no_place_for_a_release(released: Path) -> None:
    told = run(sys.executable, "release/dist.py", released, folder=released.parent, code=1)
    assert told == f"{released} holds files already: a release is made in an empty folder\n"
