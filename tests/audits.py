"""What tests of the audit stand on: the real command, told to ask the stand-in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from conftest import Command, Result
from stand_in.keys import Key
from stand_in.server import StandIn


@dataclass
class Audit:
    """`keylint audit` at the stand-in; `pair` is what the environment holds."""

    command: Command
    exchange: StandIn
    pair: dict[str, str] = field(default_factory=dict)

    def of(self, key: Key) -> Audit:
        """The same with a key's pair in the environment."""
        return Audit(self.command, self.exchange, environment_of(key))

    def __call__(
        self,
        *arguments: str | Path,
        cwd: Path | None = None,
        stdin: bytes = b"",
        env: Mapping[str, str] | None = None,
    ) -> Result:
        """What it answers."""
        trust = {"SSL_CERT_FILE": str(self.exchange.ca)}
        at = () if any("--base-url" in str(one) for one in arguments) else self.at
        return self.command(
            "audit",
            *at,
            *arguments,
            cwd=cwd,
            stdin=stdin,
            env={**trust, **self.pair, **(env or {})},
        )

    @property
    def at(self) -> tuple[str, ...]:
        """Where it asks."""
        return ("--base-url", self.exchange.url)

    def json(self, *arguments: str | Path, **more: Any) -> dict[str, Any]:
        """The JSON report of a run, with the exit code."""
        result = self("--format", "json", *arguments, **more)
        return {**json.loads(result.out), "code": result.code}

    def verdict(self, *arguments: str | Path, **more: Any) -> dict[str, Any]:
        """What is said of the one key that is asked about, with the exit code."""
        report = self.json(*arguments, **more)
        (told,) = report["keys"]
        return {**told, "code": report["code"], "findings": report["findings"]}


def environment_of(key: Key, name: str = "GEMINI") -> dict[str, str]:
    """The variables that hold a key's pair."""
    return {f"{name}_API_KEY": key.id, f"{name}_API_SECRET": key.secret}


def rules(report: Mapping[str, Any]) -> list[str]:
    """The rules of the findings of a report, in its order."""
    return [finding["rule"] for finding in report["findings"]]


def refused(audit: Audit, *arguments: str, **more: Any) -> str:
    """What is said to a run that sends nothing."""
    result = audit(*arguments, **more)
    assert result.code == 2, result.all
    assert result.err.count("\n") == 1
    assert audit.exchange.accepted == 0
    return result.err


@pytest.fixture
def audit(keylint: Command, exchange: StandIn) -> Audit:
    """The command, told to ask the stand-in; the environment holds no pair yet."""
    return Audit(keylint, exchange)


@pytest.fixture
def key(exchange: StandIn) -> Key:
    """A key that may trade, from any address."""
    return exchange.add("Trader")
