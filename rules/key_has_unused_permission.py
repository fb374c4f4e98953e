"""Keys that are declared with more than the calls of their own repository need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from keylint.finding import Match, Related
from keylint.model import Confidence, Severity
from keylint.record import Grant, KeyRecord
from keylint.rule import Example, SurveyRule
from keylint.survey import GEMINI, Claim, Survey

if TYPE_CHECKING:
    from keylint.survey.needs import Needs

MOST_CALLS_SHOWN = 3


def judge(survey: Survey) -> Iterator[Claim]:
    """A claim for each declared permission that no call in the tree needs.

    Nothing is said of a part of a tree, nor of a tree without a call: the calls may be elsewhere.
    """
    if not survey.whole:
        return
    declared = [one for one in survey.records if one[1].venue == GEMINI]
    if not declared or not survey.calls:
        return
    from keylint.survey.needs import needs_of  # few trees call the exchange

    needs = needs_of(survey)
    for document, record in declared:
        for grant in needs.unused(record):
            yield Claim(document.path, _match(record, grant, needs))


def _match(record: KeyRecord, grant: Grant, needs: Needs) -> Match:
    return Match(
        grant.field.span,
        f"{grant.word!r} is more than this repository needs of {record.name}: "
        f"its calls only {needs.told}, for which {needs.role} is enough",
        identity=f"{record.identity}/{grant.permission.value}",
        severity=Severity.LOW if record.is_sandbox else None,
        confidence=Confidence.MEDIUM,
        related=tuple(
            Related(call.span, f"needs {needs.role_for(call)} ({call.said})", document.path)
            for document, call in needs.strongest[:MOST_CALLS_SHOWN]
        ),
        exchange=GEMINI,
        names=record.names,
    )


RULE = SurveyRule(
    id="key-has-unused-permission",
    title="Key with a permission that nothing in the repository uses",
    severity=Severity.MEDIUM,
    why="What a key may do beyond what its program does serves nobody but a thief. The calls in "
    "the code tell the least role: only reading needs Auditor, orders need Trader, and only "
    "withdrawals, new addresses and transfers between accounts need Fund Manager.",
    fix=(
        "Run `keylint keys` to see which calls need what, and where they are.",
        "Ask whether another program uses the same key; if so, give that one a key of its own.",
        "At exchange.gemini.com/settings/api make a key with the least role and “Trusted IPs "
        "only”, give it to the bot, and deactivate this one.",
        "Where a file describes the key, write the new role there.",
    ),
    references=(
        "https://developer.gemini.com/authentication/api-key",
        "https://docs.gemini.com/rest-api/#roles",
    ),
    cwe=250,
    keywords=("gemini",),
    judge=judge,
    flags=(
        Example('import requests\nGEMINI = {"api_key": K, "roles": ["«Fund Manager»", "Trader"]}\nrequests.post("https://api.gemini.com/v1/order/new")\n', "bot.py"),
        Example('import requests\nGEMINI = {"api_key": K, "roles": ["«Trader»"]}\nrequests.post("https://api.gemini.com/v1/balances")\n', "bot.py"),
        Example('const gemini = {apiKey: k, permissions: ["trade", "«withdraw»"]}\nfetch("https://api.gemini.com/v1/order/new")\n', "bot.js"),
    ),
    passes=(
        Example('import requests\nGEMINI = {"api_key": K, "roles": ["Fund Manager"]}\nrequests.post("https://api.gemini.com/v1/withdraw/btc")\n', "bot.py"),
        Example('GEMINI = {"api_key": K, "roles": ["Fund Manager"]}\n', "bot.py"),
        Example('import requests\nGEMINI = {"api_key": K, "roles": ["Auditor"]}\nrequests.post("https://api.gemini.com/v1/balances")\n', "bot.py"),
    ),
)  # fmt: skip
