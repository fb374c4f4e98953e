"""Keys that the inventory does not name, or names otherwise than the exchange does."""

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
        yield from _otherwise(survey)


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


def _otherwise(survey: Survey) -> Iterator[Claim]:
    """One claim for each key to which the exchange gives other roles than its entry does."""
    if not survey.proofs:
        return
    from keylint.survey.needs import declared_roles, in_words  # only an audit has proofs

    entries = {r.called: r for d, r in survey.records if d.path == survey.inventory.path}
    for proof in survey.proofs:
        for record in proof.records:
            entry = entries.get(record.called)
            real, declared = declared_roles(record), declared_roles(entry) if entry else frozenset()
            if real and declared and real != declared:
                message = (
                    f"The inventory gives the key {record.called!r} {in_words(declared)}, "
                    f"the exchange gives it {in_words(real)}"
                )
                severity = Severity.MEDIUM if real - declared else Severity.LOW
                match = Match(
                    record.span, message, identity=f"{record.called}/roles", severity=severity,
                    names=record.names,
                )  # fmt: skip
                yield Claim(proof.path, match)


RULE = SurveyRule(
    id="key-undeclared",
    title="Key that the inventory does not name, or not as it is",
    severity=Severity.MEDIUM,
    why="Who does not know which keys there are cannot tell which one leaked, whom to ask, and "
    "what stops when it is deactivated. The inventory, [[keys]] in keylint.toml, is the list: a "
    "key that is used and not on it was made by somebody who did not tell, or is forgotten.",
    fix=(
        "Run `keylint keys` to see the key and where it is used.",
        "Run `keylint keys --write` for a draft of its entry, and answer each “?” in it.",
        "If nobody knows the key: deactivate it at exchange.gemini.com/settings/api.",
        "If the exchange gives it other roles than its entry does: make a new key with the declared "
        "ones, or correct the entry, and ask again with `keylint audit --inventory`.",
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
