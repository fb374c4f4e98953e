"""No secret ever shows: values are planted everywhere and looked for in everything that is written."""

from __future__ import annotations

import base64
import os
import pickle
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from keylint.examples import gemini_key, gemini_secret
from keylint.finding import Secret, fingerprint
from keylint.model import Blob
from keylint.wishes import Format

RANDOM = random.SystemRandom()
ARGUMENTS = [
    (),
    ("--quiet",),
    ("--verbose",),
    ("--color", "always"),
    *(("--format", form.value) for form in Format if form is not Format.TEXT),
    ("--no-inline-ignores", "--verbose"),
    ("--confidence", "high", "--verbose"),
]


class Planted:
    """Values with the folder they were written into, in every position that a file has."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.values: list[str] = []
        self.write(".env", f"GEMINI_API_KEY={self.key()}\nGEMINI_API_SECRET={self.secret()}\n")
        self.write(
            "bot.py",
            f'gemini_secret = "{self.secret()}"  # keylint: ignore[gemini-api-secret] {self.secret()}\n',
        )
        self.write(
            "once.py", f'gemini_secret = "{self.secret()}"  # keylint: ignore[{self.secret()}]\n'
        )
        self.write(
            "keys.yaml",
            f"- name: {self.secret()}\n  exchange: gemini\n  permissions: [withdraw]\n  ip_whitelist: []\n",
        )
        self.write(
            "named.json",
            f'{{"gemini-{self.secret()}": {{"api_key": "{self.key()}", "ip_whitelist": "*", "can_withdraw": true}}}}',
        )
        self.write(
            "broken.json", f'{{"gemini": {{"secret": "{self.secret()}" "ip_whitelist": [] }}'
        )
        self.write("broken.yaml", f"gemini: {self.secret()}\n  ip_whitelist: '{self.secret()}\n")
        self.write("broken.toml", f"ip_whitelist = {self.secret()}\n")
        self.write("cloud.py", f'gemini_aws = "AKIA{self.upper()}"\n')
        self.write("google.py", f'gemini = "AIzaSy{self.base64url(33)}"\n')
        self.write(f"gemini_{self.secret()}.txt", f"gemini secret {self.secret()}\n")
        self.write(f"{self.key()}.env", "GEMINI_API_KEY=x\nGEMINI_IP_WHITELIST=\n")

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def secret(self) -> str:
        return self.kept(gemini_secret(RANDOM))

    def key(self) -> str:
        return self.kept(gemini_key(RANDOM)).strip()

    def upper(self) -> str:
        return self.kept("".join(RANDOM.choices("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", k=16)))

    def base64url(self, length: int) -> str:
        return self.kept(
            "".join(RANDOM.choices("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnop23456789", k=length))
        )

    def kept(self, value: str) -> str:
        self.values.append(value.removeprefix("account-"))
        return value

    def pieces(self) -> Iterator[str]:
        """Every run of eight characters of every value, and its base64."""
        for value in self.values:
            yield from (value[start : start + 8] for start in range(len(value) - 7))
            yield base64.b64encode(value.encode()).decode()[:12]


@pytest.fixture
def planted(tmp_path: Path) -> Planted:
    return Planted(tmp_path)


def run(folder: Path, *arguments: str, stdin: str = "", cache: Path | None = None) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "keylint", *arguments],
        cwd=folder,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
        env={
            **os.environ,
            "COLUMNS": "100",
            **({"KEYLINT_CACHE_DIR": str(cache)} if cache else {}),
        },
    )
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=" ".join)
def test_no_secret_shows_in_any_report(planted: Planted, arguments: tuple[str, ...]) -> None:
    said = run(planted.folder, "scan", *arguments)
    assert "gemini-api-secret" in said
    assert [piece for piece in planted.pieces() if piece in said] == []


HISTORIES = [
    (),
    ("--verbose", "--metadata"),
    ("--format", "json", "--metadata"),
    ("--format", "sarif", "--all-objects"),
    ("--format", "github"),
    ("--format", "gitlab"),
    ("--format", "markdown", "--metadata"),
    ("--format", "html", "--metadata"),
    ("--progress",),
]


@pytest.mark.parametrize("arguments", HISTORIES, ids=" ".join)
def test_no_secret_shows_of_a_history(planted: Planted, arguments: tuple[str, ...]) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=" + planted.secret(), "-c", "user.email=a@example.com")
        subprocess.run(["git", *who, *words], cwd=planted.folder, check=True, capture_output=True)

    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--no-verify", "-m", f"Use gemini_api_secret={planted.secret()}")
    git("branch", f"gemini_api_secret={planted.secret()}")
    git("tag", "-a", "-m", f"gemini_api_secret={planted.secret()}", planted.secret())
    git("rm", "--quiet", "-r", "--cached", ".")
    git("commit", "--quiet", "--no-verify", "-m", "Gone")
    cache = planted.folder.parent / "cache-of-history"
    for _ in range(2):  # the second time from what was remembered
        said = run(planted.folder, "scan", "--history", *arguments, cache=cache)
        assert "gemini-api-secret" in said
        assert [piece for piece in planted.pieces() if piece in said] == []
    kept = b"".join(file.read_bytes() for file in cache.glob("history-*")).decode("latin-1")
    assert [piece for piece in planted.pieces() if piece in kept] == []


def test_no_secret_shows_in_a_file_that_is_written(planted: Planted) -> None:
    run(planted.folder, "scan", "--output", "out.txt")
    said = (planted.folder / "out.txt").read_text(encoding="utf-8")
    assert "gemini-api-secret" in said
    assert [piece for piece in planted.pieces() if piece in said] == []


def test_no_secret_shows_in_an_error(planted: Planted) -> None:
    value = planted.secret()
    planted.write(
        "bad.toml", f'select = ["{value}"]\n{value} = 1\nfail-on = "{value}"\nexclude = {{}}'
    )
    planted.write("worse.toml", f"{value} = = {value}")
    said = run(planted.folder, "scan", "--config", "bad.toml")
    said += run(planted.folder, "scan", "--config", "worse.toml")
    said += run(planted.folder, "scan", value)
    said += run(planted.folder, "scan", "--select", value)
    said += run(planted.folder, "scan", "--fail-on", value)
    said += run(planted.folder, "explain", value)
    said += run(
        planted.folder, "scan", "-", "--stdin-name", f"{value}.py", stdin=f"gemini_secret={value}"
    )
    assert said.count("keylint:") >= 6
    assert [piece for piece in planted.pieces() if piece in said] == []


def test_a_secret_prints_masked_however_it_is_printed() -> None:
    value = gemini_secret(RANDOM)
    secret = Secret(value)
    for said in (str(secret), repr(secret), f"{secret}", f"{[secret]}", f"{secret!r}"):
        assert value[:8] not in said
        assert value[2:-2] not in said
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    assert str(Secret("hunter2")) == "… (7 characters)"


def test_a_blob_prints_without_its_bytes() -> None:
    value = gemini_secret(RANDOM)
    blob = Blob("bot.env", value.encode())
    assert "bot.env" in repr(blob)
    assert all(value not in said for said in (str(blob), repr(blob), f"{blob}", f"{[blob]}"))


def test_what_is_no_secret_is_told_apart_without_the_time_that_guessing_a_secret_takes() -> None:
    def seconds(is_secret: bool) -> float:
        before = time.process_time()
        told = {fingerprint("key-x", "bot.ini", f"10.0.0.{n}", is_secret) for n in range(100)}
        assert len(told) == 100
        return time.process_time() - before

    assert seconds(is_secret=False) * 20 < seconds(is_secret=True)


def test_a_fingerprint_depends_on_rule_path_and_value_and_shows_none() -> None:
    value = gemini_secret(RANDOM)
    ours = fingerprint("rule", "path", value)
    assert ours == fingerprint("rule", "path", value)
    assert ours not in {
        fingerprint("rule", "path", value[::-1]),
        fingerprint("rule", "other", value),
        fingerprint("other", "path", value),
    }
    assert value[:6] not in ours
