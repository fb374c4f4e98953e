"""Keys that the inventory does not name, and what the inventory leaves unsaid."""

from __future__ import annotations

from collections.abc import Iterator

from keylint.finding import Match, Related, Span
from keylint.model import Severity
from keylint.rule import Example, SurveyRule
from keylint.survey import GEMINI, Claim, Survey

MOST_PLACES_SHOWN = 3


def judge(survey: Survey) -> Iterator[Claim]:
    """A claim for each `?`, and with an inventory for each key that it does not name."""
    yield from _unanswered(survey)
    if survey.inventory.keys:
        yield from _variables(survey)
        yield from _labels(survey)


def _unanswered(survey: Survey) -> Iterator[Claim]:
    for key in survey.inventory.keys:
        for name, span in key.open:
            message = f"The inventory does not say yet: {name} of the key {key.name!r} is “?”"
            match = Match(
                span, message, identity=f"{key.name}/{name}", severity=Severity.LOW,
                names=(key.name,),
            )  # fmt: skip
            yield Claim(survey.inventory.path, match)


def _variables(survey: Survey) -> Iterator[Claim]:
    """One claim for the variables of a key, where the first of them is named."""
    by_stem: dict[str, list[tuple[str, str, Span]]] = {}
    for document, variable in survey.variables:
        if not survey.inventory.names((variable.name,)):
            place = (document.path, variable.name, variable.span)
            by_stem.setdefault(variable.stem, []).append(place)
    for places in by_stem.values():
        path, name, span = min(places)
        related = [Related(s, f"{n} again", p) for p, n, s in sorted(places) if p != path]
        message = f"The inventory names no key that is in {name}"
        match = Match(
            span, message, identity=name, related=tuple(related[:MOST_PLACES_SHOWN]), names=(name,)
        )
        yield Claim(path, match)


def _labels(survey: Survey) -> Iterator[Claim]:
    for document, record in survey.records:
        told = record.label
        if document.path == survey.inventory.path or record.venue != GEMINI:
            continue
        if told and told.field and not survey.inventory.names(record.names):
            message = f"The inventory names no key that is called {told.value!r}"
            match = Match(told.field.span, message, identity=told.value, names=record.names)
            yield Claim(document.path, match)


RULE = SurveyRule(
    id="key-undeclared",
    title="Key that the inventory does not name",
    severity=Severity.MEDIUM,
    why="Who does not know which keys there are cannot tell which one leaked, whom to ask, and "
    "what stops when it is deactivated. The inventory, [[keys]] in keylint.toml, is the list: a "
    "key that is used and not on it was made by somebody who did not tell, or is forgotten.",
    fix=(
        "Run `keylint keys` to see the key and where it is used.",
        "Run `keylint keys --write` for a draft of its entry, and answer each “?” in it.",
        "If nobody knows the key: deactivate it at exchange.gemini.com/settings/api.",
    ),
    references=(
        "https://developer.gemini.com/authentication/api-key",
        "https://owasp.org/www-project-non-human-identities-top-10/",
    ),
    cwe=1059,
    keywords=("gemini",),
    judge=judge,
    flags=(
        Example('[[keys]]\nname = "bot"\nexchange = "gemini"\nowner = "«?»"\n', "keylint.toml"),
        Example('[[keys]]\nname = "bot"\nexchange = "gemini"\nroles = «["?"]»\n', "keylint.toml"),
        Example('[[keys]]\nname = "bot"\nenv = ["GEMINI_API_KEY"]\npurpose = "«?»"\nowner = "ann"\n', "keylint.toml"),
    ),
    passes=(
        Example('[[keys]]\nname = "bot"\nexchange = "gemini"\nenv = ["GEMINI_API_KEY"]\nowner = "ann"\n', "keylint.toml"),
        Example("GEMINI_API_KEY=x\nGEMINI_API_SECRET=y\n", ".env"),
        Example('[gemini]\nowner = "?"\n', "other.toml"),
    ),
)  # fmt: skip
