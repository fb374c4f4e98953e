"""`keylint lsp`: its options and what they wish for."""

from __future__ import annotations

from typing import Annotated

import typer
from typer import Option

from keylint import options
from keylint.commands import lsp
from keylint.wishes import Wishes

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
Stdio = Annotated[bool, Option("--stdio", help="Standard input and output: the only way there is.")]
NoBaseline = Annotated[bool, Option("--no-baseline", help="Show what a baseline would silence.")]


@app.command("lsp")
def lsp_command(
    stdio: Stdio = False,
    configuration: options.Configuration = None,
    no_config: options.NoConfig = False,
    baseline: options.Baseline = None,
    no_baseline: NoBaseline = False,
) -> None:
    """Show findings in an editor while somebody types: a language server, which the editor starts.

    Reads and writes the protocol on standard input and output, opens no socket, writes no file.
    """
    wishes = Wishes(
        configuration=configuration,
        no_config=no_config,
        baseline=baseline,
        no_baseline=no_baseline,
    )
    raise typer.Exit(lsp.serve(wishes))
