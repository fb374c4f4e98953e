"""What is shipped: a wheel and an sdist that hold every package, and a wheel that scans."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import tomli
from conftest import RULES, environment
from source_tree import ROOT, copy_source_tree, offline


def run(*command: str | Path, home: Path, code: int = 0) -> str:
    """What a program says; a test fails if it ends with another code."""
    done = subprocess.run(
        command,
        cwd=home,
        env=environment(home, {**offline(), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def packages_on_disk() -> Iterator[str]:
    """The packages that stand in the source tree."""
    for init in (ROOT / "src").rglob("__init__.py"):
        yield ".".join(init.parent.relative_to(ROOT / "src").parts)
    for init in (ROOT / "rules").rglob("__init__.py"):
        yield ".".join(("keylint", *init.parent.relative_to(ROOT).parts))


def modules_on_disk() -> set[str]:
    """The files of all packages, by their names in a wheel."""
    files = {path.relative_to(ROOT / "src") for path in (ROOT / "src").rglob("*.py")}
    files |= {"keylint" / path.relative_to(ROOT) for path in (ROOT / "rules").rglob("*.py")}
    return {path.as_posix() for path in files}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist, built from a copy of the source tree."""
    copy = tmp_path_factory.mktemp("source tree")
    copy_source_tree(copy)
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", out, copy, home=out)
    return out


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment that holds the wheel and what it needs."""
    home = tmp_path_factory.mktemp("fresh environment")
    run(sys.executable, "-m", "venv", home / "venv", home=home)
    programs = home / "venv" / ("Scripts" if os.name == "nt" else "bin")
    wheel = next(built.glob("*.whl"))
    run(programs / "python", "-m", "pip", "install", "--quiet", wheel, home=home)
    return programs


def test_every_package_on_disk_is_declared() -> None:
    with open(ROOT / "pyproject.toml", "rb") as file:
        declared = tomli.load(file)["tool"]["setuptools"]["packages"]
    assert declared == sorted(packages_on_disk())


def test_the_wheel_holds_every_module_and_nothing_else(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
        metadata = next(name for name in wheel.namelist() if name.endswith("/METADATA"))
        about = wheel.read(metadata).decode()
    page = {f"keylint/reports/html/page.{kind}" for kind in ("css", "html", "js")}
    assert names == modules_on_disk() | page | {"keylint/py.typed"}
    assert "Requires-Python: >=3.10" in about
    for minor in range(10, 15):
        assert f"Classifier: Programming Language :: Python :: 3.{minor}" in about


def test_the_sdist_holds_what_a_wheel_is_built_from(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "rules").rglob("*.py")}
    modules |= {path.relative_to(ROOT).as_posix() for path in (ROOT / "src").rglob("*.py")}
    assert modules | {"pyproject.toml", "README.md", "LICENSE"} <= names


def test_the_wheel_finds_a_leak(installed: Path, tmp_path: Path, leak: str) -> None:
    (tmp_path / "bot.env").write_text(leak)
    report = json.loads(
        run(installed / "keylint", "scan", "--format", "json", home=tmp_path, code=1)
    )
    found = {(finding["rule"], finding["line"]) for finding in report["findings"]}
    assert found == {("gemini-api-key", 1), ("gemini-api-secret", 2)}


def test_the_wheel_has_all_of_the_page_that_it_writes(
    installed: Path, tmp_path: Path, leak: str
) -> None:
    (tmp_path / "bot.env").write_text(leak)
    page = run(installed / "keylint", "scan", "--format", "html", home=tmp_path, code=1)
    assert page.startswith("<!doctype html>")
    assert page.count("{{") == 0


def test_the_wheel_knows_every_rule(installed: Path, tmp_path: Path) -> None:
    listed = run(installed / "keylint", "rules", home=tmp_path)
    assert all(rule.id in listed for rule in RULES)
    as_module = run(installed / "python", "-m", "keylint", "rules", home=tmp_path)
    assert as_module == listed


def test_the_wheel_asks_detect_secrets_and_reads_every_format(
    installed: Path, tmp_path: Path
) -> None:
    """What is imported late is shipped and installed too."""
    code = """
import importlib, pkgutil, keylint, detect_secrets, hyperscan, tomli, yaml
for module in pkgutil.walk_packages(keylint.__path__, "keylint."):
    # The language server is an extra, and says so where it is asked for.
    if module.name != "keylint.__main__" and not module.name.startswith("keylint.editor."):
        importlib.import_module(module.name)
print(keylint.__file__)
"""
    origin = run(installed / "python", "-c", code, home=tmp_path)
    assert Path(origin.strip()).is_relative_to(installed.parent)


def test_an_editable_install_finds_the_rules_where_they_stand(built: Path, tmp_path: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        sdist.extractall(tmp_path / "source")
    source = next((tmp_path / "source").iterdir())
    run(sys.executable, "-m", "venv", tmp_path / "venv", home=tmp_path)
    python = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", "-e", source, home=tmp_path)
    where = run(python, "-c", "import keylint.rules as r; print(r.__file__)", home=tmp_path)
    assert Path(where.strip()) == source / "rules" / "__init__.py"
