"""What earlier scans of a history have looked at and found nothing in: commits, by their ids.

Kept in the user's cache for one repository, one reach and one set of rules. A commit that brought
something is named there, but neither its files nor what they hold: it is looked at again.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from importlib.util import find_spec
from typing import Any, NamedTuple

import keylint
from keylint import cache
from keylint.gate.trigger import Trigger
from keylint.settings import Settings
from keylint.sources.git import Repository
from keylint.wishes import Reach

COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
PREFIX, DAYS = "history-", 90


class Walked(NamedTuple):
    """From which commits on all was looked at, which of those brought something, how many they are."""

    tips: tuple[str, ...] = ()
    dirty: tuple[str, ...] = ()
    commits: int = 0


class Memory(NamedTuple):
    """Where it is kept what was walked; without a name nothing is kept."""

    repository: Repository
    name: str = ""

    def recall(self, tips: tuple[str, ...]) -> Walked:
        """What was walked, if the commits to be walked now hold all of it.

        Nothing where nothing was kept, where it cannot be trusted, and where a history has lost
        commits: of several that brought the same content one was remembered.
        """
        try:
            kept = json.loads(cache.load(self.name) or b"{}") if self.name else {}
            walked = Walked(_ids(kept["tips"]), _ids(kept["dirty"]), int(kept["commits"]))
        except (KeyError, TypeError, ValueError):
            return Walked()
        return walked if self._holds(tips, walked.tips) else Walked()

    def _holds(self, tips: tuple[str, ...], others: tuple[str, ...]) -> bool:
        """Whether all the others can be reached from the tips."""
        lines = (*others, *(f"^{tip}" for tip in tips))
        asked = "".join(f"{one}\n" for one in lines).encode()
        beyond = self.repository.tell("rev-list", "--stdin", "--max-count=1", stdin=asked)
        return beyond.returncode == 0 and not beyond.stdout

    def keep(self, walked: Walked) -> None:
        """Keep what was walked, for the next scan; what nobody asked for in a while goes."""
        if self.name:
            cache.keep(self.name, json.dumps(walked._asdict()).encode())
            cache.forget(PREFIX, DAYS)


def of(
    repository: Repository, reach: Reach, settings: Settings, triggers: Iterable[Trigger]
) -> Memory:
    """Where it is kept what was walked with these rules and this reach."""
    # What a user's own plugin finds may change with any file that it reads.
    if reach.since or reach.all_objects or reach.paths or settings.plugins:
        return Memory(repository)
    facts: list[Any] = [keylint.__version__, *_code(), os.path.realpath(repository.git_dir), reach]
    facts += [settings.exclude, settings.max_file_size, *map(repr, triggers)]
    # When a shallow clone is deepened, old commits get parents.
    facts.append(repository.file("shallow"))
    digest = blake2b(repr(facts).encode("utf-8", "surrogateescape"), digest_size=16)
    return Memory(repository, f"{PREFIX}{digest.hexdigest()}")


def _ids(kept: Iterable[str]) -> tuple[str, ...]:
    found = tuple(kept)
    if not all(map(COMMIT.fullmatch, found)):
        raise ValueError("not the ids of commits")
    return found


def _code() -> Iterator[tuple[str, int, int]]:
    """What changes when keylint does: its own files."""
    rules = find_spec("keylint.rules")
    for top in (*keylint.__path__, *((rules and rules.submodule_search_locations) or ())):
        for folder, _, names in sorted(os.walk(top)):
            for name in sorted(name for name in names if name.endswith(".py")):
                status = os.stat(os.path.join(folder, name))
                yield name, status.st_size, status.st_mtime_ns
