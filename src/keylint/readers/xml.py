"""XML with places, from expat's events; attributes and elements are entries alike."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from keylint.finding import Span
from keylint.readers.literals import bare_value
from keylint.tree import DEEPEST, Entry, Items, Node, Scalar, Table, Unreadable

# Which characters a name has is for expat to say: more than there are in words.
ATTRIBUTE = re.compile(r"([^ \t\r\n=]+)[ \t\r\n]*=[ \t\r\n]*(?:\"([^\"]*)\"|'([^']*)')")
TAG_NAME = re.compile(r"</?([^ \t\r\n/>]*)")
# How .NET, Java and Spring write a name with its value.
NAMES = ("key", "name")
TRUTH = {"true": True, "false": False}


def read(text: str) -> Node:
    """The tree of an XML text; raises Unreadable where it is not well-formed."""
    reader = _Reader(text)
    parser = expat.ParserCreate("utf-8")
    parser.ordered_attributes = True
    parser.StartElementHandler = lambda name, given: reader.start(
        name, given, parser.CurrentByteIndex
    )
    parser.EndElementHandler = lambda name: reader.end(parser.CurrentByteIndex)
    parser.CharacterDataHandler = reader.data
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(reader.bytes, True)
    except expat.ExpatError as error:
        place = f"line {error.lineno}, column {error.offset + 1}"
        raise Unreadable(f"{place}: {expat.ErrorString(error.code)}") from None
    return Table(tuple(reader.root.entries), Span(0, len(text)))


def _refuse(*_: object) -> None:
    raise Unreadable("declares entities, which could grow without end")


@dataclass
class _Element:
    """An element that is still open."""

    name: str
    start: int
    span: Span
    entries: list[Entry] = field(default_factory=list)
    said: list[str] = field(repr=False, default_factory=list)
    content: int = 0


class _Reader:
    """Builds the tree, and turns expat's bytes into characters as it goes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.bytes = text.encode("utf-8", "replace")
        self.plain = len(self.bytes) == len(text)
        self.seen_bytes = self.seen_characters = 0
        self.root = _Element("", 0, Span(0, 0))
        self.open = [self.root]

    def start(self, name: str, given: list[str], index: int) -> None:
        """An element begins."""
        if len(self.open) > DEEPEST:
            raise Unreadable(f"nested deeper than {DEEPEST}")
        offset = self._characters(index)
        end = self._tag_end(offset)
        named = TAG_NAME.match(self.text, offset)
        span = Span(*named.span(1)) if named else Span(offset, offset)
        element = _Element(_local(name), offset, span, content=end)
        places = ATTRIBUTE.finditer(self.text, span.end, end)
        for key, value, place in zip(given[::2], given[1::2], places, strict=False):
            group = 2 if place[2] is not None else 3
            node = Scalar(bare_value(value), Span(*place.span(group)))
            element.entries.append(Entry(_local(key), Span(*place.span(1)), node))
        self.open.append(element)

    def data(self, said: str) -> None:
        """Text within an element."""
        self.open[-1].said.append(said)

    def end(self, index: int) -> None:
        """The innermost element ends."""
        element = self.open.pop()
        offset = max(self._characters(index), element.content)
        above = self.open[-1].entries
        made = self._made(element, offset)
        key = above[-1].node if above and above[-1].key == PLIST_KEY else None
        if isinstance(key, Scalar) and key.value and element.name != PLIST_KEY:
            above[-1] = Entry(str(key.value), key.span, made.node)
        else:
            above.append(made)

    def _made(self, element: _Element, end: int) -> Entry:
        """The entry that an element is, under its own name or the one that it gives."""
        scalar = self._scalar(element, end)
        names = [e for e in element.entries if e.key in NAMES and isinstance(e.node, Scalar)]
        values = [e.node for e in element.entries if e.key == "value"]
        if names and isinstance(names[0].node, Scalar) and (values or scalar.value != ""):
            others = {e.key for e in element.entries} - {"value", *NAMES}
            if not others:
                name = names[0].node
                return Entry(str(name.value), name.span, values[0] if values else scalar)
        return Entry(element.name, element.span, self._node(element, scalar, end))

    def _node(self, element: _Element, scalar: Scalar, end: int) -> Node:
        if element.name in TRUTH and not element.entries:
            return Scalar(TRUTH[element.name], element.span)
        if not element.entries:
            return scalar if element.name != "array" else Items((), element.span)
        keys = {entry.key for entry in element.entries}
        whole = Span(element.start, end)
        if (len(element.entries) > 1 and len(keys) == 1) or element.name == "array":
            return Items(tuple(entry.node for entry in element.entries), whole)
        if scalar.value != "":
            element.entries.append(Entry("value", scalar.span, scalar))
        return Table(tuple(element.entries), whole)

    def _scalar(self, element: _Element, end: int) -> Scalar:
        """What an element says; its span is exact unless parts of it are escaped."""
        said = "".join(element.said).strip()
        raw = self.text[element.content : end]
        start = element.content + len(raw) - len(raw.lstrip())
        if raw.strip() != said:
            start, said_end = element.content, end
        else:
            said_end = start + len(said)
        span = Span(start, said_end) if said else Span(element.content, element.content)
        return Scalar(bare_value(said) if said else "", span)

    def _tag_end(self, offset: int) -> int:
        """Behind the `>` of a tag, which may stand in its attributes too."""
        end = TAG.match(self.text, offset)
        return end.end() if end else offset

    def _characters(self, index: int) -> int:
        """The offset in characters of an index in bytes that never goes back."""
        if self.plain:
            return index
        if index > self.seen_bytes:
            between = self.bytes[self.seen_bytes : index].decode("utf-8", "ignore")
            self.seen_characters += len(between)
            self.seen_bytes = index
        return self.seen_characters


PLIST_KEY = "key"
TAG = re.compile(r"<[^\s>/\"'](?:[^>\"']|\"[^\"]*\"|'[^']*')*>")


def _local(name: str) -> str:
    return name.rsplit(":", 1)[-1]
