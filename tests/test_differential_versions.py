"""The same under each Python: none of them decides what a day, a letter or a text is."""

from __future__ import annotations

import base64
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Command
from gathered import looked_at

from keylint.reports.shown import safe

BENCH = Path(__file__).parent.parent / "bench"
sys.path.insert(0, str(BENCH))
from versions import NAMES, answers  # noqa: E402

# Python 3.12 knows the first, 3.14 the second; the third is two signs that one that shows nothing joins.
SIGNS = ("\U0001fae8", "\U0001fae9", "\U0001f469\u200d\U0001f4bb", "\xa0")


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_that_this_python_may_not_know_hides_no_encoded_file(leak: str, sign: str) -> None:
    packed = base64.b64encode(f"# {sign}\n{leak}".encode()).decode()
    report = looked_at([("bot.yaml", f"env: {packed}\n".encode())])
    assert "gemini-api-secret" in {one.rule for one in report.findings}


@pytest.mark.parametrize("sign", SIGNS[:2])
def test_a_name_is_told_the_same_whether_this_python_knows_its_letters_or_not(sign: str) -> None:
    assert safe(f"{sign}.env") == f"{sign}.env"
    assert safe("\ufffe\U0001ffff\ufdd0") == "\\ufffe\\U0001ffff\\ufdd0"


@pytest.mark.parametrize("day", ["20991130", "2099-W48-1"])
def test_a_day_is_written_in_one_way(keylint: Command, tmp_path: Path, day: str) -> None:
    (tmp_path / "keylint.toml").write_text(
        f'[[keys]]\nname = "bot"\naccepted = [{{ rule = "key-can-withdraw", until = "{day}", reason = "x" }}]\n'
    )
    result = keylint("scan")
    assert result.code == 2
    assert "a date is wanted, such as 2026-11-30" in result.err


def test_code_that_this_python_does_not_know_is_read_as_text_and_that_is_told(leak: str) -> None:
    secret = leak.splitlines()[1].partition("=")[2]
    code = f"keys = {{'exchange': 'gemini', 'ip_allowlist': []}}\nnew gemini_secret := '{secret}'\n"
    report = looked_at([("bot.py", code.encode())])
    assert "gemini-api-secret" in {one.rule for one in report.findings}
    assert "not the Python that keylint runs on" in report.unread[0].reason


@pytest.mark.slow
@pytest.mark.skipif(sum(map(answers, NAMES)) < 2, reason="one Python alone is on the PATH")
def test_each_python_that_is_here_says_the_same() -> None:
    command = [sys.executable, str(BENCH / "versions.py"), "--only", "open"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1800)
    assert done.returncode == 0, done.stdout + done.stderr
