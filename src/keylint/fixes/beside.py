"""The files beside: names in .env.example, .env in .gitignore, and values in .env if that is wished."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from keylint.finding import Secret
from keylint.fixes.edit import line_end

ENV, EXAMPLE, IGNORE = ".env", ".env.example", ".gitignore"
EXAMPLES = (EXAMPLE, ".env.sample", ".env.template", ".env.dist", "env.example")
SET = re.compile(r"(?m)^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=[ \t]*([^\n]*)")
QUOTED = re.compile(r"""(?P<quote>["'`])(?P<body>.*?)(?P=quote)""")


def with_names(text: str, names: Iterable[str]) -> str:
    """A template with the names that it lacks, without values."""
    known = {name for name, _ in SET.findall(text)}
    return _with_lines(text, [f"{name}=" for name in names if name not in known])


def with_pattern(text: str, pattern: str) -> str:
    """A list of ignored files with one more."""
    return _with_lines(text, [pattern])


def with_values(text: str, values: Mapping[str, Secret]) -> str:
    """A file of variables with those that it lacks."""
    known = values_in(text)
    return _with_lines(
        text, [f"{name}={value.reveal()}" for name, value in values.items() if name not in known]
    )


def values_in(text: str) -> dict[str, Secret]:
    """The variables that a file sets; a name without a value is open yet."""
    found = {name: _read(value.rstrip(" \t\r")) for name, value in SET.findall(text)}
    return {name: Secret(value) for name, value in found.items() if value}


def _read(value: str) -> str:
    """A value as dotenv takes it: without its quotes, or without the comment behind it."""
    if quoted := QUOTED.match(value):
        return quoted["body"]
    return re.split(r"(?:^|\s)#", value, maxsplit=1)[0].strip()


def _with_lines(text: str, lines: list[str]) -> str:
    if not lines:
        return text
    end = line_end(text, len(text))
    between = "" if not text or text.endswith("\n") else end
    return text + between + "".join(f"{line}{end}" for line in lines)
