"""The command line: words → wishes → one call → exit code.

Each command is a module of its own, which is imported when somebody asks for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any, cast

import typer
from typer.core import TyperGroup
from typer.main import get_command

import keylint
from keylint.commands import delivery

COMMANDS = (
    "scan", "init", "baseline", "purge", "keys", "audit", "rules", "explain", "lsp", "plugin-path",
)  # fmt: skip


class _Commands(TyperGroup):
    """The commands by name, each from its module."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = cast(Any, dict.fromkeys(COMMANDS))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        return get_command(import_module(f"keylint.cli.{cmd_name.replace('-', '_')}").app)


app = typer.Typer(
    name="keylint",
    cls=_Commands,
    help="Find plaintext Gemini (crypto exchange) secrets, keys without an IP allowlist "
    "(whitelist), and keys that may withdraw funds. Exit codes: 0 clean, 1 findings, "
    "2 usage or configuration, 3 incomplete.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"keylint {keylint.__version__}")
        raise typer.Exit(delivery.CLEAN)


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass
