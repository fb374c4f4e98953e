"""Weaken keylint in small ways, one at a time, and see that its tests notice each.

    python bench/mutation.py [NUMBER ...]

They are what bench/mutants.py cannot make: mutmut leaves patterns, tables and what has a decorator alone.
Each is made in a copy; the examples of the rules, the tests of credentials and records, and the open
part of the corpus run against it. A mutation that nothing notices is a missing test.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).parent.parent
TESTS = (
    "tests/test_rules.py",
    "tests/test_credentials.py",
    "tests/test_evidence.py",
    "tests/test_layers.py",
    "tests/test_detectors.py",
    "tests/test_corpus.py",
    "tests/test_networks.py",
    "tests/test_verdicts_on_keys.py",
    "tests/test_verdicts_on_values.py",
)


@dataclass(frozen=True)
class Mutation:
    """One weakening: a text in a file and what takes its place."""

    what: str
    file: str
    old: str
    new: str


SHAPES = "src/keylint/credentials/shapes.py"
READING = "src/keylint/credentials/reading.py"
CONTEXT = "src/keylint/credentials/context.py"
RECORD = "src/keylint/record.py"
MUTATIONS = (
    Mutation("base58 check skipped", SHAPES, "base58_bytes(value) == SECRET_BYTES and ", ""),
    Mutation("21 bytes allowed", SHAPES, "== SECRET_BYTES", "in (SECRET_BYTES, 21)"),
    Mutation("secrets of 27 at most", SHAPES, "{26,28}", "{26,27}"),
    Mutation("secrets of 28 only", SHAPES, "{26,28}", "{28}"),
    Mutation("key ids of 19", SHAPES, "master)-[A-Za-z0-9]{20}", "master)-[A-Za-z0-9]{19,20}"),
    Mutation("key ids without end", SHAPES, "{20}(?![A-Za-z0-9_\\-])", "{20}"),
    Mutation(
        "secrets without beginning",
        SHAPES,
        "(?<![A-Za-z0-9_/+.])(?:(?<!-)|(?<=:-))[1-9A-HJ",
        "[1-9A-HJ",
    ),
    Mutation("secrets without end", SHAPES, "{26,28}(?![A-Za-z0-9_/+=\\-]|\\.\\w)", "{26,28}"),
    Mutation("placeholders allowed", SHAPES, " and not is_placeholder(value)", ""),
    Mutation("words allowed", READING, "is_random(m[0]) and ", ""),
    Mutation("other vendors allowed", READING, "if not context.foreign", "if True"),
    Mutation(
        "unknown labels allowed",
        READING,
        "one.unknown_label or (talk.google and not talk.exchange)",
        "False",
    ),
    Mutation("names of other things allowed", READING, "one.role is Role.OTHER or", "False or"),
    Mutation("old key ids unpaired", READING, "if halves.lonely and talk.gemini:", "if False:"),
    Mutation("sandbox everywhere", CONTEXT, "    return talk.sandbox\n", "    return True\n"),
    Mutation("peers not looked at", CONTEXT, "any(_has_gemini_peer(", "any(False and ("),
    Mutation(
        "pairs by nearness alone",
        "src/keylint/credentials/pairing.py",
        "return (apart, not same_stem, lines",
        "return (0, False, lines",
    ),
    Mutation(
        "each key used more than once",
        "src/keylint/credentials/pairing.py",
        "and key not in used",
        "",
    ),
    Mutation(
        "whole line as the span",
        "rules/gemini_api_secret.py",
        "        credential.span,\n        _message",
        "        type(credential.span)(0, credential.span.end),\n        _message",
    ),
    Mutation("no base64", "src/keylint/layers/__init__.py", "    encoded.edits,\n", ""),
    Mutation("no escapes", "src/keylint/layers/__init__.py", "    escaped.edits,\n", ""),
    Mutation("no joined literals", "src/keylint/layers/__init__.py", "    joined.edits,\n", ""),
    Mutation("Google's key one short", "rules/google_gemini_api_key.py", "{33}|AQ", "{32,33}|AQ"),
    Mutation(
        "Google's key anywhere", "rules/google_gemini_api_key.py", "    applies=applies,\n", ""
    ),
    Mutation(
        "absent is open",
        "rules/key_without_ip_allowlist.py",
        "if record.ip_list is None or not record.ip_list.open_because:",
        "if record.ip_list is None:",
    ),
    Mutation(
        "any permission withdraws",
        RECORD,
        " if grant.permission is permission",
        "",
    ),
    Mutation(
        "values within longer runs",
        "src/keylint/detectors/detect_secrets.py",
        'character.isalnum() or character in "+/"',
        "False",
    ),
    Mutation("testnets are production", RECORD, '"testnet" in said or ', ""),
    Mutation("labels say no sandbox", RECORD, "{environment} {self.called}", "{environment}"),
    Mutation("tests are production", RECORD, ' or environment == "test"', ""),
    Mutation("every scope is master", RECORD, " and self.scope.value is Scope.MASTER", ""),
    Mutation("keys of one exchange are one", RECORD, "/{self.called or None}", ""),
    Mutation("no key opens every account", READING, '.startswith("master-")', '.startswith("m-")'),
    Mutation("two halves of one name", CONTEXT, " if word not in HALF_WORDS", ""),
    Mutation(
        "blocks wider by a bit",
        "src/keylint/networks.py",
        "(count - 1).bit_length()",
        "count.bit_length()",
    ),
    Mutation("a gate without a word", "rules/gemini_api_key.py", '"account-", ', ""),
)


def survives(mutation: Mutation) -> bool:
    """Whether the tests pass although keylint is weakened."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "keylint"
        ignored = shutil.ignore_patterns(".git", ".venv", "build", "__pycache__", "*_cache")
        shutil.copytree(TOP, copy, ignore=ignored)
        (copy / "src" / "keylint" / "rules").symlink_to(copy / "rules")
        target = copy / mutation.file
        text = target.read_text(encoding="utf-8")
        if mutation.old not in text:
            raise SystemExit(f"{mutation.what}: {mutation.file} does not hold {mutation.old!r}")
        target.write_text(text.replace(mutation.old, mutation.new), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", *TESTS],
            cwd=copy,
            env={**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            check=False,
        )
        return done.returncode == 0


def main(numbers: list[int]) -> int:
    """Try the mutations of these numbers, or all; the exit code says whether one survived."""
    chosen = [MUTATIONS[number - 1] for number in numbers] or list(MUTATIONS)
    survivors = 0
    for mutation in chosen:
        survived = survives(mutation)
        survivors += survived
        print(f"{'SURVIVED' if survived else 'noticed ':8}  {mutation.what}", flush=True)
    print(f"{len(chosen) - survivors} of {len(chosen)} noticed")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main([int(argument) for argument in sys.argv[1:]]))
