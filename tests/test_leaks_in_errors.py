"""What is told where something is wrong: a complaint repeats no value, whatever it complains of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Repository
from inside import said
from leaking import BASELINE, options
from planted import Planted, made
from spilled import spills

from keylint.cli import COMMANDS

VALUE = made("the command line")
HARMLESS = {"COLUMNS": "100", "KEYLINT_CACHE_DIR": ""}


def lines() -> Iterator[tuple[str, ...]]:
    """A value wherever a word of the command line can be one."""
    yield from ((VALUE,), (f"--{VALUE}",), (f"--{VALUE}={VALUE}",), ("--version", VALUE))
    for command in COMMANDS:
        yield (command, f"--{VALUE}")
        yield (command, f"-{VALUE}")
        yield (command, VALUE, f"{VALUE}/{VALUE}", f"…{VALUE}")
        for one in options(command):
            if one.param_type_name == "option":
                yield (command, one.opts[0], VALUE)
                yield (command, f"{one.opts[0]}={VALUE}")
                yield (command, f"{one.opts[0]}=https://x:{VALUE}@{VALUE}.org/{VALUE}")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_no_word_of_the_command_line_is_repeated(repository: Repository, command: str) -> None:
    repository.write("bot.py", "x = 1\n")
    for words in lines():
        if (words[0] in COMMANDS and words[0] != command) or (words[0] not in COMMANDS and command):
            continue
        answer = said(*words, cwd=repository.folder, env=HARMLESS)
        assert spills({" ".join(words[:2]): VALUE}, answer.out + answer.err) == [], answer.code
        assert b"Traceback" not in answer.err
        for path in (repository.folder / BASELINE, repository.folder / ".gitattributes"):
            assert not path.exists() or spills({path.name: VALUE}, path.read_bytes()) == []
            path.unlink(missing_ok=True)


CONFIGURATIONS = [
    'select = ["‹rule›"]\n‹setting› = 1\nfail-on = "‹severity›"\nconfidence = "‹confidence›"\n',
    'max-file-size = "‹size›"\nexclude = {"‹key of a table›" = "‹value of a table›"}\nwidest-ipv4 = "‹number›"\n',
    'per-path-ignores = {"‹pattern›" = ["‹rule for a pattern›"]}\nplugins = ["‹plugin›.py"]\n',
    '[[keys]]\nname = "‹name›"\n[[keys]]\nname = "‹name›"\nexchange = "‹exchange›"\nroles = ["‹role›"]\n'
    'scope = "‹scope›"\nip-allowlist = ["‹address›"]\ncreated = "‹day›"\n‹field› = 1\n'
    'accepted = [{rule = "‹accepted rule›", reason = "x", until = "‹until›"}]\n',
    "‹bare› = = ‹after›\n",
    '"‹unended›\n',
    "[‹table›]\n[‹table›]\n",
    'x = "‹before an escape›\\q"\n',
    "x = ‹word›\n",
    "‹dotted›.‹name in dots› = 1\n‹dotted› = 2\n",
]


@pytest.mark.parametrize("text", CONFIGURATIONS)
@pytest.mark.parametrize("name", ["keylint.toml", "pyproject.toml", "‹name of the file›.toml"])
def test_no_mistake_in_a_configuration_repeats_a_value(
    repository: Repository, text: str, name: str
) -> None:
    planted = Planted()
    path = repository.write(planted(name), planted(_within(text, name)))
    named = ("--config", str(path)) if "‹" in name else ()
    for command in ("scan", "keys", "baseline", "purge"):
        answer = said(command, *named, cwd=repository.folder, env=HARMLESS)
        assert answer.code == 2
        assert answer.err.startswith(b"keylint: ")
        assert spills(planted.values, answer.out + answer.err) == []


def _within(text: str, name: str) -> str:
    """The text as it is written in a file of that name."""
    if name != "pyproject.toml":
        return text
    return "[tool.keylint]\n" + text.replace("[[keys]]", "[[tool.keylint.keys]]")


BASELINES = [
    '{"version": 1, "salt": "‹salt›"}',
    '{"version": "‹version›"}',
    '{"‹key›": ‹bare›',
    "<<<<<<< ‹branch›\n",
    '{"version": 1, "salt": "SALT", "salt_check": "CHECK", "findings": ["‹item›", {"‹field›": "‹value›"},'
    ' {"rule": "‹rule›", "digest": "‹digest›", "path": "‹path›", "judged": "‹judgement›", "until": "‹day›"}]}',
]


@pytest.mark.parametrize("text", BASELINES)
def test_no_mistake_in_a_baseline_repeats_a_value(repository: Repository, text: str) -> None:
    from keylint.baseline.file import _check

    planted, salt = Planted(), bytes(32)
    text = planted(text).replace("SALT", salt.hex()).replace("CHECK", _check(salt))
    name = planted("‹name of a baseline›.json")
    repository.write(name, text)
    repository.write(BASELINE, text)
    for words in (
        ("scan",),
        ("baseline",),
        ("scan", "--baseline", name),
        ("baseline", "--import", name),
    ):
        answer = said(*words, cwd=repository.folder, env=HARMLESS)
        assert answer.code == 2
        assert spills(planted.values, answer.out + answer.err) == []


FOREIGN = {
    "detect-secrets": '{"version": "1.5.0", "plugins_used": [{"name": "‹plugin›"}], "results": {"‹path›": [{"type": "‹type›",'
    ' "filename": "‹file›", "hashed_secret": "‹hash›", "is_secret": false, "line_number": 1}]}}',
    "gitleaks": '[{"Description": "‹description›", "Match": "‹match›", "Secret": "‹secret›", "File": "‹file›", "RuleID": "‹rule›",'
    ' "Fingerprint": "‹fingerprint›", "Commit": "‹commit›", "StartLine": 1}]',
    "trufflehog": '{"SourceMetadata": {"Data": {"Filesystem": {"file": "‹file›", "line": 1}}}, "DetectorName": "‹detector›",'
    ' "Raw": "‹raw›", "RawV2": "‹raw 2›", "Verified": false, "VerificationError": "‹error›"}\n',
    "no report": '{"‹key›": ["‹value›"]}',
}


@pytest.mark.parametrize("tool", FOREIGN)
def test_no_report_of_another_tool_that_is_imported_is_repeated(
    repository: Repository, tool: str
) -> None:
    planted = Planted()
    name = planted("‹name of a report›.json")
    repository.write("bot.env", planted("GEMINI_API_SECRET=‹found›\n"))
    repository.write(name, planted(FOREIGN[tool]))
    answer = said("baseline", "--import", name, cwd=repository.folder, env=HARMLESS)
    assert answer.out + answer.err
    assert spills(planted.values, answer.out + answer.err) == []
    path = repository.folder / BASELINE
    assert not path.exists() or spills(planted.values, path.read_bytes()) == []


@pytest.mark.parametrize("body", ["raise ValueError('‹text›')", "def ‹name›(:", "import ‹module›", "print('‹print›')", "import sys; sys.exit('‹exit›')", "import warnings; warnings.warn('‹warning›')", "class X: secret_type = '‹type›'"])  # fmt: skip
def test_no_plugin_that_fails_is_repeated(tmp_path: Path, body: str) -> None:
    planted = Planted()
    plugin = tmp_path / planted("‹name of a plugin›.py")
    plugin.write_text(planted(body))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bot.py").write_text("gemini_secret = 1\n")
    answer = said("scan", "--plugin", str(plugin), cwd=tmp_path / "in", env=HARMLESS)
    assert answer.out + answer.err
    assert spills(planted.values, answer.out + answer.err) == []
