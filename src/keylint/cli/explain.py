"""`keylint explain`: what one rule finds, and why."""

from __future__ import annotations

from typing import Annotated

import typer
from typer import Argument, Option

from keylint import options, output, registry
from keylint.commands import delivery
from keylint.nearest import nearest
from keylint.reports import card_text, reference
from keylint.reports.text import Style
from keylint.rule import Rule
from keylint.wishes import CardFormat, Color

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
CardForm = Annotated[CardFormat, Option("--format", help="The form.")]
RuleName = Annotated[
    str, Argument(metavar="[RULE]", help="The id of a rule; without one, all are listed.")
]


@app.command("explain")
def explain_command(
    rule: RuleName = "",
    form: CardForm = CardFormat.TEXT,
    color: options.Colored = Color.AUTO,
) -> None:
    """Tell what a rule finds, why it matters and what to do."""
    book = registry.shipped()
    if rule and rule not in book:
        told = f"no rule is called {rule!r}: {nearest(rule, tuple(book))}"
        raise typer.Exit(delivery.stop(told))
    style = Style(delivery.colored(color, None), delivery.columns())
    output.show(_card(book[rule], form, style) if rule else _list(form, style))


def _card(rule: Rule, form: CardFormat, style: Style) -> str:
    if form is CardFormat.TEXT:
        return card_text.write(rule, style)
    write = reference.card_json if form is CardFormat.JSON else reference.card_markdown
    return write(rule)


def _list(form: CardFormat, style: Style) -> str:
    rules = registry.load()
    if form is CardFormat.TEXT:
        return reference.listing(rules, style)
    write = reference.listing_json if form is CardFormat.JSON else reference.markdown
    return write(rules)
