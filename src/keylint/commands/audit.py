"""`keylint audit`: the one command that opens a connection, to ask the exchange about keys."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from keylint import audit, registry
from keylint.audit import known
from keylint.audit.choice import Choice, choose
from keylint.commands import MISTAKES, asked_of, check_outputs, decided
from keylint.commands.delivery import colored, columns, delivered, stop, tell
from keylint.inquiry.asking import Asker
from keylint.inquiry.outcome import Audit
from keylint.inquiry.pairs import KEY_ID, NoPair
from keylint.inquiry.sites import SANDBOX, Site, SiteError, named
from keylint.inquiry.wire import Wire
from keylint.reports.shown import plural
from keylint.request import root_of
from keylint.rulebook import Rulebook
from keylint.settings import ConfigurationError
from keylint.wishes import Asking, AuditFormat, Wishes

LONGEST_TIMEOUT = 120
EXPOSED = (
    "a key does not belong on the command line, where other users and the shell's history see it: "
    "set GEMINI_API_KEY and GEMINI_API_SECRET, or use --stdin or --keyring"
)
UNASKED = "nothing was asked: answer y, or say --yes where nobody can answer"


def ask(wishes: Wishes, asking: Asking) -> int:
    """Ask the exchange, report, and give the exit code."""
    book = registry.shipped()
    try:
        _check(wishes, asking)
        plan = audit.Plan(_site(asking), asking.try_other, asking.network)
        wire = Wire(asking.timeout, asking.use_proxy)
        wire.check()
        files = _files(wishes, asking, book)
        choice = choose(asking, files, wishes.reach)
        asker = Asker(wire, asking.allow_nonce_jump, tell)
        if asking.found and not _agreed(choice, plan, asker.most_requests, asking.yes):
            return stop(UNASKED)
        outcome = audit.run(choice, plan, asker, files)
    except (*MISTAKES, NoPair, SiteError) as error:
        return stop(str(error))
    text = _written(outcome, wishes, asking.form, book)
    return delivered(text, wishes.out, outcome.report, files.settings)


def _check(wishes: Wishes, asking: Asking) -> None:
    """Raise what is wrong with the wishes before anything is read."""
    if any(map(KEY_ID.fullmatch, (*wishes.paths, asking.env_key, asking.env_secret))):
        raise ConfigurationError(EXPOSED)
    for problem in _problems(wishes, asking):
        raise ConfigurationError(problem)
    if wishes.out:
        paths = wishes.paths or (".",)
        check_outputs((wishes.out,), wishes._replace(paths=paths), root_of(paths))


def _problems(wishes: Wishes, asking: Asking) -> Iterator[str]:
    ways = {
        "--stdin": asking.from_stdin,
        "--keyring": asking.keyring,
        "--inventory": asking.inventory,
        "--found": asking.found,
    }
    chosen = [name for name, is_chosen in ways.items() if is_chosen]
    if len(chosen) > 1:
        yield f"{' and '.join(chosen)} exclude each other: ask twice"
    if asking.base_url and (asking.sandbox or asking.try_other):
        yield "--base-url excludes --sandbox and --try-other, which name Gemini's own addresses"
    if wishes.reach and not asking.found:
        yield "--history goes with --found"
    if not 0 < asking.timeout <= LONGEST_TIMEOUT:
        yield f"--timeout: more than 0 and at most {LONGEST_TIMEOUT} seconds"


def _site(asking: Asking) -> Site | None:
    if asking.base_url:
        return named(asking.base_url)
    return SANDBOX if asking.sandbox else None


def _files(wishes: Wishes, asking: Asking, book: Rulebook) -> known.Known:
    """What is known from the files that were named; else from the repository, if this is one."""
    paths = wishes.paths or (".",)
    asked = asked_of(wishes._replace(paths=paths))
    settings = decided(wishes, asked.root, tuple(book))
    if not wishes.paths and not asking.found:
        anywhere = asking.inventory or known.in_repository(asked.root)
        asked = asked._replace(paths=(asked.root,) if anywhere else ())
    return known.read(asked, settings, book)


def _agreed(choice: Choice, plan: audit.Plan, most: int, yes: bool) -> bool:
    """Whether whoever runs this wants the requests to be sent."""
    if not choice.subjects or yes:
        return True
    tell(f"{plural(len(choice.subjects), 'pair')} found, the first at {choice.subjects[0].name}")
    for site, count in plan.requests_at_most(choice.subjects, most):
        tell(f"up to {plural(count, 'request')} would go to {site.host}; none changes anything")
    tell("each tells the exchange that the key was used from here: ask only about keys of your own")
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    import typer

    try:
        return typer.confirm("Ask?", err=True)
    except typer.Abort:
        return False


def _written(outcome: Audit, wishes: Wishes, form: AuditFormat, book: Rulebook) -> str:
    if form is AuditFormat.SARIF:
        from keylint.reports import sarif

        return sarif.write(outcome.report, book, unread="not settled")
    from keylint.reports import audit as facts
    from keylint.reports import audit_text, text

    if form is AuditFormat.JSON:
        return facts.write(outcome, book)
    if form is AuditFormat.MARKDOWN:
        return audit_text.markdown(outcome, book)
    style = text.Style(colored(wishes.color, wishes.out), columns())
    return audit_text.text(outcome, book, style)
