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
Key = tuple[Pair, Site]


@dataclass
class Asker:
    """Sends what has to be sent; `tell` hears of long waits, and before a nonce jumps if it may.

    A site that was not reached, or stayed busy, is not asked again; neither is a pair.
    """

    wire: Wire
    allow_nonce_jump: bool = False
    tell: Callable[[str], None] = lambda message: None
    clock: Clock = field(default_factory=Clock)
    known: dict[Key, Verdict] = field(default_factory=dict)
    given_up: dict[Site, Verdict] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.turns = Turns(self.clock, self.tell)

    @property
    def most_requests(self) -> int:
        """How many requests there can be about one pair at one site.

        Three tries and the account; before a jump one more in seconds, and the refused one.
        """
        return MOST_TRIES + 1 + (2 if self.allow_nonce_jump else 0)

    def ask(self, pair: Pair, site: Site) -> Verdict:
        """What the exchange says of a pair."""
        if (pair, site) in self.known:
            return replace(self.known[pair, site], requests=0)
        verdict = self._asked(_Talk(self, pair, site, Nonces(self.clock)))
        self.known[pair, site] = verdict
        if verdict.is_given_up:
            self.given_up[site] = verdict
        return verdict

    def _asked(self, talk: _Talk) -> Verdict:
        verdict = talk.roles()
        if verdict.nonce_too_small and self.allow_nonce_jump:
            verdict = talk.roles()  # another run may have used this second
        if verdict.nonce_too_small and self.allow_nonce_jump:
            self.tell(
                f"{talk.pair.key}: the next nonce is in milliseconds; a bot that signs with this "
                "key and with seconds is refused from now on, until it does so too"
            )
            talk.nonces.jump()
            verdict = talk.roles()
        account = talk.account() if verdict.state is State.LIVE else ""
        return replace(
            verdict, account=account, requests=talk.requests, clock_ahead=talk.clock_ahead
        )


@dataclass
class _Talk:
    """The requests about one pair."""

    asker: Asker
    pair: Pair
    site: Site
    nonces: Nonces
    requests: int = 0
    tries_left: int = MOST_TRIES
    clock_ahead: float | None = None

    def roles(self) -> Verdict:
        """What the pair is, by /v1/roles; what is to be tried later is tried three times in all."""
        if given_up := self.asker.given_up.get(self.site):
            return given_up
        verdict = Verdict(State.RATE_LIMITED, "no answer yet", self.site)
        while self.tries_left:
            reply = self._reply(Endpoint.ROLES)
            if reply is None:
                why = f"{verdict.evidence}; it asks to wait for more than {MOST_PATIENCE:g} s"
                return replace(verdict, evidence=why, is_given_up=True)
            verdict = self._judged(reply)
            if isinstance(reply, Silence):
                return replace(verdict, is_given_up=not reply.connected)
            if verdict.state not in TRY_LATER:
                return verdict
            self.tries_left -= 1
        evidence = f"{verdict.evidence}, {MOST_TRIES} times"
        return replace(verdict, evidence=evidence, is_given_up=True)

    def account(self) -> str:
        """The account that the pair opens; nothing where the exchange does not say."""
        reply = self._reply(Endpoint.ACCOUNT)
        if not isinstance(reply, Answer):
            return ""
        self._judged(reply)
        return account_in(reply)

    def _judged(self, reply: Answer | Silence) -> Verdict:
        """What a reply proves; a site that is busy is left alone for a while."""
        verdict = judge(reply, self.site)
        if isinstance(reply, Answer):
            self.asker.turns.heed(self.site.host, reply, verdict.state in TRY_LATER)
        return verdict

    def _reply(self, endpoint: Endpoint) -> Answer | Silence | None:
        """The reply to a request; None if its turn would come too late."""
        if not self.asker.turns.wait(self.site.host):
            return None
        reply = self.asker.wire.post(
            self.site, endpoint, headers(endpoint, self.pair, self.nonces.next())
        )
        self.requests += isinstance(reply, Answer) or reply.connected
        if isinstance(reply, Answer):
            self._compare_clocks(reply)
        return reply

    def _compare_clocks(self, answer: Answer) -> None:
        try:
            theirs = parsedate_to_datetime(answer.date).timestamp()
        except (ValueError, TypeError, OverflowError):
            return
        self.clock_ahead = self.asker.clock.now() - theirs
