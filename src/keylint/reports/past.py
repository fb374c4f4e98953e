"""When a finding was in the history, and how to take it out: the exact lines, none with a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from keylint.finding import Finding
from keylint.past import Commit, Past
from keylint.reports.shown import safe

# So many digits of an id say which commit is meant.
SHORT = 12

WORDS = "../keylint-values.txt"
PUSH = "git push --force --mirror URL"
FIRST = (
    "Deactivate the key before anything else: forks, clones, caches and pull requests keep old "
    "commits, whatever is done to this repository."
)
THEN = (
    "Then, in a fresh clone (git clone --mirror), collect the values, which are not shown, and let "
    "git filter-repo (https://github.com/newren/git-filter-repo) replace them:"
)
LAST = (
    "URL is where you cloned from: git filter-repo forgets it on purpose. What only stashes, reflogs or "
    "no commits hold is in your own clone alone: git stash clear; git reflog expire --expire=now "
    "--all; git gc --prune=now. Ask everybody to clone anew, and the host to drop cached views and pull requests "
    "(on GitHub its support does)."
)


CANNOT = (
    "Forks and clones of others: each of them keeps the old commits until it is made anew.",
    "Caches and pull requests of the host: on GitHub only its support can drop them.",
    "Builds, images, logs and backups that were made from an old commit.",
    "What is named by hand above: values in archives, in UTF-16, encoded, or over several lines.",
)
NOTHING = "Nothing is in the history of these paths that a key could be taken from."
ONCE_MORE = "The same value is replaced wherever it is in the history, in other paths too."


def told(past: Past) -> str:
    """When a value was in the history, as people say it."""
    if past.first is None:
        return f"In the history: version {past.blob[:SHORT]}"
    here = "still in the tip" if past.in_tip else "no longer in the tip"
    if past.last == past.first:
        return f"In the history: only in {_commit(past.first)}; {here}"
    until = f", last in {_commit(past.last)}" if past.last and not past.in_tip else ""
    return f"In the history: brought by {_commit(past.first)}{until}; {here}"


def facts(past: Past) -> dict[str, object]:
    """The same for programs."""
    return {
        "blob": past.blob,
        "first": _facts(past.first),
        "last": _facts(past.last),
        "in_tip": past.in_tip,
    }


def _facts(commit: Commit | None) -> dict[str, str] | None:
    if commit is None:
        return None
    return {"commit": commit.id, "author": safe(commit.author), "day": commit.day}


def _commit(commit: Commit) -> str:
    return f"{commit.id[:SHORT]} ({commit.day}, {safe(commit.author)})"


def purge(findings: Iterable[Finding]) -> list[str]:
    """The commands that replace what was found in the history, in their order."""
    by_place: dict[str, dict[str, None]] = {}
    for one in findings:
        if one.past and one.masked:
            by_place.setdefault(one.past.inside, {})[_collect(one, one.past)] = None
    return [line for place in sorted(by_place) for line in _of_one(place, by_place[place])]


def _of_one(place: str, collected: Iterable[str]) -> Iterator[str]:
    """What is to be done in a clone of one repository; a submodule is one by itself."""
    if place:
        yield f"# in a clone of the submodule {safe(place.rstrip('/'))}:"
    yield f"umask 077; : > {WORDS}"
    yield from collected
    yield f"git filter-repo --force --replace-text {WORDS} --replace-message {WORDS}"
    yield f"rm {WORDS}"
    yield f"keylint scan --history --no-cache && {PUSH}"


def _collect(finding: Finding, past: Past) -> str:
    """Append the value to a file that git filter-repo reads, from the version that holds it."""
    if past.cut is None:
        place = f"{safe(finding.location.path)}, line {finding.location.line}"
        return f"# by hand, as it cannot be cut out by a command: {place}, of object {past.blob}"
    line = f"sed -n {past.cut.line}p | cut -b {past.cut.first}-{past.cut.last}"
    return f"git cat-file blob {past.blob} | {line} | sed 's/$/==>REMOVED/' >> {WORDS}"
