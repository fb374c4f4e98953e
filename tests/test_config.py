"""Configuration: what it may say, where it is found, and every mistake told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from keylint import configuration
from keylint.globs import matches_any
from keylint.model import Confidence, Severity
from keylint.settings import ConfigurationError, Settings

IDS = ("gemini-api-secret", "gemini-api-key", "key-can-withdraw")
FULL = """
select = ["gemini-api-secret", "key-can-withdraw"]
ignore = ["gemini-api-key"]
exclude = ["vendor/", "*.min.js"]
fail-on = "high"
confidence = "medium"
max-file-size = "5 MB"
[per-path-ignores]
"tests/**" = ["gemini-api-secret"]
"""


def load(folder: Path, text: str, name: str = "keylint.toml") -> Settings:
    (folder / name).write_text(text, encoding="utf-8")
    return configuration.load(str(folder), None, IDS)


def test_every_setting_is_read(tmp_path: Path) -> None:
    assert load(tmp_path, FULL) == Settings(
        select=("gemini-api-secret", "key-can-withdraw"),
        ignore=("gemini-api-key",),
        exclude=("vendor/", "*.min.js"),
        per_path_ignores=(("tests/**", ("gemini-api-secret",)),),
        fail_on=Severity.HIGH,
        confidence=Confidence.MEDIUM,
        max_file_size=5_000_000,
        source="keylint.toml",
        milder=(
            "select gemini-api-secret, key-can-withdraw",
            "ignore gemini-api-key",
            "exclude 'vendor/'",
            "exclude '*.min.js'",
            "per-path-ignores 'tests/**' gemini-api-secret",
            "fail-on high",
            "confidence medium",
            "max-file-size 5 MB",
        ),
    )


def test_pyproject_speaks_in_its_own_table(tmp_path: Path) -> None:
    said = load(
        tmp_path, '[project]\nname = "x"\n[tool.keylint]\nfail-on = "high"\n', "pyproject.toml"
    )
    assert (said.fail_on, said.source) == (Severity.HIGH, "pyproject.toml")


def test_a_file_of_its_own_wins_over_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.keylint]\nfail-on = "low"\n')
    assert load(tmp_path, 'fail-on = "critical"\n').source == "keylint.toml"


def test_a_pyproject_of_others_is_left_alone(tmp_path: Path) -> None:
    assert load(tmp_path, "this is = not TOML", "pyproject.toml") == Settings()


def test_all_mistakes_are_told_at_once_with_line_and_nearest_name(tmp_path: Path) -> None:
    text = (
        'selct = ["gemini-api-secret"]\n'
        'ignore = ["gemini-api-secert"]\n'
        'fail-on = "hihg"\n'
        "exclude = 3\n"
        'max-file-size = "much"\n'
        "confidence = []\n"
        "per-path-ignores = []\n"
    )
    with pytest.raises(ConfigurationError) as caught:
        load(tmp_path, text)
    message = str(caught.value)
    assert "\n" not in message
    for line, words in enumerate(
        (
            "did you mean 'select'",
            "did you mean 'gemini-api-secret'",
            "did you mean 'high'",
            "a list is wanted",
            "a number of bytes",
            "a text in quotes is wanted",
            "a table of path patterns",
        ),
        1,
    ):
        assert f"line {line}: " in message
        assert words in message


@pytest.mark.parametrize("text", ["a = ", "[x", "\x00"])
def test_what_is_no_toml_is_told_with_its_place(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigurationError, match="line 1"):
        load(tmp_path, text)


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="No such file"):
        configuration.load(str(tmp_path), tmp_path / "none.toml", IDS)


def test_utf_16_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "keylint.toml").write_bytes("select = []".encode("utf-16"))
    with pytest.raises(ConfigurationError, match="not UTF-8"):
        configuration.load(str(tmp_path), None, IDS)


@pytest.mark.parametrize(
    ("path", "pattern", "expected"),
    [
        ("a/b.py", "*.py", True),
        ("a/b.py", "a/", True),
        ("a/b.py", "a", True),
        ("x/a/b.py", "a", True),
        ("x/a/b.py", "a/b.py", False),
        ("x/a/b.py", "**/a/b.py", True),
        ("a/b.py", "**/a/b.py", True),
        ("a/b/c.py", "a/*.py", False),
        ("a/b/c.py", "a/**/*.py", True),
        ("a/c.py", "a/**/*.py", True),
        ("ab/c.py", "a", False),
        ("a.pyc", "*.py", False),
        ("a+b.py", "a+b.py", True),
        ("a\nb.py", "a?b.py", True),
        ("a/b.py", "/a", True),
        ("a/b.py", "**", True),
        ("a/b.py", "**/**", True),
        ("a/b.py", "/**/", True),
        ("a/b/c.py", "a/**", True),
        ("x" * 5000, "*x*x*x*x*x*x*x*x*x*x*y", False),
    ],
)
def test_patterns_mean_what_people_expect(path: str, pattern: str, expected: bool) -> None:
    assert matches_any(path, (pattern,)) is expected
