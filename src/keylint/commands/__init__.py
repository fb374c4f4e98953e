"""What each command does: wishes → values → one call → a report and an exit code.

The scan is here, and what all commands share; a hook loads no other command.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from keylint import configuration, output, registry, request, scan
from keylint.commands.delivery import colored, columns, delivered, stop
from keylint.report import Report
from keylint.rulebook import Rulebook
from keylint.settings import BASELINE, ConfigurationError, Settings
from keylint.watch import NOBODY, Watch
from keylint.wishes import Format, Wanted, Wishes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from keylint.baseline.use import Matches

MISTAKES = (ConfigurationError, output.OutputError, request.NothingThere)


def scan_files(wishes: Wishes) -> int:
    """Scan, report, and give the exit code."""
    book = registry.shipped()
    try:
        wanted = _wanted(wishes)
        asked = asked_of(wishes)
        check_outputs((one.out for one in wanted), wishes, asked.root)
        report, settings = _judged(wishes, asked, book)
    except MISTAKES as error:
        return stop(str(error))
    if wishes.fixing and wishes.fixing.diff:
        from keylint.commands import fix

        return fix.show_diff(report, wishes)
    code = max(_delivered(one, report, settings, book, wishes) for one in wanted)
    if report.fixes:
        from keylint.commands import beside

        beside.say_fixes(wanted, report.fixes)
    return code


def _judged(wishes: Wishes, asked: request.Request, book: Rulebook) -> tuple[Report, Settings]:
    """The report, and the settings that it was made with."""
    if wishes.gate:
        from keylint.commands import gate

        gate.check(wishes, asked.root)
    settings = decided(wishes, asked.root, tuple(book))
    known = known_of(wishes, asked.root, tuple(book))
    if not scan.enabled(book, settings):
        raise ConfigurationError("every rule is switched off: nothing would be found")
    if not (wishes.gate or wishes.configuration):
        return found(wishes, asked, settings, book, known), settings
    from keylint.commands import gate

    return gate.report_of(wishes, asked, settings, book, known), settings


def _wanted(wishes: Wishes) -> tuple[Wanted, ...]:
    """The reports that are asked for: nearly always one."""
    if len(wishes.forms) < 2 and len(wishes.outs) < 2:
        return (Wanted(wishes.form, wishes.out),)
    from keylint.commands import several

    return several.paired(wishes.forms, wishes.outs)


def check_outputs(outs: Iterable[Path | None], wishes: Wishes, root: str) -> None:
    """Raise OutputError if a report may not go where it is to go."""
    for path in filter(None, outs):
        from keylint.commands import destination  # most reports are shown

        destination.check(path, wishes, root)


def _watch(wishes: Wishes) -> Watch:
    """Whoever is shown how far a scan is."""
    on_terminal = sys.stderr is not None and sys.stderr.isatty()
    if not (on_terminal if wishes.progress is None else wishes.progress):
        return NOBODY
    from keylint.reports import progress

    return progress.Bar(sys.stderr) if on_terminal else progress.Lines(sys.stderr)


def baseline_of(wishes: Wishes, root: str) -> tuple[str, str]:
    """Where the baseline of a scan is, be it that none is there, and how it is told."""
    named = str(wishes.baseline or "")
    return named or os.path.join(root, BASELINE), named or BASELINE


def known_of(wishes: Wishes, root: str, rules: tuple[str, ...]) -> Matches | None:
    """The baseline that is heeded: one that is named, else the scanned tree's own.

    Who names another configuration, or none, wants nothing of the tree to weaken the scan.
    """
    place, name = baseline_of(wishes, root)
    if wishes.baseline and wishes.no_baseline:
        raise ConfigurationError("--baseline and --no-baseline exclude each other")
    if not wishes.baseline and not os.path.lexists(place):
        return None
    from keylint import baseline
    from keylint.baseline import file, use

    is_heeded = bool(wishes.baseline) or not (
        wishes.no_baseline or wishes.no_config or wishes.configuration or wishes.gate
    )
    kept = file.load(place, name, rules) if is_heeded else baseline.Baseline.empty(name)
    return use.Matches(kept, root, place, is_heeded)


def found(
    wishes: Wishes,
    asked: request.Request,
    settings: Settings,
    book: Rulebook,
    known: Matches | None,
) -> Report:
    """The report without what is known already, while somebody is shown how far it is."""
    watch = _watch(wishes)
    try:
        report = report_on(wishes, asked, settings, book, watch)
    finally:
        watch.close()
    if known:
        from keylint.baseline import use  # few repositories have a baseline

        report = use.heed(report, known, settings.policy, asked.is_whole)
    return report


def report_on(
    wishes: Wishes, asked: request.Request, settings: Settings, book: Rulebook, watch: Watch
) -> Report:
    """The report on files, or on a repository's history."""
    if wishes.fixing:
        from keylint.commands import fix

        return fix.report_of(wishes, asked, settings, book, watch)
    if wishes.reach is None:
        return scan.run(asked, settings, book, watch)
    from keylint import history
    from keylint.history import repositories, submodules

    if wishes.staged or request.STANDARD_INPUT in wishes.paths:
        raise request.NothingThere("neither --staged nor standard input has a history")
    repository, paths = repositories.of(wishes.paths)
    reach = wishes.reach._replace(paths=paths)
    question = history.Question(reach, asked, settings, book, wishes.cached, watch)
    run = submodules.run if wishes.submodules else history.run
    return run(repository, question)


def asked_of(wishes: Wishes) -> request.Request:
    """What the user wants scanned."""
    by_hook = bool(os.environ.get("PRE_COMMIT") or os.environ.get("GIT_INDEX_FILE"))
    # What is in the index or in the history need not be in the work tree.
    root = request.root_of(wishes.paths, in_index=wishes.staged or wishes.reach is not None)
    paths, name = wishes.paths, wishes.stdin_name
    return request.Request(paths, root, wishes.staged, name, by_hook, wishes.submodules)


def decided(wishes: Wishes, root: str, known: tuple[str, ...]) -> Settings:
    """The configuration, and what the command line says otherwise."""
    found = _configured(root, wishes, known)
    fail_on, confidence = found.fail_on, found.confidence
    if wishes.fail_on or wishes.confidence:
        from keylint import config

        fail_on = config.severity(wishes.fail_on) if wishes.fail_on else fail_on
        confidence = config.confidence(wishes.confidence) if wishes.confidence else confidence
    return found._replace(
        select=_rules(wishes.select, known, "--select") or found.select,
        ignore=found.ignore + _rules(wishes.ignore, known, "--ignore"),
        exclude=found.exclude + wishes.exclude,
        fail_on=fail_on,
        confidence=confidence,
        inline_ignores=not (wishes.no_inline_ignores or wishes.gate),
        plugins=_plugins(wishes, root, found) if found.plugins or wishes.plugins else (),
    )


def _plugins(wishes: Wishes, root: str, found: Settings) -> tuple[str, ...]:
    """The plugin files that the user named; raises ConfigurationError if the tree names any."""
    from keylint.detectors import plugins

    source = str(wishes.configuration or os.path.join(root, found.source))
    tree = (root, *(path for path in wishes.paths if path != request.STANDARD_INPUT))
    by_file = plugins.named_in(source, found.plugins, tree) if found.plugins else ()
    return (*by_file, *map(os.path.abspath, wishes.plugins))


def _configured(root: str, wishes: Wishes, known: tuple[str, ...]) -> Settings:
    named = wishes.configuration
    if named and wishes.no_config:
        raise ConfigurationError("--config and --no-config exclude each other")
    if wishes.no_config or (wishes.gate and not named):
        return Settings()
    return configuration.load(root, named, known)


def _rules(names: tuple[str, ...], known: tuple[str, ...], option: str) -> tuple[str, ...]:
    listed = [name.strip() for given in names for name in given.split(",") if name.strip()]
    if not listed:
        return ()
    from keylint import config

    try:
        return config.rules(listed, known)
    except ConfigurationError as error:
        raise ConfigurationError(f"{option}: {error}") from None


def _delivered(
    wanted: Wanted, report: Report, settings: Settings, book: Rulebook, wishes: Wishes
) -> int:
    """Write one of the reports; the exit code of the scan."""
    text = _written(report, wanted, wishes, book)
    code = delivered(text, wanted.out, report, settings)
    if wanted.form is not Format.TEXT:
        from keylint.commands import beside

        beside.say(wanted.form, report, book)
    return code


def _written(report: Report, wanted: Wanted, wishes: Wishes, book: Rulebook) -> str:
    if wanted.form is not Format.TEXT:
        from keylint.commands import beside
        from keylint.reports import forms

        return forms.writer(wanted.form)(beside.complete(report, wanted.form), book)
    from keylint.reports import text

    style = text.Style(colored(wishes.color, wanted.out), columns(), wishes.quiet, wishes.verbose)
    return text.write(report, book, style)
