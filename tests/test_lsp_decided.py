"""What the owner of a repository decided counts in an editor, and what cannot be used silences nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from conftest import Command, Repository
from editors import bot, editor, insert, rules, stretch

from keylint import examples


def test_the_configuration_the_comments_and_the_baseline_count(
    repository: Repository, keylint: Command, secret: str
) -> None:
    other = examples.gemini_secret(random.Random("another"))
    repository.write("keylint.toml", 'exclude = ["made/*"]\n')
    repository.commit("old.py", bot(secret))
    assert keylint("baseline", cwd=repository.folder).code == 0
    ignored = bot(other).replace('"\n', '"  # keylint: ignore[gemini-api-secret] a test\n')
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        assert one.open((repository.folder / "old.py").as_uri(), bot(secret)) == []
        assert rules(one.open((repository.folder / "new.py").as_uri(), bot(other))) == [
            "gemini-api-secret"
        ]
        assert one.open((repository.folder / "made" / "new.py").as_uri(), bot(other)) == []
        assert one.open((repository.folder / "ignored.py").as_uri(), ignored) == []
    with editor(repository.folder, "--no-baseline", "--no-config") as one:
        one.begin(repository.folder)
        assert rules(one.open((repository.folder / "old.py").as_uri(), bot(secret)))
        assert rules(one.open((repository.folder / "made" / "new.py").as_uri(), bot(other)))


def test_an_ignore_that_catches_nothing_is_told_at_its_line(repository: Repository) -> None:
    text = "import hmac\r\n  x = 1  # keylint: ignore[gemini-api-secret]\r\n"
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        (found,) = one.open((repository.folder / "bot.py").as_uri(), text)
        assert "catches nothing any more" in found["message"]
        assert stretch(text, found["range"]) == text.split("\r\n")[1].strip()


def test_a_broken_configuration_is_told_once_and_silences_nothing(
    repository: Repository, secret: str
) -> None:
    repository.write("keylint.toml", 'ignore = ["gemini-api-secret"]\nexclud = []\n')
    uri = (repository.folder / "bot.py").as_uri()
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        assert rules(one.open(uri, bot(secret))) == ["gemini-api-secret"]
        one.change(uri, insert(0, 0, "#\n"))
        (told,) = one.told()
        assert "line 2: exclud: not a setting" in told
        assert "judged without a configuration" in told
        repository.write("keylint.toml", 'ignore = ["gemini-api-secret"]\n')
        settings = (repository.folder / "keylint.toml").as_uri()
        one.notify("textDocument/didSave", {"textDocument": {"uri": settings}})
        assert one.underlined(uri) == []
        assert len(one.told()) == 1


def test_a_broken_baseline_is_told_once_and_silences_nothing(
    adopted: Repository, secret: str
) -> None:
    baseline = adopted.folder / ".keylint-baseline.json"
    baseline.write_bytes(baseline.read_bytes()[:200])
    text = (adopted.folder / "bot.env").read_text()
    with editor(adopted.folder) as one:
        one.begin(adopted.folder)
        assert "gemini-api-secret" in rules(one.open((adopted.folder / "bot.env").as_uri(), text))
        (told,) = one.told()
        assert "cut off" in told
        assert "judged without a baseline" in told


def test_the_tree_cannot_name_a_plugin(repository: Repository, secret: str) -> None:
    repository.write("evil.py", "import pathlib\npathlib.Path('ran').touch()\n")
    repository.write("keylint.toml", 'plugins = ["evil.py"]\n')
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        assert rules(one.open((repository.folder / "bot.py").as_uri(), bot(secret)))
        assert "plugins: a configuration" in one.told()[0]
    assert not (repository.folder / "ran").exists()


def test_a_text_above_the_limit_is_told_not_to_be_looked_at(
    repository: Repository, secret: str
) -> None:
    repository.write("keylint.toml", 'max-file-size = "2 kB"\n')
    uri = (repository.folder / "bot.py").as_uri()
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        (found,) = one.open(uri, bot(secret) + "#" * 2000)
        assert found["message"] == "not scanned: larger than 2 kB"
        assert found["severity"] == 3
        assert rules(one.change(uri, {"text": bot(secret)})) == ["gemini-api-secret"]


@pytest.mark.parametrize(
    ("uri", "language"),
    [
        ("untitled:Untitled-1", "python"),
        ("untitled:/a/bot.py", "plaintext"),
        ("zip://a/b", "python"),
    ],
)
def test_a_document_without_a_file_is_judged_too(
    repository: Repository, secret: str, uri: str, language: str
) -> None:
    repository.write("keylint.toml", 'per-path-ignores = { "*.ts" = ["gemini-api-secret"] }\n')
    with editor(repository.folder) as one:
        one.begin(repository.folder)
        (found,) = one.open(uri, bot(secret), language)
        assert "os.environ" in one.hover(uri, 1, found["range"]["start"]["character"])
        assert one.open("untitled:Untitled-2", bot(secret), "typescript") == []


def test_a_file_outside_of_every_folder_is_judged_by_its_own_repository(
    tmp_path: Path, repository: Repository, secret: str
) -> None:
    repository.write("keylint.toml", 'ignore = ["gemini-api-secret"]\n')
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with editor(elsewhere) as one:
        one.begin(elsewhere)
        assert one.open((repository.folder / "sub" / "bot.py").as_uri(), bot(secret))
        assert one.open((repository.folder / "bot.py").as_uri(), bot(secret)) == []
        assert rules(one.open((elsewhere / "bot.py").as_uri(), bot(secret)))
