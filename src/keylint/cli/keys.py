"""`keylint keys`: its options and what they wish for."""

from __future__ import annotations

from typing import Annotated, Optional

import typer
from typer import Argument, Option

from keylint import options
from keylint.commands import keys
from keylint.wishes import CardFormat, Wishes

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
KeyPaths = Annotated[
    Optional[list[str]], Argument(metavar="[PATH]...", help="Files and folders.  [default: .]")
]
KeysForm = Annotated[CardFormat, Option("--format", help="The form.")]
Write = Annotated[
    bool, Option("--write", help="Add a draft of the keys that the inventory lacks to it.")
]


@app.command("keys")
def keys_command(
    paths: KeyPaths = None,
    form: KeysForm = CardFormat.TEXT,
    write: Write = False,
    exclude: options.Exclude = None,
    configuration: options.Configuration = None,
    no_config: options.NoConfig = False,
) -> None:
    """Show each Gemini key: what is declared of it, what the code's calls need, the difference.

    No value is shown or written. --write adds to keylint.toml, with “?” where you have to answer.
    """
    wishes = Wishes(
        paths=tuple(paths or ["."]),
        exclude=tuple(exclude or ()),
        configuration=configuration,
        no_config=no_config,
    )
    raise typer.Exit(keys.show(wishes, form, write))
