"""Runs of keylint under a fault, and whether anything was lost in them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from conftest import Repository, environment
from faults import Fault, Injector, compiled
from fixing import made
from surroundings import Begin, unheard
from test_git_faults import Imp

LEAK = "GEMINI_API_KEY=‹K›\nGEMINI_API_SECRET=‹S›\n"
PROGRAM = 'import os\ngemini_api_secret = "‹T›"\n'.replace("‹T›", "‹P›")
JSON = ("--format", "json")
COMMANDS = {
    "files": ("scan", *JSON),
    "named files": ("scan", *JSON, "bot.env", "bot.py"),
    "what is staged": ("scan", *JSON, "--staged"),
    "standard input": ("scan", *JSON, "-", "bot.py"),
    "history": ("scan", *JSON, "--history"),
    "since": ("scan", *JSON, "--since", "HEAD~1"),
    "into a file": ("scan", *JSON, "--output", "report.json"),
    "fix": ("scan", *JSON, "--fix", "--move-to-env"),
    "diff": ("scan", "--diff"),
    "baseline": ("baseline",),
    "init": ("init", "--yes", "--ci", "github", "--baseline"),
    "keys": ("keys", "--write"),
    "purge": ("purge",),
}
WITH_FINDINGS = {name for name, one in COMMANDS.items() if JSON[0] in one and name != "fix"}
ENDED = "whatever was not reached"
UNHEARD = "whatever was said"
LEFT = re.compile(r"\..+\.[0-9a-f]{8}\.keylint")
WORD = re.compile(r"keylint: |[Nn]ot scanned|ncomplete")
CRASH = re.compile("Traceback|internal error|the system failed")
SECONDS = 120


@dataclass(frozen=True)
class Run:
    """A run that met a fault: how it is told, and what was lost; nothing if it survived."""

    told: str
    lost: str


@dataclass(frozen=True)
class Answer:
    """What a command answered, and what its folder holds then."""

    command: str
    code: int
    out: str
    err: str
    files: Mapping[str, bytes]
    calls_of_git: int = 0

    @property
    def report(self) -> dict[str, Any] | None:
        """The JSON of a scan, if it is there whole."""
        text = self.out or self.files.get("report.json", b"").decode()
        try:
            return dict(json.loads(text))
        except ValueError:
            return None

    @property
    def findings(self) -> set[tuple[str, str, int]]:
        """What was found: path, rule, line."""
        found = (self.report or {}).get("findings", ())
        return {(one["path"], one["rule"], one["line"]) for one in found}


@dataclass
class Case:
    """A repository with leaks in all places, copied anew for each run."""

    folder: Path
    injector: Injector
    imp: Imp
    values: tuple[str, ...]
    known: dict[str, Answer] = field(default_factory=dict)

    @classmethod
    def made(cls, folder: Path) -> Case:
        """The repository, and what puts faults under commands."""
        (folder / "tree").mkdir()
        repository = Repository(folder / "tree")
        repository.git("init", "--quiet", "--initial-branch=main")
        texts = [made(LEAK, "bot.env", 1), made(PROGRAM, "bot.py", 2), made(LEAK, "old.env", 3)]
        repository.commit("old.env", texts[2])
        repository.git("rm", "--quiet", "old.env")
        repository.git("commit", "--quiet", "--no-verify", "--message", "Forget it")
        repository.commit("bot.py", texts[1])
        repository.commit("conf/keys.yaml", "gemini:\n  api_key_name: bot\n  ip_whitelist: []\n")
        repository.stage("bot.env", texts[0])
        values = re.findall(r"[0-9A-Za-z]{20,}", "\n".join(texts))
        injector = Injector(compiled(folder), folder / "faults.log")
        return cls(folder, injector, Imp(folder / "imp"), tuple(values))

    @property
    def place(self) -> Path:
        """Where the commands run."""
        return self.folder / "run"

    def run(self, command: str, env: Mapping[str, str | None], begin: Begin = None) -> Answer:
        """Run a command in a fresh copy of the repository."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self.folder / "tree", self.place)
        own: dict[str, str | None] = {"KEYLINT_CACHE_DIR": str(self.place / "cache"), **env}
        names = environment(self.folder, {k: v for k, v in own.items() if v is not None})
        for name in [name for name, value in own.items() if value is None]:
            names.pop(name, None)
        done = subprocess.run(
            [Path(sys.executable).with_name("keylint"), *COMMANDS[command]],
            cwd=self.place, env=names, input=b"# nothing\n", capture_output=True,
            check=False, timeout=SECONDS, preexec_fn=begin,
        )  # fmt: skip
        out, err = (text.decode("utf-8", "replace") for text in (done.stdout, done.stderr))
        calls = self.imp.calls.read_text().split() if "PATH" in env else ()
        return Answer(command, done.returncode, out, err, self._files(), len(calls))

    def _files(self) -> dict[str, bytes]:
        paths = (path for path in self.place.rglob("*") if path.is_file())
        named = {str(path.relative_to(self.place)): path for path in paths}
        return {
            name: path.read_bytes()
            for name, path in named.items()
            if not name.startswith((".git/", "cache/")) or LEFT.fullmatch(path.name)
        }

    def whole(self, command: str) -> Answer:
        """What a command answers without a fault."""
        if command not in self.known:
            self.known[command] = self.run(command, self.imp.environment("hangs", 0))
        return self.known[command]

    def count(self, command: str, calls: str) -> int:
        """How many such calls a command makes for its files."""
        return self.injector.count(calls, self._below(calls), lambda env: self.run(command, env))

    def _below(self, calls: str) -> Path:
        return Path("/") if calls == "pipe,fork" else self.place

    def under_fault(self, whole: Answer, calls: str, what: str, at: int) -> Run:
        """A run whose n-th call fails."""
        env = self.injector.under(Fault(calls, what, at), self._below(calls))
        told = f"{whole.command}, call {at} of {calls}"
        return self._judged(told, whole, lambda: self.run(whole.command, env), what)

    def under_imp(self, whole: Answer, misdeed: str, at: int) -> Run:
        """A run whose n-th call of git goes wrong."""
        env = self.imp.environment(misdeed, at)
        told = f"{whole.command}, git {at}"
        return self._judged(told, whole, lambda: self.run(whole.command, env))

    def within(self, whole: Answer, surroundings: Mapping[str, str | None]) -> Run:
        """A run in other surroundings."""
        env = {"LD_PRELOAD": str(self.injector.library), **surroundings}
        return self._judged(whole.command, whole, lambda: self.run(whole.command, env))

    def begun(self, whole: Answer, begin: Begin) -> Run:
        """A run that begins with less than a process usually has."""
        lost = UNHEARD if begin is unheard else ""
        return self._judged(whole.command, whole, lambda: self.run(whole.command, {}, begin), lost)

    def _judged(self, told: str, whole: Answer, run: Callable[[], Answer], what: str = "") -> Run:
        try:
            answer = run()
        except subprocess.TimeoutExpired:
            return Run(told, "it hung")
        met = self.injector.happened if what not in ("", UNHEARD) else []
        told += f" ({met[0].replace(str(self.folder), '')})" if met else ""
        touched = os.path.relpath(met[0].split(" ", 1)[1], self.place) if met else ""
        changed = touched if what.isalpha() else ENDED if what.startswith("signal:") else ""
        changed = UNHEARD if what == UNHEARD else changed
        reason = next(iter(self._losses(whole, answer, changed)), "")
        return Run(told, reason)

    def _losses(self, whole: Answer, answer: Answer, touched: str) -> list[str]:
        said = answer.out + answer.err
        losses = [
            *(["a traceback"] if CRASH.search(said) else []),
            *(["a value shows"] if any(value in said for value in self.values) else []),
            *(f"left over: {name}" for name in answer.files if LEFT.fullmatch(Path(name).name)),
            *self._half_written(whole, answer, touched),
        ]
        if not self._is_right(whole, answer, touched):
            losses.append(f"exit code {answer.code}: {said[-300:]}")
        elif answer.code == 3 and not (WORD.search(said) or answer.report):
            losses.append("incomplete without a word")
        return losses + self._missing(whole, answer, touched)

    def _is_right(self, whole: Answer, answer: Answer, touched: str) -> bool:
        """Whether the exit code is one that a run under a fault may have."""
        if answer.code in (whole.code, 3):
            return True
        if answer.code == 2:
            return "keylint:" in answer.err
        # A file may have lost what was in it; a diff is of what can be read, and tells the rest.
        is_told = answer.command == "diff" and "not fixed: " in answer.err
        return answer.code in (0, 1) and (bool(touched) or is_told)

    def _half_written(self, whole: Answer, answer: Answer, touched: str) -> list[str]:
        old = self.folder / "tree"
        return [
            f"half written: {name}"
            for name, data in answer.files.items()
            if name != touched
            and not ((old / name).is_file() and (old / name).read_bytes() == data)
            and whole.files.get(name) != data
            and not (name.endswith(".json") and _is_json(data))
        ]

    def _missing(self, whole: Answer, answer: Answer, touched: str) -> list[str]:
        """Findings that are missing without a word."""
        if answer.command not in WITH_FINDINGS or answer.code == 2 or touched == UNHEARD:
            return []
        if answer.report is None:
            return [] if answer.code == 3 and "keylint:" in answer.err else ["no report"]
        told = {one["path"] for one in answer.report["not_scanned"]}
        # Who ends a scan is told that it is not complete, and not what else there is.
        if answer.code == 3 and (touched == ENDED or told & {".", "conf"}):
            return []
        return [
            f"{path}:{line} {rule} is missing"
            for path, rule, line in whole.findings - answer.findings
            if path not in told and path != touched
        ]


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except ValueError:
        return False
    return True
