"""What leaves the machine in an audit, and that no value ever shows."""

from __future__ import annotations

import hashlib
import hmac
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from audits import Audit, environment_of
from conftest import Repository, environment
from stand_in import behaviours
from stand_in.proxy import Proxy
from stand_in.server import StandIn
from stand_in.wire import error

from keylint.examples import gemini_key, gemini_secret
from keylint.finding import Secret
from keylint.inquiry import wire
from keylint.inquiry.asking import Asker
from keylint.inquiry.pairs import Pair
from keylint.inquiry.requests import Endpoint, headers
from keylint.inquiry.sites import Site
from keylint.inquiry.turns import Clock, Nonces
from keylint.inquiry.wire import Wire

FORMS = ("text", "json", "sarif", "markdown")


def test_a_request_is_what_the_documentation_says_and_nothing_more(
    audit: Audit, exchange: StandIn
) -> None:
    key = exchange.add("Trader", scope="master")
    audit.of(key)()
    first, second = exchange.requests
    for seen, path in ((first, "/v1/roles"), (second, "/v1/account")):
        payload = seen.headers["x-gemini-payload"]
        signed = hmac.new(key.secret.encode(), payload.encode(), hashlib.sha384).hexdigest()
        assert (seen.method, seen.path, seen.body) == ("POST", path, b"")
        assert seen.headers["x-gemini-signature"] == signed
        assert seen.payload is not None
        assert seen.payload["request"] == path
        assert set(seen.headers) == {
            "host", "accept-encoding", "content-type", "content-length", "cache-control",
            "user-agent", "x-gemini-apikey", "x-gemini-payload", "x-gemini-signature",
        }  # fmt: skip
    assert set(first.payload or ()) == {"request", "nonce"}
    assert set(second.payload or ()) == {"request", "nonce", "account"}


def test_no_secret_leaves_the_machine(audit: Audit, exchange: StandIn) -> None:
    key = exchange.add("Trader")
    audit.of(key)()
    assert exchange.requests
    assert all(key.secret.encode() not in seen.head for seen in exchange.requests)


def test_what_is_not_on_the_list_cannot_be_asked(exchange: StandIn) -> None:
    assert [endpoint.value for endpoint in Endpoint] == ["/v1/roles", "/v1/account"]
    key = exchange.add("FundManager")
    pair = Pair(Secret(key.id), Secret(key.secret))
    with pytest.raises(AttributeError):
        headers("/v1/withdraw/btc", pair, 1)  # type: ignore[arg-type]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "answer",
    [None, behaviours.rate_limited(3600), behaviours.captive_portal(), behaviours.Closed(), "echo"],
)
def test_no_value_shows_in_any_form(
    audit: Audit, exchange: StandIn, tmp_path: Path, form: str, answer: Any
) -> None:
    key = exchange.add("Trader", "FundManager")
    if answer == "echo":
        answer = error(400, "InvalidSignature", f"{key.secret} is not the secret of {key.id}")
    if answer:
        exchange.next_answers.append(answer)
    (tmp_path / ".env").write_text(f"GEMINI_API_KEY={key.id}\nGEMINI_API_SECRET={key.secret}\n")
    result = audit("--format", form, "--found", "--yes", "--network", "untrusted", str(tmp_path))
    assert result.code in (1, 3)
    for value in (key.id, key.secret, key.secret[4:-4]):
        assert value not in result.out + result.err


def test_no_value_is_among_the_arguments_of_a_process_or_in_a_file(
    audit: Audit, exchange: StandIn, tmp_path: Path
) -> None:
    key = exchange.add("Trader")
    exchange.next_answers.append(behaviours.Slow(1.5))
    env = {**environment_of(key), "SSL_CERT_FILE": str(exchange.ca), "TMPDIR": str(tmp_path)}
    process = subprocess.Popen(
        [sys.executable, "-m", "keylint", "audit", *audit.at],
        env=environment(tmp_path, env), cwd=tmp_path, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    while not exchange.requests and process.poll() is None:
        pass
    shown = Path(f"/proc/{process.pid}/cmdline").read_bytes()
    assert process.wait() == 0
    assert key.id.encode() not in shown
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert all(key.secret.encode() not in path.read_bytes() for path in written)


def test_an_error_on_the_way_is_told_without_its_text(exchange: StandIn, proxy: Proxy) -> None:
    key = exchange.add("Trader")
    pair = Pair(Secret(key.id + "\r\nX: 1"), Secret(key.secret))  # http.client quotes such a header
    verdict = Asker(Wire(5)).ask(pair, Site(proxy.url))
    assert verdict.evidence == "no connection: ValueError"


def test_an_answer_does_not_print_what_it_says() -> None:
    assert "account-" not in repr(wire.Answer(403, b"the role of account-1234"))


def test_nonces_rise_with_every_request_even_within_a_second() -> None:
    nonces = Nonces(Clock(now=lambda: 1_700_000_000.9))
    assert [nonces.next() for _ in range(3)] == [1_700_000_000, 1_700_000_001, 1_700_000_002]
    nonces.jump()
    assert nonces.next() == 1_700_000_000_900


def test_sarif_says_what_is_proven_and_names_what_is_in_no_file(
    audit: Audit, exchange: StandIn
) -> None:
    result = audit.of(exchange.add("FundManager"))("--format", "sarif")
    (told,) = json.loads(result.out)["runs"][0]["results"]
    assert told["properties"]["proven"] is True
    assert told["locations"] == [
        {"logicalLocations": [{"name": "GEMINI_API_KEY", "kind": "variable"}]}
    ]


def test_a_report_goes_into_a_file_and_fail_on_decides(
    audit: Audit, exchange: StandIn, tmp_path: Path
) -> None:
    out = tmp_path / "audit.md"
    result = audit.of(exchange.add("FundManager"))(
        "--format", "markdown", "--output", str(out), "--fail-on", "critical"
    )
    assert (result.code, result.out) == (0, "")
    assert out.read_text().startswith("# Audit of Gemini keys")
    assert "| high | key-can-withdraw | GEMINI_API_KEY |" in out.read_text()


GUARD = """
import socket, sys
def refuse(event, arguments):
    if event == "socket.__new__" and arguments[1] == socket.AF_UNIX:
        return  # a pair of them is how processes of one scan talk to each other
    if event.startswith(("socket.", "http.", "urllib.", "ftplib.", "smtplib.")):
        sys.stderr.write(f"a connection: {event}\\n")
        import os
        os._exit(99)
sys.addaudithook(refuse)
from keylint.__main__ import main
sys.argv[0] = "keylint"
main()
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("scan", "."), ("scan", ".", "--verbose"), ("scan", "--history", "--metadata"),
        ("scan", "--staged", "--format", "sarif"), ("scan", "--format", "json"), ("keys", "--write"),
        ("rules",), ("explain", "gemini-api-secret"), ("--version",), ("audit", "--help"),
        ("audit", "--found"),
    ],
)  # fmt: skip
def test_no_other_command_opens_a_connection(
    repository: Repository, leak: str, arguments: tuple[str, ...]
) -> None:
    repository.commit(".env", leak + "AWS=" + "AKIA" + "Q" * 16 + "\n")
    repository.commit("bot.py", 'import ccxt\nccxt.gemini({"apiKey": K}).fetch_balance()\n')
    for number in range(450):  # enough for processes that share the work
        (repository.folder / f"module{number}.py").write_text("import gemini\n")
    done = subprocess.run(
        [sys.executable, "-c", GUARD, *arguments],
        cwd=repository.folder,
        env=environment(repository.folder),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode in (0, 1, 2), done.stderr
    assert "a connection" not in done.stderr


def test_the_guard_would_notice(exchange: StandIn, tmp_path: Path) -> None:
    source = random.Random(0)
    pair = {"GEMINI_API_KEY": gemini_key(source), "GEMINI_API_SECRET": gemini_secret(source)}
    done = subprocess.run(
        [sys.executable, "-c", GUARD, "audit", "--base-url", exchange.url],
        cwd=tmp_path,
        env=environment(tmp_path, {**pair, "SSL_CERT_FILE": str(exchange.ca)}),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 99
