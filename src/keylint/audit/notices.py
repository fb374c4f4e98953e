"""What an audit could not settle, told like what a scan could not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from keylint.audit.subjects import Subject
from keylint.inquiry.outcome import Result
from keylint.model import Unread

BROKEN_OFF = "interrupted while it was asked about"
LEFT = "not asked: interrupted"


def of(subjects: Sequence[Subject], results: Sequence[Result]) -> Iterator[Unread]:
    """Each pair of which the exchange did not say what was asked, and those not asked about."""
    for subject, result in zip(subjects, results, strict=False):
        if result.unsettled:
            yield Unread(subject.name, result.unsettled, fault=True)
    for number, subject in enumerate(subjects[len(results) :]):
        yield Unread(subject.name, LEFT if number else BROKEN_OFF, fault=True)
