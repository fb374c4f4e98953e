"""The command line: words → values → one call → exit code."""

from __future__ import annotations

import enum
import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, NoReturn, Optional

import typer

import keylint
from keylint import config, output, registry, request, scan
from keylint.config import ConfigurationError, Settings
from keylint.model import Report
from keylint.rule import Rule

CLEAN, FINDINGS, USAGE, INCOMPLETE = 0, 1, 2, 3

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


class Format(str, enum.Enum):
    """The forms of a scan's report."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


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


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"keylint {keylint.__version__}")
        raise typer.Exit(CLEAN)


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


RuleNames = Annotated[Optional[list[str]], typer.Option(metavar="RULE[,RULE]", show_default=False)]


@app.command("scan")
def scan_command(
    paths: Annotated[
        Optional[list[str]],
        typer.Argument(
            metavar="[PATH]...", help="Files and folders; - is standard input.  [default: .]"
        ),
    ] = None,
    staged: Annotated[
        bool, typer.Option("--staged", help="Scan what the next commit would take.")
    ] = False,
    stdin_name: Annotated[
        str, typer.Option(metavar="NAME", help="The file name of standard input.")
    ] = "stdin",
    form: Annotated[Format, typer.Option("--format", help="The form of the report.")] = Format.TEXT,
    out: Annotated[
        Optional[Path],
        typer.Option("--output", "-o", metavar="FILE", help="Write the report there."),
    ] = None,
    select: Annotated[
        Optional[list[str]],
        typer.Option(metavar="RULE[,RULE]", help="Only these rules; may be repeated."),
    ] = None,
    ignore: Annotated[
        Optional[list[str]],
        typer.Option(metavar="RULE[,RULE]", help="Not these rules; may be repeated."),
    ] = None,
    exclude: Annotated[
        Optional[list[str]],
        typer.Option(metavar="PATTERN", help="Leave out paths that match; may be repeated."),
    ] = None,
    fail_on: Annotated[
        Optional[str],
        typer.Option(
            metavar="SEVERITY", help="Exit 1 from: low, medium, high, critical.  [default: low]"
        ),
    ] = None,
    confidence: Annotated[
        Optional[str],
        typer.Option(metavar="LEVEL", help="Report from: low, medium, high.  [default: low]"),
    ] = None,
    configuration: Annotated[
        Optional[Path],
        typer.Option("--config", metavar="FILE", help="Use this configuration and no other."),
    ] = None,
    no_config: Annotated[bool, typer.Option("--no-config", help="Read no configuration.")] = False,
    no_inline_ignores: Annotated[
        bool, typer.Option("--no-inline-ignores", help="Report what comments would silence.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Only findings; nothing if there are none.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Name all that was silenced or not scanned.")
    ] = False,
    color: Annotated[
        Color, typer.Option(help="Colour; auto heeds NO_COLOR and terminals.")
    ] = Color.AUTO,
) -> None:
    """Scan files for plaintext keys, open IP lists and withdrawal permissions.

    In a git work tree: the tracked files and the untracked ones that git does not ignore.
    Elsewhere: every file. A file that is named is always scanned.
    """
    named = tuple(paths or ["."])
    rules = registry.load()
    try:
        if out:
            output.check(out)
        if configuration and no_config:
            raise ConfigurationError("--config and --no-config exclude each other")
        root = request.root_of(named, in_index=staged)
        known = tuple(rule.id for rule in rules)
        settings = Settings() if no_config else config.load(root, configuration, known)
        settings = replace(
            settings,
            select=_rules(select, known, "--select") or settings.select,
            ignore=settings.ignore + _rules(ignore, known, "--ignore"),
            exclude=settings.exclude + tuple(exclude or ()),
            fail_on=config.severity(fail_on) if fail_on else settings.fail_on,
            confidence=config.confidence(confidence) if confidence else settings.confidence,
            inline_ignores=not no_inline_ignores,
        )
        if not scan.enabled(rules, settings):
            raise ConfigurationError("every rule is switched off: nothing would be found")
    except (ConfigurationError, output.OutputError, request.NothingThere) as error:
        _stop(str(error))
    by_hook = bool(os.environ.get("PRE_COMMIT") or os.environ.get("GIT_INDEX_FILE"))
    asked = request.Request(named, root, staged, stdin_name, by_hook)
    report = scan.run(asked, settings, rules)
    text = _written(report, form, rules, out, color, quiet, verbose)
    raise typer.Exit(_delivered(text, out, report, settings))


def _rules(names: list[str] | None, known: tuple[str, ...], option: str) -> tuple[str, ...]:
    listed = [name.strip() for given in names or () for name in given.split(",") if name.strip()]
    try:
        return config.rules(listed, known)
    except ConfigurationError as error:
        raise ConfigurationError(f"{option}: {error}") from None


def _written(
    report: Report,
    form: Format,
    rules: tuple[Rule, ...],
    out: Path | None,
    color: Color,
    quiet: bool,
    verbose: bool,
) -> str:
    by_id = {rule.id: rule for rule in rules}
    if form is Format.JSON:
        from keylint.reports import json

        return json.write(report, by_id)
    if form is Format.SARIF:
        from keylint.reports import sarif

        return sarif.write(report, by_id)
    from keylint.reports import text

    width = shutil.get_terminal_size().columns
    return text.write(report, by_id, text.Style(_colored(color, out), width, quiet, verbose))


def _colored(color: Color, out: Path | None) -> bool:
    if color is not Color.AUTO:
        return color is Color.ALWAYS
    return out is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _delivered(text: str, out: Path | None, report: Report, settings: Settings) -> int:
    """Put the report where it belongs; the exit code of the scan."""
    code = FINDINGS if any(report.at_least(settings.fail_on)) else CLEAN
    code = INCOMPLETE if report.incomplete else code
    if out is None:
        output.show(text)
        return code
    try:
        output.replace(out, text)
    except OSError as error:
        output.show(text)
        typer.echo(
            f"keylint: {out} could not be written ({error.strerror}) and is as it was; "
            "the report stands on standard output",
            err=True,
        )
        return INCOMPLETE
    return code


def _stop(message: str) -> NoReturn:
    from keylint.reports.shown import safe

    typer.echo(f"keylint: {safe(message)}", err=True)
    raise typer.Exit(USAGE)


@app.command("rules")
def rules_command(
    form: Annotated[CardFormat, typer.Option("--format", help="The form.")] = CardFormat.TEXT,
) -> None:
    """List the rules."""
    from keylint.reports import reference

    rules = registry.load()
    if form is CardFormat.JSON:
        output.show(reference.listing_json(rules))
    elif form is CardFormat.MARKDOWN:
        output.show(reference.markdown(rules))
    else:
        output.show(reference.listing(rules))


@app.command("explain")
def explain_command(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="The id of a rule.")],
    form: Annotated[CardFormat, typer.Option("--format", help="The form.")] = CardFormat.TEXT,
) -> None:
    """Tell what a rule finds, why it matters and what to do."""
    from keylint.reports import reference

    known = {one.id: one for one in registry.load()}
    if rule not in known:
        _stop(f"no rule is called {rule!r}: {registry.nearest(rule, tuple(known))}")
    if form is CardFormat.JSON:
        output.show(reference.card_json(known[rule]))
    elif form is CardFormat.MARKDOWN:
        output.show(reference.markdown([known[rule]]))
    else:
        output.show(reference.page(known[rule]))


def main() -> None:
    """Run the command line; whatever goes wrong is told in one line, without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="keylint")
    except KeyboardInterrupt:
        typer.echo("keylint: stopped before the scan had begun", err=True)
        sys.exit(INCOMPLETE)
    except Exception as error:  # its text may quote a file: only its kind and place are told
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        place = (
            f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
        )
        typer.echo(
            f"keylint: internal error ({type(error).__name__} in {place}); this is a mistake in "
            f"keylint, please report it at https://github.com/keylint/keylint/issues",
            err=True,
        )
        sys.exit(INCOMPLETE)
