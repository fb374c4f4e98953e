"""Answers that prove nothing: late, broken, lying, or none at all."""

from __future__ import annotations

import itertools
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from audits import Audit
from conftest import Command, environment
from stand_in import behaviours
from stand_in.server import StandIn
from stand_in.wire import Answer, error, json_answer

ROLES = {"isAuditor": False, "isFundManager": False, "isTrader": True}


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (behaviours.rate_limited(1), "rate-limited"),
        (error(400, "RateLimit", "Requests were made too frequently"), "rate-limited"),
        (behaviours.maintenance(), "maintenance"),
        (behaviours.system_error(), "maintenance"),
        (behaviours.bad_gateway(), "maintenance"),
    ],
)
def test_what_is_to_be_tried_later_is_tried_three_times(
    audit: Audit, exchange: StandIn, answer: Answer, state: str
) -> None:
    exchange.next_answers.extend([answer] * 5)
    told = audit.of(exchange.add("Trader")).verdict()
    assert (told["state"], told["live"], told["code"]) == (state, None, 3)
    arrived = [seen.arrived for seen in exchange.requests]
    assert len(arrived) == 3
    assert all(later - sooner > 0.95 for sooner, later in itertools.pairwise(arrived))


def test_what_passes_on_the_second_try_is_settled(audit: Audit, exchange: StandIn) -> None:
    exchange.next_answers.append(behaviours.rate_limited(2))
    told = audit.of(exchange.add("Trader")).verdict()
    assert (told["state"], told["requests"]) == ("live", 3)
    assert exchange.requests[1].arrived - exchange.requests[0].arrived > 1.95


def test_nobody_waits_for_an_hour(audit: Audit, exchange: StandIn) -> None:
    exchange.next_answers.append(behaviours.rate_limited(3600))
    started = time.monotonic()
    told = audit.of(exchange.add("Trader")).verdict()
    assert (told["state"], len(exchange.requests)) == ("rate-limited", 1)
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    "answer",
    [
        behaviours.captive_portal(),
        behaviours.redirect("https://example.com/v1/roles"),
        behaviours.oversized(),
        behaviours.Cut(),
        behaviours.NotHttp(),
        Answer(200, b""),
        Answer(200, b"[" * 60_000),
        Answer(200, b"\xff\xfe{}"),
        Answer(404, b"<html>"),
        Answer(401, b"{}"),
        json_answer([ROLES]),
        json_answer({**ROLES, "isTrader": "true"}),
        json_answer({**ROLES, "isTrader": 1}),
        json_answer({"isTrader": True}),
        json_answer({**ROLES, "isAccountAdmin": None}),
        json_answer(ROLES, 201),
        json_answer({**ROLES, "isAuditor": float("nan")}),
        json_answer({"result": "error", "reason": "InvalidApiKey", "message": "no"}),
        json_answer({"result": "error", **ROLES}),
        json_answer({"result": "error", "reason": "InvalidApiKey"}, 400),
        json_answer({"result": "ok", "reason": "InvalidApiKey", "message": "no"}, 400),
        json_answer({"result": "error", "reason": ["InvalidApiKey"]}, 400),
        Answer(200, b'{"isAuditor":false,"isFundManager":false,"isTrader":true,"isTrader":false}'),
        error(400, "SomethingNew", "of which nobody has heard"),
        error(500, "InvalidApiKey", "a server that fails knows nothing"),
    ],
)
def test_a_verdict_needs_a_well_formed_answer(
    audit: Audit, exchange: StandIn, answer: behaviours.Behaviour
) -> None:
    exchange.next_answers.extend([answer] * 3)
    told = audit.of(exchange.add("Trader")).verdict()
    assert told["live"] is None
    assert told["state"] in ("unexpected", "maintenance")
    assert (told["code"], told["findings"]) == (3, [])


@pytest.mark.parametrize(
    "answer", [behaviours.Slow(30), behaviours.Drip(0.05), behaviours.Closed()]
)
def test_a_slow_exchange_is_waited_for_no_longer_than_the_timeout(
    audit: Audit, exchange: StandIn, answer: behaviours.Behaviour
) -> None:
    exchange.next_answers.append(answer)
    started = time.monotonic()
    told = audit.of(exchange.add("Trader")).verdict("--timeout", "1")
    assert (told["state"], told["code"], len(exchange.requests)) == ("unreachable", 3, 1)
    assert time.monotonic() - started < 10


def test_no_network_ends_with_unreachable_and_each_host_is_tried_once(
    keylint: Command, exchange: StandIn, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    audit = Audit(keylint, exchange)
    first, second = exchange.add("Trader"), exchange.add("Trader")
    (tmp_path / ".env").write_text(
        f"GEMINI_API_KEY={first.id}\nGEMINI_API_SECRET={first.secret}\n"
        f"\n\nOTHER_GEMINI_API_KEY={second.id}\nOTHER_GEMINI_API_SECRET={second.secret}\n"
    )
    told = audit.json("--base-url", f"https://127.0.0.1:{port}", "--found", "--yes", str(tmp_path))
    assert [key["state"] for key in told["keys"]] == ["unreachable", "unreachable"]
    assert (told["code"], told["requests"]) == (3, {f"127.0.0.1:{port}": 0})
    exchange.handshake_after = 30
    again = audit.json("--timeout", "1", "--found", "--yes", str(tmp_path))
    assert [key["state"] for key in again["keys"]] == ["unreachable", "unreachable"]
    assert exchange.accepted == 1


def test_a_handshake_that_does_not_end_is_waited_for_no_longer_either(
    audit: Audit, exchange: StandIn
) -> None:
    exchange.handshake_after = 30
    started = time.monotonic()
    told = audit.of(exchange.add("Trader")).verdict("--timeout", "1")
    assert (told["state"], told["code"], told["requests"]) == ("unreachable", 3, 0)
    assert time.monotonic() - started < 10


def test_whoever_breaks_off_sees_what_was_settled_before(
    audit: Audit, exchange: StandIn, tmp_path: Path
) -> None:
    first, second = exchange.add("Trader"), exchange.add("Trader")
    for number, key in enumerate((first, second)):
        text = f"GEMINI_API_KEY={key.id}\nGEMINI_API_SECRET={key.secret}\n"
        (tmp_path / f"{number}.env").write_text(text)
    process = subprocess.Popen(
        [sys.executable, "-m", "keylint", "audit", *audit.at, "--found", "--yes", str(tmp_path)],
        env=environment(tmp_path, {"SSL_CERT_FILE": str(exchange.ca)}),
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    while len(exchange.requests) < 2:
        time.sleep(0.01)
    exchange.next_answers.append(behaviours.Slow(30))
    while len(exchange.requests) < 3:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=20)
    assert process.returncode == 3
    assert "It is alive" in out
    assert "1.env:2:19: interrupted while it was asked about" in " ".join(out.split())


def test_maintenance_that_takes_an_hour_is_called_that(audit: Audit, exchange: StandIn) -> None:
    down = behaviours.maintenance()
    exchange.next_answers.append(Answer(down.status, down.body, {"Retry-After": "3600"}))
    told = audit.of(exchange.add("Trader")).verdict()
    assert (told["state"], len(exchange.requests)) == ("maintenance", 1)


def test_retry_after_is_honoured_whatever_the_status(audit: Audit, exchange: StandIn) -> None:
    busy = error(400, "RateLimit", "Requests were made too frequently")
    exchange.next_answers.append(Answer(busy.status, busy.body, {"Retry-After": "3"}))
    assert audit.of(exchange.add("Trader")).verdict()["state"] == "live"
    assert exchange.requests[1].arrived - exchange.requests[0].arrived > 2.9


def test_an_exchange_that_stays_busy_is_left_alone_by_the_next_pairs(
    audit: Audit, exchange: StandIn, tmp_path: Path
) -> None:
    for number in range(3):
        key = exchange.add("Trader")
        text = f"GEMINI_API_KEY={key.id}\nGEMINI_API_SECRET={key.secret}\n"
        (tmp_path / f"{number}.env").write_text(text)
    exchange.next_answers.extend([behaviours.rate_limited(1)] * 9)
    told = audit.json("--found", "--yes", str(tmp_path))
    assert [key["state"] for key in told["keys"]] == ["rate-limited"] * 3
    assert len(exchange.requests) == 3
