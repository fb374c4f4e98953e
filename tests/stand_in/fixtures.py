"""The exchange of a test, strangers that look like it, and a proxy before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from typing import Protocol, TypeVar

import pytest

from stand_in.certificates import Authority
from stand_in.listener import Listener
from stand_in.proxy import Proxy
from stand_in.server import StandIn

Opened = TypeVar("Opened", bound=Listener)


class MakeExchange(Protocol):
    """Starts a stand-in with a certificate of its own, which ends with the test."""

    def __call__(
        self, authority: Authority, *names: str, until: datetime | None = None
    ) -> StandIn: ...


@pytest.fixture(scope="session")
def make_authority(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Authority]:
    """Makes an authority that no other one knows."""
    return lambda: Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def authority(make_authority: Callable[[], Authority]) -> Authority:
    """The authority of the exchange's certificate; `authority.ca` is its PEM file."""
    return make_authority()


@pytest.fixture(scope="session")
def other_authority(make_authority: Callable[[], Authority]) -> Authority:
    """Another authority, which a client of the exchange does not trust."""
    return make_authority()


def opened(listener: Opened, listeners: ExitStack) -> Opened:
    """The server, which ends with the test; a fault in it fails the test."""

    def end() -> None:
        listener.close()
        assert not listener.faults, listener.faults

    listeners.callback(end)
    return listener


@pytest.fixture
def listeners() -> Iterator[ExitStack]:
    """The servers of a test, which end with it."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def make_exchange(request: pytest.FixtureRequest, listeners: ExitStack) -> MakeExchange:
    """Makes further exchanges: of another authority, for other names, or with a time that is up."""

    def make(authority: Authority, *names: str, until: datetime | None = None) -> StandIn:
        context = authority.context(*names, until=until)
        return opened(StandIn(context, authority.ca, request.node.name), listeners)

    return make


@pytest.fixture
def exchange(authority: Authority, make_exchange: MakeExchange) -> StandIn:
    """The exchange, without any key yet."""
    return make_exchange(authority)


@pytest.fixture
def stranger(other_authority: Authority, make_exchange: MakeExchange) -> StandIn:
    """An exchange whose certificate the other authority signed."""
    return make_exchange(other_authority)


@pytest.fixture
def proxy(listeners: ExitStack) -> Proxy:
    """A proxy that can reach the exchange."""
    return opened(Proxy(), listeners)
