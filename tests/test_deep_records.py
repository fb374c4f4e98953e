"""What is nested deeper than a stack is told with its file, and everything else in it is judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Command

# A document of some depth within the innermost table of another, and a block with many labels.
WITHIN = json.dumps('{"s":' * 190 + '["withdraw"]' + "}" * 190)
FILES = {
    "gemini.yaml": "gemini:\n  api_key: x\n  roles: " + "{s: " * 160 + WITHIN + "}" * 160,
    "gemini.json5": '{"gemini": {"api_key": "x", "roles": ' + '{"s":' * 160 + WITHIN + "}" * 162,
    "gemini.tf": 'x "gemini" {\n api_key = "x"\n roles ' + "s " * 900 + '{ a = ["withdraw"] }\n}',
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_nested_too_deeply_is_told_and_the_rest_of_its_file_is_judged(
    tmp_path: Path, keylint: Command, secret: str, name: str
) -> None:
    (tmp_path / name).write_text(f'{FILES[name]}\n# gemini_api_secret = "{secret}"\n')
    found = keylint("scan", "--format", "json", ".")
    assert found.code == 1
    assert len(found.secrets) == 1
    assert "nested" in found.unread[name]
