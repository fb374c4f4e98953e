"""INI and Java properties with places, read by lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keylint.finding import Span
from keylint.tree import Entry, Node, Scalar, Table

# A value goes on in lines that are indented deeper than its name and set nothing themselves;
# blank lines and comments may stand between them.
LINE = re.compile(
    r"""(?mx)
    ^ (?P<indent> [ \t]* ) (?:
        \[ (?P<section> [^\]\n]+ ) \]
      | (?P<key> [\w.$-] (?: [\w.$ -]* [\w.$-] )? ) [ \t]* [=:]
        (?P<value> [^\n]* (?:
            (?: \n [ \t\r]* (?: [;#] [^\n]* )? )*
            \n (?P=indent) [ \t]+ (?! [;\#\[\s] | [^\n]* (?: = | :[ \t\r\n] | :\Z ) ) [^\n]*
        )* )
    )"""
)
QUOTES = ("'", '"')
# The look behind lets a run of blanks be tried once, not from each of its blanks.
REMARK = re.compile(r"(?:^|(?<![ \t])[ \t]+)[;#].*")


def read(text: str) -> Node:
    """The tree of an INI text; what stands before the first section is at the top."""
    top: list[Entry] = []
    sections: list[tuple[str, Span, list[Entry]]] = []
    for line in LINE.finditer(text):
        if name := line["section"]:
            sections.append((name.strip(), Span(*line.span("section")), []))
        else:
            entries = sections[-1][2] if sections else top
            entries.append(entry(line))
    named = (Entry(name, span, Table(tuple(own), span)) for name, span, own in sections)
    return Table((*top, *named), Span(0, len(text)))


def entry(setting: re.Match[str]) -> Entry:
    """The entry of a match with a key and a value, whatever blanks are around the value."""
    raw = setting["value"]
    start = setting.end("value") - len(raw.lstrip())
    return Entry(setting["key"], Span(*setting.span("key")), _scalar(raw.strip(), start))


def _scalar(raw: str, start: int) -> Scalar:
    closing = raw.find(raw[0], 1) if raw[:1] in QUOTES and "\n" not in raw else -1
    if closing > 0:
        return Scalar(raw[1:closing], Span(start + 1, start + closing))
    lines = tuple(_lines(raw, start)) or (Scalar("", Span(start, start)),)
    text = "\n".join(str(line.value) for line in lines)
    return Scalar(text, Span(lines[0].span.start, lines[-1].span.end))


def _lines(raw: str, start: int) -> Iterator[Scalar]:
    """What each line of a value says, without remarks and the blanks around."""
    for line in re.finditer(r"[^\n]+", raw):
        plain = REMARK.sub("", line[0].strip())
        if plain:
            begin = start + line.end() - len(line[0].lstrip())
            yield Scalar(plain, Span(begin, begin + len(plain)))
