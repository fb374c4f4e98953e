"""The locks: they hold what pyproject.toml asks for, by digest, and name no place to fetch it from."""

from __future__ import annotations

import re

import pytest
from locked import LOCKS, PYPROJECT, ROOT, Pin, backend, extra, lock, needed, pins
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FILES = sorted(path.name for path in LOCKS.iterdir())
SYSTEMS = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}
PYTHONS = [line[-4:] for line in PYPROJECT["project"]["classifiers"] if re.search(r":: 3\.\d+$", line)]  # fmt: skip
INSTALLS = re.compile(r"pip install ((?:\\\n|[^\n&])+)")
MACHINES = [(python, system) for python in PYTHONS for system in SYSTEMS]


def machine(python: str, system: str) -> dict[str, str]:
    """What markers are judged by, on another machine."""
    return {
        "python_version": python, "python_full_version": f"{python}.1",
        "sys_platform": system, "platform_system": SYSTEMS[system],
        "platform_python_implementation": "CPython", "implementation_name": "cpython",
    }  # fmt: skip


def holds(marker: object, where: dict[str, str]) -> bool:
    return not marker or Marker(str(marker)).evaluate(where)


def installed(name: str, where: dict[str, str]) -> dict[str, str]:
    """The versions that a lock installs on a machine."""
    found = [(pin.name, pin.version) for pin in lock(name) if holds(pin.marker, where)]
    assert len(found) == len(dict(found)), "two versions of one distribution"
    return dict(found)


@pytest.mark.parametrize(("python", "system"), MACHINES)
def test_each_machine_gets_all_that_is_asked_for_in_a_version_that_is_allowed(
    python: str, system: str
) -> None:
    where = machine(python, system)
    asked: dict[str, list[Requirement]] = {
        "run.txt": needed(),
        "build.txt": backend(),
        "dev.txt": [*needed(), *backend(), *extra("dev")],
        "fuzz.txt": [*needed(), *extra("fuzz"), *extra("lsp")],
        "measure.txt": [*needed(), *extra("measure")],
    }
    for name, requirements in asked.items():
        versions = installed(name, where)
        for requirement in requirements:
            if holds(requirement.marker, where):
                version = versions[canonicalize_name(requirement.name)]
                assert requirement.specifier.contains(version), (name, str(requirement))


@pytest.mark.parametrize(("python", "system"), MACHINES)
def test_what_is_tested_is_what_runs_builds_and_publishes(python: str, system: str) -> None:
    where = machine(python, system)
    tested = installed("dev.txt", where).items()
    for name in ("run.txt", "build.txt", "publish.txt"):
        assert installed(name, where).items() <= tested, name


def test_a_release_is_built_and_published_by_one_package_each() -> None:
    assert [pin.name for pin in lock("build.txt")] == ["setuptools"]
    assert [pin.name for pin in lock("publish.txt")] == ["uv"]


@pytest.mark.parametrize("name", FILES)
def test_every_entry_has_digests_and_no_file_names_a_host(name: str) -> None:
    text = (LOCKS / name).read_text(encoding="utf-8")
    entries = lock(name)
    assert len(entries) == len(re.findall("(?m)^[^ #\n]", text)) > 0
    assert all(pin.hashes for pin in entries)
    assert sum(len(pin.hashes) for pin in entries) == text.count("--hash=")
    assert "://" not in text
    assert not re.search("(?m)^-", text), "an option: an index or a folder of links"


def test_an_entry_is_read_whole() -> None:
    text = 'a-b==1.0 ; sys_platform == \'win32\' \\\n    --hash=sha256:{} \\\n    --hash=sha256:{}\n    # via\n    #   c\n    #   d\ne==2\n    # via c\n'.format("0" * 64, "1" * 64)  # fmt: skip
    assert list(pins(text)) == [
        Pin("a-b", "1.0", "sys_platform == 'win32'", ("0" * 64, "1" * 64), ("c", "d")),
        Pin("e", "2", "", (), ("c",)),
    ]


@pytest.mark.parametrize(
    "name", ["action.yml", "Dockerfile", ".github/workflows/ci.yml", ".github/workflows/release.yml"]
)  # fmt: skip
def test_what_is_installed_is_pinned_or_is_keylint_itself(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    found = INSTALLS.findall(text)
    assert found
    for command in found:
        assert "--require-hashes --only-binary=:all:" in command or "--no-deps" in command, command
