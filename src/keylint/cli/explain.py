"""`keylint explain`: what one rule finds, and why."""

from __future__ import annotations

from typing import Annotated

import typer
from typer import Argument, Option

from keylint import output, registry
from keylint.commands import delivery
from keylint.nearest import nearest
from keylint.reports import reference
from keylint.wishes import CardFormat

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
CardForm = Annotated[CardFormat, Option("--format", help="The form.")]
RuleName = Annotated[str, Argument(metavar="RULE", help="The id of a rule.")]


@app.command("explain")
def explain_command(rule: RuleName, form: CardForm = CardFormat.TEXT) -> None:
    """Tell what a rule finds, why it matters and what to do."""
    book = registry.shipped()
    if rule not in book:
        told = f"no rule is called {rule!r}: {nearest(rule, tuple(book))}"
        raise typer.Exit(delivery.stop(told))
    write = {
        CardFormat.TEXT: reference.page,
        CardFormat.JSON: reference.card_json,
        CardFormat.MARKDOWN: reference.card_markdown,
    }
    output.show(write[form](book[rule]))
