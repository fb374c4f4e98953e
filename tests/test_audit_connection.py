"""To whom an audit connects: certificates, proxies, environments, source addresses."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from audits import Audit, environment_of
from conftest import Command
from stand_in import behaviours
from stand_in.certificates import Authority
from stand_in.fixtures import MakeExchange
from stand_in.proxy import Proxy
from stand_in.server import StandIn
from stand_in.wire import Answer

from keylint.finding import Secret
from keylint.inquiry.asking import Asker
from keylint.inquiry.pairs import Pair
from keylint.inquiry.sites import named
from keylint.inquiry.verdicts import State
from keylint.inquiry.wire import Wire


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
    assert first["notes"] == ["api.sandbox.gemini.com has other keys: --try-other asks there too"]
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


@pytest.mark.parametrize("tried", [False, True])
def test_a_word_in_a_file_does_not_make_a_live_key_a_dead_one(
    keylint: Command, both: tuple[StandIn, StandIn, dict[str, str]], tmp_path: Path, tried: bool
) -> None:
    production, _, env = both
    key = production.add("FundManager")
    (tmp_path / "bot.py").write_text(
        "# moved away from the sandbox last week\nimport gemini\n"
        f'client = gemini.PrivateClient("{key.id}", "{key.secret}", sandbox=True)\n'
    )
    arguments = ["--found", "--yes", "--use-proxy", "--format", "json", str(tmp_path)]
    result = keylint("audit", *arguments, *(["--try-other"] if tried else []), env=env)
    report = json.loads(result.out)
    leak = report["findings"][0]
    assert leak["rule"] == "gemini-api-secret"
    if tried:
        assert (leak["severity"], leak["alive"], result.code) == ("critical", True, 1)
    else:
        assert ("alive" in leak, result.code) == (False, 3)
        assert "api.gemini.com was not asked" in leak["message"]


def test_a_folder_of_certificates_that_is_not_there_is_told(
    audit: Audit, exchange: StandIn, tmp_path: Path
) -> None:
    env = {"SSL_CERT_FILE": "", "SSL_CERT_DIR": str(tmp_path / "none")}
    result = audit.of(exchange.add("Trader"))(env=env)
    assert (result.code, exchange.accepted) == (2, 0)
    assert "SSL_CERT_DIR" in result.err
