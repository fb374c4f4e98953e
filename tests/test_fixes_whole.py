"""Whatever stands around a value: it stays byte for byte, and what is fixed stays fixed."""

from __future__ import annotations

import ast
import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from fixing import fixed, scanned
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keylint import fixes
from keylint.examples import gemini_key, gemini_secret
from keylint.finding import Secret, Span
from keylint.fixes import Fix, Place, apply, checks, encoding

# What may stand between the statements of a program, each a whole line.
PYTHON_LINES = (
    "x = 1", "", "# é 🔑", "'''text\n  of lines'''", "if x:\n\tpass", "def f(a='b'): return a",
    "y = [1,\n  2]", "import json", "s = 'it''s'", "\f", "z = f'{x!r:>4}'", "d = {'a': \"b\"}",
    "os = __import__('os')", "from os import getenv", "@property\ndef g(self): ...",
)  # fmt: skip
JAVASCRIPT_LINES = (
    "const x = 1;", "", "// é 🔑", "/* a\n b */", "const t = `a${x}b`;", "f('it\\'s');",
    "const r = /ab+c/g;", "if (x) { y(); }", "const o = { a: \"b\", 'c': 1 };",
)  # fmt: skip
SHELL_LINES = ("x=1", "", "# é", "echo 'a b' \"$x\"", "cat <<END\n$x\nEND", '[ -n "$x" ] && y || z')
YAML_LINES = ("a: 1", "# é", "b: 'c'", "d: [1, 2]", "e:\n  f: |\n    text\n    more", 'g: "h"')
LINE_ENDS = ("\n", "\r\n")
SEED = random.Random("whole")
SECRET, KEY = gemini_secret(SEED), gemini_key(SEED)
VALUES = {
    "bot.py": ("gemini_api_key = '{key}'", 'gemini_api_secret = b"{secret}"', "# gemini_secret = '{secret}'", "g(gemini_secret='{secret}')"),
    "bot.js": ("const geminiKey = '{key}';", 'const geminiSecret = "{secret}";', "// const geminiSecret = '{secret}';"),
    "run.sh": ("export GEMINI_API_KEY={key}", 'GEMINI_API_SECRET="{secret}"', "GEMINI_SECRET='{secret}' ./bot"),
    "compose.yml": ("GEMINI_API_KEY: {key}", "GEMINI_API_SECRET: '{secret}'", "x-gemini: {{secret: {secret}}}"),
}  # fmt: skip
AROUND = dict(zip(VALUES, (PYTHON_LINES, JAVASCRIPT_LINES, SHELL_LINES, YAML_LINES), strict=True))
COMPILE = {"bot.js": ["node", "--check"], "run.sh": ["bash", "-n"]}


@st.composite
def programs(draw: st.DrawFn, name: str) -> tuple[bytes, str]:
    """A file with lines around values, and its encoding."""
    values = draw(st.lists(st.sampled_from(VALUES[name]), min_size=1, max_size=3, unique=True))
    lines = draw(
        st.lists(st.sampled_from(AROUND[name]), max_size=6, unique=name.endswith(("yml", "js")))
    )
    for value in values:
        lines.insert(draw(st.integers(0, len(lines))), value.format(key=KEY, secret=SECRET))
    text = "".join(
        line.replace("\n", end) + end
        for line in lines
        for end in [draw(st.sampled_from(LINE_ENDS))]
    )
    if draw(st.booleans()):
        text = text.rstrip("\r\n")
    coded = draw(st.sampled_from(("utf-8", "utf-8-sig")))
    return text.encode(coded), coded


def kept(before: str, after: str, edits: list[fixes.Edit]) -> None:
    """Fail if anything but the edits differs."""
    at = done = 0
    for edit in sorted(set(edits)):
        same = before[done : edit.span.start]
        assert after[at : at + len(same)] == same
        at += len(same)
        assert after[at : at + len(edit.text)] == edit.text
        at, done = at + len(edit.text), edit.span.end
    assert after[at:] == before[done:]


@pytest.mark.parametrize("name", VALUES)
@settings(derandomize=True, max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_all_but_the_values_stays_byte_for_byte(
    name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before, coded = data.draw(programs(name))
    folder = tmp_path_factory.mktemp("whole")
    file = folder / name
    file.write_bytes(before)
    found = [one for one in scanned(file).findings if one.masked]
    done = fixed(file)
    after = file.read_bytes()
    fixes_made = [one for one in done.outcomes if one.fixed]
    changed_lines = {one.finding.location.line for one in fixes_made}
    old, new = before.decode(coded).split("\n"), after.decode(coded).split("\n")
    untouched = [line for number, line in enumerate(old, 1) if number not in changed_lines]
    # What is new are the lines of the values and an import; all others follow in their order.
    rest = iter(new)
    assert all(any(line == other for other in rest) for line in untouched), (before, after)
    assert after.startswith(b"\xef\xbb\xbf") == before.startswith(b"\xef\xbb\xbf")
    assert after.count(SECRET.encode()) == before.count(SECRET.encode()) - sum(
        one.finding.rule == "gemini-api-secret" for one in fixes_made
    )
    _parses(name, file, after.decode(coded), before.decode(coded))
    left = [one for one in scanned(file).findings if one.masked]
    assert len(left) == len(found) - len(fixes_made)
    fixed(file)
    assert file.read_bytes() == after
    shutil.rmtree(folder)


def _parses(name: str, file: Path, text: str, before: str) -> None:
    if name.endswith(".py"):
        try:
            ast.parse(before)
        except SyntaxError:
            assert text == before
        else:
            ast.parse(text)
    elif name.endswith("yml"):
        yaml.safe_load(text)
    elif shutil.which(COMPILE[name][0]) and not text.startswith("\ufeff") and "\r" not in text:
        subprocess.run([*COMPILE[name], str(file)], check=True, capture_output=True)


@given(before=st.text(max_size=40), behind=st.text(max_size=40), quote=st.sampled_from("'\""))
@settings(max_examples=200, deadline=None, derandomize=True)
@pytest.mark.parametrize(
    "path", ["a.py", "a.js", "a.go", "a.rb", "a.sh", "a.json", "a.yml", "a.toml"]
)
def test_a_language_answers_to_any_text(path: str, before: str, behind: str, quote: str) -> None:
    text = f"{before}{quote}{SECRET}{quote}{behind}"
    start = len(before) + 1
    place = Place(Span(start, start + len(SECRET)), "GEMINI_API_SECRET", Secret(SECRET))
    kind = fixes.kind_of(path, text)
    [answer] = fixes.answers(kind, text, [place])
    if not isinstance(answer, Fix):
        return
    after = apply(text, answer.edits)
    kept(text, after, list(answer.edits))
    if not checks.problem(kind, text, after, answer.edits, [place.value]):
        assert SECRET not in after


@given(data=st.binary(max_size=200))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_what_is_read_is_written_back_as_it_was(data: bytes) -> None:
    written = encoding.read(data)
    assert written is None or written.bytes_of(written.text) == data


def test_a_json_file_says_the_same_but_for_the_value(tmp_path: Path) -> None:
    whole = {"gemini": {"secret": SECRET, "n": [1, 2.5, None, "é\n"]}, "z": {"a": "\\"}}
    file = tmp_path / "config.json"
    file.write_text(json.dumps(whole, indent=3))
    fixed(file, unsafe=True)
    whole["gemini"]["secret"] = "${GEMINI_API_SECRET}"
    assert file.read_text() == json.dumps(whole, indent=3)
