"""Numbers that are too large to be told: Python refuses to write out more than 4,300 digits."""

from __future__ import annotations

import pytest
from test_readers import values

from keylint import config, registry
from keylint.document import Document
from keylint.settings import ConfigurationError

HEX, DECIMAL = "0x" + "f" * 5000, "9" * 5000
RULES = tuple(registry.shipped())


@pytest.mark.parametrize("path", ["gemini.py", "gemini.toml", "gemini.json", "gemini.js"])
def test_a_number_that_is_too_large_to_be_told_is_no_number(path: str) -> None:
    text = f"gemini = [{HEX}, 12]\n" if path != "gemini.json" else f"[{DECIMAL}, 12]"
    large, small = values(path, text).values()
    assert not isinstance(large, int)
    assert str(small) == "12"
    str(large)


@pytest.mark.parametrize(
    "text",
    [
        "gemini = {'api_key': 'x', 'ip_whitelist': [], 'roles': [%s], 'created': date(%s, 1, 1)}",
        "gemini = Key(api_key='x', ip_whitelist=[], name=%s)",
    ],
)
def test_a_record_is_read_whatever_its_numbers_are(text: str) -> None:
    assert len(Document("gemini.py", text.replace("%s", HEX)).records) == 1


@pytest.mark.parametrize("size", [HEX, f'"{DECIMAL} MB"', f'"{DECIMAL}"'])
def test_a_size_that_is_too_large_to_be_told_is_a_mistake_in_words(size: str) -> None:
    with pytest.raises(ConfigurationError, match=r"line 1: max-file-size: a number of bytes"):
        config.parse("keylint.toml", f"max-file-size = {size}\n", RULES)


@pytest.mark.parametrize("field", ["created", "rotate-after"])
def test_a_day_that_is_a_number_too_large_to_be_told_is_a_mistake_in_words(field: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"{field}: a (date|number)"):
        config.parse("keylint.toml", f'[[keys]]\nname = "a"\n{field} = {HEX}\n', RULES)
