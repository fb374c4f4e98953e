"""The one use case: sources → gate → engine → triage → Report."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from keylint import engine, triage
from keylint.config import Settings
from keylint.gate import Gate
from keylint.globs import matches_any
from keylint.model import Blob, Finding, Report, Silenced, Stale, Tally, Unread
from keylint.rule import Rule
from keylint.sources import Items, Wanted, files, git, staged, stdin

STANDARD_INPUT = "-"


class NothingThere(Exception):
    """A path that the user named does not exist; the message names all of them."""


@dataclass(frozen=True)
class Request:
    """What the user wants scanned: paths, or what is staged; paths are told relative to root."""

    paths: tuple[str, ...]
    root: Path
    staged: bool = False
    stdin_name: str = "stdin"
    by_hook: bool = False


def root_of(paths: Sequence[str]) -> Path:
    """The folder that findings are told relative to, and where configuration is looked for.

    The top of the first path's repository; else the current folder, or that path itself if it
    lies elsewhere. Raises NothingThere for paths that do not exist.
    """
    missing = [path for path in paths if path != STANDARD_INPUT and not os.path.lexists(path)]
    if missing:
        raise NothingThere("no such file or folder: " + ", ".join(missing))
    first = Path(next((path for path in paths if path != STANDARD_INPUT), ".")).absolute()
    folder = first if first.is_dir() else first.parent
    repository = _repository(folder)
    if repository and repository.top:
        return Path(repository.top)
    here = Path.cwd()
    return here if folder.is_relative_to(here) else folder


def _repository(folder: Path) -> git.Repository | None:
    try:
        return git.find(Path(os.path.realpath(folder)))
    except git.GitError:
        return None


@dataclass
class _Collected:
    """What a scan has found so far."""

    findings: list[Finding] = field(default_factory=list)
    silenced: list[Silenced] = field(default_factory=list)
    stale: list[Stale] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    scanned: Tally = Tally()


def run(request: Request, settings: Settings, rules: Sequence[Rule]) -> Report:
    """The report on everything that was asked for, in an order that is always the same."""
    started = time.monotonic()
    chosen = enabled(rules, settings)
    gate = Gate(chosen)
    known = tuple(rule.id for rule in rules)
    found = _Collected()
    interrupted = False
    try:
        for item in items(request, settings):
            if isinstance(item, Unread):
                found.unread.append(item)
            else:
                _take(
                    found,
                    item,
                    gate,
                    partial(triage.sort, rules=chosen, known=known, settings=settings),
                )
    except KeyboardInterrupt:
        interrupted = True
    report = _report(found, request, settings)
    return replace(
        report,
        rules_off=tuple(sorted(set(known) - {rule.id for rule in chosen})),
        notes=(gate.slow_because,) if gate.slow_because else (),
        seconds=time.monotonic() - started,
        interrupted=interrupted,
    )


def enabled(rules: Sequence[Rule], settings: Settings) -> tuple[Rule, ...]:
    """The rules that the settings leave on."""
    return tuple(
        rule
        for rule in rules
        if (not settings.select or rule.id in settings.select) and rule.id not in settings.ignore
    )


def _take(found: _Collected, blob: Blob, gate: Gate, sort: partial[triage.Sorted]) -> None:
    judged = engine.judge(blob, gate)
    found.unread += judged.unread
    if not judged.scanned:
        return
    found.scanned = Tally(found.scanned.files + 1, found.scanned.bytes + len(blob.data))
    result = sort(judged)
    found.findings += result.reported
    found.silenced += result.silenced
    found.stale += result.stale


def _report(found: _Collected, request: Request, settings: Settings) -> Report:
    return Report(
        findings=tuple(sorted(found.findings, key=lambda finding: finding.order)),
        silenced=tuple(sorted(found.silenced, key=lambda one: one.finding.order)),
        stale=tuple(sorted(found.stale)),
        unread=tuple(sorted(found.unread)),
        scanned=found.scanned,
        root=str(request.root),
        configuration=settings.source,
    )


def items(request: Request, settings: Settings) -> Items:
    """Everything that was asked for, each path once."""
    seen: set[str] = set()
    for item in _sources(request, settings):
        if item.path not in seen:
            seen.add(item.path)
            yield item


def _sources(request: Request, settings: Settings) -> Items:
    def wanted(path: str) -> bool:
        return not matches_any(path, settings.exclude)

    most = settings.max_file_size
    if request.staged:
        yield from _staged(request, wanted, most)
        return
    names: list[str] = []
    for path in request.paths:
        if path == STANDARD_INPUT:
            yield stdin.read(sys.stdin.buffer, request.stdin_name, most)
        elif os.path.isdir(path):
            yield from _folder(Path(path).absolute(), request.root, wanted, most)
        else:
            names.append(path)
    # A hook names all files of a commit: what the owner excluded stays excluded then.
    yield from _named(names, request, wanted if request.by_hook else lambda path: True, most)


def _staged(request: Request, wanted: Wanted, most: int) -> Items:
    try:
        repository = git.find(Path(os.path.realpath(request.root)))
        if repository is None or not repository.top:
            raise git.GitError("there is no index here: this folder is in no git work tree")
        entries = list(_staged_entries(repository, request))
    except git.GitError as error:
        yield Unread(".", f"git: {error}", fault=True)
        return
    yield from staged.read(repository, entries, wanted, most)


def _staged_entries(repository: git.Repository, request: Request) -> Iterator[git.Entry]:
    """The staged entries below the paths, and the named files whether they changed or not."""
    below = [shown(Path(path).absolute(), request.root) for path in request.paths]
    named = {name for name, path in zip(below, request.paths, strict=True) if os.path.isfile(path)}
    changed = repository.staged()
    yield from (
        entry
        for entry in changed
        if any(name in ("", ".") or entry.path.startswith(f"{name}/") for name in below)
    )
    if named:
        yield from repository.index(sorted(named))


def _folder(folder: Path, root: Path, wanted: Wanted, most: int) -> Items:
    prefix = shown(folder, root)
    prefix = f"{prefix}/" if prefix else ""
    try:
        repository = git.find(Path(os.path.realpath(folder)))
    except git.GitError as error:
        yield Unread(prefix or ".", f"git: {error}", fault=True)
        return
    if repository and not repository.top:
        yield Unread(prefix or ".", "a bare repository has no files: scan a clone", fault=True)
    elif repository and (names := repository.files(_inside(folder, repository))):
        top = Path(repository.top)
        within = shown(top, root)
        for item in files.listed(top, names, wanted, most):
            yield replace(item, path=f"{within}/{item.path}") if within else item
    else:
        yield from files.walk(folder, prefix, wanted, most)


def _inside(folder: Path, repository: git.Repository) -> str:
    inside = os.path.relpath(os.path.realpath(folder), os.path.realpath(repository.top))
    return "" if inside == "." else inside


def _named(paths: list[str], request: Request, wanted: Wanted, most: int) -> Items:
    """The files that were named: from the index while a commit takes them, else from disk."""
    repository = _repository(request.root)
    by_name = {shown(Path(path).absolute(), request.root): path for path in paths}
    if repository and repository.is_committing and by_name:
        inside = [name for name in by_name if not os.path.isabs(name)]
        entries = repository.index(inside)
        yield from staged.read(repository, entries, wanted, most)
        for entry in entries:
            by_name.pop(entry.path, None)
    for name, path in by_name.items():
        if wanted(name):
            yield files.read(Path(path), name, most, named=True)
        else:
            yield Unread(name, "excluded")


def shown(path: Path, root: Path) -> str:
    """How a path is told: relative to the root, with slashes; absolute if it lies elsewhere."""
    plain = os.path.normpath(path)
    for top in (os.path.normpath(root), os.path.realpath(root)):
        if plain == top:
            return ""
        if plain.startswith(top.rstrip(os.sep) + os.sep):
            return os.path.relpath(plain, top).replace(os.sep, "/")
    return plain.replace(os.sep, "/")
