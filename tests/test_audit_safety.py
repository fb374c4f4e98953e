"""What leaves the machine in an audit, to whom, and that no value ever shows."""

from __future__ import annotations

import hashlib
import hmac
import json
import random
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from audits import Audit, environment_of
from conftest import Command, Repository, environment
from stand_in import behaviours
from stand_in.certificates import Authority
from stand_in.fixtures import MakeExchange
from stand_in.proxy import Proxy
from stand_in.server import StandIn
from stand_in.wire import Answer, error

from keylint.examples import gemini_key, gemini_secret
from keylint.finding import Secret
from keylint.inquiry.asking import Asker
from keylint.inquiry.pairs import Pair
from keylint.inquiry.requests import Endpoint, headers
from keylint.inquiry.sites import Site, named
from keylint.inquiry.turns import Clock, Nonces
from keylint.inquiry.verdicts import State
from keylint.inquiry.wire import Wire

FORMS = ("text", "json", "sarif", "markdown")


@pytest.fixture
def audit(keylint: Command, exchange: StandIn) -> Audit:
    return Audit(keylint, exchange)


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
        answer = error(400, key.secret.translate({ord(c): "x" for c in "0123456789"}), key.secret)
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


def test_an_error_on_the_way_is_told_without_its_text(exchange: StandIn) -> None:
    key = exchange.add("Trader")
    pair = Pair(Secret(key.id + "\r\nX: 1"), Secret(key.secret))  # http.client quotes such a header
    verdict = Asker(Wire(5)).ask(pair, Site("http://127.0.0.1:9"))
    assert key.id not in verdict.evidence


@pytest.mark.parametrize("kind", ["stranger", "name", "time", "nobody"])
def test_a_certificate_that_is_not_trusted_gets_no_request(
    audit: Audit,
    exchange: StandIn,
    stranger: StandIn,
    authority: Authority,
    make_exchange: MakeExchange,
    kind: str,
) -> None:
    yesterday = datetime.now(timezone.utc) - timedelta(days=1)
    makes = {
        "stranger": lambda: stranger,
        "name": lambda: make_exchange(authority, "example.com"),
        "time": lambda: make_exchange(authority, "127.0.0.1", until=yesterday),
        "nobody": lambda: exchange,
    }
    asked = makes[kind]()
    env = {"SSL_CERT_FILE": "", "SSL_CERT_DIR": ""} if kind == "nobody" else {}
    told = audit.of(asked.add("Trader")).verdict("--base-url", asked.url, env=env)
    assert (told["state"], told["code"]) == ("unreachable", 3)
    assert told["evidence"].startswith("its certificate is not trusted")
    assert asked.requests == []
    assert asked.accepted == 1


@pytest.mark.parametrize("content", [None, b"", b"no certificate"])
def test_certificates_that_cannot_be_read_are_told_before_anything_is_asked(
    audit: Audit, exchange: StandIn, tmp_path: Path, content: bytes | None
) -> None:
    bundle = tmp_path / "ca.pem"
    if content is not None:
        bundle.write_bytes(content)
    result = audit.of(exchange.add("Trader"))(env={"SSL_CERT_FILE": str(bundle)})
    assert result.code == 2
    assert "SSL_CERT_FILE" in result.err
    assert exchange.accepted == 0


def test_the_keys_of_a_connection_are_written_nowhere(
    audit: Audit, exchange: StandIn, tmp_path: Path
) -> None:
    log = tmp_path / "keys.log"
    told = audit.of(exchange.add("Trader")).verdict(env={"SSLKEYLOGFILE": str(log)})
    assert told["state"] == "live"
    assert not log.exists()


def test_a_redirect_is_not_followed(audit: Audit, exchange: StandIn, stranger: StandIn) -> None:
    exchange.next_answers.append(behaviours.redirect(f"{stranger.url}/v1/roles", 307))
    told = audit.of(exchange.add("Trader")).verdict()
    assert told["state"] == "unexpected"
    assert "does not follow" in told["evidence"]
    assert stranger.accepted == 0


def test_a_proxy_of_the_environment_is_heeded_only_if_that_is_wished(
    audit: Audit, exchange: StandIn, proxy: Proxy
) -> None:
    env = dict.fromkeys(("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"), proxy.url)
    for arguments, without, tunnels in (
        ((), "", 0),
        (("--use-proxy",), "127.0.0.1", 0),
        (("--use-proxy",), "", 2),
    ):
        told = audit.of(exchange.add("Trader")).verdict(
            *arguments, env={**env, "NO_PROXY": without}
        )
        assert told["state"] == "live"
        assert proxy.targets == [f"127.0.0.1:{exchange.port}"] * tunnels


def test_a_proxy_is_told_its_own_password_and_the_key_is_not_told_to_it(
    audit: Audit, exchange: StandIn, proxy: Proxy
) -> None:
    key = exchange.add("Trader")
    url = proxy.url.replace("://", "://ann:hush@")
    told = audit.of(key).verdict("--use-proxy", env={"HTTPS_PROXY": url, "NO_PROXY": ""})
    assert told["state"] == "live"
    seen = proxy.requests[0]
    assert seen.headers["proxy-authorization"].startswith("Basic ")
    assert key.id.encode() not in seen.head
    assert all("proxy-authorization" not in one.headers for one in exchange.requests)


@pytest.mark.parametrize("url", ["socks5://127.0.0.1:1", "https://127.0.0.1:1", "http://[::1"])
def test_a_proxy_that_cannot_be_used_is_told(audit: Audit, exchange: StandIn, url: str) -> None:
    env = {"HTTPS_PROXY": url, "NO_PROXY": ""}
    result = audit.of(exchange.add("Trader"))("--use-proxy", env=env)
    assert (result.code, exchange.accepted) == (2, 0)
    assert "HTTPS_PROXY" in result.err


def test_a_proxy_that_refuses_is_told(audit: Audit, exchange: StandIn, proxy: Proxy) -> None:
    proxy.refusal = Answer(407)
    env = {"HTTPS_PROXY": proxy.url, "NO_PROXY": ""}
    told = audit.of(exchange.add("Trader")).verdict("--use-proxy", env=env)
    assert (told["state"], told["evidence"]) == ("unreachable", "the proxy refuses the connection")


def test_a_netrc_is_not_read(audit: Audit, exchange: StandIn, tmp_path: Path) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login ann password hush\ndefault login a password b\n")
    netrc.chmod(0o600)
    audit.of(exchange.add("Trader"))(env={"NETRC": str(netrc)})
    assert exchange.requests
    assert all("authorization" not in seen.headers for seen in exchange.requests)


@pytest.fixture
def both(
    authority: Authority, make_exchange: MakeExchange, proxy: Proxy
) -> tuple[StandIn, StandIn, dict[str, str]]:
    """Gemini's two environments under their own names, and the way to them."""
    names = ("api.gemini.com", "api.sandbox.gemini.com")
    production, sandbox = (make_exchange(authority, name) for name in names)
    for name, one in zip(names, (production, sandbox), strict=True):
        proxy.routes[f"{name}:443"] = one.port
    env = {"HTTPS_PROXY": proxy.url, "NO_PROXY": "", "SSL_CERT_FILE": str(authority.ca)}
    return production, sandbox, env


def test_each_environment_is_asked_about_its_own_keys(
    keylint: Command, both: tuple[StandIn, StandIn, dict[str, str]]
) -> None:
    production, sandbox, env = both
    key = sandbox.add("Trader")

    def told(*arguments: str) -> dict[str, object]:
        more = {**env, **environment_of(key)}
        result = keylint("audit", "--use-proxy", "--format", "json", *arguments, env=more)
        return dict(json.loads(result.out)["keys"][0])

    first = told()
    assert (first["state"], first["environment"]) == ("unknown-key", "production")
    assert first["notes"] == ["keys of the sandbox are others: --try-other asks there too"]
    assert (len(production.requests), len(sandbox.requests)) == (1, 0)
    assert told("--sandbox")["state"] == "live"
    assert len(production.requests) == 1
    tried = told("--try-other")
    assert isinstance(tried["elsewhere"], dict)
    assert (tried["elsewhere"]["state"], tried["elsewhere"]["roles"]) == ("live", ["trader"])


def test_a_pair_of_the_sandbox_in_a_file_is_asked_about_there_and_is_no_disaster(
    keylint: Command, both: tuple[StandIn, StandIn, dict[str, str]], tmp_path: Path
) -> None:
    production, sandbox, env = both
    key = sandbox.add("Trader")
    (tmp_path / ".env").write_text(
        f"GEMINI_SANDBOX_API_KEY={key.id}\nGEMINI_SANDBOX_API_SECRET={key.secret}\n"
    )
    arguments = ("--found", "--yes", "--use-proxy", "--format", "json", str(tmp_path))
    report = json.loads(keylint("audit", *arguments, env=env).out)
    assert [(f["rule"], f["severity"], f["alive"]) for f in report["findings"]] == [
        ("gemini-api-secret", "medium", True)
    ]
    assert production.accepted == 0


@pytest.mark.parametrize(
    ("source", "state"), [("127.0.0.1", State.LIVE), ("127.0.0.2", State.REFUSED_ADDRESS)]
)
def test_the_same_list_lets_one_address_in_and_refuses_another(
    exchange: StandIn, monkeypatch: pytest.MonkeyPatch, source: str, state: State
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(exchange.ca))
    key = exchange.add("Trader", allowed=("127.0.0.1",))
    pair = Pair(Secret(key.id), Secret(key.secret))
    verdict = Asker(Wire(5, source=source)).ask(pair, named(exchange.url))
    assert verdict.state is state
    assert exchange.requests[0].peer == source


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
