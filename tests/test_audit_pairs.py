"""Which pairs `keylint audit` asks about, and what is wrong with what it is given."""

from __future__ import annotations

import itertools
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from audits import Audit, environment_of, rules
from conftest import Command, Repository, environment
from stand_in.keys import Key
from stand_in.server import StandIn

from keylint.examples import unpack

INVENTORY = """
[[keys]]
name = "{name}"
exchange = "gemini"
env = ["{variable}_API_KEY", "{variable}_API_SECRET"]
roles = ["Trader"]
scope = "account"
owner = "ann@example.com"
"""


@pytest.fixture
def audit(keylint: Command, exchange: StandIn) -> Audit:
    return Audit(keylint, exchange)


@pytest.fixture
def key(exchange: StandIn) -> Key:
    return exchange.add("Trader")


def pair(key_id: str, secret: str) -> dict[str, str]:
    return {"GEMINI_API_KEY": key_id, "GEMINI_API_SECRET": secret}


def refused(audit: Audit, *arguments: str, **more: object) -> str:
    """What is said to a run that sends nothing."""
    result = audit(*arguments, **more)  # type: ignore[arg-type]
    assert result.code == 2, result.all
    assert result.err.count("\n") == 1
    assert audit.exchange.accepted == 0
    return result.err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "GEMINI_API_KEY and GEMINI_API_SECRET are not set"),
        ({"GEMINI_API_KEY": "", "GEMINI_API_SECRET": ""}, "are empty"),
        ({"GEMINI_API_KEY": "{key}"}, "half a pair: GEMINI_API_SECRET is not set"),
        ({"GEMINI_API_SECRET": "{secret}"}, "half a pair: GEMINI_API_KEY is not set"),
        ({"GEMINI_API_KEY": "{key}", "GEMINI_API_SECRET": " \r\n"}, "GEMINI_API_SECRET is empty"),
        (pair("{secret}", "{key}"), "swapped"),
        (pair("{key}", "{key}"), "GEMINI_API_SECRET holds a key id"),
        (pair("{secret}", "{secret}"), "GEMINI_API_KEY holds what has the shape of a secret"),
        (pair("AIzaSy{base64url:33}", "{secret}"), "a key of Google's Gemini"),
        (pair("AQ.Ab8RN6{base64url:44}", "{secret}"), "a key of Google's Gemini"),
        (pair("{key}", "{uuid}"), "GEMINI_API_SECRET holds a UUID"),
        (pair("${{KEY}}", "{secret}"), "GEMINI_API_KEY holds a reference"),
        (pair("{key}", "op://vault/gemini/secret"), "GEMINI_API_SECRET holds a reference"),
        (pair("mykey", "1234abcd"), "GEMINI_API_KEY has not the shape of a Gemini key id"),
        (pair("account-{base62:20}é", "{secret}"), "has not the shape"),
        (pair("{key}", "two words"), "GEMINI_API_SECRET has blanks"),
        (pair("{key}\r\nX-Evil: 1", "{secret}"), "has not the shape"),
    ],
)
def test_what_is_no_pair_is_told_and_sent_nowhere(
    keylint: Command, exchange: StandIn, key: Key, given: dict[str, str], said: str
) -> None:
    def fill(text: str) -> str:
        whole = text.replace("{key}", key.id).replace("{secret}", key.secret).replace("{{", "{")
        return unpack(whole.replace("}}", "}")).text

    audit = Audit(keylint, exchange, {name: fill(text) for name, text in given.items()})
    told = refused(audit)
    assert said in told
    assert key.id not in told
    assert key.secret not in told


@pytest.mark.parametrize("around", [" {} ", '"{}"', "'{}'", "{}\r\n", '\t"{}"\r\n', "“{}”"])
def test_blanks_and_quotes_around_values_are_taken_off_and_told(
    keylint: Command, exchange: StandIn, key: Key, around: str
) -> None:
    given = pair(around.format(key.id), around.format(key.secret))
    told = Audit(keylint, exchange, given).verdict()
    assert told["state"] == "live"
    assert [note.split(" has ")[0] for note in told["notes"]] == list(given)


def test_the_variables_may_have_other_names(audit: Audit, key: Key) -> None:
    env = environment_of(key, "BOT")
    told = audit.verdict("--env-key", "BOT_API_KEY", "--env-secret", "BOT_API_SECRET", env=env)
    assert (told["name"], told["state"]) == ("BOT_API_KEY", "live")


def test_a_key_on_the_command_line_is_refused_and_not_repeated(audit: Audit, key: Key) -> None:
    told = refused(audit.of(key), key.id)
    assert "does not belong on the command line" in told
    assert key.id not in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--base-url", "http://api.gemini.com"), "must begin with https://"),
        (("--base-url", "ftp://127.0.0.1"), "must begin with https://"),
        (("--base-url", "https://api.gemini.com/v1"), "must end behind the host"),
        (("--base-url", "https://api.gemini.com?x=1"), "must end behind the host"),
        (("--base-url", "https://api.gemini.com/#"), "must end behind the host"),
        (("--base-url", "https://ann:hush@api.gemini.com"), "must not hold a user name"),
        (("--base-url", "https://@api.gemini.com"), "must not hold a user name"),
        (("--base-url", "api.gemini.com"), "names no host"),
        (("--base-url", "https://"), "names no host"),
        (("--base-url", "https://api.gemini.com:99999"), "is no URL"),
        (("--base-url", "https://[::1"), "is no URL"),
        (("--base-url", "https://a b.example"), "names no host"),
        (("--base-url", "https://x.example", "--sandbox"), "--base-url excludes --sandbox"),
        (("--base-url", "https://x.example", "--try-other"), "--base-url excludes --sandbox"),
        (("--stdin", "--inventory"), "--stdin and --inventory exclude each other"),
        (("--history",), "--history goes with --found"),
        (("--timeout", "0"), "--timeout: from 1"),
        (("--timeout", "nan"), "--timeout: from 1"),
        (("--inventory",), "there is no inventory"),
        (("--fail-on", "worst"), "severity"),
        (("nowhere",), "no such file or folder: nowhere"),
    ],
)
def test_wishes_that_cannot_be_are_told_in_one_line(
    audit: Audit, key: Key, arguments: tuple[str, ...], said: str
) -> None:
    told = refused(audit.of(key), *arguments)
    assert said in told
    assert "hush" not in told


@pytest.mark.parametrize(
    "text",
    [
        "{key}\n{secret}\n",
        "\r\n{key}\r\n\r\n{secret}",
        "GEMINI_API_KEY={key}\nGEMINI_API_SECRET={secret}\n",
        "# prod\nexport GEMINI_API_SECRET='{secret}'\nOTHER=1\nexport GEMINI_API_KEY=\"{key}\"\n",
        "\ufeffGEMINI_API_KEY = {key}\nGEMINI_API_SECRET = {secret}\n",
    ],
)
def test_the_pair_comes_from_standard_input(audit: Audit, key: Key, text: str) -> None:
    given = text.replace("{key}", key.id).replace("{secret}", key.secret)
    told = audit.verdict("--stdin", stdin=given.encode())
    assert (told["state"], told["origin"]) == ("live", "standard input")


@pytest.mark.parametrize("text", ["", "{key}", "{key}\n{secret}\nmore", "KEY={key}\nX={secret}"])
def test_standard_input_that_is_no_pair_is_told(audit: Audit, key: Key, text: str) -> None:
    given = text.replace("{key}", key.id).replace("{secret}", key.secret)
    told = refused(audit, "--stdin", stdin=given.encode())
    assert "standard input must have two lines" in told
    assert key.id not in told


def test_a_terminal_is_asked_for_the_pair_and_does_not_show_it(
    audit: Audit, key: Key, tmp_path: Path
) -> None:
    main, other = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "keylint", "audit", *audit.at, "--stdin"],
        env=environment(tmp_path, {"SSL_CERT_FILE": str(audit.exchange.ca)}),
        cwd=tmp_path, stdin=other, stdout=other, stderr=other, start_new_session=True,
        preexec_fn=lambda: os.close(os.open(os.ttyname(0), os.O_RDWR)),
    )  # fmt: skip
    os.close(other)
    shown = b""
    for prompt, answer in ((b"API key id: ", key.id), (b"API secret: ", key.secret)):
        while prompt not in shown:
            shown += os.read(main, 1000)
        os.write(main, answer.encode() + b"\n")
    try:
        while chunk := os.read(main, 1000):
            shown += chunk
    except OSError:  # the other side is closed
        pass
    os.close(main)
    assert process.wait() == 0
    assert b"live" in shown
    assert key.id.encode() not in shown
    assert key.secret.encode() not in shown


KEYRING = """
import json, os
from keyring.backend import KeyringBackend

class Backend(KeyringBackend):
    priority = 1
    def get_password(self, service, username):
        return json.loads(os.environ["HELD"]).get(f"{service}/{username}")
    def set_password(self, service, username, password): ...
"""


@pytest.mark.parametrize("held", [True, False])
def test_the_pair_comes_from_the_keyring(
    audit: Audit, key: Key, tmp_path: Path, held: bool
) -> None:
    import json

    (tmp_path / "drawer.py").write_text(KEYRING)
    inside = {"bot/GEMINI_API_KEY": key.id, "bot/GEMINI_API_SECRET": key.secret} if held else {}
    env = {
        "PYTHONPATH": str(tmp_path),
        "PYTHON_KEYRING_BACKEND": "drawer.Backend",
        "HELD": json.dumps(inside),
    }
    if held:
        told = audit.verdict("--keyring", "bot", env=env)
        assert (told["state"], told["origin"]) == ("live", "keyring")
    else:
        assert "bot/GEMINI_API_KEY" in refused(audit, "--keyring", "bot", env=env)


def test_every_entry_of_the_inventory_whose_variables_are_set_is_asked_about(
    audit: Audit, exchange: StandIn, repository: Repository
) -> None:
    names = ("rebalancer", "reporter", "half", "unset")
    inventory = "".join(INVENTORY.format(name=n, variable=n.upper()) for n in names)
    repository.commit("keylint.toml", inventory)
    first, second = exchange.add("Trader"), exchange.add("Trader", "FundManager")
    env = {
        **environment_of(first, "REBALANCER"),
        **environment_of(second, "REPORTER"),
        "HALF_API_KEY": first.id,
    }
    report = audit.json("--inventory", cwd=repository.folder, env=env)
    assert [(k["name"], k["state"]) for k in report["keys"]] == [
        ("rebalancer", "live"),
        ("reporter", "live"),
    ]
    left = {entry["name"]: entry for entry in report["not_settled"]}
    assert left["half"]["fault"] is True
    assert "half a pair: HALF_API_SECRET is not set" in left["half"]["reason"]
    assert left["unset"]["fault"] is False
    assert report["code"] == 3
    found = [(f["rule"], f["path"], f["line"], f["severity"]) for f in report["findings"]]
    assert found == [
        ("key-can-withdraw", "keylint.toml", 10, "high"),
        ("key-undeclared", "keylint.toml", 10, "medium"),
    ]
    assert report["findings"][1]["message"] == (
        "The inventory gives the key 'reporter' Trader, the exchange gives it Trader and Fund Manager"
    )
    arrived = [seen.arrived for seen in exchange.requests]
    assert all(later - sooner > 0.95 for sooner, later in itertools.pairwise(arrived))


def test_an_inventory_without_variables_that_are_set_leaves_nothing_to_ask(
    audit: Audit, repository: Repository
) -> None:
    repository.commit("keylint.toml", INVENTORY.format(name="bot", variable="BOT"))
    told = refused(audit, "--inventory", cwd=repository.folder)
    assert "there is nothing to ask about" in told


def test_roles_are_held_against_what_the_code_calls(
    audit: Audit, exchange: StandIn, repository: Repository
) -> None:
    repository.commit(
        "bot.py", 'import requests\nrequests.post("https://api.gemini.com/v1/balances")\n'
    )
    told = audit.of(exchange.add("Trader")).verdict(cwd=repository.folder)
    (finding,) = told["findings"]
    assert finding["rule"] == "key-has-unused-permission"
    assert "for which Auditor is enough" in finding["message"]
    assert finding["related"][0]["path"] == "bot.py"
    assert audit.of(exchange.add("Auditor")).verdict(cwd=repository.folder)["findings"] == []


def test_a_risk_that_the_inventory_accepts_is_silenced_here_too(
    audit: Audit, exchange: StandIn, repository: Repository
) -> None:
    risk = '{ rule = "key-can-withdraw", reason = "pays", until = 2099-01-01 }'
    entry = INVENTORY.format(name="payer", variable="GEMINI").replace("Trader", "Fund Manager")
    repository.commit("keylint.toml", f"{entry}accepted = [{risk}]\n")
    report = audit.of(exchange.add("FundManager")).json(cwd=repository.folder)
    assert rules(report) == []
    assert [one["rule"] for one in report["silenced"]] == ["key-can-withdraw"]
    assert report["code"] == 0


def test_nothing_is_read_where_no_repository_is(
    audit: Audit, key: Key, tmp_path: Path, leak: str
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "bot.py").write_text('post("https://api.gemini.com/v1/balances")\n')
    assert audit.of(key).verdict(cwd=tmp_path)["findings"] == []


LEAK = "GEMINI_API_KEY={id}\nGEMINI_API_SECRET={secret}\n"


def written(folder: Path, name: str, key: Key) -> None:
    (folder / name).write_text(LEAK.format(id=key.id, secret=key.secret))


def test_pairs_in_files_are_asked_about_and_those_that_live_come_first(
    audit: Audit, exchange: StandIn, tmp_path: Path
) -> None:
    dead, live = exchange.add("Trader", active=False), exchange.add("FundManager")
    written(tmp_path, "a.env", dead)
    written(tmp_path, "b.env", live)
    written(tmp_path, "c.env", live)
    report = audit.json("--found", "--yes", str(tmp_path))
    assert [(k["state"], len(k["places"])) for k in report["keys"]] == [
        ("unknown-key", 1),
        ("live", 2),
    ]
    found = [(f["rule"], f["path"], f["severity"]) for f in report["findings"]]
    assert found == [
        ("gemini-api-secret", "b.env", "critical"),
        ("gemini-api-secret", "c.env", "critical"),
        ("key-can-withdraw", "b.env", "high"),
        ("gemini-api-secret", "a.env", "medium"),
    ]
    assert "It is alive" in report["findings"][0]["message"]
    assert "It is dead" in report["findings"][3]["message"]
    steps = report["findings"][0]["fix"]
    order = (
        "deactivate",
        "approved",
        "open orders",
        "new key",
        "deployment",
        "in the file",
        "history",
    )
    assert all(word in step for word, step in zip(order, steps, strict=False))
    assert report["code"] == 1


def test_nothing_is_asked_about_files_without_a_yes(audit: Audit, key: Key, tmp_path: Path) -> None:
    written(tmp_path, ".env", key)
    result = audit("--found", str(tmp_path))
    assert result.code == 2
    assert "1 pair found" in result.err
    assert f"up to 2 requests would go to 127.0.0.1:{audit.exchange.port}" in result.err
    assert audit.exchange.accepted == 0


@pytest.mark.parametrize(("answer", "asked"), [(b"y\n", 2), (b"n\n", 0), (b"\n", 0)])
def test_a_terminal_is_asked_before_the_exchange_is(
    audit: Audit, key: Key, tmp_path: Path, answer: bytes, asked: int
) -> None:
    written(tmp_path, ".env", key)
    main, other = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "keylint", "audit", *audit.at, "--found", str(tmp_path)],
        env=environment(tmp_path, {"SSL_CERT_FILE": str(audit.exchange.ca)}),
        stdin=other, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    os.close(other)
    os.write(main, answer)
    out, _ = process.communicate(timeout=60)
    os.close(main)
    assert b"ask only about keys of your own" in out
    assert len(audit.exchange.requests) == asked
    assert process.returncode == (1 if asked else 2)


def test_no_pair_in_the_files_is_no_question(audit: Audit, tmp_path: Path) -> None:
    result = audit("--found", str(tmp_path))
    assert (result.code, audit.exchange.accepted) == (0, 0)
    assert "No pair to ask about was found." in result.out


def test_a_secret_without_its_key_is_told(audit: Audit, key: Key, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"GEMINI_API_SECRET={key.secret}\n")
    report = audit.json("--found", "--yes", str(tmp_path))
    assert report["keys"] == []
    assert "without its key id" in report["not_settled"][0]["reason"]


def test_a_secret_that_a_comment_silences_is_asked_about(
    audit: Audit, key: Key, tmp_path: Path
) -> None:
    (tmp_path / "bot.py").write_text(
        f'gemini_key = "{key.id}"\n'
        f'gemini_secret = "{key.secret}"  # keylint: ignore[gemini-api-secret] long dead\n'
    )
    assert rules(audit.json("--found", "--yes", str(tmp_path))) == ["gemini-api-secret"]


def test_pairs_of_the_history_are_asked_about(
    audit: Audit, exchange: StandIn, repository: Repository
) -> None:
    gone, split = exchange.add("Trader"), exchange.add("Trader")
    repository.commit("old.env", LEAK.format(id=gone.id, secret=gone.secret))
    repository.commit("split.env", f"GEMINI_API_KEY={split.id}\n")
    repository.commit("split.env", f"GEMINI_API_SECRET={split.secret}\n")
    repository.git("rm", "--quiet", "old.env")
    repository.git("commit", "--quiet", "--no-verify", "--message", "Clean up")
    report = audit.json("--found", "--history", "--yes", cwd=repository.folder)
    assert [k["state"] for k in report["keys"]] == ["live", "live"]
    assert {f["path"] for f in report["findings"]} == {"old.env", "split.env"}
    assert all(f["severity"] == "critical" and f["history"] for f in report["findings"])
    assert audit.json("--found", "--yes", cwd=repository.folder)["keys"] == []


def test_the_same_pair_in_an_archive_in_the_history_is_found(
    audit: Audit, key: Key, repository: Repository, make_zip: Callable[[dict[str, str]], bytes]
) -> None:
    packed = make_zip({"in/prod.env": LEAK.format(id=key.id, secret=key.secret)})
    (repository.folder / "backup.zip").write_bytes(packed)
    repository.git("add", "backup.zip")
    repository.git("commit", "--quiet", "--no-verify", "--message", "Back up")
    report = audit.json("--found", "--history", "--yes", cwd=repository.folder)
    assert [(k["state"], k["places"][0]["path"]) for k in report["keys"]] == [
        ("live", "backup.zip!in/prod.env")
    ]


@pytest.fixture
def make_zip() -> Callable[[dict[str, str]], bytes]:
    import io
    import zipfile

    def make(members: dict[str, str]) -> bytes:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, text in members.items():
                archive.writestr(name, text)
        return packed.getvalue()

    return make
