"""Which CI a repository uses: its files say so, else the host that it is pushed to."""

from __future__ import annotations

import enum
import re
from urllib.parse import urlsplit

from keylint.adoption.place import Place

GITHUB_FOLDER, GITLAB_FILE = ".github", ".gitlab-ci.yml"
SCP_LIKE = re.compile(r"(?:[^@/]*@)?([^:/]+):")


class Ci(str, enum.Enum):
    """The kinds of CI that can be set up."""

    GITHUB = "github"
    GITLAB = "gitlab"
    NONE = "none"


def used_by(place: Place) -> Ci:
    """The CI that a repository uses; none where there is no telling."""
    seen = {Ci.GITHUB: place.has(GITHUB_FOLDER), Ci.GITLAB: place.has(GITLAB_FILE)}
    by_files = [ci for ci, is_there in seen.items() if is_there]
    if len(by_files) == 1:
        return by_files[0]
    return next((ci for host in hosts(place) if (ci := _of_host(host))), Ci.NONE)


def hosts(place: Place) -> list[str]:
    """The hosts of the remotes, origin's first. Only hosts: an address may hold a password."""
    told = place.repository.tell(
        "config", "--local", "--no-includes", "-z", "--get-regexp", r"^remote\..*\.url$"
    )
    listed = told.stdout.decode("utf-8", "replace").split("\0")
    urls = [one.split("\n", 1) for one in listed if "\n" in one]
    return [_host(url) for _, url in sorted(urls, key=lambda one: one[0] != "remote.origin.url")]


def _host(url: str) -> str:
    try:
        if "://" in url:
            return urlsplit(url).hostname or ""
    except ValueError:
        return ""
    found = SCP_LIKE.match(url)
    return found[1].lower() if found else ""


def _of_host(host: str) -> Ci | None:
    words = host.split(".")
    return next((ci for ci in (Ci.GITHUB, Ci.GITLAB) if ci.value in words), None)
