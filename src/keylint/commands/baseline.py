"""`keylint baseline`: what is known is written down, pruned, judged, or taken over."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from keylint import adoption, output, registry
from keylint.adoption import merging
from keylint.baseline import Baseline, change, file, foreign, judging
from keylint.baseline.change import Words
from keylint.baseline.foreign import Claim
from keylint.baseline.use import Matches
from keylint.baseline.work import Work, grown, imported, pruned
from keylint.commands import MISTAKES, asked_of, baseline_of, decided, report_on
from keylint.commands.delivery import CLEAN, INCOMPLETE, stop, tell
from keylint.reports.shown import safe
from keylint.settings import BASELINE, ConfigurationError
from keylint.watch import NOBODY
from keylint.wishes import Keeping, Wishes

NOBODY_ANSWERS = (
    "nobody answers: --audit asks in a terminal, or takes answers from standard input, a line each"
)


def keep(wishes: Wishes, keeping: Keeping) -> int:
    """Change the baseline as it is wished; the exit code."""
    book = registry.shipped()
    try:
        _check(wishes, keeping)
        asked = asked_of(wishes)
        settings = decided(wishes, asked.root, tuple(book))
        matches = _matches(wishes, keeping, asked.root, tuple(book))
        claims = _claims(keeping.imported, asked.root)
        if keeping.prune and not asked.is_whole:
            raise ConfigurationError(f"--prune looks at everything: name {asked.root}")
        report = report_on(wishes, asked, settings, book, NOBODY)
    except MISTAKES as error:
        return stop(str(error))
    if report.interrupted:
        tell("interrupted, and the baseline is as it was")
        return INCOMPLETE
    for entry in report.unread:
        if entry.fault:
            tell(f"not looked at: {entry.path}: {entry.reason}")
    work = Work(matches, report, asked.is_whole, str(settings.policy.today), book)
    try:
        code = _done(work, keeping, claims)
        if not (wishes.baseline or keeping.prune or keeping.audit):
            _unite(asked.root)
        return code
    except OSError as error:
        tell(f"{matches.file} could not be written ({error.strerror}) and is as it was")
        return INCOMPLETE


def _unite(root: str) -> None:
    """Have git keep the entries of both sides where branches are merged, if it merges here."""
    try:
        place = adoption.place_of(root)
        name = Path(root, BASELINE).resolve().relative_to(place.top.resolve()).as_posix()
        for change in merging.step(place, name):
            place.write(change)
            output.show(f"{change.name}: {BASELINE} merge=union was added: add it to git, too\n")
    except adoption.NoRepository:
        return
    except adoption.LeftAlone as error:
        tell(str(error))


def _check(wishes: Wishes, keeping: Keeping) -> None:
    """Raise what is wrong with the wishes before anything is read."""
    ways = {"--prune": keeping.prune, "--audit": keeping.audit, "--import": keeping.imported}
    chosen = [name for name, is_chosen in ways.items() if is_chosen]
    if len(chosen) > 1:
        raise ConfigurationError(f"{' and '.join(chosen)} exclude each other: one after the other")
    if (keeping.prune or keeping.audit) and (keeping.reason or keeping.owner or keeping.until):
        raise ConfigurationError("--reason, --owner and --until go with new entries")
    if keeping.until and not file.is_day(keeping.until):
        raise ConfigurationError(
            f"--until: {keeping.until!r} is no date: one is wanted, such as 2026-11-30"
        )
    if wishes.reach and keeping.prune:
        raise ConfigurationError("--history and --prune exclude each other")


def _matches(wishes: Wishes, keeping: Keeping, root: str, rules: tuple[str, ...]) -> Matches:
    place, name = baseline_of(wishes, root)
    output.check(Path(place))
    if os.path.lexists(place):
        return Matches(file.load(place, name, rules), root, place)
    if keeping.prune or keeping.audit:
        raise ConfigurationError(f"{name} is not there: `keylint baseline` writes it")
    return Matches(Baseline.empty(name), root, place)


def _claims(path: Path | None, root: str) -> list[Claim]:
    return foreign.read(str(path), file.content(str(path), str(path)), root) if path else []


def _done(work: Work, keeping: Keeping, claims: list[Claim]) -> int:
    code = INCOMPLETE if work.report.incomplete else CLEAN
    if keeping.audit:
        return _audit(work) or code
    words = Words(safe(keeping.reason), safe(keeping.owner), keeping.until)
    if keeping.prune:
        lines = pruned(work)
    elif keeping.imported:
        lines = imported(work, claims, str(keeping.imported), words)
    else:
        lines = grown(work, words)
    output.show("\n".join((*lines, "")))
    return code


def _audit(work: Work) -> int:
    """Have the entries judged that nobody has judged yet, each kept as soon as it is."""
    baseline = change.followed(work.matches, work.found)
    matches = Matches(baseline, work.matches.root, work.matches.file)
    found = matches.of(work.found)
    unjudged = sorted(
        ((entry, ones) for entry, ones in found.items() if not entry.judged),
        key=lambda one: (one[0].path, one[0].rule, one[0].digest),
    )
    held = {entry.key: entry for entry in baseline.entries}
    try:
        for entry, judgement in judging.session(unjudged, _answers(), _say):
            held[entry.key] = judgement.of(entry)
            work.save(baseline._replace(entries=tuple(held.values())))
    except judging.NobodyAnswers:
        return stop(NOBODY_ANSWERS)
    except KeyboardInterrupt:
        _say("")
    after = baseline._replace(entries=tuple(held.values()))
    _say("\n" + "\n".join(judging.statistics(after, len(work.gone), work.today)))
    return CLEAN


def _say(text: str) -> None:
    output.show(f"{text}\n")


def _answers() -> Callable[[str], str]:
    """What asks, and waits for a line; raises EOFError where there is none any more."""

    def ask(question: str) -> str:
        output.show(question)
        line = sys.stdin.readline() if sys.stdin else ""
        if not line:
            raise EOFError
        return line

    if sys.stdin and hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
    return ask
