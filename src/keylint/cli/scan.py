"""`keylint scan`: its options and what they wish for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer
from typer import Argument, Option

from keylint import commands, options
from keylint.wishes import Color, Fixing, Format, Reach, Wishes

RULES = "RULE[,RULE]"
app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
Staged = Annotated[bool, Option("--staged", help="Scan what the next commit would take.")]
StdinName = Annotated[str, Option(metavar="NAME", help="The file name of standard input.")]
FORMS = ", ".join(form.value for form in Format)
ReportFormat = Annotated[
    Optional[list[Format]],
    Option("--format", metavar="FORM", help=f"{FORMS}; may be repeated.  [default: text]"),
]
Outputs = Annotated[
    Optional[list[Path]],
    Option("--output", "-o", metavar="FILE", help="Write the report there; one for each --format."),
]
Select = Annotated[
    Optional[list[str]], Option(metavar=RULES, help="Only these rules; may be repeated.")
]
Ignore = Annotated[
    Optional[list[str]], Option(metavar=RULES, help="Not these rules; may be repeated.")
]
Plugins = Annotated[
    Optional[list[str]],
    Option("--plugin", metavar="FILE", help="Run this plugin for detect-secrets, too."),
]
Confident = Annotated[
    Optional[str], Option(metavar="LEVEL", help="Report from: low, medium, high.  [default: low]")
]
Gate = Annotated[
    bool,
    Option(
        "--gate",
        help="Heed no configuration, comment or baseline of the scanned tree; tell what they would silence.",
    ),
]
NoInlineIgnores = Annotated[
    bool, Option("--no-inline-ignores", help="Report what comments would silence.")
]
NoBaseline = Annotated[bool, Option("--no-baseline", help="Report what a baseline would silence.")]
History = Annotated[
    bool,
    Option("--history", help="Scan every version of every file, in all branches, tags, stashes."),
]
Since = Annotated[
    Optional[str], Option(metavar="REV", help="Scan the commits since that one, up to HEAD.")
]
Branch = Annotated[
    Optional[str], Option(metavar="NAME", help="Scan the history of that branch alone.")
]
Reflog = Annotated[
    bool, Option("--reflog", help="With --history: commits that refs have left, too.")
]
AllObjects = Annotated[
    bool, Option("--all-objects", help="With --history: what no commit leads to, too.")
]
Metadata = Annotated[
    bool,
    Option(
        "--metadata", help="With --history: messages of commits and tags, names of branches, too."
    ),
]
Submodules = Annotated[
    bool, Option("--recurse-submodules", help="Scan the submodules that are checked out, too.")
]
NoCache = Annotated[
    bool, Option("--no-cache", help="Look at all of the history again, and remember nothing.")
]
Progress = Annotated[
    Optional[bool],
    Option(
        "--progress/--no-progress",
        help="How far it is; on a terminal, after a second, unasked.",
        show_default=False,
    ),
]
Fix = Annotated[
    bool,
    Option("--fix", help="Write look-ups instead of Gemini values; report what is left."),
]
Diff = Annotated[
    bool, Option("--diff", help="Show what --fix would change, values masked; exit 1 if anything.")
]
UnsafeFixes = Annotated[
    bool,
    Option("--unsafe-fixes", help="With --fix: what may need work by hand afterwards, too."),
]
MoveToEnv = Annotated[
    bool, Option("--move-to-env", help="With --fix: keep the values in .env, which git ignores.")
]
Quiet = Annotated[bool, Option("--quiet", "-q", help="Only findings; nothing if there are none.")]
Verbose = Annotated[
    bool, Option("--verbose", "-v", help="Name all that was silenced or not scanned.")
]
Paths = Annotated[
    Optional[list[str]],
    Argument(metavar="[PATH]...", help="Files and folders; - is standard input.  [default: .]"),
]


@app.command("scan")
def scan_command(
    paths: Paths = None,
    staged: Staged = False,
    stdin_name: StdinName = "stdin",
    forms: ReportFormat = None,
    outs: Outputs = None,
    select: Select = None,
    ignore: Ignore = None,
    exclude: options.Exclude = None,
    fail_on: options.FailOn = None,
    confidence: Confident = None,
    plugin: Plugins = None,
    configuration: options.Configuration = None,
    no_config: options.NoConfig = False,
    gate: Gate = False,
    no_inline_ignores: NoInlineIgnores = False,
    baseline: options.Baseline = None,
    no_baseline: NoBaseline = False,
    history: History = False,
    since: Since = None,
    branch: Branch = None,
    reflog: Reflog = False,
    all_objects: AllObjects = False,
    metadata: Metadata = False,
    recurse_submodules: Submodules = False,
    no_cache: NoCache = False,
    progress: Progress = None,
    fix: Fix = False,
    diff: Diff = False,
    unsafe_fixes: UnsafeFixes = False,
    move_to_env: MoveToEnv = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    color: options.Colored = Color.AUTO,
) -> None:
    """Scan files for plaintext keys, open IP lists and withdrawal permissions.

    In a git work tree: the tracked files and the untracked ones that git does not ignore.
    Elsewhere: every file. A file that is named is always scanned.
    """
    fixing = Fixing(fix, diff, unsafe_fixes, move_to_env)
    reach = Reach(since or "", branch or "", reflog, all_objects, metadata)
    wishes = Wishes(
        paths=tuple(paths or ["."]),
        staged=staged,
        stdin_name=stdin_name,
        form=forms[0] if forms else Format.TEXT,
        out=outs[0] if outs else None,
        forms=tuple(forms or ()),
        outs=tuple(outs or ()),
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        exclude=tuple(exclude or ()),
        fail_on=fail_on or "",
        confidence=confidence or "",
        configuration=configuration,
        no_config=no_config,
        gate=gate,
        no_inline_ignores=no_inline_ignores,
        quiet=quiet,
        verbose=verbose,
        color=color,
        reach=reach if history or any(reach) else None,
        submodules=recurse_submodules,
        cached=not no_cache,
        progress=progress,
        baseline=baseline,
        no_baseline=no_baseline,
        fixing=fixing if any(fixing) else None,
        plugins=tuple(plugin or ()),
    )
    raise typer.Exit(commands.scan_files(wishes))
