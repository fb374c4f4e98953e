"""The judge of leaks notices a value in every coding, and lets its masked form pass."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable
from urllib.parse import quote

import pytest
from spilled import RUN, spills

from keylint.examples import gemini_key, gemini_secret
from keylint.finding import Secret

VALUE = gemini_secret(random.Random("spilled"))
PART = VALUE[9 : 9 + RUN]
WRITTEN: dict[str, Callable[[str], str | bytes]] = {
    "as it is": str,
    "reversed": lambda part: part[::-1],
    "in the other case": str.swapcase,
    "upper": str.upper,
    "hex": lambda part: part.encode().hex(),
    "upper hex": lambda part: part.encode().hex().upper(),
    "hex with blanks": lambda part: part.encode().hex(" "),
    "hex with colons": lambda part: part.encode().hex(":"),
    "percent": lambda part: "".join(f"%{ord(one):02X}" for one in part),
    "percent of percent": lambda part: quote("".join(f"%{ord(one):02x}" for one in part)),
    "\\x": lambda part: "".join(f"\\x{ord(one):02x}" for one in part),
    "\\u": lambda part: "".join(f"\\u{ord(one):04x}" for one in part),
    "\\u{}": lambda part: "".join(f"\\u{{{ord(one):x}}}" for one in part),
    "\\U": lambda part: "".join(f"\\U{ord(one):08x}" for one in part),
    "\\u in JSON in JSON": lambda part: "".join(f"\\\\u{ord(one):04X}" for one in part),
    "octal": lambda part: "".join(f"\\{ord(one):03o}" for one in part),
    "entities": lambda part: "".join(f"&#{ord(one)};" for one in part),
    "hexadecimal entities": lambda part: "".join(f"&#x{ord(one):X};" for one in part),
    "quoted printable": lambda part: "".join(f"={ord(one):02X}" for one in part),
    "UTF-16": lambda part: part.encode("utf-16"),
    "UTF-32": lambda part: part.encode("utf-32-be"),
    "over two lines": lambda part: f"{part[:5]}\n    {part[5:]}",
    "joined": lambda part: " + ".join(f'"{one}"' for one in part),
    "in colours": lambda part: f"{part[:2]}\x1b[1;31m{part[2:]}\x1b[0m",
    "with invisible joiners": lambda part: "\u2060".join(part),
}


@pytest.mark.parametrize("how", WRITTEN)
def test_six_characters_are_noticed_in_every_coding(how: str) -> None:
    part = VALUE[5 : 5 + 9] if how in ("in the other case", "upper") else PART
    written = WRITTEN[how](part)
    data = written if isinstance(written, bytes) else written.encode()
    assert {one.position for one in spills({"here": VALUE}, b"before " + data + b" behind")} == {
        "here"
    }


@pytest.mark.parametrize("encode", [base64.b64encode, base64.urlsafe_b64encode])
@pytest.mark.parametrize("before", ["", "k", "k=", 'x = "'])
def test_base64_is_noticed_wherever_the_value_begins_in_it(
    encode: Callable[[bytes], bytes], before: str
) -> None:
    noticed = {one.coding for one in spills({"here": VALUE}, encode((before + PART).encode()))}
    assert noticed == {"base64"}


def test_characters_that_base64_writes_otherwise_are_noticed() -> None:
    value = "ÿÿ>>>???þþ~~~"
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        assert spills({"here": value}, b"x" + encode(value.encode()))


def test_what_a_mask_shows_is_no_spill() -> None:
    key = gemini_key(random.Random("masked"))
    for value in (VALUE, key):
        assert spills({"here": value}, f"value: {Secret(value)}, account-, master-") == []
        assert spills({"here": value}, f"{value[:5]}…{value[-5:]}") == []


def test_the_position_and_the_coding_are_told_and_not_the_value() -> None:
    other = gemini_secret(random.Random("another"))
    found = spills({"in a name": VALUE, "in a comment": other}, f"x {VALUE[3:9]} x")
    assert [tuple(one) for one in found] == [("in a name", "clear", 3)]
