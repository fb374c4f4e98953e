"""When a request may be sent, and with which nonce: a probe must not lock the owner's bot out.

Nonces rise for each key, so that a probe with a finer clock than the bot's would have the bot
refused from then on. Source: Gemini's pages "Private API invocation" and "Rate limits".
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

from keylint.inquiry.wire import Answer

SECONDS_BETWEEN = 1.0
# Longer than that nobody is kept waiting: the verdict is that the exchange was not to be had.
MOST_PATIENCE = 60.0
FIRST_PAUSE = 2.0
WORTH_TELLING = 5.0
MILLISECONDS = 1000


@dataclass
class Clock:
    """The time as the system tells it, and a way to let it pass."""

    now: Callable[[], float] = time.time
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass
class Turns:
    """One request a second over all; none at a site before the time that it named."""

    clock: Clock = field(default_factory=Clock)
    tell: Callable[[str], None] = lambda message: None
    next_turn: float = 0.0
    not_before: dict[str, float] = field(default_factory=dict)
    failures: dict[str, int] = field(default_factory=dict)

    def wait(self, host: str) -> bool:
        """Wait for the next turn at a site; False if that would be too long."""
        here = self.clock.monotonic()
        at = max(self.next_turn, self.not_before.get(host, here), here)
        if at - here > MOST_PATIENCE:
            return False
        if at - here > WORTH_TELLING:
            self.tell(f"{host} is busy: keylint waits {at - here:.0f} s")
        if at > here:
            self.clock.sleep(at - here)
        self.next_turn = self.clock.monotonic() + SECONDS_BETWEEN
        return True

    def heed(self, host: str, answer: Answer, is_busy: bool) -> None:
        """Leave a site that is busy alone for as long as it says, or longer each time."""
        if not is_busy:
            self.failures.pop(host, None)
            return
        failed = self.failures[host] = self.failures.get(host, 0) + 1
        named = _seconds(answer.retry_after, self.clock.now())
        pause = FIRST_PAUSE * 2 ** (failed - 1) if named is None else named
        self.not_before[host] = self.clock.monotonic() + pause


def _seconds(retry_after: str, now: float) -> float | None:
    """How many seconds a Retry-After names, as a number or a date (RFC 9110, section 10.2.3)."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return None


@dataclass
class Nonces:
    """The nonces of one key: seconds, and after a jump milliseconds; each larger than the last."""

    clock: Clock
    unit: int = 1
    last: int = 0

    def next(self) -> int:
        """The nonce for the next request."""
        self.last = max(int(self.clock.now() * self.unit), self.last + 1)
        return self.last

    def jump(self) -> None:
        """Go on in milliseconds, which is as far as it ever goes."""
        self.unit = MILLISECONDS
