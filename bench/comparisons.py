"""The rows that compare scanners: a commit's files, trees, a history and a part of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import amounts
import histories
import works
from speed_peers import BARE, GIT, RIPGREP, Bench
from timing import Command, run
from verdicts import Bar, Row

FILES, A_TENTH_OF_FILES, A_TENTH_OF_COMMITS = 2_000, 5_500, 2_800
WHOLE, TEN = "full history", "ten commits"


@dataclass(frozen=True)
class Given:
    """Real repositories, where the caller named any."""

    tree: Path | None = None
    large_tree: Path | None = None
    history: Path | None = None


def fill_caches(bench: Bench) -> None:
    """Lets each scanner compile its rules: the first run of a row is not to be taken for a slow one."""
    folder = bench.new("nothing")
    works.tracked(works.write(folder / "empty.txt", [b"\n"]).parent)
    for command in _scanners(bench, folder):
        run(command)


def hook(bench: Bench, given: Given) -> Row:
    """The files of a commit, called as pre-commit calls it while git commits."""
    folder = bench.new("hook")
    names = works.staged_files(folder)
    during = {"PRE_COMMIT": "1", "GIT_INDEX_FILE": str(folder / ".git" / "index")}
    commands = [
        bench.keylint(folder, *names),
        *bench.detect_secrets_hook(folder, names),
        *bench.kingfisher(folder, *names),
        *bench.bare(folder),
    ]
    return Row(
        "hook: small staged files, the whole process",
        amounts.of_tree(folder),
        [replace(one, environment={**one.environment, **during}) for one in commands],
        bars=[Bar(0.35, "detect-secrets"), Bar(0.2, "kingfisher")],
        aims=[Bar(5, BARE)],
    )


def tree(bench: Bench, given: Given) -> Row:
    """A repository of the usual size."""
    folder = given.tree or works.library_tree(bench.new("tree"), FILES)
    return Row(
        "tree",
        amounts.of_tree(folder),
        [*_scanners(bench, folder), *bench.detect_secrets(folder)],
        bars=[Bar(0.5, "kingfisher"), Bar(0.01, "detect-secrets")],
        aims=[Bar(0.33, "kingfisher")],
    )


def large_tree(bench: Bench, given: Given) -> Row:
    """A repository of very many files."""
    folder = given.large_tree or works.library_tree(bench.new("large"), A_TENTH_OF_FILES)
    return Row(
        "large tree",
        amounts.of_tree(folder),
        [bench.keylint(folder, "."), *bench.kingfisher(folder, "."), *bench.ripgrep(folder)],
        bars=[Bar(0.5, "kingfisher")],
        aims=[Bar(5, RIPGREP)],
        scale="" if given.large_tree else "a tenth of the 55,000 files that the bar is for",
    )


def history(bench: Bench, given: Given) -> Row:
    """Every blob that any ref has ever held."""
    folder = _history(bench, given)
    return Row(
        "history",
        amounts.of_history(folder),
        [
            bench.all_commits(folder),
            *bench.kingfisher(folder, ".", history="full"),
            # It finds nothing to scan in a bare repository.
            *(bench.betterleaks(folder, "git") if (folder / ".git").exists() else ()),
            *bench.git(folder, amounts.blob_lists(folder, bench.scratch)),
        ],
        bars=[Bar(0.5, "kingfisher"), Bar(0.5, "kingfisher", "memory")],
        aims=[Bar(1.6, GIT)],
        scale="" if given.history else "a tenth of the 28,000 commits that the bar is for",
    )


def diff(bench: Bench, given: Given) -> Row:
    """What a hundred commits bring, beside the whole history and what ten commits bring."""
    folder = _history(bench, given)
    revision = amounts.revision_before(folder, 100)
    return Row(
        "diff: `--since REV`",
        amounts.of_commits_since(folder, revision),
        [
            bench.since(folder, revision),
            bench.all_commits(folder, WHOLE),
            bench.since(folder, amounts.revision_before(folder, 10), TEN),
        ],
        bars=[Bar(0.3, WHOLE)],
    )


ROWS = {"hook": hook, "tree": tree, "large-tree": large_tree, "history": history, "diff": diff}


def _scanners(bench: Bench, folder: Path) -> list[Command]:
    return [
        bench.keylint(folder, "."),
        *bench.kingfisher(folder, "."),
        *bench.betterleaks(folder),
        *bench.ripgrep(folder),
    ]


def _history(bench: Bench, given: Given) -> Path:
    return given.history or made_history(bench)


def made_history(bench: Bench) -> Path:
    """Several rows look at it; it is made once."""
    folder = bench.new("history")
    return folder if folder.exists() else histories.make(folder, A_TENTH_OF_COMMITS)
