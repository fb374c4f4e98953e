"""`keylint baseline`: its options and what they wish for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer
from typer import Argument, Option

from keylint import options
from keylint.commands import baseline
from keylint.wishes import Keeping, Reach, Wishes

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
Paths = Annotated[
    Optional[list[str]], Argument(metavar="[PATH]...", help="Files and folders.  [default: .]")
]
Prune = Annotated[bool, Option("--prune", help="Take out the entries that nothing matches.")]
Audit = Annotated[
    bool, Option("--audit", help="Judge the entries one by one in the terminal: real or false.")
]
Import = Annotated[
    Optional[Path],
    Option(
        "--import",
        metavar="FILE",
        help="Take over what was judged false: .secrets.baseline, JSON of gitleaks or "
        "trufflehog, .gitleaksignore, SARIF.",
    ),
]
Reason = Annotated[str, Option(metavar="TEXT", help="Why the new entries are known.")]
Owner = Annotated[str, Option(metavar="NAME", help="Who looks after the new entries.")]
Until = Annotated[
    str, Option(metavar="DATE", help="The last day of the new entries, as 2026-11-30.")
]
History = Annotated[bool, Option("--history", help="Take in what the history holds, too.")]


@app.command("baseline")
def baseline_command(
    paths: Paths = None,
    file: options.Baseline = None,
    prune: Prune = False,
    audit: Audit = False,
    imported: Import = None,
    reason: Reason = "",
    owner: Owner = "",
    until: Until = "",
    history: History = False,
    exclude: options.Exclude = None,
    configuration: options.Configuration = None,
    no_config: options.NoConfig = False,
) -> None:
    """Write the findings of today into a baseline: scans report only what is not in it.

    What is in it already keeps its reason, owner and end. No value is written, only digests.
    """
    wishes = Wishes(
        paths=tuple(paths or ["."]),
        exclude=tuple(exclude or ()),
        configuration=configuration,
        no_config=no_config,
        reach=Reach() if history else None,
        baseline=file,
    )
    keeping = Keeping(prune, audit, imported, reason, owner, until)
    raise typer.Exit(baseline.keep(wishes, keeping))
