"""Where a look-up would say something else than the literal, the literal is left."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixes_places import PLACES
from fixing import fixed, made, scanned


@pytest.mark.parametrize("name", PLACES)
def test_a_place_where_a_look_up_may_not_stand_is_left(tmp_path: Path, name: str) -> None:
    path, before, why = PLACES[name]
    file = tmp_path / path
    text = made(before, path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    found = [one for one in scanned(file).findings if one.masked]
    done = fixed(file)
    assert file.read_text() == text
    assert found, "nothing was found"
    told = [one.told for one in done.outcomes if one.finding.masked]
    assert all(why in words for words in told), told


PARAMETERS = {
    "a parameter": (
        'import os\ndef f(gemini_secret="‹S›"): pass\n',
        'import os\ndef f(gemini_secret=os.environ.get("GEMINI_SECRET")): pass\n',
    ),
    "an option": (
        'import os\nparser.add_argument("--gemini-secret", default="‹S›")\n',
        'import os\nparser.add_argument("--gemini-secret", default=os.environ.get("GEMINI_SECRET"))\n',
    ),
    "the default of a look-up by name": (
        'import os\nsecret = os.environ.get("GEMINI_SECRET", default="‹S›")\n',
        'import os\nsecret = os.environ.get("GEMINI_SECRET")\n',
    ),
    "a function that imports os itself": (
        'import os\ndef f():\n    import os\n    gemini_secret = "‹S›"\n',
        'import os\ndef f():\n    import os\n    gemini_secret = os.environ["GEMINI_SECRET"]\n',
    ),
}


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_default_fails_nobody_who_has_not_set_the_variable(tmp_path: Path, name: str) -> None:
    before, after = PARAMETERS[name]
    file = tmp_path / "bot.py"
    file.write_text(made(before))
    done = fixed(file)
    assert file.read_text() == after, done


NEVER = {
    "an included file": ("bot.c", '#include "‹S›" // gemini_secret\n'),
    "a macro of many lines": ("bot.c", '#define GEMINI_SECRET \\\n  "‹S›"\n'),
    "a case of swift": ("bot.swift", 'enum Gemini: String {\n  case secret = "‹S›"\n}\n'),
    "a value with a tag": ("config.yml", "gemini:\n  api_secret: !vault ‹S›\n"),
}


@pytest.mark.parametrize("name", NEVER)
def test_what_would_never_be_built_is_left_by_unsafe_fixes_too(tmp_path: Path, name: str) -> None:
    path, before = NEVER[name]
    file = tmp_path / path
    text = made(before, path)
    file.write_text(text)
    fixed(file, unsafe=True)
    assert file.read_text() == text
