"""What an answer proves of a key: a verdict, with its evidence."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from keylint.inquiry.answers import Refusal, Roles, refusal_in, roles_in
from keylint.inquiry.sites import Site
from keylint.inquiry.wire import Answer, Silence


class State(enum.Enum):
    """What is known of a key once it was asked about; the value is its name in reports."""

    LIVE = "live"
    REFUSED_ADDRESS = "live-address-refused"
    MISSING_ROLE = "live-role-missing"
    WRONG_SECRET = "wrong-secret"
    UNKNOWN_KEY = "unknown-key"
    NONCE_REFUSED = "nonce-refused"
    RATE_LIMITED = "rate-limited"
    MAINTENANCE = "maintenance"
    UNREACHABLE = "unreachable"
    UNEXPECTED = "unexpected"

    @property
    def is_live(self) -> bool:
        """Whether the exchange has shown that the key works."""
        return self in (State.LIVE, State.REFUSED_ADDRESS, State.MISSING_ROLE)

    @property
    def is_dead(self) -> bool:
        """Whether this pair opens nothing at the site that was asked."""
        return self in (State.WRONG_SECRET, State.UNKNOWN_KEY)

    @property
    def is_settled(self) -> bool:
        """Whether the exchange gave an answer that says which; otherwise nothing is known."""
        return self.is_live or self.is_dead


TITLES = {
    State.LIVE: "live",
    State.REFUSED_ADDRESS: "live, and refused for this address: an IP list holds",
    State.MISSING_ROLE: "live, without the role for this request",
    State.WRONG_SECRET: "the key exists, and this is not its secret",
    State.UNKNOWN_KEY: "unknown to this exchange: dead, or of another environment",
    State.NONCE_REFUSED: "not known: the nonce was refused",
    State.RATE_LIMITED: "not known: too many requests",
    State.MAINTENANCE: "not known: the exchange cannot answer now",
    State.UNREACHABLE: "not known: the exchange was not reached",
    State.UNEXPECTED: "not known: the answer is none that the exchange documents",
}


@dataclass(frozen=True)
class Verdict:
    """What is known of a key at a site, by what answer, and after how many requests.

    `is_given_up` says that the site is not worth another request now; `clock_ahead` is by how many seconds this machine's clock is ahead of the exchange's, if the
    answer told.
    """

    state: State
    evidence: str
    site: Site
    roles: Roles | None = None
    account: str = ""
    requests: int = 0
    clock_ahead: float | None = None
    nonce_too_small: bool = False
    reason: str = ""
    is_given_up: bool = False
    elsewhere: Verdict | None = None

    @property
    def title(self) -> str:
        """The state in words."""
        return TITLES[self.state]


# The second is of a key's own list, the first of the group's ("Error codes"; the second was seen
# by users and is not documented).
ADDRESS_REASONS = ("RemoteAddressForbidden", "ApiKeyIpFilteringFailure")
BY_REASON = {
    **dict.fromkeys(ADDRESS_REASONS, State.REFUSED_ADDRESS),
    "MissingRole": State.MISSING_ROLE,
    "InvalidSignature": State.WRONG_SECRET,
    "InvalidApiKey": State.UNKNOWN_KEY,
    "InvalidNonce": State.NONCE_REFUSED,
    "InvalidTimestampInPayload": State.NONCE_REFUSED,
    "RateLimit": State.RATE_LIMITED,
    "Maintenance": State.MAINTENANCE,
    "System": State.MAINTENANCE,
}
TRY_LATER = (State.RATE_LIMITED, State.MAINTENANCE)


def judge(reply: Answer | Silence, site: Site) -> Verdict:
    """What a reply to /v1/roles proves."""
    if isinstance(reply, Silence):
        state = State.UNEXPECTED if reply.answered else State.UNREACHABLE
        return Verdict(state, reply.reason, site)
    if roles := roles_in(reply):
        return Verdict(State.LIVE, "200 with the roles of the key", site, roles)
    if reply.status == 429:
        return Verdict(State.RATE_LIMITED, "status 429", site)
    refusal = refusal_in(reply)
    if refusal and (known := _refused(refusal, reply.status)):
        return _of_refusal(refusal, known, reply.status, site)
    if reply.status >= 500:
        return Verdict(State.MAINTENANCE, f"status {reply.status}", site)
    return Verdict(State.UNEXPECTED, _unexpected(reply, refusal), site)


def _of_refusal(refusal: Refusal, state: State, status: int, site: Site) -> Verdict:
    return Verdict(
        state,
        f"status {status}, reason {refusal.reason}",
        site,
        roles=refusal.roles if state is State.MISSING_ROLE else None,
        nonce_too_small=state is State.NONCE_REFUSED and refusal.nonce_too_small,
        reason=refusal.reason,
    )


def _refused(refusal: Refusal, status: int) -> State | None:
    """The state that a reason tells; a server that fails knows nothing of a key."""
    state = BY_REASON.get(refusal.reason)
    return state if status < 500 or state in TRY_LATER else None


def _unexpected(reply: Answer, refusal: Refusal | None) -> str:
    if refusal:
        return f"status {reply.status}, reason {refusal.reason}"
    if 300 <= reply.status < 400:
        return f"status {reply.status}: it leads elsewhere, and keylint does not follow"
    return f"status {reply.status}, and the answer is not of the form that the exchange documents"
