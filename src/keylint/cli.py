"""The command line: words → values → one call → exit code."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, NoReturn

import typer

import keylint
from keylint import config, options, output, registry, request, scan
from keylint.config import ConfigurationError, Settings
from keylint.model import Report
from keylint.nearest import nearest
from keylint.options import CardFormat, Color, Format
from keylint.rule import Rule
from keylint.survey import Survey

CLEAN, FINDINGS, USAGE, INCOMPLETE = 0, 1, 2, 3
INTERRUPTED = 130  # what typer makes of Ctrl-C

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
        raise typer.Exit(CLEAN)


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
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    color: options.Colored = Color.AUTO,
) -> None:
    """Scan files for plaintext keys, open IP lists and withdrawal permissions.

    In a git work tree: the tracked files and the untracked ones that git does not ignore.
    Elsewhere: every file. A file that is named is always scanned.
    """
    rules = registry.load()
    known = tuple(rule.id for rule in rules)
    try:
        if out:
            output.check(out)
        asked = _asked(tuple(paths or ["."]), staged, stdin_name)
        found = _settings(asked.root, configuration, no_config, known)
        settings = replace(
            found,
            select=_rules(select, known, "--select") or found.select,
            ignore=found.ignore + _rules(ignore, known, "--ignore"),
            exclude=found.exclude + tuple(exclude or ()),
            fail_on=config.severity(fail_on) if fail_on else found.fail_on,
            confidence=config.confidence(confidence) if confidence else found.confidence,
            inline_ignores=not no_inline_ignores,
        )
        if not scan.enabled(rules, settings):
            raise ConfigurationError("every rule is switched off: nothing would be found")
    except (ConfigurationError, output.OutputError, request.NothingThere) as error:
        _stop(str(error))
    report = scan.run(asked, settings, rules)
    style = (_colored(color, out), quiet, verbose)
    raise typer.Exit(_delivered(_written(report, form, rules, style), out, report, settings))


def _asked(paths: tuple[str, ...], staged: bool, stdin_name: str) -> request.Request:
    by_hook = bool(os.environ.get("PRE_COMMIT") or os.environ.get("GIT_INDEX_FILE"))
    root = request.root_of(paths, in_index=staged)
    return request.Request(paths, root, staged, stdin_name, by_hook)


def _settings(
    root: Path, configuration: Path | None, no_config: bool, known: tuple[str, ...]
) -> Settings:
    if configuration and no_config:
        raise ConfigurationError("--config and --no-config exclude each other")
    return Settings() if no_config else config.load(root, configuration, known)


def _rules(names: list[str] | None, known: tuple[str, ...], option: str) -> tuple[str, ...]:
    listed = [name.strip() for given in names or () for name in given.split(",") if name.strip()]
    try:
        return config.rules(listed, known)
    except ConfigurationError as error:
        raise ConfigurationError(f"{option}: {error}") from None


def _written(
    report: Report, form: Format, rules: tuple[Rule, ...], style: tuple[bool, bool, bool]
) -> str:
    by_id = {rule.id: rule for rule in rules}
    if form is Format.JSON:
        from keylint.reports import json

        return json.write(report, by_id)
    if form is Format.SARIF:
        from keylint.reports import sarif

        return sarif.write(report, by_id)
    from keylint.reports import text

    color, quiet, verbose = style
    width = shutil.get_terminal_size().columns
    return text.write(report, by_id, text.Style(color, width, quiet, verbose))


def _colored(color: Color, out: Path | None) -> bool:
    if color is not Color.AUTO:
        return color is Color.ALWAYS
    seen = out is None and sys.stdout is not None and sys.stdout.isatty()
    return seen and not os.environ.get("NO_COLOR")


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
        _tell(
            f"{out} could not be written ({error.strerror}) and is as it was; "
            "the report stands on standard output"
        )
        return INCOMPLETE
    return code


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
    from keylint import declare

    rules = registry.load()
    try:
        asked = _asked(tuple(paths or ["."]), False, "stdin")
        found = _settings(asked.root, configuration, no_config, tuple(rule.id for rule in rules))
        settings = replace(found, exclude=found.exclude + tuple(exclude or ()))
        survey, report = scan.survey(asked, settings, rules)
        if write:
            _tell(declare.draft(survey, settings, asked.root))
    except (ConfigurationError, output.OutputError, request.NothingThere) as error:
        _stop(str(error))
    output.show(_told(survey, asked.root, form))
    for entry in report.unread:
        if entry.fault:
            _tell(f"not looked at: {entry.path}: {entry.reason}")
    raise typer.Exit(INCOMPLETE if report.incomplete else CLEAN)


def _told(survey: Survey, root: Path, form: CardFormat) -> str:
    from keylint.reports import keys, keys_text

    facts = keys.facts(survey, str(root))
    if form is CardFormat.JSON:
        return keys.write(facts)
    if form is CardFormat.MARKDOWN:
        return keys_text.markdown(facts)
    return keys_text.text(facts, shutil.get_terminal_size().columns)


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

    known = {one.id: one for one in registry.load()}
    if rule not in known:
        _stop(f"no rule is called {rule!r}: {nearest(rule, tuple(known))}")
    write = {
        CardFormat.TEXT: reference.page,
        CardFormat.JSON: reference.card_json,
        CardFormat.MARKDOWN: reference.card_markdown,
    }
    output.show(write[form](known[rule]))


def _tell(message: str) -> None:
    from keylint.reports.shown import safe

    typer.echo(f"keylint: {safe(message)}", err=True)


def _stop(message: str) -> NoReturn:
    _tell(message)
    raise typer.Exit(USAGE)


def main() -> None:
    """Run the command line; whatever goes wrong is told in one line, without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="keylint")
    except SystemExit as end:
        if end.code != INTERRUPTED:
            raise
        _tell("interrupted, nothing was reported")
        sys.exit(INCOMPLETE)
    except output.OutputError as error:
        _tell(str(error))
        sys.exit(INCOMPLETE)
    except Exception as error:  # its text may quote a file: only its kind and place are told
        _tell(
            f"internal error ({type(error).__name__} in {_place(error)}); this is a mistake in "
            "keylint, please report it at https://github.com/keylint/keylint/issues"
        )
        sys.exit(INCOMPLETE)


def _place(error: Exception) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
