"""A repository with a hostile file name, and what is said of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import Command, Repository, Result

SCHEMAS = Path(__file__).parent / "schemas"
# Whatever would be a mark, a mention, a link, a formula, a command, an element or an entity.
HOSTILE = (
    "=1+1|@octocat #1 <img src=x onerror=a()>\"'`*_[x](http:\\x)&lt;%0A,:\n"
    "::error::x \x1b[31m\u202e www.evil.test/<!--</script><svg onload=a()>]]>'.env"
)
LABEL = "@octocat | <b>`x` [a](https://evil.test) #2 -->"
KEYS = f"keys:\n- name: {json.dumps(LABEL)}\n  exchange: gemini\n  ip_whitelist: []\n"
FOUND = 8


@pytest.fixture
def hostile(repository: Repository, leak: str) -> Repository:
    """A repository with names that want to break out, something silenced and something unread."""
    repository.write(HOSTILE, leak)
    repository.write("keys.yaml", KEYS)
    repository.write("twice.py", f"a = 1\n{leak}\n{leak}")
    name, _, secret = leak.splitlines()[1].partition("=")
    repository.write("old.py", f'{name} = "{secret}"  # keylint: ignore[gemini-api-secret] gone\n')
    repository.write("logo.bin", "\0\1\2\3" * 100)
    repository.git("add", ".")
    return repository


@pytest.fixture
def said(keylint: Command, hostile: Repository) -> Callable[..., Result]:
    """What a scan of it says in a form."""

    def scan(form: str, *more: str, code: int = 1, **env: str) -> Result:
        result = keylint("scan", "--format", form, *more, cwd=hostile.folder, env=env)
        assert result.code == code, result.all
        return result

    return scan


def unescaped(value: str) -> str:
    """A property of a workflow command, as the runner reads it."""
    for code, character in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        value = value.replace(code, character)
    return value


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The workflow commands in a log, as the runner reads them: it trims, and takes a leading ::."""
    found = []
    for line in text.splitlines():
        if match := re.match(r"\s*::(\w+) ?(.*?)::(.*)", line):
            pairs = (pair.split("=", 1) for pair in match[2].split(",") if pair)
            properties = {name: unescaped(value) for name, value in pairs}
            found.append((match[1], properties, unescaped(match[3])))
    return found


class Page(HTMLParser):
    """What stands on a page: its elements, what is code, and what is not."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.inside: list[str] = []
        self.code: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag == "code":
            self.code.append("")
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "code":
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.code[-1] += data
        else:
            self.text += data
