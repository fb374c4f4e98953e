"""How much there is to scan, as the table tells it: really counted, not what was meant to be."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from histories import git


@dataclass(frozen=True)
class Amount:
    """Files, or commits and blobs, and their bytes."""

    bytes: int
    files: int = 0
    commits: int = 0
    blobs: int = 0

    def __str__(self) -> str:
        if self.commits:
            blobs = f", {self.blobs:,} blobs, {megabytes(self.bytes)}" if self.blobs else ""
            return f"{self.commits:,} commits{blobs}"
        return f"{self.files:,} file{'s' * (self.files != 1)}, {megabytes(self.bytes)}"


def megabytes(count: int) -> str:
    """Bytes in MB; small numbers with a digit or two behind the point."""
    number = count / 1e6
    return f"{number:,.0f} MB" if number >= 10 else f"{number:.2g} MB"


def of_tree(folder: Path) -> Amount:
    """The files that git lists, or every file where there is no repository."""
    sizes = [path.lstat().st_size for path in _listed(folder) if path.is_file()]
    return Amount(sum(sizes), files=len(sizes))


def _listed(folder: Path) -> list[Path]:
    if (folder / ".git").exists():
        return [folder / name for name in git(folder, "ls-files", "-z").split("\0") if name]
    return [Path(top, name) for top, _, names in os.walk(folder) for name in names]


def of_history(folder: Path) -> Amount:
    """The commits of all refs, and all blobs that the repository holds."""
    told = _objects(folder, "%(objecttype) %(objectsize)")
    sizes = [int(size) for kind, size in told if kind == "blob"]
    commits = int(git(folder, "rev-list", "--all", "--count"))
    return Amount(sum(sizes), commits=commits, blobs=len(sizes))


def of_commits_since(folder: Path, since: str) -> Amount:
    """The commits that a revision does not have."""
    return Amount(0, commits=int(git(folder, "rev-list", "--count", f"{since}..HEAD")))


def revision_before(folder: Path, commits: int) -> str:
    """The recent commit that about so many came after: behind a merge it may be on any line."""
    said = git(folder, "rev-list", "--topo-order", f"--max-count={4 * commits + 1}", "HEAD")
    some = said.split()[:: max(1, commits // 25)]
    return min(some, key=lambda one: abs(of_commits_since(folder, one).commits - commits))


def blob_lists(folder: Path, scratch: Path) -> list[Path]:
    """The ids of all blobs as they lie in the pack, in two files of the same length."""
    told = _objects(folder, "%(objecttype) %(objectname)", "--unordered")
    ids = [name for kind, name in told if kind == "blob"]
    halves = ids[: len(ids) // 2], ids[len(ids) // 2 :]
    paths = [scratch / "first-half.txt", scratch / "second-half.txt"]
    for path, half in zip(paths, halves, strict=True):
        path.write_text("".join(f"{name}\n" for name in half))
    return paths


def _objects(folder: Path, form: str, *more: str) -> list[list[str]]:
    said = git(folder, "cat-file", "--batch-all-objects", f"--batch-check={form}", *more)
    return [line.split() for line in said.splitlines()]
