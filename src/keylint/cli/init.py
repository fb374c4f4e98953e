"""`keylint init`: its options."""

from __future__ import annotations

from typing import Annotated, Optional

import typer
from typer import Argument, Option

from keylint.adoption import Ci
from keylint.commands import init

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
InFolder = Annotated[str, Argument(metavar="[PATH]", help="A folder of the repository.")]
ForCi = Annotated[
    Optional[Ci],
    Option("--ci", help="The CI to write a job for.  [default: the one that is used here]"),
]
WithBaseline = Annotated[
    bool, Option("--baseline", help="Write a baseline of today's findings, too.")
]
Yes = Annotated[bool, Option("--yes", help="Do not ask before writing.")]
DryRun = Annotated[bool, Option("--dry-run", help="Show what would be written, and write nothing.")]


@app.command("init")
def init_command(
    path: InFolder = ".",
    ci: ForCi = None,
    baseline: WithBaseline = False,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Set keylint up in a repository: hook, CI job, settings, and the .gitignore lines it lacks.

    Shows what it would write as a diff, and asks. Files are added to, never rewritten; what has a
    job or a hook of keylint already is left alone.
    """
    raise typer.Exit(init.adopt(path, ci, baseline, yes, dry_run))
