"""The bracketed notation that JSON and TOML values share: strings, lists, tables, bare words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from keylint.model import Span
from keylint.tree import Entry, Items, Node, Scalar, Table, Unreadable

DEEPEST = 200
WORDS: dict[str, str | int | float | bool | None] = {
    "true": True,
    "false": False,
    "null": None,
    "undefined": None,
}
BARE = re.compile(r"[^\s,:=\[\]{}\"'#/]+")
STRING = re.compile(
    r'"""(?P<m>(?:[^\\]|\\.)*?)"""'
    r"|'''(?P<M>.*?)'''"
    r'|"(?P<d>(?:[^"\\\n]|\\.)*)"'
    r"|'(?P<s>(?:[^'\\\n]|\\.)*)'",
    re.DOTALL,
)
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "0": "\0"}


def place(text: str, offset: int) -> str:
    """Line and column of an offset, in words for an error message."""
    line = text.count("\n", 0, offset) + 1
    return f"line {line}, column {offset - text.rfind(chr(10), 0, offset)}"


def unescape(raw: str) -> str:
    """The text that a quoted literal stands for."""
    return ESCAPE.sub(_character, raw) if "\\" in raw else raw


def _character(match: re.Match[str]) -> str:
    short, long, byte, letter = match.groups()
    if letter is not None:
        return LETTERS.get(letter, "" if letter == "\n" else letter)
    code = int(short or long or byte, 16)
    return chr(code) if code <= 0x10FFFF else "\N{REPLACEMENT CHARACTER}"


def bare_value(word: str) -> str | int | float | bool | None:
    """What an unquoted word means: truth, null, number, or itself."""
    if word.lower() in WORDS:
        return WORDS[word.lower()]
    try:
        return int(word)
    except ValueError:
        pass
    try:
        return float(word)
    except ValueError:
        return word


@dataclass
class Flow:
    """A cursor over a text in bracketed notation; lenient about comments and trailing commas."""

    text: str
    blank: re.Pattern[str]
    assign: str
    offset: int = 0
    depth: int = 0

    def skip(self) -> None:
        """Move past blanks and comments."""
        found = self.blank.match(self.text, self.offset)
        self.offset = found.end() if found else self.offset

    def peek(self) -> str:
        """The next character that means something, or nothing at the end."""
        self.skip()
        return self.text[self.offset : self.offset + 1]

    def fail(self, wanted: str) -> Unreadable:
        """The error for this place; it never quotes the text, which may be a secret."""
        found = "the end" if self.offset >= len(self.text) else "something else"
        return Unreadable(f"{place(self.text, self.offset)}: {wanted} expected, {found} found")

    def value(self) -> Node:
        """The value that begins here."""
        opening = self.peek()
        if opening not in ("{", "["):
            return self.scalar()
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable(f"{place(self.text, self.offset)}: nested deeper than {DEEPEST}")
        node = self.table() if opening == "{" else self.items()
        self.depth -= 1
        return node

    def scalar(self) -> Scalar:
        """The string or bare word that begins here, its span without the quotes."""
        self.skip()
        quoted = STRING.match(self.text, self.offset)
        if quoted:
            self.offset = quoted.end()
            group = quoted.lastgroup or "d"
            raw = quoted[group]
            plain = raw if group == "M" else unescape(raw)
            return Scalar(plain, Span(*quoted.span(group)))
        bare = BARE.match(self.text, self.offset)
        if not bare:
            raise self.fail("a value")
        self.offset = bare.end()
        return Scalar(bare_value(bare[0]), Span(*bare.span()))

    def items(self) -> Items:
        """The list that begins here."""
        start, nodes = self.offset, []
        self.offset += 1
        while self.peek() != "]":
            nodes.append(self.value())
            self.comma("]")
        self.offset += 1
        return Items(tuple(nodes), Span(start, self.offset))

    def table(self) -> Table:
        """The table that begins here."""
        start, entries = self.offset, []
        self.offset += 1
        while self.peek() != "}":
            key = self.scalar()
            if self.peek() != self.assign:
                raise self.fail(f"'{self.assign}'")
            self.offset += 1
            entries.append(Entry(str(key.value), key.span, self.value()))
            self.comma("}")
        self.offset += 1
        return Table(tuple(entries), Span(start, self.offset))

    def comma(self, closing: str) -> None:
        """Move past a comma, unless the bracket closes here."""
        following = self.peek()
        if following == ",":
            self.offset += 1
        elif following != closing:
            raise self.fail(f"',' or '{closing}'")
