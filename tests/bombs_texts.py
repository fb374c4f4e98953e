"""Texts that are made to cost: each takes how much of it there is to be."""

from __future__ import annotations

import base64
import json
import random

from keylint.examples import gemini_secret

# What describes a key, so that the file is read as structure.
RECORD = '{exchange: gemini, api_key: "x", ip_whitelist: []}'
DIFFERENT = 10_000


def yaml_aliases(levels: int) -> str:
    """Nine aliases of nine aliases of nine aliases …"""
    above = (f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, levels))
    return f"a0: &a0 {RECORD}\n{''.join(above)}"


def yaml_merges(uses: int) -> str:
    """A large table that is merged into many."""
    names = ", ".join(f"k{number}: 1" for number in range(20_000))
    merged = "".join(f"b{number}: {{<<: *a}}\n" for number in range(uses))
    return f"gemini: {RECORD}\na: &a {{{names}}}\n{merged}"


def yaml_nesting(depth: int) -> str:
    return f"gemini: {RECORD}\na: {'[' * depth}"


def yaml_indents(depth: int) -> str:
    steps = "".join(f"{' ' * level}a:\n" for level in range(depth))
    return f"gemini: {RECORD}\n{steps}"


def json_nesting(depth: int) -> str:
    return f'{{"gemini": {{"api_key": "x", "ip_whitelist": []}}, "a": {"[" * depth}'


def json_in_json(levels: int) -> str:
    """A text that holds a text that holds a text; the backslashes double with each."""
    text = '{"api_key": "x", "ip_whitelist": []}'
    for _ in range(levels):
        text = json.dumps({"gemini": text})
    return text


def toml_nesting(depth: int) -> str:
    return f'[gemini]\napi_key = "x"\nip_whitelist = []\na = {"[" * depth}'


def python_sums(terms: int) -> str:
    return f'gemini = {{"api_key": "x", "ip_whitelist": [], "a": {"1 + " * terms}1}}\n'


def python_signs(count: int) -> str:
    return f'gemini = {{"api_key": "x", "ip_whitelist": [], "a": {"-" * count}1}}\n'


def xml_laughs(levels: int) -> str:
    above = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels)
    )  # fmt: skip
    return _xml(f'<!ENTITY l0 "lol">{above}', f"&l{levels - 1};")


def xml_blowup(length: int) -> str:
    """One long entity, and as many uses of it as it is long."""
    return _xml(f'<!ENTITY a "{"a" * length}">', "&a;" * length)


def xml_external(_: int) -> str:
    return _xml('<!ENTITY a SYSTEM "file:///dev/zero">', "&a;")


def xml_nesting(depth: int) -> str:
    return _xml("", "<a>" * depth)


def _xml(declared: str, said: str) -> str:
    return (
        f"<!DOCTYPE gemini [{declared}]>\n<gemini><api_key>x</api_key>"
        f"<ip_whitelist></ip_whitelist><a>{said}</a></gemini>"
    )


def notebook(outputs: int) -> str:
    """A cell with many outputs of some megabytes, and one that is nested."""
    picture = base64.b64encode(random.Random(outputs).randbytes(1_500_000)).decode()
    shown = [{"output_type": "display_data", "data": {"image/png": picture}}] * outputs
    cell = {"cell_type": "code", "source": ["import gemini"], "outputs": shown}
    nested = '{"a": ' * 20_000
    return f'{{"cells": [{json.dumps(cell)}], "metadata": {nested}'


def base64_in_base64(levels: int) -> str:
    """A value that is encoded again and again, which makes it a third longer each time."""
    rng = random.Random(levels)
    text = f"gemini_api_secret = {gemini_secret(rng)}"
    for _ in range(levels):
        text = base64.b64encode(text.encode()).decode()
    return f"gemini = {text}\n" * 50


def hits(lines: int) -> str:
    """A secret in each line, of so many different ones as are judged in a file."""
    rng = random.Random(lines)
    block = "".join(f"GEMINI_SECRET={gemini_secret(rng)}\n" for _ in range(DIFFERENT))
    return block * (lines // DIFFERENT)
