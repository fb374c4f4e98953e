"""`keylint plugin-path`: where the plugin for detect-secrets stands."""

from __future__ import annotations

from pathlib import Path

import typer

import keylint
from keylint import output

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command("plugin-path")
def plugin_path_command() -> None:
    """Print the file that detect-secrets takes as its -p, to find Gemini secrets and key ids."""
    output.show(f"{Path(keylint.__file__).parent / 'detectors' / 'plugin.py'}\n")
