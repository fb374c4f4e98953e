"""Of Python code only some functions are parsed: no record is lost by it, and none is moved."""

from __future__ import annotations

from itertools import chain

import pytest
from test_gate_words import spellings

from keylint import evidence, readers
from keylint import vocabulary as words
from keylint.document import Document
from keylint.evidence import functions, names, permissions
from keylint.evidence.plausible import JUDGED_FIELDS, TOLD_FIELDS
from keylint.gate import Facet, search
from keylint.record import KeyRecord

OTHERS = '''
class Exchange:
    """Trades."""

    def amount(
        self, text: str
    ) -> int:
        """A "quoted" number: é."""
        return int(
            text
        )
    # a comment, further left

    @property
    async def last(self): return """
one
"""
'''
# A key where functions of all kinds stand around it.
KEYS = (
    "def keys():\n    keys = {}\n",
    "class Keys:\n    def first(self):\n        pass\n\n    bybit = {}\n",
    "def outer():\n    def inner():\n        return 0\n\n    bybit = {}\n    return inner\n",
    "async def keys(client):\n    await client.add(\n{},\n        1)\n",
    "if True:\n\tdef keys():\n\t\tx = {}\n",
    "KEYS = {}\n",
)
SEARCH = search.Patterns(names.PATTERNS)
FIELDS = sorted(JUDGED_FIELDS | TOLD_FIELDS | words.CREDENTIAL_FIELDS)


def described(field: str) -> str:
    return f'{{"exchange": "bybit", "api_key": "k", "label": "bot", {field}: "2019-05-04"}}'


def read(code: str) -> Document:
    return Document("bot.py", code, seen={Facet.RECORDS: True}, search=SEARCH)


def parsed_whole(code: str) -> tuple[KeyRecord, ...]:
    tree = readers.parse("python", code)
    assert tree is not None
    return tuple(evidence.records(tree, "bot.py"))


@pytest.mark.parametrize("number", range(len(KEYS)))
def test_what_is_blanked_out_changes_no_record_and_no_place(number: int) -> None:
    """Each name stands in one of the functions: that all of them see it, the next test holds."""
    around, every, found = KEYS[number], list(chain.from_iterable(map(spellings, FIELDS))), 0
    for name in (*every[number :: len(KEYS)], "gemini__created__at", "GEMINI_ROLES"):
        key = described(f'"{name}"').replace("2019-05-04", "withdraw, 2019-05-04")
        for said in (key, described(f'"{name}"')):
            code = OTHERS + around.replace("{}", said) + OTHERS
            assert read(code).records == parsed_whole(code), code
            found += len(read(code).records)
    assert found > 100


@pytest.mark.parametrize("around", KEYS)
def test_every_name_of_a_field_keeps_its_function(around: str) -> None:
    for field in sorted(JUDGED_FIELDS - {"ip", "message"}):
        for name in spellings(field):
            assert f'"{name}"' in functions.of_keys(
                around.replace("{}", f'{{"{name}": 1}}'), SEARCH
            )


def test_functions_without_a_field_are_blank_and_the_code_stays_code() -> None:
    left = functions.of_keys(f"{OTHERS}\nKEY = {described('roles')}\n{OTHERS}", SEARCH)
    assert len(left) == len(f"{OTHERS}\nKEY = {described('roles')}\n{OTHERS}")
    assert "int(" not in left
    compile(left, "bot.py", "exec")


def test_code_that_cannot_be_taken_apart_is_read_as_a_whole() -> None:
    text = 'x = """\ndef f():\n    pass\n"""\n'
    key = 'def g():\n    y = """\nat the left\n"""\n    keys = {"bybit": {"roles": "withdraw"}}\n'
    odd = 'def h():\n    z = """\nleft\n"""\n'
    for code in (text + key + odd, odd + key + text, key.replace("\n", "\r\n"), odd + odd + key):
        assert read(code).records == parsed_whole(code)
        assert read(code).records


def test_code_without_any_name_of_a_record_is_not_parsed() -> None:
    assert functions.of_keys(OTHERS, SEARCH) == ""
    assert not names.may_hold_a_record("monkey = clients[0]; roleplay = 'created_at_noon'", SEARCH)
    assert names.may_hold_a_record("os.environ.setdefault('GEMINI_ROLES', x)", SEARCH)
    assert names.may_hold_a_record("{'api\\x5fkey': 1}", SEARCH)


def test_a_name_of_a_credential_that_many_things_have_needs_another() -> None:
    assert not names.may_hold_a_record("{'created_at': 1, 'key': 2}", SEARCH)
    assert names.may_hold_a_record("{'created_at': 1, 'key': 2, 'secret': 3}", SEARCH)
    assert names.may_hold_a_record("{'createdAt': 1, 'apiKey': 2}", SEARCH)


@pytest.mark.parametrize("flag", sorted(permissions.PERMISSION_FLAGS))
def test_both_engines_see_the_same_names(flag: str) -> None:
    slow, fast = (
        make(names.PATTERNS) for make in (search.patterns_one_by_one, search.patterns_at_once)
    )
    for name in spellings(flag):
        for text in (name, f"x{name}", f"my_{name}", f"{name}s", f"{name}_ ", f"({name})"):
            assert slow(text.encode()) == fast(text.encode()), text
