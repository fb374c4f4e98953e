"""Whether git ignores .env, and whether it is fit to keep values."""

from __future__ import annotations

import os

from keylint.finding import Secret
from keylint.fixes import beside
from keylint.fixes.encoding import read
from keylint.request import Request
from keylint.settings import ConfigurationError
from keylint.sources import git
from keylint.sources.git import GitError, Repository

REFUSED = "--move-to-env: {why}; nothing was changed"


def is_ignored(root: str, name: str = beside.ENV) -> bool | None:
    """Whether git ignores a file at the top of a folder, .env; None where no repository says so."""
    repository = _repository(root)
    try:
        return repository.ignores(name) if repository else None
    except GitError:
        return None


def _is_tracked(root: str) -> bool:
    repository = _repository(root)
    try:
        return repository is not None and bool(repository.indexed([beside.ENV]))
    except GitError as error:
        raise ConfigurationError(REFUSED.format(why=f"git: {error}")) from None


def _repository(root: str) -> Repository | None:
    try:
        repository = git.find(os.path.realpath(root))
    except GitError:
        return None
    return repository if repository and repository.top else None


class Keep:
    """The .env that values are to be moved to, as it is."""

    def __init__(self, request: Request) -> None:
        self.root = request.root
        self.place = os.path.join(request.root, beside.ENV)
        self.data: bytes | None = None
        if os.path.islink(self.place) or (
            os.path.lexists(self.place) and not os.path.isfile(self.place)
        ):
            raise ConfigurationError(REFUSED.format(why=".env is a link or no file"))
        if os.path.exists(self.place):
            self.data = self._read()
        written = read(self.data or b"")
        if written is None or written.mark or written.encoding != "utf-8":
            raise ConfigurationError(REFUSED.format(why=".env is no plain text"))
        self.text = written.text

    def _read(self) -> bytes:
        try:
            with open(self.place, "rb") as file:
                return file.read()
        except OSError as error:
            why = f".env cannot be read ({error.strerror})"
            raise ConfigurationError(REFUSED.format(why=why)) from None

    def values(self) -> dict[str, Secret]:
        """The variables that it sets already."""
        return beside.values_in(self.text)

    def check(self, will_be_ignored: bool) -> None:
        """Raise ConfigurationError if git would take it, or if there is no git to ignore it."""
        if _is_tracked(self.root):
            why = (
                "git tracks .env: take it out first (git rm --cached .env), and deactivate its keys"
            )
            raise ConfigurationError(REFUSED.format(why=why))
        ignored = is_ignored(self.root)
        if ignored is None:
            raise ConfigurationError(REFUSED.format(why="no git repository is here to ignore .env"))
        if not ignored and not will_be_ignored:
            why = "git does not ignore .env: write .env into .gitignore"
            raise ConfigurationError(REFUSED.format(why=why))
