"""`keylint rules`: which rules there are."""

from __future__ import annotations

from typing import Annotated

import typer
from typer import Option

from keylint import output, registry
from keylint.reports import reference
from keylint.wishes import CardFormat

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
CardForm = Annotated[CardFormat, Option("--format", help="The form.")]


@app.command("rules")
def rules_command(form: CardForm = CardFormat.TEXT) -> None:
    """List the rules."""
    write = {
        CardFormat.TEXT: reference.listing,
        CardFormat.JSON: reference.listing_json,
        CardFormat.MARKDOWN: reference.markdown,
    }
    output.show(write[form](registry.load()))
