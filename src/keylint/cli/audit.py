"""`keylint audit`: its options and what they wish for."""

from __future__ import annotations

from typing import Annotated, Optional

import typer
from typer import Argument, Option

from keylint import options
from keylint.commands import audit
from keylint.wishes import Asking, AuditFormat, Color, Network, Reach, Wishes

ASKING = Asking()
app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
AuditPaths = Annotated[
    Optional[list[str]],
    Argument(metavar="[PATH]...", help="Files that speak of the keys.  [default: the repository]"),
]
EnvKey = Annotated[str, Option(metavar="NAME", help="The variable that holds the key id.")]
EnvSecret = Annotated[str, Option(metavar="NAME", help="The variable that holds the secret.")]
FromStdin = Annotated[
    bool, Option("--stdin", help="Read the pair from standard input: two lines, or a .env.")
]
Keyring = Annotated[
    Optional[str],
    Option(metavar="SERVICE", help="Take the pair of that service from the system's keyring."),
]
OfInventory = Annotated[
    bool, Option("--inventory", help="Ask about each of the [[keys]] whose variables are set.")
]
Found = Annotated[
    bool, Option("--found", help="Ask about the pairs in your own files, after a question.")
]
FoundHistory = Annotated[
    bool, Option("--history", help="With --found: the pairs in the repository's history.")
]
Yes = Annotated[bool, Option("--yes", help="With --found: do not ask before asking.")]
Sandbox = Annotated[bool, Option("--sandbox", help="Ask at api.sandbox.gemini.com.")]
BaseUrl = Annotated[
    Optional[str], Option(metavar="URL", help="Ask there: https, or http on this machine.")
]
TryOther = Annotated[
    bool, Option("--try-other", help="Ask the other environment about keys unknown to the first.")
]
FromNetwork = Annotated[
    Network, Option(help="Whether an IP list may name the address that this is run from.")
]
NonceJump = Annotated[
    bool,
    Option(
        "--allow-nonce-jump",
        help="Ask again in milliseconds where seconds are refused; may lock out a bot.",
    ),
]
UseProxy = Annotated[
    bool, Option("--use-proxy", help="Go through the proxy of HTTPS_PROXY; else it is not heeded.")
]
Timeout = Annotated[float, Option(metavar="SECONDS", help="The longest wait for an answer.")]
AuditForm = Annotated[AuditFormat, Option("--format", help="The form of the report.")]


@app.command("audit")
def audit_command(
    paths: AuditPaths = None,
    env_key: EnvKey = ASKING.env_key,
    env_secret: EnvSecret = ASKING.env_secret,
    from_stdin: FromStdin = False,
    keyring: Keyring = None,
    inventory: OfInventory = False,
    found: Found = False,
    history: FoundHistory = False,
    yes: Yes = False,
    sandbox: Sandbox = False,
    base_url: BaseUrl = None,
    try_other: TryOther = False,
    network: FromNetwork = Network.UNKNOWN,
    allow_nonce_jump: NonceJump = False,
    use_proxy: UseProxy = False,
    timeout: Timeout = ASKING.timeout,
    form: AuditForm = AuditFormat.TEXT,
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
