"""Fixing in this process, for tests to which a process of its own adds nothing."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
from pathlib import Path

import yaml

from keylint import registry, scan
from keylint.examples import Example, unpack
from keylint.finding import Fixes
from keylint.fixes import plan, writing
from keylint.report import Report
from keylint.request import Request, root_of
from keylint.rulebook import Rulebook
from keylint.settings import Settings
from keylint.wishes import Fixing

BOOK = Rulebook.of(registry.load())
# Placeholders of the cases: the same value wherever the same name stands.
KEY, SECRET, TOKEN = "{base62:20#k}", "{base58-20-bytes#s}", "{uuid#t}"
OLD_KEY, OLD_SECRET = "{base62:20#o}", "{base58-20-bytes#p}"


def made(text: str, path: str = "bot.py", seed: int = 0) -> str:
    """A text with values in place of K, S, T and of O, P for another pair."""
    for letter, recipe in zip(
        "KSTOP", (f"account-{KEY}", SECRET, TOKEN, f"account-{OLD_KEY}", OLD_SECRET), strict=True
    ):
        text = text.replace(f"‹{letter}›", recipe)
    return unpack(Example(text, path), seed).text


def scanned(*paths: Path) -> Report:
    """A scan of paths."""
    return scan.run(_request(paths), Settings(), BOOK)


def fixed(*paths: Path, unsafe: bool = False, move_to_env: bool = False) -> Fixes:
    """Fix what is found in some paths."""
    wish = Fixing(unsafe=unsafe, move_to_env=move_to_env)
    request = _request(paths)
    report = scan.run(request, Settings(), BOOK)
    return writing.carry_out(plan.make(report, request, Settings(), wish), request)


def _request(paths: tuple[Path, ...]) -> Request:
    names = tuple(map(str, paths))
    return Request(names, root_of(names))


def parses(path: Path) -> None:
    """Fail if a file is not what its name promises; programs are asked that are there."""
    text = path.read_text(encoding="utf-8-sig")
    suffix = path.suffix
    if suffix == ".py":
        ast.parse(text)
    elif suffix == ".json":
        json.loads(text)
    elif suffix in (".yml", ".yaml"):
        list(yaml.safe_load_all(text))
    program = {
        ".js": ["node", "--check"],
        ".sh": ["bash", "-n"],
        ".rb": ["ruby", "-c"],
        ".php": ["php", "-l"],
    }
    if suffix in program and shutil.which(program[suffix][0]):
        subprocess.run([*program[suffix], str(path)], check=True, capture_output=True)
