"""Every command with every option, where values are planted in every position: none comes out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from leaking import BASELINE, World, options

from keylint.cli import COMMANDS
from keylint.wishes import Format

ALL_FORMS = " ".join(
    f"--format {one.value}" + (f" --output ../{one.value}.out" if one is not Format.TEXT else "")
    for one in Format
)
NOWHERE = "audit --base-url http://127.0.0.1:9"
# What is run; a command, a form or an option that is missing here fails a test below.
CELLS = [
    f"scan {ALL_FORMS}",
    f"scan {ALL_FORMS} --verbose --no-progress",
    f"scan {ALL_FORMS} --verbose --no-config --no-inline-ignores --no-baseline --color always",
    f"scan {ALL_FORMS} --quiet --color never --recurse-submodules",
    f"scan {ALL_FORMS} --staged --verbose",
    f"scan {ALL_FORMS} --staged --gate --verbose",
    f"scan {ALL_FORMS} --since HEAD~1 --gate",
    f"scan {ALL_FORMS} --history --metadata --reflog --all-objects --verbose",
    f"scan {ALL_FORMS} --history --metadata --recurse-submodules --no-cache --progress",
    "scan --format github --confidence high --fail-on critical --color auto",
    "scan --diff --unsafe-fixes",
    f"scan {ALL_FORMS} --fix --unsafe-fixes --verbose",
    "scan --fix --move-to-env --unsafe-fixes",
    "init --yes --baseline --ci github",
    "init --dry-run --ci gitlab",
    "init --ci none --yes",
    "baseline",
    "baseline --history --no-config",
    "baseline --prune",
    "baseline --audit",
    "purge",
    "purge --reflog --metadata --no-config --color always --output ../purge.out",
    "purge --color never",
    "purge --color auto",
    "keys",
    "keys --format text --no-config",
    "keys --format json",
    "keys --format markdown",
    "keys --write",
    f"{NOWHERE} --found --yes --format text --color always --network trusted",
    f"{NOWHERE} --found --history --yes --format json --network untrusted --color never",
    f"{NOWHERE} --found --yes --format sarif --network unknown --use-proxy --color auto",
    f"{NOWHERE} --found --yes --format markdown --no-config --allow-nonce-jump",
    f"{NOWHERE} --stdin --output ../audit.out",
    f"{NOWHERE} --inventory --format markdown",
    f"{NOWHERE} --timeout 1",
    f"{NOWHERE} --sandbox --try-other",
    *(f"rules --format {form}" for form in ("text", "json", "markdown")),
    *(f"explain gemini-api-secret --format {form}" for form in ("text", "json", "markdown")),
    *(f"explain --color {when}" for when in ("auto", "always", "never")),
    "plugin-path",
]  # fmt: skip
# The server is run by a test of its own, with each of its options.
SERVED = ["lsp --stdio", "lsp --no-config --no-baseline"]
# The paths of a baseline stand beside the files that are called so.
OF_PATHS = ("name", "path in a baseline", "place of a submodule", "new name")


@pytest.mark.parametrize("cell", CELLS)
def test_no_value_comes_out_of_a_command(world: World, cell: str) -> None:
    before = world.files()
    pair = "\n".join((world.values["key of a .env"], world.values["secret of a .env"]))
    answer = world.run(*cell.split(), stdin=b"n\n" * 200 if "--audit" in cell else pair.encode())
    assert answer.code in (0, 1, 2 if "--sandbox" in cell else 1, 3)
    assert b"internal error" not in answer.err
    assert world.spilled(answer.out + b"\n" + answer.err) == []
    written = world.written(before)
    baseline = [
        one for one in written.pop(f"bot/{BASELINE}", []) if not one.position.startswith(OF_PATHS)
    ]
    assert (written, baseline) == ({}, [])
    assert not list((world.home / "tmp").iterdir())


def test_every_command_and_option_and_choice_is_run() -> None:
    run = [cell.split() for cell in CELLS + SERVED]
    assert {words[0] for words in run} == set(COMMANDS)
    missing = [
        f"{command} {words}"
        for command in COMMANDS
        for words in _wanted(command)
        if not any(cell[0] == command and f" {words} " in f" {' '.join(cell)} " for cell in run)
    ]
    assert missing == []


def _wanted(command: str) -> Iterator[str]:
    """Each flag of a command, and each choice that one of its options has."""
    for one in options(command):
        yield from (f"{one.opts[0]} {choice}" for choice in getattr(one.type, "choices", ()))
        if getattr(one, "is_flag", False):
            yield from (*one.opts[:1], *one.secondary_opts)
