"""keylint inside the real detect-secrets: its scan, baseline, hook and audit, with our plugin."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Command, Repository, Result, environment

from keylint import examples

PROGRAMS = Path(sys.executable).parent
HOOK = "detect-secrets-hook"


@pytest.fixture
def plugin(keylint: Command) -> str:
    """The file that `keylint plugin-path` names."""
    done = keylint("plugin-path")
    assert done.code == 0
    assert Path(done.out.strip()).is_file()
    return done.out.strip()


Run = Callable[..., Result]


@pytest.fixture
def run(repository: Repository) -> Run:
    """Runs a program of detect-secrets in the repository."""

    def call(program: str, *arguments: str, stdin: str = "") -> Result:
        done = subprocess.run(
            [PROGRAMS / program, *arguments],
            cwd=repository.folder,
            env=environment(repository.folder.parent),
            input=stdin.encode(),
            capture_output=True,
            timeout=120,
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


def found(baseline: str) -> set[tuple[str, str, int]]:
    """The Gemini entries of a baseline of detect-secrets: path, type and line."""
    entries = (one for ones in json.loads(baseline)["results"].values() for one in ones)
    return {
        (one["filename"], one["type"], one["line_number"])
        for one in entries
        if one["type"].startswith("Gemini")
    }


def test_its_scan_finds_the_pair_and_shows_no_value(
    repository: Repository, run: Run, plugin: str, leak: str, secret: str
) -> None:
    repository.stage("bot.env", leak)
    done = run("detect-secrets", "scan", "-p", plugin)
    assert done.code == 0, done.all
    assert found(done.out) == {
        ("bot.env", "Gemini API Key", 1),
        ("bot.env", "Gemini API Secret", 2),
    }
    assert secret not in done.all
    assert not found(run("detect-secrets", "scan").out)


def test_the_whole_file_is_judged_not_the_line(
    repository: Repository, run: Run, plugin: str, secret: str
) -> None:
    """Neither line says Gemini: the key id that pairs with the secret stands a screen above it."""
    key = examples.gemini_key(random.Random(7))
    far = "\n".join(f"# step {number}" for number in range(20))
    text = f"key_id = '{key}'\n{far}\nsecret = '{secret}'\n"
    repository.stage("bot.py", f"from gemini import PrivateClient\n{text}")
    # The same shapes under names of other owners.
    repository.stage("hash.py", f"commit_digest = '{secret}'\n")
    done = run("detect-secrets", "scan", "-p", plugin)
    assert found(done.out) == {
        ("bot.py", "Gemini API Key", 2),
        ("bot.py", "Gemini API Secret", 23),
    }


def test_what_is_encoded_is_found_where_it_is_written(
    repository: Repository, run: Run, plugin: str, leak: str
) -> None:
    repository.stage("secret.txt", f"gemini: {b64encode(leak.encode()).decode()}\n")
    done = run("detect-secrets", "scan", "-p", plugin)
    assert {place[1:] for place in found(done.out)} >= {("Gemini API Secret", 1)}


def test_a_line_without_a_file_is_judged_by_itself(run: Run, plugin: str, leak: str) -> None:
    line = leak.splitlines()[1]
    done = run("detect-secrets", "scan", "-p", plugin, "--string", line)
    assert "GeminiSecretDetector : True" in " ".join(done.out.split())
    clean = run("detect-secrets", "scan", "-p", plugin, "--string", "GEMINI_API_SECRET=your_secret")
    assert "GeminiSecretDetector : False" in " ".join(clean.out.split())


def test_its_hook_stops_a_leak_that_is_not_in_the_baseline(
    repository: Repository, run: Run, plugin: str, leak: str, secret: str
) -> None:
    repository.stage("old.env", leak)
    baseline = repository.write(
        ".secrets.baseline", run("detect-secrets", "scan", "-p", plugin).out
    )
    before = baseline.read_bytes()
    known = run(HOOK, "-p", plugin, "--baseline", baseline.name, "old.env")
    assert known.code == 0, known.all
    assert baseline.read_bytes() == before
    other = leak.replace(secret, examples.gemini_secret(random.Random(3)))
    repository.stage("new.env", other)
    new = run(HOOK, "-p", plugin, "--baseline", baseline.name, "new.env")
    assert new.code == 1
    assert "Gemini API Secret Location: new.env:2" in new.all
    assert other.splitlines()[1].partition("=")[2] not in new.all


def test_its_audit_knows_the_plugin(
    repository: Repository, run: Run, plugin: str, leak: str, secret: str
) -> None:
    repository.stage("bot.env", leak)
    baseline = repository.write(
        ".secrets.baseline", run("detect-secrets", "scan", "-p", plugin).out
    )
    # It asks whether the string should be committed.
    judged = run("python", plugin, "audit", baseline.name, stdin="y\nn\nq\n")
    assert judged.code == 0, judged.all
    stats = run("python", plugin, "audit", "--stats", "--json", baseline.name)
    counts = {name: one["stats"]["raw"] for name, one in json.loads(stats.out).items()}
    assert counts["GeminiKeyDetector"]["false-positives"] == 1
    assert counts["GeminiSecretDetector"]["true-positives"] == 1
    assert secret not in stats.all
    report = json.loads(run("python", plugin, "audit", "--report", baseline.name).out)["results"]
    told = {(*one["types"], one["category"]) for one in report}
    assert told == {("Gemini API Key", "VERIFIED_FALSE"), ("Gemini API Secret", "VERIFIED_TRUE")}


def test_the_plugin_file_is_enough_where_keylint_is_not_installed(
    repository: Repository, plugin: str, leak: str
) -> None:
    """As in an environment of its own, which pre-commit makes."""
    repository.stage("bot.env", leak)
    code = (
        "import sys; sys.modules.pop('keylint', None)\n"
        "sys.path = [p for p in sys.path if not p.endswith('/src')]\n"
        "sys.meta_path = [f for f in sys.meta_path if 'editable' not in repr(f).lower()]\n"
        "import importlib.util; assert importlib.util.find_spec('keylint') is None\n"
        "from detect_secrets.main import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "scan", "-p", plugin],
        cwd=repository.folder,
        env=environment(repository.folder.parent),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(found(done.stdout)) == 2


def test_one_line_in_the_repository_makes_a_baseline_that_travels(
    repository: Repository, run: Run, leak: str, secret: str
) -> None:
    line = "from keylint.detectors.plugin import GeminiKeyDetector, GeminiSecretDetector\n"
    assert line in (Path(__file__).parent.parent / "docs" / "detect-secrets.md").read_text()
    shim = repository.stage("tools/keylint_plugin.py", line)
    repository.stage("old.env", leak)
    text = run("detect-secrets", "scan", "-p", "tools/keylint_plugin.py").out
    path = shim.as_uri().replace("%20", " ")
    assert path in text
    baseline = repository.write(
        ".secrets.baseline", text.replace(path, "file://tools/keylint_plugin.py")
    )
    assert run(HOOK, "--baseline", baseline.name, "old.env").code == 0
    other = examples.gemini_secret(random.Random(3))
    repository.stage("new.env", leak.replace(secret, other))
    stopped = run(HOOK, "--baseline", baseline.name, "new.env")
    assert stopped.code == 1
    assert "Gemini API Secret Location: new.env:2" in stopped.all
