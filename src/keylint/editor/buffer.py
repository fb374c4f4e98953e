"""An open document: its text as the editor has it, and which file it is."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from posixpath import basename, splitext
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from keylint.editor.text import Text
from keylint.model import Standing
from keylint.request import Request, items, shown
from keylint.settings import Settings
from keylint.sources import git
from keylint.sources.files import File

MARK = "\ufeff"
# What the name of a document without a file does not say: how a file of its language would end.
ENDINGS = {
    "csharp": ".cs", "dockerfile": ".dockerfile", "dotenv": ".env", "elixir": ".ex", "go": ".go",
    "html": ".html", "ini": ".ini", "java": ".java", "javascript": ".js", "javascriptreact": ".jsx",
    "json": ".json", "jsonc": ".jsonc", "kotlin": ".kt", "markdown": ".md", "perl": ".pl",
    "php": ".php", "powershell": ".ps1", "properties": ".properties", "python": ".py", "ruby": ".rb",
    "rust": ".rs", "scala": ".scala", "sh": ".sh", "shellscript": ".sh", "swift": ".swift",
    "terraform": ".tf", "toml": ".toml", "typescript": ".ts", "typescriptreact": ".tsx",
    "xml": ".xml", "yaml": ".yaml",
}  # fmt: skip


class Buffer(NamedTuple):
    """A version of an open document."""

    uri: str
    language: str
    version: int
    text: Text

    def __repr__(self) -> str:  # without the text, which may be a secret
        return f"Buffer(version {self.version})"

    @property
    def mark(self) -> int:
        """How many characters a byte order mark takes, which is no part of what is judged."""
        return int(self.text.written.startswith(MARK))

    @property
    def body(self) -> str:
        """What is judged; half of a pair of surrogates, which no file can hold, is a question mark."""
        return self.text.written[self.mark :].encode("utf-8", "replace").decode("utf-8")


class Place(NamedTuple):
    """Where a document is: the root that it is told relative to, its name, and its file, if any."""

    root: str
    name: str
    file: str = ""


def place_of(uri: str, language: str, folders: Sequence[str]) -> Place:
    """The place of a document; one that is in no file belongs to the first folder that is open."""
    parts = urlsplit(uri)
    if parts.scheme != "file":
        name = basename(unquote(parts.path)) or "untitled"
        ending = "" if splitext(name)[1] else ENDINGS.get(language, "")
        folder = folders[0] if folders else os.getcwd()
        return Place(_repository(folder) or folder, name + ending)
    file = path_of(uri)
    holding = (one for one in folders if not os.path.isabs(shown(file, one)))
    folder = os.path.dirname(file)
    root = _repository(folder) or next(holding, folder)
    return Place(root, shown(file, root), file)


def path_of(uri: str) -> str:
    """The path of a file by its URI."""
    parts = urlsplit(uri)
    path = unquote(parts.path, errors="surrogateescape")
    if parts.netloc and parts.netloc != "localhost":
        path = f"//{parts.netloc}{path}"  # a share of Windows
    elif os.name == "nt":
        path = path.lstrip("/")
    return os.path.abspath(path)


def _repository(folder: str) -> str:
    """The top of the repository around a folder; nothing where there is none."""
    try:
        repository = git.find(os.path.realpath(folder)) if os.path.isdir(folder) else None
    except git.GitError:
        return ""
    return repository.top if repository and repository.top else ""


def standing_of(place: Place) -> Standing:
    """How the file of a document stands with git and with other users; nothing is known of a new one."""
    if not os.path.isfile(place.file):
        return Standing()
    item = next(items(Request((place.file,), place.root), Settings()), None)
    if not isinstance(item, File):
        return getattr(item, "standing", Standing())
    others = os.name == "posix" and bool(os.stat(place.file).st_mode & stat.S_IROTH)
    return item.standing._replace(read_by_others=others)
