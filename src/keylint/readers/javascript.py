"""JavaScript's and TypeScript's object literals and assignments with places; read, never run.

Nothing but literals is understood: what is computed is unknown, what is odd is passed over.
"""

from __future__ import annotations

import re

from keylint.finding import Span
from keylint.readers.literals import unescape
from keylint.readers.tokens import CLOSING, NOTHING, OPENING, Token, closing_of, tokens_of
from keylint.tree import DEEPEST, Entry, Items, Node, Scalar, Table, Unreadable

# Nobody describes keys in a bundle.
LARGEST = 2_000_000
UNKNOWN = "${…}"
# What stands before a `{` that begins an object; else it begins a block.
BEFORE_OBJECTS = frozenset("= ( , : [ return default ? || && ?? =>( await".split())
# What may stand behind a whole value.
ENDS = frozenset([",", ";", ")", "]", "}", "as", "satisfies", ""])
DECLARES = frozenset("const let var readonly public private protected static".split())
SHAPES = frozenset(["interface", "type", "enum"])
CONSTANTS: dict[str, bool | None] = {
    "true": True, "false": False, "null": None, "undefined": None,
}  # fmt: skip
ENVIRONMENT = re.compile(r"(?:process|import\.meta|Bun|Deno)\.env\.(\w+)")
WRAPPERS = frozenset(["Set", "Object.freeze", "Date", "String", "Array"])
# A name that is longer than this is no name of a type.
LONGEST_TYPE = 40


def read(text: str) -> Node:
    """The tree of a text: what is assigned, and the objects that are given to calls."""
    if len(text) > LARGEST:
        raise Unreadable(f"longer than {LARGEST:,} characters, too large to read as code")
    entries, _ = _Reader(tokens_of(text)).block(0, 0)
    return Table(entries, Span(0, len(text)))


class _Reader:
    """Tokens, read by their index; every method returns the index behind what it read."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.closing = closing_of(tokens)

    def at(self, index: int) -> Token:
        return self.tokens[index] if 0 <= index < len(self.tokens) else NOTHING

    def block(self, index: int, depth: int) -> tuple[tuple[Entry, ...], int]:
        """The entries of a block, up to the bracket that closes it."""
        if depth > DEEPEST:
            raise Unreadable(f"nested deeper than {DEEPEST}")
        entries: list[Entry] = []
        while index < len(self.tokens) and self.tokens[index].text != "}":
            index = self._statement(index, depth, entries)
        return tuple(entries), index + 1

    def _statement(self, index: int, depth: int, entries: list[Entry]) -> int:
        """Read on from a token: an assignment, an object, a block, or nothing that is known."""
        token = self.tokens[index]
        if token.text == "{":
            entry, index = self._braces(index, depth)
            entries.append(entry)
            return index
        if token.kind != "name":
            return index + 1
        if token.text in SHAPES and self.at(index + 1).kind == "name":
            return self._shape(index + 2)
        equals = self._equals(index)
        if not equals:
            return index + 1
        node, behind = self.value(equals + 1, depth)
        entries.append(Entry(token.text, Span(token.start, token.end), node))
        known = not (isinstance(node, Scalar) and node.value == UNKNOWN)
        return behind if known else equals + 1

    def _equals(self, index: int) -> int:
        """The index of the `=` that gives a name its value, behind its type if it has one."""
        if self.at(index + 1).text == "=":
            return index + 1
        if self.at(index + 1).text != ":" or self.at(index - 1).text not in DECLARES:
            return 0
        for at in range(index + 2, index + LONGEST_TYPE):
            if self.at(at).text in ("=", ";", ""):
                return at if self.at(at).text == "=" else 0
        return 0

    def _shape(self, index: int) -> int:
        """Behind a type, which says what something may be and not what it is."""
        while self.at(index).text not in ("{", ";", ""):
            if self.at(index).new_line and self.at(index - 1).text not in ("=", "|", "&", ","):
                return index
            index += 1
        return self._behind(index) if self.at(index).text == "{" else index

    def _braces(self, index: int, depth: int) -> tuple[Entry, int]:
        """An object under the name of the call that it is given to, or a block."""
        opening, before = self.tokens[index], self.at(index - 1)
        if before.text in BEFORE_OBJECTS:
            name, span = self._callee(index - 1) if before.text == "(" else ("", None)
            node, behind = self.object(index, depth + 1)
            return Entry(name, span or Span(opening.start, opening.start), node), behind
        entries, behind = self.block(index + 1, depth + 1)
        end = self.at(behind - 1).end or opening.end
        span = Span(opening.start, max(end, opening.end))
        return Entry("", Span(opening.start, opening.start), Table(entries, span)), behind

    def _callee(self, index: int) -> tuple[str, Span]:
        """The dotted name before a bracket."""
        first = last = index - 1
        while self.at(first).kind == "name" and self.at(first - 1).text in (".", "?."):
            first -= 2
        names = [
            t.text for t in self.tokens[max(0, first) : last + 1] if t.kind in ("name", "text")
        ]
        return ".".join(names).strip("'\""), Span(self.at(first).start, self.at(last).end)

    def value(self, index: int, depth: int) -> tuple[Node, int]:
        """The value that begins here, and the index behind it; unknown if it is computed."""
        node, behind = self._literal(index, depth)
        following = self.at(behind)
        whole = following.text in ENDS or (following.new_line and following.kind == "name")
        if node is not None and (whole or isinstance(node, (Table, Items))):
            return node, behind
        first = self.at(index)
        return Scalar(UNKNOWN, Span(first.start, max(first.start, first.end))), index

    def _literal(self, index: int, depth: int) -> tuple[Node | None, int]:
        token = self.at(index)
        span = Span(token.start, token.end)
        if token.text == "{":
            return self.object(index, depth + 1)
        if token.text == "[":
            return self.items(index, depth + 1)
        if token.kind == "text" and "${" not in token.text:
            return Scalar(
                unescape(token.text[1:-1]), Span(token.start + 1, token.end - 1)
            ), index + 1
        if token.kind == "number":
            return Scalar(_number(token.text), span), index + 1
        if token.text in CONSTANTS and self.at(index + 1).text not in (".", "("):
            return Scalar(CONSTANTS[token.text], span), index + 1
        return self._named(index, depth)

    def _named(self, index: int, depth: int) -> tuple[Node | None, int]:
        """A variable of the environment, an object that is wrapped, or what a call is given."""
        start = index + 1 if self.at(index).text in ("new", "await") else index
        last = start
        while self.at(last).kind == "name" and self.at(last + 1).text == ".":
            last += 2
        if self.at(last).kind != "name":
            return None, index
        name, span = self._callee(last + 1)
        if variable := ENVIRONMENT.fullmatch(name):
            return Scalar("${" + variable[1] + "}", span), last + 1
        if self.at(last + 1).text != "(" or self.at(last + 2).text == ")":
            return None, index
        if depth > DEEPEST:
            raise Unreadable(f"nested deeper than {DEEPEST}")
        given, _ = self._literal(last + 2, depth + 1)
        behind = self._behind(last + 1)
        if name in WRAPPERS:
            return given, behind
        if isinstance(given, Table):
            return Table((Entry(name, span, given),), Span(span.start, given.span.end)), behind
        return None, index

    def object(self, index: int, depth: int) -> tuple[Table, int]:
        """An object literal, and the index behind it."""
        if depth > DEEPEST:
            raise Unreadable(f"nested deeper than {DEEPEST}")
        start, entries = self.at(index).start, []
        index += 1
        while not self._is_end(index):
            key = self.at(index)
            following = self.at(index + 1).text
            if key.kind in ("name", "text", "number") and following in (":", ",", "}"):
                name = key.text.strip("'\"`")
                quotes = key.kind == "text"
                span = Span(key.start + quotes, key.end - quotes)
                if following == ":":
                    node, index = self.value(index + 2, depth)
                else:
                    node = Scalar(UNKNOWN, span)
                entries.append(Entry(name, span, node))
            index = self._next(index)
        return Table(tuple(entries), Span(start, self.at(index).end or start)), self._past(
            index, "}"
        )

    def items(self, index: int, depth: int) -> tuple[Items, int]:
        """A list, and the index behind it."""
        if depth > DEEPEST:
            raise Unreadable(f"nested deeper than {DEEPEST}")
        start, nodes = self.at(index).start, []
        index += 1
        while not self._is_end(index):
            node, index = self.value(index, depth)
            nodes.append(node)
            index = self._next(index)
        return Items(tuple(nodes), Span(start, self.at(index).end or start)), self._past(index, "]")

    def _is_end(self, index: int) -> bool:
        """Whether a bracket closes here, be it another one's: `_next` goes no further."""
        return self.at(index).text in CLOSING or self.at(index).text == ""

    def _past(self, index: int, bracket: str) -> int:
        """Behind the bracket that is meant; another one is left to whom it belongs to."""
        return index + 1 if self.at(index).text == bracket else index

    def _next(self, index: int) -> int:
        """Behind the next comma of this object or list, or at the bracket that closes it."""
        while (token := self.at(index)).text != "":
            if token.text in CLOSING:
                return index
            if token.text == ",":
                return index + 1
            index = self._behind(index) if token.text in OPENING else index + 1
        return index

    def _behind(self, index: int) -> int:
        """Behind the bracket that closes the one here."""
        return self.closing.get(index, len(self.tokens) - 1) + 1


def _number(text: str) -> str | int | float:
    try:
        return int(text)
    except ValueError:
        return text
