"""An exchange's answer of any bytes: a verdict in words that hold nothing of it but names."""

from __future__ import annotations

from properties import printable, require

from keylint.inquiry import answers, verdicts
from keylint.inquiry.sites import PRODUCTION, SANDBOX
from keylint.inquiry.verdicts import State
from keylint.inquiry.wire import Answer


def take(data: bytes) -> None:
    """The first three bytes are the status; a key lives only where an answer says so."""
    head, body = data[:3], data[3:]
    status = int(head) if head.isdigit() else 200
    answer = Answer(status, body, "Wed, 25 Nov 2026 04:00:00 GMT", "1")
    for site in (PRODUCTION, SANDBOX):
        verdict = verdicts.judge(answer, site)
        printable(verdict.evidence + verdict.title + verdict.reason, "a verdict")
        require(verdict.state is not State.LIVE or status == 200, "a refusal is called live")
        require(not verdict.state.is_dead or status >= 400, "an answer is called dead")
        if verdict.roles:
            printable(verdict.roles.told, "roles")
    printable(answers.account_in(answer), "an account")
