"""What the user asked for → items: which source answers for each path, and how it is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Union

from keylint.model import Standing, Unread
from keylint.settings import Settings
from keylint.sources import Item, Items, Wanted, files, git, staged
from keylint.sources.files import File

STANDARD_INPUT = "-"
IGNORED = Standing(tracked=False, ignored=True)
NO_FILES = "a bare repository has no files: scan its --history, or a clone"


class NothingThere(Exception):
    """A path that the user named does not exist; the message names all of them."""


class Request(NamedTuple):
    """What the user wants scanned: paths, or what is staged; paths are told relative to root."""

    paths: tuple[str, ...]
    root: str
    staged: bool = False
    stdin_name: str = "stdin"
    by_hook: bool = False
    submodules: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether everything below the root is asked for."""
        return not self.staged and any(
            path != STANDARD_INPUT and os.path.abspath(path) == self.root for path in self.paths
        )


def root_of(paths: Sequence[str], in_index: bool = False) -> str:
    """The folder that findings are told relative to, and where configuration is looked for.

    The top of the first path's repository; else the current folder, or that path itself if it
    lies elsewhere. Raises NothingThere for paths that do not exist; what is asked of the index
    need not be in the work tree.
    """
    missing = [path for path in paths if path != STANDARD_INPUT and not os.path.lexists(path)]
    if missing and not in_index:
        raise NothingThere("no such file or folder: " + ", ".join(missing))
    try:
        here = os.getcwd()
    except FileNotFoundError:
        raise NothingThere("the current folder is gone") from None
    named = next((path for path in paths if path != STANDARD_INPUT), ".")
    first = os.path.abspath(named)
    folder = first if os.path.isdir(first) else os.path.dirname(first)
    repository = _repository(folder)
    if repository and repository.top:
        return repository.top
    return here if _is_within(folder, here) else folder


def _repository(folder: str) -> git.Repository | None:
    try:
        return git.find(os.path.realpath(folder))
    except git.GitError:
        return None


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


Asked = Iterator[Union[Item, File]]


def items(request: Request, settings: Settings) -> Asked:
    """Everything that was asked for, each path once; files are still to be read."""
    seen: set[str] = set()
    for item in _sources(request, settings):
        if item.path not in seen:
            seen.add(item.path)
            yield item


def how_many(request: Request) -> int:
    """The number of files that git lists of what was asked for; 0 where there is no telling."""
    folders = [os.path.abspath(path) for path in request.paths if os.path.isdir(path)]
    try:
        found = [(_repository(folder), folder) for folder in folders]
        return sum(len((one and _listed(one, folder)) or ()) for one, folder in found)
    except git.TROUBLE:
        return 0


def _sources(request: Request, settings: Settings) -> Asked:
    wants = wanted(settings.exclude)
    most = settings.max_file_size
    if request.staged:
        yield from _staged(request, wants, most)
        return
    names: list[str] = []
    for path in request.paths:
        if path == STANDARD_INPUT:
            from keylint.sources import stdin  # most scans are of files

            stream = sys.stdin.buffer if sys.stdin else None  # None where it was closed
            yield stdin.read(stream, request.stdin_name, most)
        elif os.path.isdir(path):
            yield from _folder(os.path.abspath(path), request, wants, most)
        else:
            names.append(path)
    # A hook names all files of a commit: what the owner excluded stays excluded then.
    yield from _named(names, request, wants if request.by_hook else lambda path: True, most)


def wanted(excluded: tuple[str, ...]) -> Wanted:
    """Whether a path is to be scanned, by the patterns that leave paths out."""
    if not excluded:
        return lambda path: True
    from keylint.globs import matches_any

    return lambda path: not matches_any(path, excluded)


def _staged(request: Request, wanted: Wanted, most: int) -> Items:
    try:
        repository = git.find(os.path.realpath(request.root))
        if repository is None or not repository.top:
            raise git.GitError("there is no index here: this folder is in no git work tree")
        below, named = _split(request)
        entries = [
            entry
            for entry in repository.staged()
            if any(not folder or entry.path.startswith(f"{folder}/") for folder in below)
        ]
        held = repository.indexed(named) if named else []
    except git.TROUBLE as error:
        yield Unread(".", f"git: {error}", fault=True)
        return
    for name in sorted(set(named) - {entry.path for entry in held}):
        yield Unread(name, "not in the index", fault=True)
    yield from staged.read(repository, entries + held, wanted, most)


def _split(request: Request) -> tuple[list[str], list[str]]:
    """The folders and the files of a request, as they are told."""
    told = {path: shown(os.path.abspath(path), request.root) for path in request.paths}
    folders = [name for path, name in told.items() if os.path.isdir(path)]
    return folders, [name for path, name in told.items() if not os.path.isdir(path)]


def _folder(folder: str, request: Request, wants: Wanted, most: int) -> Asked:
    prefix = shown(folder, request.root)
    prefix = f"{prefix}/" if prefix else ""
    try:
        repository = git.find(os.path.realpath(folder))
        listed = _listed(repository, folder) if repository else None
    except git.TROUBLE as error:
        yield Unread(prefix.rstrip("/") or ".", f"git: {error}", fault=True)
        return
    if repository and not repository.top:
        yield Unread(prefix or ".", NO_FILES, fault=True)
    elif repository and listed is not None:
        found = files.listed(repository, listed, wants, most)
        yield from _told(found, repository.top, request, wants, most)
    else:
        standing = IGNORED if repository else files.UNKNOWN
        yield from files.walk(folder, prefix, wants, most, standing)


def _told(found: Asked, top: str, request: Request, wants: Wanted, most: int) -> Asked:
    """The files of a repository by their paths from the root; of submodules too if that is asked."""
    within = shown(top, request.root)
    for item in found:
        inner = os.path.join(top, item.path)
        if request.submodules and _is_checked_out(item, inner):
            yield from _folder(inner, request, wants, most)
        else:
            yield item._replace(path=f"{within}/{item.path}") if within else item


def _is_checked_out(item: Item | File, place: str) -> bool:
    """Whether a repository is there, and not one that git finds around it."""
    if not isinstance(item, File) or os.path.islink(place):
        return False
    found = _repository(place) if os.path.exists(os.path.join(place, ".git")) else None
    return found is not None and found.top == os.path.realpath(place)


def _listed(repository: git.Repository, folder: str) -> dict[str, bool] | None:
    """The files that git lists below a folder; None for a folder that git ignores."""
    if not repository.top:
        return None
    inside = _inside(folder, repository)
    return repository.files(inside or ".") or (None if inside else {})


def _inside(folder: str, repository: git.Repository) -> str:
    inside = os.path.relpath(os.path.realpath(folder), os.path.realpath(repository.top))
    return "" if inside == "." else inside


def _named(paths: list[str], request: Request, wants: Wanted, most: int) -> Asked:
    """The files that were named: from the index while a commit takes them, else from disk."""
    by_name = {shown(os.path.abspath(path), request.root): path for path in paths}
    inside = [name for name in by_name if not os.path.isabs(name)]
    standing: dict[str, Standing] = {}
    try:
        repository = git.find(os.path.realpath(request.root)) if inside else None
        if repository and repository.is_committing:
            entries = repository.indexed(inside)
            yield from staged.read(repository, entries, wants, most)
            for entry in entries:
                by_name.pop(entry.path, None)
        standing = _standing(repository, by_name, request.by_hook)
    except git.TROUBLE as error:  # what they hold can be told, but not how they stand
        yield Unread(".", f"git: {error}", fault=True)
    for name, path in by_name.items():
        if wants(name):
            place = standing.get(name, files.UNKNOWN)
            yield File(path, name, most, named=True, standing=place)
        else:
            yield Unread(name, "excluded")


def _standing(
    repository: git.Repository | None, by_name: Iterable[str], by_hook: bool
) -> dict[str, Standing]:
    """How named files stand with git; a hook names only what a commit takes."""
    inside = [name for name in by_name if not os.path.isabs(name)]
    if not repository or not repository.top or not inside:
        return {}
    if by_hook:
        return dict.fromkeys(inside, staged.IN_THE_INDEX)
    listed = repository.files(*inside)
    return {n: Standing(listed[n], ignored=False) if n in listed else IGNORED for n in inside}


def shown(path: str, root: str) -> str:
    """How a path is told: relative to the root, with slashes; absolute if it lies elsewhere."""
    plain = os.path.normpath(path)
    for top in (os.path.normpath(root), os.path.realpath(root)):
        if plain == top:
            return ""
        if _is_within(plain, top):
            return os.path.relpath(plain, top).replace(os.sep, "/")
    return plain.replace(os.sep, "/")
