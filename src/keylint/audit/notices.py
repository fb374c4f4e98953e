"""What an audit could not settle, told like what a scan could not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from keylint.audit.subjects import Subject
from keylint.inquiry.outcome import Result
from keylint.model import Unread
from keylint.wishes import Network

PROVES_NOTHING = "nothing is proven of its IP list: {title}"


def of(asked: Sequence[tuple[Subject, Result]]) -> Iterator[Unread]:
    """Each pair of which the exchange did not say what was asked."""
    for subject, result in asked:
        verdict = result.best
        if not verdict.state.is_settled:
            reason = f"{verdict.title} ({verdict.evidence})"
            yield Unread(subject.name, reason, fault=True)
        elif verdict.state.is_dead and result.network is Network.UNTRUSTED and not subject.leaks:
            # A gate that was given an old key would be green for ever.
            yield Unread(subject.name, PROVES_NOTHING.format(title=verdict.title), fault=True)
