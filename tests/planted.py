"""A repository with a value in every position that there is: ‹…› names one, and becomes a value."""

from __future__ import annotations

import base64
import io
import json
import os
import random
import re
import uuid
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from conftest import Repository
from planted_texts import CONFIGURATION, FILES

from keylint.examples import ALPHABETS, BASE62, gemini_key, gemini_secret

# ‹a position› holds a Gemini secret, ‹a position|hex› another kind of value.
MARK = re.compile(r"‹([^‹›|]+)(?:\|([\w-]+))?›")


def made(position: str, kind: str = "") -> str:
    """A value of a kind, the same each time for a position."""
    source = random.Random(f"{kind} in {position}")

    def letters(alphabet: str, count: int) -> str:
        return "".join(source.choices(alphabet, k=count))

    if kind == "key":
        return gemini_key(source)
    if kind == "uuid":
        return str(uuid.UUID(bytes=source.randbytes(16), version=4))
    if kind == "word":  # the names of XML begin with a letter
        return f"g{gemini_secret(source)}"
    if kind == "variable":
        return f"GEMINI_{letters(ALPHABETS['upper'], 20)}_API_KEY"
    if kind == "AWS":
        return "AKIA" + letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)
    if kind == "Google":
        return "AIzaSy" + letters(ALPHABETS["base64url"], 33)
    if kind in ("base64", "base64url"):  # with the signs that part it where it is most likely
        return ("+/" if kind == "base64" else "-_")[:2].join(letters(BASE62, 14) for _ in range(3))
    lengths = {"hex": 32, "upper": 20}
    return letters(ALPHABETS[kind], lengths[kind]) if kind else gemini_secret(source)


@dataclass
class Planted:
    """The values that were planted, each under the name of its position."""

    values: dict[str, str] = field(default_factory=dict)

    def __call__(self, text: str) -> str:
        """A text with a value for each mark."""
        return MARK.sub(lambda mark: self.value(mark[1], mark[2] or ""), text)

    def value(self, position: str, kind: str = "") -> str:
        return self.values.setdefault(position, made(position, kind))


def cell(source: str) -> dict[str, object]:
    return {"cell_type": "code", "source": [source], "outputs": [], "metadata": {}}


def notebook(planted: Planted) -> str:
    """A notebook with values in a cell, in an output and in its metadata."""
    code = cell(planted("gemini_secret = '‹cell of a notebook›'\n"))
    code["outputs"] = [{"text": [planted("gemini_secret = ‹output of a notebook›")]}]
    about = {planted("‹metadata of a notebook›"): planted("gemini ‹value in metadata›")}
    return json.dumps({"cells": [code], "metadata": about, "nbformat": 4, "nbformat_minor": 5})


def archive(planted: Planted) -> bytes:
    """An archive with values in the names of its members, in a comment, and in an inner archive."""
    outer, inner = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as zipped:
        name = planted("‹name in an inner archive›.env")
        zipped.writestr(name, planted("GEMINI_API_SECRET=‹secret in an inner archive›\n"))
    with zipfile.ZipFile(outer, "w") as zipped:
        name = planted("‹folder in an archive›/‹name in an archive›.env")
        zipped.writestr(name, planted("GEMINI_API_SECRET=‹secret in an archive›\n"))
        zipped.writestr(planted("‹name of the inner archive›.zip"), inner.getvalue())
        zipped.comment = planted("gemini ‹comment of an archive›").encode()
    return outer.getvalue()


def encoded(planted: Planted) -> str:
    """Values that layers write out: base64, hex, escapes, percent."""
    inside = planted("GEMINI_API_SECRET=‹within base64›\n").encode()
    escapes = "".join(f"\\x{ord(one):02x}" for one in planted("‹within escapes›"))
    percent = "".join(f"%{ord(one):02x}" for one in planted("‹within percent signs›"))
    in_hex = planted("‹within hex›").encode().hex()
    return (
        f"gemini: {base64.b64encode(inside).decode()}\ngemini_secret: '{escapes}'\n"
        f"gemini_url: https://api.gemini.com/?apiSecret={percent}\ngemini_secret: {in_hex}\n"
    )


def plant_files(folder: Path, planted: Planted) -> None:
    """Write the files."""
    for name, text in FILES.items():
        path = folder / planted(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(planted(text), encoding="utf-8")
    (folder / "bot.ipynb").write_text(notebook(planted), encoding="utf-8")
    (folder / "gemini.zip").write_bytes(archive(planted))
    (folder / "encoded.yaml").write_text(encoded(planted), encoding="utf-8")
    (folder / "wide.env").write_text(planted("GEMINI_API_SECRET=‹UTF-16›\n"), encoding="utf-16")
    (folder / planted("‹name of a binary›.bin")).write_bytes(b"\0\1gemini\2" * 100)
    (folder / planted("‹name of a link›")).symlink_to(planted("‹target of a link›"))
    odd = os.fsencode(folder) + b"/\xff" + planted("‹name that is no UTF-8›.env").encode()
    Path(os.fsdecode(odd)).write_text(planted("GEMINI_API_SECRET=‹secret below no UTF-8›\n"))


def plant_history(repository: Repository, planted: Planted) -> None:
    """Commit the files, with a value in everything that git keeps beside them."""
    git = repository.git
    who = {
        f"GIT_{role}_{what}": planted(text)
        for role in ("AUTHOR", "COMMITTER")
        for what, text in (
            ("NAME", f"‹name of the {role}›"),
            ("EMAIL", f"‹address of the {role}›@x.org"),
        )
    }
    (repository.folder / "gone.env").write_text(
        planted("GEMINI_API_SECRET=‹secret that is gone›\n")
    )
    git("add", "--force", ".")
    git(
        "commit",
        "-qm",
        planted("Use gemini_api_secret=‹subject of a commit›\n\ngemini ‹body of a commit›"),
        **who,
    )
    git(
        "tag",
        "-a",
        "-m",
        planted("gemini_api_secret=‹message of a tag›"),
        planted("gemini-‹name of a tag›"),
        **who,
    )
    git("rm", "-q", "--cached", "gone.env")
    git("mv", "pair.env", planted("‹new name of a file›.env"))
    git("commit", "-qm", planted("Move ‹subject of another commit›"), **who)
    git("branch", planted("gemini_api_secret=‹name of a branch›"))
    git(
        "remote",
        "add",
        planted("‹name of a remote›"),
        planted("https://x:‹password of a remote›@gemini.org/‹path of a remote›"),
    )
    git(
        "config",
        planted("branch.‹branch in git's configuration›.remote"),
        planted("‹value in git's configuration›"),
    )
    git("notes", "add", "-m", planted("gemini_api_secret=‹a note›"), **who)
    (repository.folder / "stashed.env").write_text(
        planted("GEMINI_API_SECRET=‹secret in a stash›\n")
    )
    git("add", "stashed.env")
    git("stash", "push", "-qm", planted("gemini_api_secret=‹message of a stash›"), **who)
    (repository.folder / "staged.env").write_text(
        planted("GEMINI_API_SECRET=‹secret that is staged›\n")
    )
    git("add", "staged.env")
    (repository.folder / "keylint.toml").write_text(planted(CONFIGURATION))


def plant_submodule(repository: Repository, other: Repository, planted: Planted) -> None:
    """A submodule with a value in its name, its place, its address, and in itself."""
    other.commit(
        planted("‹name of a file of a submodule›.env"),
        planted("GEMINI_API_SECRET=‹secret in a submodule›\n"),
    )
    place = planted("‹place of a submodule›")
    name = ("--name", planted("‹name of a submodule›"))
    repository.git(
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "add",
        "-q",
        *name,
        str(other.folder),
        place,
    )


def plant(repository: Repository, other: Repository) -> Planted:
    """Everything that can be planted in a repository that is in order."""
    planted = Planted()
    plant_files(repository.folder, planted)
    plant_submodule(repository, other, planted)
    plant_history(repository, planted)
    return planted
