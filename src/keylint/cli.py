"""The command line: words → wishes → one call → exit code."""

from __future__ import annotations

from typing import Annotated

import typer

import keylint
from keylint import commands, options, output, registry
from keylint.nearest import nearest
from keylint.wishes import (
    Asking,
    AuditFormat,
    CardFormat,
    Color,
    Format,
    Network,
    Reach,
    Wishes,
)

ASKING = Asking()
app = typer.Typer(
    name="keylint",
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
        raise typer.Exit(commands.CLEAN)


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


@app.command("scan")
def scan_command(
    paths: options.Paths = None,
    staged: options.Staged = False,
    stdin_name: options.StdinName = "stdin",
    form: options.ReportFormat = Format.TEXT,
    out: options.Output = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    exclude: options.Exclude = None,
    fail_on: options.FailOn = None,
    confidence: options.Confident = None,
    configuration: options.Configuration = None,
    no_config: options.NoConfig = False,
    no_inline_ignores: options.NoInlineIgnores = False,
    history: options.History = False,
    since: options.Since = None,
    branch: options.Branch = None,
    reflog: options.Reflog = False,
    all_objects: options.AllObjects = False,
    metadata: options.Metadata = False,
    recurse_submodules: options.Submodules = False,
    no_cache: options.NoCache = False,
    progress: options.Progress = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    color: options.Colored = Color.AUTO,
) -> None:
    """Scan files for plaintext keys, open IP lists and withdrawal permissions.

    In a git work tree: the tracked files and the untracked ones that git does not ignore.
    Elsewhere: every file. A file that is named is always scanned.
    """
    reach = Reach(since or "", branch or "", reflog, all_objects, metadata)
    wishes = Wishes(
        paths=tuple(paths or ["."]),
        staged=staged,
        stdin_name=stdin_name,
        form=form,
        out=out,
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        exclude=tuple(exclude or ()),
        fail_on=fail_on or "",
        confidence=confidence or "",
        configuration=configuration,
        no_config=no_config,
        no_inline_ignores=no_inline_ignores,
        quiet=quiet,
        verbose=verbose,
        color=color,
        reach=reach if history or any(reach) else None,
        submodules=recurse_submodules,
        cached=not no_cache,
        progress=progress,
    )
    raise typer.Exit(commands.scan_files(wishes))


@app.command("keys")
def keys_command(
    paths: options.KeyPaths = None,
    form: options.KeysForm = CardFormat.TEXT,
    write: options.Write = False,
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
    from keylint.commands import keys

    raise typer.Exit(keys.show(wishes, form, write))


@app.command("audit")
def audit_command(
    paths: options.AuditPaths = None,
    env_key: options.EnvKey = ASKING.env_key,
    env_secret: options.EnvSecret = ASKING.env_secret,
    from_stdin: options.FromStdin = False,
    keyring: options.Keyring = None,
    inventory: options.OfInventory = False,
    found: options.Found = False,
    history: options.FoundHistory = False,
    yes: options.Yes = False,
    sandbox: options.Sandbox = False,
    base_url: options.BaseUrl = None,
    try_other: options.TryOther = False,
    network: options.FromNetwork = Network.UNKNOWN,
    allow_nonce_jump: options.NonceJump = False,
    use_proxy: options.UseProxy = False,
    timeout: options.Timeout = ASKING.timeout,
    form: options.AuditForm = AuditFormat.TEXT,
    out: options.Output = None,
    exclude: options.Exclude = None,
    fail_on: options.FailOn = None,
    configuration: options.Configuration = None,
    no_config: options.NoConfig = False,
    color: options.Colored = Color.AUTO,
) -> None:
    """Ask the exchange about keys: alive or dead, which roles, and whether an IP list holds.

    The only command that opens a connection. It sends POST /v1/roles, and /v1/account where that
    answers; neither changes anything. The pair comes from GEMINI_API_KEY and GEMINI_API_SECRET,
    never from the command line.
    """
    from keylint.commands import audit

    wishes = Wishes(
        paths=tuple(paths or ()),
        out=out,
        exclude=tuple(exclude or ()),
        fail_on=fail_on or "",
        configuration=configuration,
        no_config=no_config,
        color=color,
        reach=Reach() if history else None,
    )
    asking = Asking(
        env_key=env_key,
        env_secret=env_secret,
        from_stdin=from_stdin,
        keyring=keyring or "",
        inventory=inventory,
        found=found,
        sandbox=sandbox,
        base_url=base_url or "",
        try_other=try_other,
        network=network,
        allow_nonce_jump=allow_nonce_jump,
        use_proxy=use_proxy,
        timeout=timeout,
        yes=yes,
        form=form,
    )
    raise typer.Exit(audit.ask(wishes, asking))


@app.command("rules")
def rules_command(form: options.CardForm = CardFormat.TEXT) -> None:
    """List the rules."""
    from keylint.reports import reference

    write = {
        CardFormat.TEXT: reference.listing,
        CardFormat.JSON: reference.listing_json,
        CardFormat.MARKDOWN: reference.markdown,
    }
    output.show(write[form](registry.load()))


@app.command("explain")
def explain_command(rule: options.RuleName, form: options.CardForm = CardFormat.TEXT) -> None:
    """Tell what a rule finds, why it matters and what to do."""
    from keylint.reports import reference

    book = registry.shipped()
    if rule not in book:
        told = f"no rule is called {rule!r}: {nearest(rule, tuple(book))}"
        raise typer.Exit(commands.stop(told))
    write = {
        CardFormat.TEXT: reference.page,
        CardFormat.JSON: reference.card_json,
        CardFormat.MARKDOWN: reference.card_markdown,
    }
    output.show(write[form](book[rule]))
