"""What the user asked of a scan, in the words of the command line."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Format(str, enum.Enum):
    """The forms of a scan's report."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    GITLAB_CODEQUALITY = "gitlab-codequality"
    JUNIT = "junit"
    CSV = "csv"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    HTML = "html"


class CardFormat(str, enum.Enum):
    """The forms of what is said about rules."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


class Color(str, enum.Enum):
    """When to write in colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Reach(NamedTuple):
    """Which commits the user wants: of every ref, of one branch, or since a revision."""

    since: str = ""
    branch: str = ""
    reflog: bool = False
    all_objects: bool = False
    metadata: bool = False
    paths: tuple[str, ...] = ()


class Fixing(NamedTuple):
    """How the user wants findings fixed: shown only, with what is unsafe, values kept in .env."""

    fix: bool = True
    diff: bool = False
    unsafe: bool = False
    move_to_env: bool = False


class Wanted(NamedTuple):
    """One report of a scan: its form, and the file that it goes to; none is standard output."""

    form: Format
    out: Path | None = None


class Wishes(NamedTuple):
    """The options of `keylint scan`; none of them is checked yet.

    `forms` and `outs` are all that were given of either, if a scan is to give several reports.
    """

    paths: tuple[str, ...] = (".",)
    staged: bool = False
    stdin_name: str = "stdin"
    form: Format = Format.TEXT
    out: Path | None = None
    forms: tuple[Format, ...] = ()
    outs: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: str = ""
    confidence: str = ""
    configuration: Path | None = None
    no_config: bool = False
    no_inline_ignores: bool = False
    quiet: bool = False
    verbose: bool = False
    color: Color = Color.AUTO
    reach: Reach | None = None
    submodules: bool = False
    cached: bool = True
    progress: bool | None = None
    plugins: tuple[str, ...] = ()
    fixing: Fixing | None = None
    baseline: Path | None = None
    no_baseline: bool = False
    gate: bool = False


class Keeping(NamedTuple):
    """The options of `keylint baseline`, beside those of a scan."""

    prune: bool = False
    audit: bool = False
    imported: Path | None = None
    reason: str = ""
    owner: str = ""
    until: str = ""


class AuditFormat(str, enum.Enum):
    """The forms of an audit's report."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    MARKDOWN = "markdown"


class Network(str, enum.Enum):
    """What the owner of a key says of the network that asks: whether an IP list may name it."""

    UNKNOWN = "unknown"
    TRUSTED = "trusted"
    UNTRUSTED = "untrusted"


class Asking(NamedTuple):
    """Which pairs `keylint audit` is to ask about, where, and how; none of it is checked yet."""

    env_key: str = "GEMINI_API_KEY"
    env_secret: str = "GEMINI_API_SECRET"
    from_stdin: bool = False
    keyring: str = ""
    inventory: bool = False
    found: bool = False
    sandbox: bool = False
    base_url: str = ""
    try_other: bool = False
    network: Network = Network.UNKNOWN
    allow_nonce_jump: bool = False
    use_proxy: bool = False
    timeout: float = 10.0
    yes: bool = False
    form: AuditFormat = AuditFormat.TEXT
