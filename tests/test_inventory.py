"""The inventory of keys: what it names, what it accepts, what is wrong with it; real commands."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import Command
from spilled import spills

from keylint.examples import unpack

TODAY = date.today()
LATER, EARLIER = TODAY + timedelta(days=30), TODAY - timedelta(days=30)
BOT = """\
import os, ccxt

gemini = ccxt.gemini({"apiKey": os.environ["GEMINI_API_KEY"], "secret": os.environ["GEMINI_API_SECRET"]})
gemini.create_order("BTC/USD", "limit", "buy", 1, 2)
"""
KEYS = """\
keys:
  - name: rebalancer
    exchange: gemini
    env: [GEMINI_API_KEY, GEMINI_API_SECRET]
    permissions: [Trade, Withdraw Funds]
    ip_whitelist: []
"""
DECLARED = """\
[[keys]]
name = "rebalancer"
exchange = "gemini"
env = ["GEMINI_API_KEY", "GEMINI_API_SECRET"]
roles = ["Trader"]
scope = "account"
ip-allowlist = ["8.8.8.8"]
environment = "production"
owner = "ann"
purpose = "rebalances"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "project"
    path.mkdir()
    (path / "bot.py").write_text(BOT)
    (path / "keys.yaml").write_text(KEYS)
    return path


def rules(keylint: Command, folder: Path, *words: str) -> list[tuple[str, str]]:
    done = keylint("scan", "--format", "json", *words, cwd=folder)
    found = json.loads(done.out)["findings"]
    return sorted((one["rule"], one["path"]) for one in found)


def test_keys_tells_what_is_declared_what_is_needed_and_the_difference(
    keylint: Command, folder: Path
) -> None:
    out = " ".join(keylint("keys", cwd=folder).out.split())
    assert "1 Gemini key" in out
    assert "held by GEMINI_API_KEY, GEMINI_API_SECRET" in out
    assert "may: Trade, Withdraw Funds" in out
    assert "too much Withdraw Funds (keys.yaml:5): Trader is enough" in out
    assert "create_order (bot.py:4)" in out


def test_keys_as_json_and_markdown(keylint: Command, folder: Path) -> None:
    told = json.loads(keylint("keys", "--format", "json", cwd=folder).out)
    (key,) = told["keys"]
    assert key["variables"] == ["GEMINI_API_KEY", "GEMINI_API_SECRET"]
    assert [grant["word"] for grant in key["unused"]] == ["Withdraw Funds"]
    page = keylint("keys", "--format", "markdown", cwd=folder).out
    assert "## rebalancer" in page
    assert "create\\_order" in page or "create_order" in page


def test_a_call_that_the_declared_role_forbids_is_told(keylint: Command, folder: Path) -> None:
    (folder / "keys.yaml").write_text(KEYS.replace("Trade, Withdraw Funds", "Auditor"))
    out = " ".join(keylint("keys", cwd=folder).out.split())
    assert "will fail create_order (bot.py:4): needs Trader (MissingRole)" in out


def test_a_draft_leaves_the_rest_to_a_person_and_is_added_once(
    keylint: Command, folder: Path
) -> None:
    (folder / "keylint.toml").write_text('exclude = ["old/*"]\n')
    assert keylint("keys", "--write", cwd=folder).code == 0
    written = (folder / "keylint.toml").read_text()
    assert written.startswith('exclude = ["old/*"]\n')
    assert 'roles = ["Fund Manager", "Trader"]' in written
    assert 'owner = "?"' in written
    again = keylint("keys", "--write", cwd=folder)
    assert "nothing to add" in again.err
    assert (folder / "keylint.toml").read_text() == written
    assert ("key-undeclared", "keylint.toml") in rules(keylint, folder)


def test_a_draft_in_pyproject_is_a_table_of_the_tool(keylint: Command, folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[project]\nname = "bot"\n\n[tool.keylint]\n')
    assert keylint("keys", "--write", cwd=folder).code == 0
    assert "[[tool.keylint.keys]]" in (folder / "pyproject.toml").read_text()
    assert not (folder / "keylint.toml").exists()


def test_a_draft_never_holds_a_value(keylint: Command, folder: Path) -> None:
    pair = unpack("GEMINI_API_KEY=account-{base62:20}\nGEMINI_API_SECRET={base58-20-bytes}\n").text
    (folder / ".env").write_text(pair)
    done = keylint("keys", "--write", cwd=folder)
    written = (folder / "keylint.toml").read_text()
    for line in pair.splitlines():
        value = line.split("=", 1)[1]
        assert value not in written + done.out + done.err
        assert value[-8:] not in written


def test_a_draft_never_spreads_a_name_that_could_be_a_value(keylint: Command, folder: Path) -> None:
    said = unpack(
        'os.environ["GEMINI_{upper:20}_API_KEY"]\nos.environ["GEMINI_API_SECRET_{hex:32}"]\n'
        "- {name: {base64url:14}-_{base64url:28}, exchange: gemini, can_withdraw: true}\n"
    ).text.splitlines(keepends=True)
    (folder / "read.py").write_text("".join(said[:2]))
    (folder / "keys.yaml").write_text(said[2])
    assert keylint("keys", "--write", cwd=folder).code == 0
    written = (folder / "keylint.toml").read_text()
    assert 'env = ["GEMINI_API_KEY", "GEMINI_API_SECRET"]' in written
    for number, value in enumerate(re.findall(r"[\w-]{20,}", "".join(said))):
        assert spills({str(number): value.replace("API_SECRET_", "")}, written) == []


def test_with_an_inventory_a_key_that_it_does_not_name_is_told(
    keylint: Command, folder: Path
) -> None:
    assert ("key-undeclared", "bot.py") not in rules(keylint, folder)
    (folder / "keylint.toml").write_text(
        DECLARED.replace("rebalancer", "other").replace("GEMINI_", "GEMINI_OTHER_")
    )
    found = rules(keylint, folder)
    assert ("key-undeclared", "bot.py") in found
    (folder / "keylint.toml").write_text(DECLARED)
    assert "key-undeclared" not in {rule for rule, _ in rules(keylint, folder)}


def test_an_entry_that_nothing_uses_is_told(keylint: Command, folder: Path) -> None:
    unused = DECLARED.replace("rebalancer", "old").replace("GEMINI_", "GEMINI_OLD_")
    (folder / "keylint.toml").write_text(f"{DECLARED}\n{unused}")
    out = " ".join(keylint("scan", cwd=folder).out.split())
    assert "keylint.toml:12: nothing uses the key 'old' that the inventory names" in out
    assert "nothing uses the key 'rebalancer'" not in out
    part = " ".join(keylint("scan", "bot.py", cwd=folder).out.split())
    assert "nothing uses" not in part


def test_an_inventory_is_judged_by_the_same_rules(keylint: Command, folder: Path) -> None:
    bad = DECLARED.replace('["Trader"]', '["Fund Manager"]').replace('"account"', '"master"')
    bad = bad.replace('["8.8.8.8"]', '["8.0.0.0/8", "10.0.0.1"]') + "created = 2019-03-01\n"
    (folder / "keylint.toml").write_text(bad)
    found = {rule for rule, path in rules(keylint, folder) if path == "keylint.toml"}
    assert found >= {
        "key-can-withdraw",
        "key-is-master-scoped",
        "key-ip-allowlist-too-wide",
        "key-ip-allowlist-unroutable",
        "key-rotation-overdue",
        "key-has-unused-permission",
    }


@pytest.mark.parametrize(("until", "silenced"), [(LATER, True), (TODAY, True), (EARLIER, False)])
def test_an_accepted_risk_is_silent_until_its_day(
    keylint: Command, folder: Path, until: date, silenced: bool
) -> None:
    accepted = (
        f'accepted = [{{ rule = "key-without-ip-allowlist", reason = "no fixed address yet", '
        f"until = {until} }}]\n"
    )
    (folder / "keylint.toml").write_text(DECLARED + accepted)
    found = rules(keylint, folder)
    assert (("key-without-ip-allowlist", "keys.yaml") not in found) is silenced
    assert ("key-can-withdraw", "keys.yaml") in found
    out = " ".join(keylint("scan", "--verbose", cwd=folder).out.split())
    assert ("no fixed address yet" in out) is silenced
    assert (f"ended on {until}" in out) is not silenced


def test_all_mistakes_are_told_at_once(keylint: Command, folder: Path) -> None:
    (folder / "keylint.toml").write_text("""\
[[keys]]
nam = "bot"
exchange = "gemni"
roles = ["Trader", "Fund Manger"]
scope = "everything"
ip-allowlist = ["8.8.8.800", "bot.example.com"]
created = "soon"
rotate-after = 0
env = 7

[[keys]]
name = "a"
ip-allowlist = "8.8.8.8"
accepted = [{ rule = "key-can-withdraw" }]

[[keys]]
name = "a"
accepted = [{ rule = "gemini-api-secret", reason = "r", until = 2030-01-01 }]
""")
    done = keylint("scan", cwd=folder)
    assert done.code == 2
    assert len(done.err.strip().splitlines()) <= 16
    for words in (
        "nam: not a field of a key", "exchange", "Fund Manger", "everything", "8.8.8.800",
        "created", "rotate-after", "env", "without a name", "two entries are called 'a'",
        "a rule, a reason and a day", "gemini-api-secret",
    ):  # fmt: skip
        assert words in done.err, words
    assert "Traceback" not in done.err


def test_the_same_key_in_two_environments_is_told_across_files(
    keylint: Command, tmp_path: Path
) -> None:
    pair = "GEMINI_API_KEY=account-{base62:20}\nGEMINI_API_SECRET={base58-20-bytes}\n"
    for stage in ("staging", "production"):
        place = tmp_path / "envs" / stage
        place.mkdir(parents=True)
        (place / "bot.env").write_text(unpack(pair).text)
    done = keylint("scan", "--select", "key-shared-across-environments", cwd=tmp_path)
    out = " ".join(done.out.split())
    assert "envs/staging/bot.env:1:16 high key-shared-across-environments" in out
    assert "The same key is used in staging and production" in out
    assert "envs/production/bot.env:1:16: the same key, in production" in out


def test_policy_options_move_the_limits(keylint: Command, folder: Path) -> None:
    (folder / "keys.yaml").write_text(
        "gemini:\n  api_key: ${GEMINI_API_KEY}\n  roles: [Trader]\n"
        f"  ip_whitelist: [8.8.0.0/20]\n  created: {TODAY - timedelta(days=100)}\n"
    )
    found = {rule for rule, _ in rules(keylint, folder)}
    assert found == {"key-ip-allowlist-too-wide", "key-rotation-overdue"}
    (folder / "keylint.toml").write_text("widest-ipv4 = 20\nrotation-days = 120\n")
    assert rules(keylint, folder) == []
