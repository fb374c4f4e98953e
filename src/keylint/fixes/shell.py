"""Shells: `${NAME:?}`, which stops a script whose variable is not set, quoted as the place needs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from keylint.finding import Span
from keylint.fixes import comments
from keylint.fixes.edit import COMPARED, SETS, Answer, Edit, Fix, Left, Place, line_stop, within

TOKEN = re.compile(
    r"""(?xs)
      (?P<escape> \\. )
    | (?P<comment> (?:(?<=[\s;&|(])|^|\A) \#[^\n]* )
    | (?P<ansi> \$'(?:[^'\\]|\\.)*' )
    | (?P<single> '[^']*' )
    | (?P<double> "(?:[^"\\]|\\.)*" )
    | (?P<document> (?<!<)<<-?[ \t]*(?P<quote>['"\\]?)(?P<word>[A-Za-z_]\w*)['"]?(?=[^\w\n]|\n)
        (?P<line>[^\n]*)\n(?P<body>.*?)^[ \t]*(?P=word)[ \t]*\r?$ )
    """,
    re.MULTILINE,
)
OF_WINDOWS = (".bat", ".cmd")
STATEMENT = re.compile(r"[;&|\n]|\b(?:then|do|else)\b|\$\(")
TESTS = re.compile(r"(?:^|\s|!)(?:\[\[?|test|expr|case|grep)(?:\s|$)")
PATTERN = re.compile(r"""["']?[ \t]*(?:\|[^|\n]*)?\)""")
ASSIGNS = re.compile(r"""(?:^|[\s;])(\w+)=["']?$""")
DEFAULT = re.compile(r"\$\{(\w+)(:?[-=])$")


def answers(path: str, text: str, places: Sequence[Place]) -> list[Answer]:
    """What is to be done about each value of a script."""
    if path.lower().endswith(OF_WINDOWS):
        return [_of_batch(text, place, places) for place in places]
    tokens = list(TOKEN.finditer(text))
    return [_answer(text, place, tokens, places) for place in places]


def _answer(
    text: str, place: Place, tokens: Sequence[re.Match[str]], places: Sequence[Place]
) -> Answer:
    token = next((one for one in tokens if Span(*one.span()).holds(place.span)), None)
    if token and token["comment"] is not None:
        comment = Span(token.start(), token.start() + len(token[0].rstrip("\r")))
        return comments.answer(text, place, comment, places)
    if token and not _is_filled_in(token, place):
        return within(place)
    default = DEFAULT.search(text, max(0, place.span.start - 80), place.span.start)
    if default and text[place.span.end : place.span.end + 1] == "}":
        edit = Edit(Span(default.start(2), place.span.end), ":?")
        return Fix((edit,), f"${{{default[1]}:?}}", default[1])
    if why := _why_not(text, place, token):
        return Left(why)
    lookup = f"${{{place.name}:?}}"
    return Fix((_edit(place, token, lookup),), lookup, place.name)


def _is_filled_in(token: re.Match[str], place: Place) -> bool:
    """Whether the shell fills variables in there, or would once quotes are closed."""
    if token["document"] is not None:
        return not token["quote"] and Span(*token.span("body")).holds(place.span)
    return token["ansi"] is None and token["escape"] is None


def _why_not(text: str, place: Place, token: re.Match[str] | None) -> str:
    """Why a look-up would say something else there; nothing if it would not."""
    if token and token["document"] is not None:
        return ""
    start = text.rfind("\n", 0, place.span.start) + 1
    line = text[start : place.span.start]
    statement = STATEMENT.split(line)[-1]
    is_pattern = PATTERN.match(text, place.span.end) and "$(" not in line and "(" not in statement
    if is_pattern or TESTS.search(statement):
        return COMPARED
    assigned = ASSIGNS.search(line)
    if assigned and assigned[1] == place.name and _is_asked(text[: place.span.start], place.name):
        return SETS
    return ""


def _is_asked(text: str, name: str) -> bool:
    """Whether a script looks a variable up, or takes it away, before it sets it."""
    return (
        re.search(rf"\$\{{?{name}\b|\bunset\b[^;\n]*\b{name}\b|-v[ \t]+{name}\b", text) is not None
    )


def _edit(place: Place, token: re.Match[str] | None, lookup: str) -> Edit:
    """The look-up in the quotes that the place has, or needs."""
    if token and token["single"] is None:  # in double quotes, or in a here-document
        return Edit(place.span, lookup)
    quoted = f'"{lookup}"'
    if token and token[0][1:-1] == place.value.reveal():
        return Edit(Span(*token.span()), quoted)
    # Single quotes are closed before it and opened again behind it.
    return Edit(place.span, f"'{quoted}'" if token else quoted)


def _of_batch(text: str, place: Place, places: Sequence[Place]) -> Answer:
    """The same for the command line of Windows: `%NAME%`."""
    start = text.rfind("\n", 0, place.span.start) + 1
    line = text[start : line_stop(text, place.span.end)]
    if re.match(r"(?i)\s*@?(?:rem\b|::)", line):
        mark = start + len(line) - len(line.lstrip())
        return comments.answer(text, place, Span(mark, start + len(line)), places)
    if not re.match(r"(?i)\s*@?(?:set\s|call\s|[\w.\\/:-]+\.exe\b|curl\b)", line) or "==" in line:
        return within(place)
    lookup = f"%{place.name}%"
    return Fix((Edit(place.span, lookup),), lookup, place.name)
