"""JavaScript and TypeScript: `process.env.NAME`, or what Deno and Bun have."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from posixpath import splitext

from keylint.finding import Span
from keylint.fixes import comments, javascript_places
from keylint.fixes.edit import ODD_PLACE, Answer, Edit, Fix, Left, Place, line_stop, within
from keylint.readers.tokens import NOTHING, Token, tokens_of

TYPED = (".ts", ".tsx", ".mts", ".cts")
BROWSER = re.compile(r"\bimport\.meta\.env\.|\b(?:REACT_APP|NEXT_PUBLIC|VITE)_\w")
DENO, BUN = re.compile(r"\bDeno\.env\.get\("), re.compile(r"\bBun\.env\b")
IN_BROWSER = "the file is made for browsers, where everybody reads what it has: sign on a server"
DECLARES = frozenset(["const", "let", "var", "readonly"])
OPERATORS = frozenset(["||", "??"])


def answers(path: str, text: str, places: Sequence[Place]) -> list[Answer]:
    """What is to be done about each value of a text."""
    if BROWSER.search(text):
        return [Left(IN_BROWSER) for _ in places]
    source = _Source(path, text, places)
    return [source.answer(place) for place in places]


class _Source:
    """The tokens of one text while its places are asked about."""

    def __init__(self, path: str, text: str, places: Sequence[Place]) -> None:
        self.text, self.places = text, places
        self.tokens = tokens_of(text)
        self.starts = [token.start for token in self.tokens]
        self.typed = splitext(path)[1].lower() in TYPED

    def at(self, index: int) -> Token:
        return self.tokens[index] if 0 <= index < len(self.tokens) else NOTHING

    def answer(self, place: Place) -> Answer:
        """What is to be done about one value."""
        index = bisect_right(self.starts, place.span.start) - 1
        token = self.at(index)
        if index < 0 or token.end <= place.span.start:
            comment = self._comment(place, token.end if index >= 0 else 0)
            return (
                comments.answer(self.text, place, comment, self.places)
                if comment
                else within(place)
            )
        if token.kind != "text" or token.text[1:-1] != place.value.reveal():
            return within(place)
        if found := self._fallback(index):
            return found
        why = self._forbidden(index) or javascript_places.why_not(self.tokens, index, self.typed)
        if why and not (why == javascript_places.COMBINED and self._in_tag(index)):
            return Left(why)
        return self._literal(place, index)

    def _comment(self, place: Place, start: int) -> Span | None:
        """The comment that a place is in, between the tokens before and behind it."""
        line = self.text.rfind("\n", start, place.span.start) + 1
        mark = re.compile(r"//|/\*").search(self.text, max(start, line), place.span.start)
        if mark and mark[0] == "//":
            return Span(mark.start(), line_stop(self.text, place.span.end))
        mark = mark or re.compile(r"/\*").search(self.text, start, place.span.start)
        end = self.text.find("*/", place.span.end)
        return Span(mark.start(), end + 2) if mark and end >= 0 else None

    def _literal(self, place: Place, index: int) -> Fix:
        token = self.tokens[index]
        lookup = self._lookup(place.name, token.text[0])
        if self._in_tag(index):
            lookup = f"{{{lookup}}}"
        return Fix((Edit(Span(token.start, token.end), lookup),), lookup, place.name)

    def _lookup(self, name: str, quote: str) -> str:
        if DENO.search(self.text):
            form = f"Deno.env.get({quote}{name}{quote})"
        else:
            form = f"{'Bun' if BUN.search(self.text) else 'process'}.env.{name}"
        return f"{form}!" if self.typed else form

    def _fallback(self, index: int) -> Fix | None:
        """`process.env.NAME || "…"`: the look-up stays alone."""
        token, operator, name = self.at(index), self.at(index - 1), self.at(index - 2)
        words = "".join(one.text for one in self.tokens[max(0, index - 6) : index - 2])
        if operator.text not in OPERATORS or not words.endswith("process.env."):
            return None
        edit = Edit(Span(name.end, token.end), "!" if self.typed else "")
        return Fix((edit,), f"process.env.{name.text} without a fallback", name.text)

    def _forbidden(self, index: int) -> str:
        """Why a look-up may not stand in place of a literal; nothing if it may."""
        before, behind = self.at(index - 1), self.at(index + 1)
        if behind.text == ":" and before.text in ("{", ","):
            return ODD_PLACE.format(why="it is a name in an object")
        if before.text in ("from", "import") or (
            before.text == "(" and self.at(index - 2).text in ("import", "require")
        ):
            return ODD_PLACE.format(why="it names a module")
        if self.tokens[index].text[0] == "`" and (
            before.kind == "name"
            and before.text not in ("return", "case", "await", "throw")
            and not self.tokens[index].new_line
        ):
            return ODD_PLACE.format(why="it is a tagged template")
        if before.text in (";", "}", "") and behind.text in (";", "}", ""):
            return "the text stands by itself and does nothing: delete it"
        return ODD_PLACE.format(why="it is a type") if self.typed and self._is_type(index) else ""

    def _is_type(self, index: int) -> bool:
        before = self.at(index - 1).text
        if before in ("|", "<", "as", "satisfies"):
            return True
        if before == ":":
            return self.at(index - 3).text in DECLARES
        return before == "=" and (self.at(index - 3).text == "type" or self._in_enum(index))

    def _in_enum(self, index: int) -> bool:
        opening = javascript_places.opening_of(self.tokens, index)
        return self.at(opening).text == "{" and self.at(opening - 2).text == "enum"

    def _in_tag(self, index: int) -> bool:
        """Whether it is an attribute of JSX: `<Client secret="…" />`."""
        at = index
        while self.at(at - 1).text == "=" and self.at(at - 2).kind == "name":
            at -= 2
            while self.at(at - 1).text == "-":  # `data-secret`
                at -= 2
            if self.at(at - 1).kind == "name" and self.at(at - 2).text == "<":
                return True
            at -= 1
            if self.at(at).text == "}":
                at = javascript_places.opening_of(self.tokens, at)
            elif self.at(at).kind != "text":
                return self._is_tag_name(at)
        return False

    def _is_tag_name(self, index: int) -> bool:
        """Whether `<Name.of.it` ends here."""
        while self.at(index).kind == "name" and self.at(index - 1).text == ".":
            index -= 2
        return self.at(index).kind == "name" and self.at(index - 1).text == "<"
