"""The gate on any bytes: it hides nothing, whichever way it looks."""

from __future__ import annotations

from properties import named, require

from keylint import engine, registry
from keylint.content import archive_of, encoding_of
from keylint.document import Document
from keylint.gate import Gate
from keylint.model import Blob
from keylint.rule import SurveyRule
from keylint.rulebook import Rulebook

RULES = [rule for rule in registry.load() if not isinstance(rule, SurveyRule)]
BOOK = Rulebook.of(RULES)
TRIGGERS = [trigger for rule in RULES for trigger in rule.triggers]
CODED = "(encoded)"
FAST, SLOW = Gate(TRIGGERS), Gate(TRIGGERS)
FAST.use_engine()
# It takes the engine by itself when it has seen much, and is to stay as it is.
SLOW.use_engine = lambda: None  # type: ignore[method-assign]


def take(data: bytes) -> None:
    """What the rules find that the gate calls up is what all rules find."""
    name, rest = named(data)
    encoding = encoding_of(rest)
    if encoding is None or archive_of(rest):
        return
    blob = Blob(name or "a.txt", rest)
    fast, slow = FAST.select(blob, encoding), SLOW.select(blob, encoding)
    require(fast == slow, "the fast gate calls others up than the slow one")
    require(not FAST.is_closed(blob, encoding) or not fast.rules, "a closed gate calls rules up")
    by_gate = engine.judge(blob, encoding, fast, BOOK)
    by_all = engine.judge_by(Document.of(blob, encoding), RULES)
    hidden = set(by_all.findings) - set(by_gate.findings)
    # A word that is itself cut up or coded in part calls nobody up.
    hidden = {one for one in hidden if CODED not in one.message}
    require(not hidden, "the gate hides a finding")
    require(set(by_gate.findings) <= set(by_all.findings), "the gate makes a finding up")
    for one in (*by_gate.unread, *by_all.unread):
        require(not one.fault, one.reason)
