"""`keylint purge`: its options and what they wish for."""

from __future__ import annotations

from typing import Annotated, Optional

import typer
from typer import Argument, Option

from keylint import options
from keylint.commands import purge
from keylint.wishes import Color, Reach, Wishes

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
PurgePaths = Annotated[
    Optional[list[str]],
    Argument(
        metavar="[PATH]...", help="Files and folders, also those that are gone.  [default: .]"
    ),
]
Reflog = Annotated[bool, Option("--reflog", help="Commits that refs have left, too.")]
Metadata = Annotated[
    bool, Option("--metadata", help="Messages of commits and tags, names of branches, too.")
]


@app.command("purge")
def purge_command(
    paths: PurgePaths = None,
    reflog: Reflog = False,
    metadata: Metadata = False,
    out: options.Output = None,
    configuration: options.Configuration = None,
    no_config: options.NoConfig = False,
    color: options.Colored = Color.AUTO,
) -> None:
    """Tell how to take secrets out of the history: the exact git filter-repo commands.

    Nothing is run or changed, and no line holds a value. Deactivate the keys first: forks, clones
    and caches keep what was pushed.
    """
    wishes = Wishes(
        paths=tuple(paths or ["."]),
        out=out,
        configuration=configuration,
        no_config=no_config,
        color=color,
        reach=Reach(reflog=reflog, metadata=metadata),
        cached=False,
    )
    raise typer.Exit(purge.tell_how(wishes))
