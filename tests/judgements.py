"""What a rule says of a text, on a day that stays: all of a match, not only its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from keylint import engine, registry
from keylint.document import Document
from keylint.examples import Unpacked, unpack
from keylint.finding import Match
from keylint.inventory import reading
from keylint.model import Standing
from keylint.policy import Policy
from keylint.rule import Example, SurveyRule
from keylint.survey import Claim, Survey

RULES = {rule.id: rule for rule in registry.load()}
UNKNOWN = Standing()
KEY, MASTER, SECRET = "account-{base62:20}", "master-{base62:20}", "{base58-20-bytes}"


class OnADay(Policy):
    """What owners ask by themselves, on the last of June."""

    @property
    def today(self) -> date:
        return date(2026, 6, 30)


def judged(
    rule: str, text: str, path: str, standing: Standing = UNKNOWN
) -> tuple[Unpacked, list[Match]]:
    """The text that was made of a recipe, and what a rule says of it."""
    made = unpack(Example(text, path, standing))
    document = Document(made.path, made.text, made.standing)
    return made, list(engine.matches(RULES[rule].under(OnADay()), document))


def verdicts(
    rule: str, text: str, path: str, standing: Standing = UNKNOWN
) -> list[tuple[str, str, str]]:
    """The severity, the confidence and the message of each match."""
    return [
        (str(match.severity or RULES[rule].severity), str(match.confidence), match.message)
        for match in judged(rule, text, path, standing)[1]
    ]


def claims(rule: str, files: dict[str, str], proofs: Sequence[Document] = ()) -> list[Claim]:
    """What a rule says of all files together, the inventory and the exchange's answers among them."""
    judging, documents = RULES[rule], [Document(path, text) for path, text in files.items()]
    assert isinstance(judging, SurveyRule)
    inventory = next(one for one in documents if one.path == "keylint.toml")
    told = reading.of(inventory.tree, inventory.path)
    return list(
        judging.judge(Survey((*documents, *proofs), told, whole=True, proofs=tuple(proofs)))
    )
