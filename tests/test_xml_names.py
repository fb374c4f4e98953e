"""Names in XML may have more characters than words have; the values beside them stand where they are."""

from __future__ import annotations

import pytest
from test_readers import written


@pytest.mark.parametrize("name", ["k·", "é", "k\u0300", "a:b", "a.b-c"])
def test_an_attribute_stands_behind_any_name(name: str) -> None:
    text = f'<keys><key {name} = "x" roles=\'Trader\'\n\tip="1.2.3.4"/></keys>'
    places = written("gemini.xml", text)
    local = name.rsplit(":", 1)[-1]
    assert places == {
        f"keys.key.{local}": "x",
        "keys.key.roles": "Trader",
        "keys.key.ip": "1.2.3.4",
    }


@pytest.mark.parametrize("name", ["k·", "é", "k\u0300"])
def test_an_element_may_have_any_name(name: str) -> None:
    assert written("gemini.xml", f"<keys><{name}>x</{name}></keys>") == {f"keys.{name}": "x"}
