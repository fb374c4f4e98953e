"""What came of an audit: a result for each pair, and the report on what they prove."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from keylint.finding import Location
from keylint.inquiry.verdicts import State, Verdict
from keylint.report import Report
from keylint.wishes import Network

GROUP_REASON = "RemoteAddressForbidden"


@dataclass(frozen=True)
class Shown:
    """A pair as it may be told: its name, its key id masked, where it came from, where it stands."""

    name: str
    masked: str
    origin: str
    places: tuple[Location, ...] = ()
    notes: tuple[str, ...] = ()
    is_leak: bool = False
    usual_secret: bool = True


@dataclass(frozen=True)
class Result:
    """A pair, what the exchange said of it, and what its owner says of the network that asked.

    `guessed` says that only words near the pair tell which environment it belongs to.
    """

    subject: Shown
    verdict: Verdict
    network: Network
    guessed: bool = False

    @property
    def best(self) -> Verdict:
        """The verdict that counts: of two environments, the one that knows the key."""
        other = self.verdict.elsewhere
        return other if other and other.state is not State.UNKNOWN_KEY else self.verdict

    @property
    def is_live(self) -> bool:
        """Whether the exchange has shown that the pair works."""
        return self.best.state.is_live

    @property
    def is_dead(self) -> bool:
        """Whether the exchange has shown that the pair opens nothing where it could.

        A secret in a file that is not the key's beside it may be another key's.
        """
        if self.best.state is State.UNKNOWN_KEY:
            return self.verdict.elsewhere is not None or not self.guessed
        return self.best.state is State.WRONG_SECRET and not self.subject.is_leak

    @property
    def has_no_list(self) -> bool:
        """Whether it is proven that no IP list holds."""
        return self.best.state is State.LIVE and self.network is Network.UNTRUSTED

    @property
    def unsettled(self) -> str:
        """What was asked and is not known, in words; nothing if all of it is."""
        if not self.is_live and not self.is_dead:
            return f"{self.best.title} ({self.best.evidence})"
        answered = self.best.state in (State.LIVE, State.REFUSED_ADDRESS)
        if self.network is Network.UNTRUSTED and not answered and not self.subject.is_leak:
            # A gate that was given an old key would be green for ever.
            return f"nothing is proven of its IP list: {self.best.title}"
        return ""

    @property
    def ip_list(self) -> str:
        """What the answer says of an IP list; nothing where it says nothing."""
        if self.best.state is State.LIVE:
            return OF_LIVE[self.network]
        if self.best.state is not State.REFUSED_ADDRESS:
            return ""
        whose = "the group's" if self.best.reason == GROUP_REASON else "the key's"
        missing = " (though you call this network trusted)" * (self.network is Network.TRUSTED)
        return f"holds: {whose} list does not name the address that asked{missing}"


OF_LIVE = {
    Network.UNTRUSTED: "none that holds: an untrusted network was answered",
    Network.TRUSTED: "not proven: this network is trusted, a list may name it",
    Network.UNKNOWN: "not proven: ask from a network that no list names, with --network untrusted",
}


class Audit(NamedTuple):
    """All that an audit has to say; reports are functions of it."""

    results: tuple[Result, ...]
    report: Report

    @property
    def requests(self) -> dict[str, int]:
        """How many requests were sent to each host."""
        sent: dict[str, int] = {}
        for result in self.results:
            for verdict in filter(None, (result.verdict, result.verdict.elsewhere)):
                host = verdict.site.host
                sent[host] = sent.get(host, 0) + verdict.requests
        return sent
