"""The first inputs of each target, made when they are asked for: recipes are filled, none is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import tomli
from seed_files import (
    archives,
    baselines,
    configurations,
    encoded_files,
    foreign_baselines,
    ignores,
    layered,
)
from seed_talk import (
    answers,
    editor_changes,
    git_answers,
    messages,
    networks,
    report_values,
    repositories,
)
from seed_texts import LINE, OWN
from stand_ins import example, filled
from targets import trees

from keylint import registry
from keylint.examples import Example
from keylint.readers import format_of

CASES = Path(__file__).parent.parent / "bench" / "corpus"
MARK = re.compile("«(?:\\w+:)?|»")
HALVES = re.compile(r"\{(key|secret)(?::\w+)?\}")
RECIPES = {"key": "account-{base62:20}", "secret": "{base58-20-bytes}"}


def _examples() -> Iterator[tuple[str, str]]:
    """Every example of every rule by the name of its file."""
    for rule in registry.load():
        for one in (*rule.flags, *rule.passes):
            path, text = (one.path, one.text) if isinstance(one, Example) else ("a.txt", one)
            yield path, example(text)


def _cases() -> Iterator[tuple[str, str]]:
    """The cases that accuracy is measured on, in every format that people write."""
    for table in sorted(CASES.rglob("*.toml")):
        for case in tomli.loads(table.read_text("utf-8")).get("case", ()):
            plain = MARK.sub("", case["text"].lstrip("\n"))
            text = HALVES.sub(lambda half: RECIPES[half[1]], plain)
            yield case["path"], filled(text.encode()).decode()


def of_format(form: str) -> Iterator[bytes]:
    """The examples and cases in a format, and what else it can hold."""
    both = (*_examples(), *_cases())
    yield from (text.encode() for path, text in both if format_of(path) == form)
    yield from OWN.get(form, ())


def files() -> Iterator[bytes]:
    """Every example and case with the name of its file in the first line."""
    for path, text in (*_examples(), *_cases()):
        yield f"{path}\n{text}".encode()
    yield b"a.py\n" + LINE
    yield b".env\r\n" + LINE


def trees_of_files() -> Iterator[bytes]:
    """Several files, each an example; a configuration, a baseline, an archive among them."""
    made = [
        b"%b\x1f%b" % (path.encode(), text.encode())
        for path, text in _examples()
        if len(text) < 2000
    ]
    for at in range(0, len(made), 3):
        yield trees.BETWEEN_FILES.join(made[at : at + 3])
    for configuration in configurations():
        yield b"keylint.toml\x1f%b\x1ea.py\x1f%b" % (configuration, LINE)
    for kept in (*archives(), *encoded_files(), *layered()):
        if trees.BETWEEN_FILES not in kept and len(kept) < 3000:
            yield b"b\n\x1b[1m.env\x1f%b\x1e=x\xff.py\x1f%b" % (kept, LINE)


def of(name: str) -> list[bytes]:
    """The seeds of that name; those of a reader are called after its format."""
    made = of_format(name[3:]) if name.startswith("of_") else NAMED[name]()
    return list(dict.fromkeys(made))


NAMED = {
    "files": files, "layered": layered, "archives": archives, "encoded_files": encoded_files,
    "ignores": ignores, "configurations": configurations, "baselines": baselines,
    "foreign_baselines": foreign_baselines, "git_answers": git_answers,
    "repositories": repositories, "answers": answers, "networks": networks, "messages": messages,
    "editor_changes": editor_changes, "report_values": report_values, "trees": trees_of_files,
}  # fmt: skip
