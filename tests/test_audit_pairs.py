"""Which pair `keylint audit` is given, and what is wrong with it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from audits import Audit, environment_of, refused
from conftest import Command, environment
from stand_in.keys import Key
from stand_in.server import StandIn

from keylint.examples import unpack


def pair(key_id: str, secret: str) -> dict[str, str]:
    return {"GEMINI_API_KEY": key_id, "GEMINI_API_SECRET": secret}


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
        (("--base-url", "https://127.0.0.1:0"), "names no host"),
        (("--base-url", f"https://{'a' * 64}.example"), "names no host"),
        (("--base-url", "https://a..example"), "names no host"),
        (("--base-url", "https://a b.example"), "names no host"),
        (("--base-url", "https://x.example", "--sandbox"), "--base-url excludes --sandbox"),
        (("--base-url", "https://x.example", "--try-other"), "--base-url excludes --sandbox"),
        (("--stdin", "--inventory"), "--stdin and --inventory exclude each other"),
        (("--history",), "--history goes with --found"),
        (("--timeout", "0"), "--timeout: more than 0"),
        (("--timeout", "nan"), "--timeout: more than 0"),
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


@pytest.mark.parametrize("option", ["--network", "--timeout", "--format"])
def test_an_option_with_a_key_for_its_value_does_not_repeat_it(
    audit: Audit, key: Key, option: str
) -> None:
    for value in (key.id, key.secret):
        result = audit(option, value)
        assert (result.code, audit.exchange.accepted) == (2, 0)
        assert value not in result.all
        assert option in result.err


def test_more_than_two_lines_could_need_is_not_cut_and_sent(audit: Audit, key: Key) -> None:
    given = (
        "#" * 65_000
        + f"\nGEMINI_API_KEY={key.id}\n"
        + "#" * 520
        + f"\nGEMINI_API_SECRET={key.secret}"
    )
    assert "larger than 64 KiB" in refused(audit, "--stdin", stdin=given.encode())


def test_variables_named_after_the_sandbox_are_asked_about_there(
    keylint: Command, tmp_path: Path, key: Key
) -> None:
    env = {**environment_of(key, "GEMINI_SANDBOX"), "SSL_CERT_DIR": str(tmp_path)}
    names = ("--env-key", "GEMINI_SANDBOX_API_KEY", "--env-secret", "GEMINI_SANDBOX_API_SECRET")
    result = keylint("audit", *names, "--timeout", "0.2", env=env)
    assert "api.sandbox.gemini.com" in result.out
