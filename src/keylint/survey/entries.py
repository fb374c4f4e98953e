"""What of an inventory is out of date: entries that nothing uses, risks that were accepted once."""

from __future__ import annotations

from collections.abc import Iterator

from keylint.finding import Span, Stale
from keylint.inventory import Declared
from keylint.survey import Survey


def stale(survey: Survey) -> Iterator[Stale]:
    """Everything in the inventory that holds no more, each with its line."""
    if not survey.inventory.keys:
        return
    path = survey.inventory.path
    document = survey.document(path)
    for span, message in _notices(survey):
        yield Stale(path, document.line_number(span.start) if document else 1, message)


def _notices(survey: Survey) -> Iterator[tuple[Span, str]]:
    used = _names_in_use(survey) if survey.whole else frozenset()
    for key in survey.inventory.keys:
        if survey.whole and key.variables and not _is_used(key, used):
            yield key.span, f"nothing uses the key {key.name!r} that the inventory names"
        for risk in key.accepted:
            if risk.until < survey.policy.today:
                message = f"the accepted risk of {key.name!r} ended on {risk.until}: {risk.rule}"
                yield risk.span, f"{message} is reported again"


def _names_in_use(survey: Survey) -> frozenset[str]:
    variables = {variable.name for _, variable in survey.variables}
    records = (r for d, r in survey.records if d.path != survey.inventory.path)
    return frozenset(variables.union(*(record.names for record in records)))


def _is_used(key: Declared, used: frozenset[str]) -> bool:
    return key.is_called(tuple(used))
