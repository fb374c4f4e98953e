"""A key id that is coded opens its file by itself, whatever code its letters or its dash are in."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from keylint import engine, registry
from keylint.document import Document
from keylint.examples import gemini_key
from keylint.gate import Gate
from keylint.model import Blob

RULES = registry.load()
GATE = Gate([trigger for rule in RULES for trigger in rule.triggers])
SOURCE = random.Random("codes")
CODES: dict[str, Callable[[str], str]] = {
    "percent": lambda text: "".join(f"%{ord(c):02X}" for c in text),
    "unicode escapes": lambda text: "".join(f"\\u{ord(c):04x}" for c in text),
    "hex escapes": lambda text: "".join(f"\\x{ord(c):02x}" for c in text),
    "octal escapes": lambda text: "".join(f"\\{ord(c):03o}" for c in text),
    "character references": lambda text: "".join(f"&#{ord(c)};" for c in text),
    "hex character references": lambda text: "".join(f"&#x{ord(c):x};" for c in text),
}


@pytest.mark.parametrize("scope", ["account", "master"])
@pytest.mark.parametrize("whole", [True, False], ids=["whole", "dash"])
@pytest.mark.parametrize("code", CODES)
def test_a_coded_key_id_calls_its_rule_up(code: str, whole: bool, scope: str) -> None:
    key = gemini_key(SOURCE, scope)
    written = CODES[code](key) if whole else key.replace("-", CODES[code]("-"))
    blob = Blob("a.txt", f'id = "{written}"\n'.encode())
    (rule,) = (rule for rule in RULES if rule.id == "gemini-api-key")
    assert engine.judge_by(Document("a.txt", blob.data.decode()), [rule]).findings
    assert rule.id in GATE.select(blob, "utf-8").rules
