"""Asking about pairs, one after the other, until the exchange has said what each of them is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime

from keylint.inquiry.answers import account_in
from keylint.inquiry.pairs import Pair
from keylint.inquiry.requests import Endpoint, headers
from keylint.inquiry.sites import Site
from keylint.inquiry.turns import MOST_PATIENCE, Clock, Nonces, Turns
from keylint.inquiry.verdicts import TRY_LATER, State, Verdict, judge
from keylint.inquiry.wire import Answer, Silence, Wire

MOST_TRIES = 3


@dataclass
class Asker:
    """Sends what has to be sent; `warn` is told before a nonce jumps, if it may jump at all."""

    wire: Wire
    allow_nonce_jump: bool = False
    warn: Callable[[str], None] = lambda message: None
    clock: Clock = field(default_factory=Clock)
    silent: dict[str, Silence] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.turns = Turns(self.clock)

    def ask(self, pair: Pair, site: Site) -> Verdict:
        """What the exchange says of a pair."""
        talk = _Talk(self, pair, site, Nonces(self.clock))
        verdict = talk.roles()
        if verdict.nonce_too_small and self.allow_nonce_jump:
            self.warn(
                f"{pair.key}: the next nonce is in milliseconds; a bot that signs with this key "
                "and with seconds is refused from now on, until it does so too"
            )
            talk.nonces.jump()
            verdict = talk.roles()
        account = talk.account() if verdict.state is State.LIVE else ""
        return replace(
            verdict, account=account, requests=talk.requests, clock_ahead=talk.clock_ahead
        )

    def send(self, site: Site, endpoint: Endpoint, signed: dict[str, str]) -> Answer | Silence:
        """One request; nothing is sent to a host that could not be reached before."""
        reply = self.wire.post(site, endpoint, signed)
        if isinstance(reply, Silence) and not reply.connected:
            self.silent[site.host] = reply
        return reply


@dataclass
class _Talk:
    """The requests about one pair."""

    asker: Asker
    pair: Pair
    site: Site
    nonces: Nonces
    requests: int = 0
    clock_ahead: float | None = None

    def roles(self) -> Verdict:
        """What the pair is, by /v1/roles; what is to be tried later is tried three times."""
        for _ in range(MOST_TRIES):
            reply = self._reply(Endpoint.ROLES)
            if reply is None:
                return self._held()
            verdict = judge(reply, self.site)
            if verdict.state not in TRY_LATER or isinstance(reply, Silence):
                return verdict
        return replace(verdict, evidence=f"{verdict.evidence}, {MOST_TRIES} times")

    def account(self) -> str:
        """The account that the pair opens; nothing where the exchange does not say."""
        reply = self._reply(Endpoint.ACCOUNT)
        return account_in(reply) if isinstance(reply, Answer) else ""

    def _reply(self, endpoint: Endpoint) -> Answer | Silence | None:
        """The reply to a request; None if its turn would come too late."""
        silent = self.asker.silent.get(self.site.host)
        if silent:
            return silent
        if not self.asker.turns.wait(self.site.host):
            return None
        signed = headers(endpoint, self.pair, self.nonces.next())
        reply = self.asker.send(self.site, endpoint, signed)
        self.requests += isinstance(reply, Answer) or reply.connected
        if isinstance(reply, Answer):
            self.asker.turns.heed(self.site.host, reply)
            self._compare_clocks(reply)
        return reply

    def _held(self) -> Verdict:
        reason = f"{self.site.host} asks to wait for more than {MOST_PATIENCE:g} s"
        return Verdict(State.RATE_LIMITED, reason, self.site)

    def _compare_clocks(self, answer: Answer) -> None:
        try:
            theirs = parsedate_to_datetime(answer.date).timestamp()
        except (ValueError, TypeError, OverflowError):
            return
        self.clock_ahead = self.asker.clock.now() - theirs
