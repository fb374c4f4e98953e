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
    file.write_text(text)
    found = [one for one in scanned(file).findings if one.masked]
    done = fixed(file)
    assert file.read_text() == text
    assert found, "nothing was found"
    told = [one.told for one in done.outcomes if one.finding.masked]
    assert all(why in words for words in told), told
