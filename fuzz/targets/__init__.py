"""What is fuzzed: each target with the function that takes an input, and what it is for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

READERS = (
    "env", "json", "yaml", "toml", "ini", "hcl", "xml", "csv", "markdown", "python", "javascript",
)  # fmt: skip


class Target(NamedTuple):
    """A function `take(data)` in a module, with the modules of keylint that it is for.

    `seeds` names the function of seeds.py that makes its first inputs, `longest` bounds an input;
    where it `stretches`, some inputs are also taken with a part of them repeated very often.
    """

    module: str
    take: str
    covers: tuple[str, ...]
    seeds: str
    longest: int = 6144
    stretches: bool = True

    @property
    def function(self) -> Callable[[bytes], None]:
        """What takes an input; it raises where something does not hold."""
        found: Callable[[bytes], None] = getattr(import_module(f"targets.{self.module}"), self.take)
        return found


def _readers() -> dict[str, Target]:
    """A target for each format; what formats share is covered by those that use it."""
    shared = {
        "env": ("readers.ini",),
        "json": ("readers.flow", "readers.literals", "readers.embedded", "readers.shifted"),
        "yaml": ("readers.embedded", "readers.shifted"),
        "toml": ("readers.flow", "readers.literals"),
        "python": ("readers.columns", "readers.syntax"),
        "javascript": ("readers.tokens", "readers.literals"),
        "markdown": ("readers.shifted",),
    }
    return {
        f"reader-{form}": Target(
            "readers",
            form,
            (f"readers.{form}", *shared.get(form, ())),
            f"of_{form}",
        )
        for form in READERS
    }


TARGETS: dict[str, Target] = {
    **_readers(),
    "layer-joined": Target("layers", "joined", ("layers.joined",), "layered"),
    "layer-escaped": Target("layers", "escaped", ("layers.escaped",), "layered"),
    "layer-encoded": Target("layers", "encoded", ("layers.encoded",), "layered"),
    "layers": Target("layers", "together", ("layers", "layers.edit"), "layered"),
    "archives": Target(
        "archives",
        "take",
        ("layers.archive", "layers.packing", "layers.tar", "layers.zip"),
        "archives",
        16384,
        False,
    ),
    "encodings": Target(
        "encodings", "take", ("content", "fixes.encoding", "history.cuts"), "encoded_files"
    ),
    "credentials": Target("documents", "credentials", ("credentials.reading",), "files"),
    "detectors": Target("documents", "detectors", ("detectors.detect_secrets",), "files"),
    "code": Target("documents", "code", ("calls.reading", "references"), "files"),
    "ignores": Target("ignores", "take", ("ignores", "triage"), "ignores"),
    "configuration": Target(
        "configuration",
        "take",
        ("config", "inventory.reading", "inventory.values", "globs"),
        "configurations",
    ),
    "baseline": Target("baselines", "own", ("baseline.file",), "baselines", 8192),
    "baseline-foreign": Target("baselines", "foreign_", ("baseline.foreign",), "foreign_baselines"),
    "git": Target(
        "git",
        "take",
        (
            "sources.git",
            "sources.git_said",
            "sources.objects",
            "sources.walk",
            "sources.past",
            "sources.metadata",
            "sources.staged",
        ),
        "git_answers",
    ),
    "history": Target(
        "repositories", "take", ("history", "history.search"), "repositories", 4096, False
    ),
    "fixes": Target("fixes", "take", ("fixes.plan", "fixes.diffs"), "files"),
    "answers": Target("answers", "take", ("inquiry.answers", "inquiry.verdicts"), "answers"),
    "networks": Target("networks", "take", ("networks",), "networks", 512),
    "gate": Target("gate", "take", ("gate", "gate.search"), "files"),
    "editor": Target(
        "editor", "protocol", ("editor.session", "editor.protocol"), "messages", 4096, False
    ),
    "editor-text": Target("editor", "text", ("editor.text",), "editor_changes", 512, False),
    "reports": Target("reports", "take", ("reports.text", "reports.shown"), "report_values", 1024),
    "scan": Target("scans", "take", ("scan", "scanner", "sources.files"), "trees", 8192, False),
}
