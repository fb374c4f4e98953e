"""Plugin files for detect-secrets that the user names: used by keylint, and never taken from a tree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Command, Repository

from keylint.detectors import costly, offline

PLUGIN = """
import re
from detect_secrets.plugins.base import BasePlugin, RegexBasedDetector
from detect_secrets.plugins.aws import AWSKeyDetector  # theirs: not asked again

class VaultDetector(RegexBasedDetector):
    secret_type = "Vault Token"
    denylist = (re.compile(r"vault:(tok-[0-9]{12})"), re.compile(r"hvs-[a-z]{16}"))

class EvenDetector(BasePlugin):
    secret_type = "Even Number"
    def analyze_string(self, string):
        yield from (word for word in string.split() if word.startswith("even-"))

class _Hidden(RegexBasedDetector):
    secret_type = "Hidden"
    denylist = (re.compile("."),)
"""
TEXT = "a = 1\nx = 'vault:tok-123456789012'  # é\nsee even-778899 and even-778899\n"


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    """A plugin file outside of the repository."""
    path = tmp_path / "mine" / "our_plugin.py"
    path.parent.mkdir()
    path.write_text(PLUGIN)
    return path


def told(report: dict[str, list[dict[str, object]]]) -> set[tuple[object, ...]]:
    """Where each finding of another's credential begins and ends, and what it is."""
    return {
        (one["path"], one["line"], one["column"], one["message"])
        for one in report["findings"]
        if one["rule"] == "generic-secret"
    }


TOKEN = "Vault Token in plain text (found by VaultDetector of our_plugin.py)"
NUMBER = "Even Number in plain text (found by EvenDetector of our_plugin.py)"


def test_a_plugin_on_the_command_line_is_used(
    repository: Repository, keylint: Command, plugin: Path
) -> None:
    repository.stage("notes.txt", TEXT)
    done = keylint("scan", "--plugin", plugin, "--format", "json", cwd=repository.folder)
    assert done.code == 1, done.all
    assert told(done.report) == {
        ("notes.txt", 2, 12, TOKEN),
        ("notes.txt", 3, 5, NUMBER),
        ("notes.txt", 3, 21, NUMBER),
    }
    assert "123456789012" not in done.all
    assert keylint("scan", cwd=repository.folder).code == 0


def test_a_plugin_of_the_tree_is_used_if_the_user_names_it(
    repository: Repository, keylint: Command
) -> None:
    repository.stage("tools/our_plugin.py", PLUGIN)
    repository.stage("notes.txt", TEXT)
    options = ("--plugin", "tools/our_plugin.py", "--format", "json")
    done = keylint("scan", "notes.txt", *options, cwd=repository.folder)
    assert len(told(done.report)) == 3


def test_its_findings_are_silenced_as_all_others(
    repository: Repository, keylint: Command, plugin: Path
) -> None:
    repository.stage(
        "a.py", "x = 'vault:tok-123456789012'  # keylint: ignore[generic-secret] old\n"
    )
    repository.stage("b.py", "x = 'vault:tok-123456789012'  # pragma: allowlist secret\n")
    assert keylint("scan", "--plugin", plugin, cwd=repository.folder).code == 0


def test_a_plugin_looks_at_what_is_staged_and_at_history(
    repository: Repository, keylint: Command, plugin: Path
) -> None:
    repository.commit("notes.txt", TEXT)
    repository.commit("notes.txt", "gone\n")
    repository.stage("new.txt", TEXT)
    options = ("--plugin", plugin, "--format", "json")
    staged = keylint("scan", "--staged", *options, cwd=repository.folder)
    assert {place[0] for place in told(staged.report)} == {"new.txt"}
    for _ in range(2):
        history = keylint("scan", "--history", *options, cwd=repository.folder)
        assert {place[1:] for place in told(history.report)} >= {(2, 12, TOKEN)}
    assert keylint("scan", "--history", cwd=repository.folder).code == 0


def test_many_files_are_shared_by_processes_with_the_plugin_in_each(
    repository: Repository, keylint: Command, plugin: Path
) -> None:
    for number in range(450):
        repository.write(f"f{number}.txt", TEXT if number % 50 == 0 else "a\n")
    done = keylint("scan", "--plugin", plugin, "--format", "json", cwd=repository.folder)
    assert len(told(done.report)) == 27


def test_a_long_line_is_read_in_parts(
    repository: Repository, keylint: Command, plugin: Path
) -> None:
    before = "x " * 5000
    repository.stage("min.js", f"{before}hvs-abcdefghijklmnop {before}")
    done = keylint("scan", "--plugin", plugin, "--format", "json", cwd=repository.folder)
    assert told(done.report) == {("min.js", 1, len(before) + 1, TOKEN)}


def test_a_configuration_outside_of_the_tree_names_plugins(
    repository: Repository, keylint: Command, plugin: Path, tmp_path: Path
) -> None:
    repository.stage("notes.txt", TEXT)
    config = tmp_path / "mine" / "gate.toml"
    config.write_text('plugins = ["our_plugin.py"]\n')
    done = keylint("scan", "--config", config, "--format", "json", cwd=repository.folder)
    assert len(told(done.report)) == 3


@pytest.mark.parametrize("name", ["keylint.toml", "pyproject.toml"])
def test_a_configuration_in_the_tree_cannot_name_any(
    repository: Repository, keylint: Command, plugin: Path, tmp_path: Path, name: str
) -> None:
    plugin.write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n{PLUGIN}")
    head = "[tool.keylint]\n" if name == "pyproject.toml" else ""
    config = repository.stage(name, f"{head}plugins = [{str(plugin)!r}]\n")
    for options in ((), ("--config", config)):
        done = keylint("scan", *options, cwd=repository.folder)
        assert done.code == 2
        assert "a configuration in the scanned tree cannot name any" in done.all
    assert not (tmp_path / "ran").exists()


def test_a_configuration_cannot_name_a_plugin_of_the_tree(
    repository: Repository, keylint: Command, tmp_path: Path
) -> None:
    inside = repository.stage("plugin.py", f"open({str(tmp_path / 'ran')!r}, 'w')\n{PLUGIN}")
    (tmp_path / "link.py").symlink_to(inside)
    config = tmp_path / "gate.toml"
    for name in ("bot/plugin.py", "link.py", "../" + tmp_path.name + "/bot/plugin.py"):
        config.write_text(f'plugins = ["{name}"]\n')
        done = keylint("scan", "--config", config, cwd=repository.folder)
        assert done.code == 2
        assert "lies in the scanned tree, of which nothing is run" in done.all
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "no such plugin file"),
        ("", "no detector in it"),
        ("def broken(:\n", "cannot be loaded (SyntaxError)"),
        ("raise ValueError('hidden-word')\n", "cannot be loaded (ValueError)"),
        ("raise SystemExit(0)\n", "cannot be loaded (SystemExit)"),
        (PLUGIN.replace("    def analyze", "    def __init__(self): raise SystemExit(0)\n    def analyze"), "EvenDetector cannot be made (SystemExit)"),
        ("import nowhere_at_all\n", "cannot be loaded (ModuleNotFoundError)"),
        (PLUGIN.replace('    denylist = (re.compile(r"v', '    def __init__(self, limit): ...\n    denylist = (re.compile(r"v'), "VaultDetector cannot be made (TypeError)"),
    ],
)  # fmt: skip
def test_a_plugin_that_cannot_be_used_is_told(
    repository: Repository, keylint: Command, plugin: Path, text: str | None, reason: str
) -> None:
    plugin.unlink() if text is None else plugin.write_text(text)
    done = keylint("scan", "--plugin", plugin, cwd=repository.folder)
    assert done.code == 2
    assert reason in done.all
    assert "our_plugin.py" in done.all
    assert "hidden-word" not in done.all


def test_a_plugin_that_fails_on_a_file_makes_the_scan_incomplete(
    repository: Repository, keylint: Command, plugin: Path, leak: str
) -> None:
    plugin.write_text(
        PLUGIN.replace("yield from (", "raise KeyError(string)\n        yield from (")
    )
    repository.stage("bot.env", leak)
    done = keylint("scan", "--plugin", plugin, cwd=repository.folder)
    assert done.code == 3
    assert "rule generic-secret failed with KeyError" in done.all
    assert "gemini-api-secret" in done.all


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("import sys; sys.exit(0)", "SystemExit"),
        ("return [None, 5, '']", "TypeError"),
        ("return [None]", "TypeError"),
        ("return 5", "TypeError"),
        ("return None", "TypeError"),
    ],
)
def test_a_plugin_that_exits_or_names_no_texts_makes_the_scan_incomplete(
    repository: Repository, keylint: Command, plugin: Path, leak: str, body: str, error: str
) -> None:
    plugin.write_text(PLUGIN.replace("yield from (word for", f"{body}\n        (word for"))
    repository.stage("bot.env", leak)
    done = keylint("scan", "--plugin", plugin, cwd=repository.folder)
    assert done.code == 3
    assert f"rule generic-secret failed with {error}" in done.all
    assert "gemini-api-secret" in done.all


def test_what_a_plugin_prints_is_not_shown(
    repository: Repository, keylint: Command, plugin: Path
) -> None:
    say = "import sys; print('hidden-word'); print('hidden-word', file=sys.stderr)\n"
    made = f"def __init__(self):\n        {say}    def analyze_string"
    text = PLUGIN.replace("def analyze_string", made)
    plugin.write_text(f"{say}{text.replace('yield from (word', f'{say}        yield from (word')}")
    repository.stage("notes.txt", TEXT)
    done = keylint("scan", "--plugin", plugin, "--format", "json", cwd=repository.folder)
    assert len(told(done.report)) == 3
    assert "hidden-word" not in done.all


def test_a_plugin_whose_rule_is_off_is_told(
    repository: Repository, keylint: Command, plugin: Path
) -> None:
    done = keylint("scan", "--plugin", plugin, "--ignore", "generic-secret", cwd=repository.folder)
    assert done.code == 2
    assert "plugins report under generic-secret, which is switched off" in done.all


@pytest.mark.parametrize(
    ("pattern", "what"),
    [
        (r"key=(\w+\s?)*;", "a repetition within a repetition"),
        ("(?:x|y|xy)*;", "alternatives in a repetition"),
        (r"key\s*:?\s*=?\s*\w+\s*;", "repetitions in a row"),
        ("AKIA[0-9]{16}(a+)+$" + "|b" * 100, "a repetition within a repetition"),
    ],
)
def test_a_pattern_that_takes_too_long_is_refused_with_the_reason(
    repository: Repository, keylint: Command, plugin: Path, pattern: str, what: str
) -> None:
    plugin.write_text(PLUGIN.replace("hvs-[a-z]{16}", pattern))
    done = keylint("scan", "--plugin", plugin, cwd=repository.folder)
    assert done.code == 2
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert "our_plugin.py: VaultDetector: the pattern" in done.all
    assert repr(pattern[:15])[:-1] in done.all
    assert f": {what}" in done.all
    assert len(done.all) < 700


@pytest.mark.parametrize(
    "pattern",
    [
        r"team[_-]?(?:api|secret)[_-]?key['\"]?\s*[:=]+\s*['\"]?([A-Za-z0-9+/=]{32,64})",
        r"(?i)\b(?:prod|stage)-[a-z0-9]+(?:-[a-z0-9]+)*\b",
        r"https?://[^/\s:@]{3,20}:[^/\s:@]{3,20}@.{1,100}",
        r"ey[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.?[A-Za-z0-9_.+/=-]*",
        r"(?P<quote>['\"])(?:\\.|[^\\'\"])*(?P=quote)",
        r"\s+$",
    ],
)
def test_what_a_team_writes_is_taken(plugin: Path, pattern: str) -> None:
    made = type("TeamDetector", (), {"denylist": (re.compile(pattern),)})()
    costly.refuse(str(plugin), [made])


def test_every_pattern_of_detect_secrets_is_taken_and_finds_the_same_when_it_is_eased() -> None:
    base = offline.load("detect_secrets.plugins.base").RegexBasedDetector
    for name in ("aws", "cloudant", "ibm_cloud_iam", "ibm_cos_hmac", "npm", "softlayer"):
        offline.load(f"detect_secrets.plugins.{name}")
    made = [one() for one in base.__subclasses__() if one.__module__.startswith("detect_secrets")]
    assert len(made) > 5
    costly.refuse("theirs", [costly.eased(one) for one in made])


@pytest.mark.parametrize("sign", ["=", " = ", ":=", " : ", "  =>  ", " ", "   ", " :: ", "= =", ""])
def test_an_assignment_that_is_eased_finds_what_it_found(sign: str) -> None:
    base = offline.load("detect_secrets.plugins.base").RegexBasedDetector
    pattern = base.build_assignment_regex("team", "(?:key|token)", "([a-z0-9:=]{8})")
    made = type("TeamDetector", (), {"denylist": (pattern,)})()
    (eased,) = costly.eased(made).denylist
    assert eased != pattern
    for text in (f"team_key{sign}'abcd1234' x", f"['team-token']{sign}:=cd1234", f"team{sign}x"):
        assert [one.span(1) for one in eased.finditer(text)] == [
            one.span(1) for one in pattern.finditer(text)
        ]
