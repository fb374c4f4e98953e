"""Write what is released: wheel, sdist, bill of materials and checksums.

    python release/dist.py FOLDER

They are made from the last commit, never from the folder as it stands, and are the same bytes wherever
they are made with the same Python, zlib and setuptools.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

import lock
import sbom

ROOT = Path(__file__).resolve().parent.parent
# A file of settings in somebody's home, or a variable of their shell, is no part of a release.
_ENVIRONMENT = ("PATH", "SYSTEMROOT", "TEMP", "TMP")
# setuptools puts arguments of its own into sys.argv.
_BUILD = """
import sys
from setuptools import build_meta
out = sys.argv[1]
build_meta.build_wheel(out)
build_meta.build_sdist(out)
"""


def dist(out: Path) -> None:
    """Write the files of a release into a folder that holds nothing else."""
    os.umask(0o022)
    out.mkdir(parents=True, exist_ok=True)
    if any(out.iterdir()):
        sys.exit(f"{out} holds files already: a release is made in an empty folder")
    made_at = int(_git("log", "-1", "--format=%ct"))
    with TemporaryDirectory() as folder:
        source = Path(folder, "source")
        _export(source)
        _build(source, out, home=Path(folder), made_at=made_at)
        needed = list(lock.pins((source / "requirements" / "run.txt").read_text("utf-8")))
    sdist = next(out.glob("*.tar.gz"))
    _pack_again(sdist, made_at)
    name = sdist.name.removesuffix(".tar.gz")
    bill = sbom.bom(name.rpartition("-")[2], needed, _digests(out), made_at)
    (out / f"{name}.cdx.json").write_text(bill, "utf-8", newline="\n")
    sums = "".join(f"{digest}  {name}\n" for name, digest in _digests(out).items())
    (out / "SHA256SUMS").write_text(sums, "utf-8", newline="\n")


def _git(*words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout


def _export(source: Path) -> None:
    """The last commit's files, with the modes and line ends that they have in git."""
    archive = _git(
        "-c", "tar.umask=0022", "-c", "core.autocrlf=false", "archive", "--format=tar", "HEAD"
    )  # fmt: skip
    with tarfile.open(fileobj=io.BytesIO(archive)) as commit:
        commit.extractall(source, filter="data")


def _build(source: Path, out: Path, home: Path, made_at: int) -> None:
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    fixed = {"SOURCE_DATE_EPOCH": str(made_at), "PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"}
    done = subprocess.run(
        [sys.executable, "-c", _BUILD, out.resolve()],
        cwd=source,
        env={**kept, **fixed, "HOME": str(home), "USERPROFILE": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"setuptools did not build it:\n{done.stdout}{done.stderr}")


def _pack_again(sdist: Path, made_at: int) -> None:
    """Leave out of an sdist who built it and when; setuptools writes both down."""
    with tarfile.open(sdist) as built:
        files = {one.name: built.extractfile(one) for one in built if one.isfile()}
        contents = {name: file.read() for name, file in sorted(files.items()) if file}
    with (
        open(sdist, "wb") as raw,
        gzip.GzipFile("", "wb", fileobj=raw, mtime=made_at) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for name, content in contents.items():
            member = tarfile.TarInfo(name)
            member.size, member.mode, member.mtime = len(content), 0o644, made_at
            tar.addfile(member, io.BytesIO(content))


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
    }


if __name__ == "__main__":
    dist(Path(sys.argv[1]))
