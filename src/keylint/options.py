"""The options of the command line: their types, names and help texts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

from typer import Argument, Option

from keylint.wishes import AuditFormat, CardFormat, Color, Format, Network

RULES = "RULE[,RULE]"
Paths = Annotated[
    Optional[list[str]],
    Argument(metavar="[PATH]...", help="Files and folders; - is standard input.  [default: .]"),
]
Staged = Annotated[bool, Option("--staged", help="Scan what the next commit would take.")]
StdinName = Annotated[str, Option(metavar="NAME", help="The file name of standard input.")]
ReportFormat = Annotated[Format, Option("--format", help="The form of the report.")]
Output = Annotated[
    Optional[Path], Option("--output", "-o", metavar="FILE", help="Write the report there.")
]
Select = Annotated[
    Optional[list[str]], Option(metavar=RULES, help="Only these rules; may be repeated.")
]
Ignore = Annotated[
    Optional[list[str]], Option(metavar=RULES, help="Not these rules; may be repeated.")
]
Exclude = Annotated[
    Optional[list[str]],
    Option(metavar="PATTERN", help="Leave out paths that match; may be repeated."),
]
FailOn = Annotated[
    Optional[str],
    Option(metavar="SEVERITY", help="Exit 1 from: low, medium, high, critical.  [default: low]"),
]
Confident = Annotated[
    Optional[str], Option(metavar="LEVEL", help="Report from: low, medium, high.  [default: low]")
]
Configuration = Annotated[
    Optional[Path],
    Option("--config", metavar="FILE", help="Use this configuration and no other."),
]
NoConfig = Annotated[bool, Option("--no-config", help="Read no configuration.")]
NoInlineIgnores = Annotated[
    bool, Option("--no-inline-ignores", help="Report what comments would silence.")
]
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
Quiet = Annotated[bool, Option("--quiet", "-q", help="Only findings; nothing if there are none.")]
Verbose = Annotated[
    bool, Option("--verbose", "-v", help="Name all that was silenced or not scanned.")
]
Colored = Annotated[Color, Option(help="Colour; auto heeds NO_COLOR and terminals.")]
CardForm = Annotated[CardFormat, Option("--format", help="The form.")]
KeyPaths = Annotated[
    Optional[list[str]], Argument(metavar="[PATH]...", help="Files and folders.  [default: .]")
]
KeysForm = Annotated[CardFormat, Option("--format", help="The form.")]
Write = Annotated[
    bool, Option("--write", help="Add a draft of the keys that the inventory lacks to it.")
]
RuleName = Annotated[str, Argument(metavar="RULE", help="The id of a rule.")]
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
