"""The scanners that are compared: how each is found, run and asked for its version.

Verification over the network is off for every tool.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import reports
from reports import Hit

_BETTERLEAKS = (
    "import dataclasses, json, sys, pybetterleaks as b; "
    "print(json.dumps(dataclasses.asdict(b.scan_dir(sys.argv[1], redact=False, validation=False))))"
)
_BETTERLEAKS_VERSION = (
    "import importlib.metadata as m, pybetterleaks as b; "
    "print(m.version('pybetterleaks'), 'with betterleaks', b.scan_text('').betterleaks_version)"
)
_SECRETLINTRC = '{"rules": [{"id": "@secretlint/secretlint-rule-preset-recommend"}]}'


@dataclass(frozen=True)
class Tool:
    """A scanner. In its command {bin} is its executable, {dir} the folder to scan, {out} a file for the report."""

    name: str
    executable: str
    command: tuple[str, ...]
    version: tuple[str, ...]
    read: Callable[[str], Iterable[Hit]]
    needs: str = ""  # a Python module that the executable, an interpreter, must be able to import
    shown: str = ""  # the command as the table gives it, where the true one is hard to read

    @property
    def told(self) -> str:
        return self.shown or " ".join(self.command).format(
            bin=self.executable, dir="DIR", out="OUT"
        )


class ToolFailed(RuntimeError):
    """A tool ran and gave no report that can be read."""


def find(tool: Tool, folders: Sequence[Path]) -> str | None:
    """Returns the path of the tool's executable: in the given folders first, then beside this Python, then on PATH."""
    places = os.pathsep.join(
        [*map(str, folders), str(Path(sys.executable).parent), os.environ.get("PATH", "")]
    )
    candidates = [shutil.which(tool.executable, path=place) for place in places.split(os.pathsep)]
    return next((found for found in candidates if found and _imports(found, tool.needs)), None)


def _imports(executable: str, module: str) -> bool:
    return (
        not module
        or subprocess.run([executable, "-c", f"import {module}"], capture_output=True).returncode
        == 0
    )


def version(tool: Tool, executable: str) -> str:
    """Returns the last word of what the tool says of its version, or all of it for an interpreter."""
    said = _run(tool.version, executable, Path(), Path()).stdout.strip()
    if "build process" in said:  # gitleaks, where Go built it from its module
        return "built without a version"
    return said if tool.needs else said.split()[-1] if said else "unknown"


def scan(tool: Tool, executable: str, folder: Path, scratch: Path) -> list[Hit]:
    """Runs the tool over the folder; paths of the hits are relative to it."""
    out = scratch / f"{tool.name}.report"
    done = _run(tool.command, executable, folder, out)
    report = out.read_text(encoding="utf-8") if out.exists() else done.stdout
    try:
        return [*tool.read(report.replace(json.dumps(str(folder) + "/")[1:-1], ""))]
    except (ValueError, KeyError, TypeError) as error:
        raise ToolFailed(f"exit code {done.returncode}: {error}; {done.stderr[-300:]}") from error


def _run(
    words: Sequence[str], executable: str, folder: Path, out: Path
) -> subprocess.CompletedProcess[str]:
    command = [
        word.replace("{bin}", executable).replace("{dir}", str(folder)).replace("{out}", str(out))
        for word in words
    ]
    # secretlint looks for its rules from the folder it is installed in.
    where = _package_folder(Path(executable)) or folder
    return subprocess.run(
        command, cwd=where, capture_output=True, text=True, encoding="utf-8", errors="replace"
    )


def _package_folder(executable: Path) -> Path | None:
    return next(
        (parent.parent for parent in executable.parents if parent.name == "node_modules"), None
    )


TOOLS = (
    Tool(
        "keylint",
        "keylint",
        ("{bin}", "scan", "{dir}", "--no-config", "--format", "json"),
        ("{bin}", "--version"),
        reports.from_keylint,
    ),
    Tool(
        "detect-secrets",
        "detect-secrets",
        ("{bin}", "scan", "--all-files", "--no-verify", "."),
        ("{bin}", "--version"),
        reports.from_detect_secrets,
        shown="detect-secrets scan --all-files --no-verify . (in DIR)",
    ),
    Tool(
        "betterleaks",
        "python",
        ("{bin}", "-c", _BETTERLEAKS, "{dir}"),
        ("{bin}", "-c", _BETTERLEAKS_VERSION),
        reports.from_betterleaks,
        needs="pybetterleaks",
        shown="pybetterleaks.scan_dir(DIR, redact=False, validation=False)",
    ),
    Tool(
        "kingfisher",
        "kingfisher",
        (
            *"{bin} scan {dir} --no-validate --no-update-check --no-rule-cache --format json".split(),
        ),
        ("{bin}", "--version"),
        reports.from_kingfisher,
    ),
    Tool(
        "CredSweeper",
        "credsweeper",
        (*"{bin} --path {dir} --no-stdout --save-json {out}".split(),),
        ("{bin}", "--version"),
        reports.from_credsweeper,
    ),
    Tool(
        "secretlint",
        "secretlint",
        (
            "{bin}",
            "--secretlintrcJSON",
            _SECRETLINTRC,
            "--format",
            "json",
            "--output",
            "{out}",
            "{dir}/**/*",
        ),
        ("{bin}", "--version"),
        reports.from_secretlint,
        shown="secretlint with @secretlint/secretlint-rule-preset-recommend --format json DIR/**/*",
    ),
    Tool(
        "gitleaks",
        "gitleaks",
        (
            *"{bin} dir {dir} --no-banner --report-format json --report-path {out} --exit-code 0".split(),
        ),
        ("{bin}", "version"),
        reports.from_gitleaks,
    ),
    Tool(
        "trufflehog",
        "trufflehog",
        (*"{bin} filesystem {dir} --json --no-verification --no-update".split(),),
        ("{bin}", "--version"),
        reports.from_trufflehog,
    ),
)
