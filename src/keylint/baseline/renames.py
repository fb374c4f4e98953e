"""Files that have another name than when the baseline was written, as git knows them."""

from __future__ import annotations

import contextlib
import os
from functools import cached_property

from keylint.finding import Finding
from keylint.layers.archive import SEPARATOR
from keylint.reports.shown import safe
from keylint.settings import BASELINE
from keylint.sources import git
from keylint.sources.git import GitError, Repository

# Of so many commits that wrote the baseline each may be the one before a rename, or with it.
MOST_WRITERS = 5


class Renames:
    """What git says of names, each question asked once and none before it matters."""

    def __init__(self, root: str, file: str) -> None:
        self.root, self.file = root, file
        self._since: dict[str, dict[str, str]] = {}

    def lead(self, old: str, finding: Finding) -> bool:
        """Whether the file of an entry is the one that a finding is in, under another name.

        A finding of the history may be in a file that has yet another name now.
        """
        new = safe(finding.location.path)
        return self._lead(old, new, finding) or self._lead_to_archive(old, new, finding)

    def _lead_to_archive(self, old: str, new: str, finding: Finding) -> bool:
        (outer, _, within), (other, _, within_other) = (
            path.partition(SEPARATOR) for path in (old, new)
        )
        return bool(within) and within == within_other and self._lead(outer, other, finding)

    def _lead(self, old: str, new: str, finding: Finding) -> bool:
        last = finding.past and finding.past.last
        names = {new, self._renamed(last.id).get(new, new)} if last else {new}
        return any({old, self._renamed(base).get(old, old)} & names for base in self._bases)

    @cached_property
    def _repository(self) -> Repository | None:
        try:
            return git.find(os.path.realpath(self.root))
        except GitError:
            return None

    @cached_property
    def _bases(self) -> tuple[str, ...]:
        """The commits whose names entries may have: HEAD, and around what wrote the baseline."""
        own = os.path.join(os.path.realpath(self.root), BASELINE)
        # A copy of the baseline that lies elsewhere was taken from here.
        for file in (os.path.realpath(self.file), own):
            with contextlib.suppress(GitError):
                writers = self._writers(file)
                return "HEAD", *writers, *(f"{writer}^" for writer in writers)
        return ()

    def _writers(self, file: str) -> list[str]:
        if self._repository is None:
            return []
        told = self._repository.ask("rev-list", f"-{MOST_WRITERS}", "HEAD", "--", file)
        return told.decode().split()

    def _renamed(self, revision: str) -> dict[str, str]:
        """What the files of a commit are called now, if otherwise."""
        if revision not in self._since:
            self._since[revision] = self._asked(revision)
        return self._since[revision]

    def _asked(self, revision: str) -> dict[str, str]:
        if self._repository is None:
            return {}
        form = ("-z", "--find-renames", "--diff-filter=R", "--name-status")
        ways = ("diff-index", "--cached") if self._repository.top else ("diff-tree", "-r")
        ends = (revision,) if self._repository.top else (revision, "HEAD")
        try:
            fields = self._repository.ask(*ways, *form, *ends).split(b"\0")
        except GitError:
            return {}
        old, new = fields[1::3], fields[2::3]
        return {safe(os.fsdecode(a)): safe(os.fsdecode(b)) for a, b in zip(old, new, strict=False)}
