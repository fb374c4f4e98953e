"""Other languages: a literal that is the value and nothing else becomes their look-up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from posixpath import splitext
from typing import NamedTuple

from keylint.advice import BY_SUFFIX
from keylint.finding import Span
from keylint.fixes import comments, go_imports
from keylint.fixes.edit import ODD_PLACE, Answer, Edit, Fix, Left, Place, within

SLASHES = r"//[^\n]*|/\*.*?\*/"
HASH = r"(?:(?<=\s)|\A|(?<=[;{}()]))\#[^\n]*"
TRIPLE = r'"""(?:[^\\]|\\.)*?"""'
TRIPLES = rf"{TRIPLE}|'''(?:[^\\]|\\.)*?'''"
HEREDOC = r"<<[<~-]?[ \t]*(?P<q>[\"'`]?)(?P<word>[A-Z]\w*)(?P=q)[^\n]*\n.*?^[ \t]*(?P=word)\b"
CHARACTER = r"'(?:[^'\\\n]|\\[^\n]{1,8}?)'"
NEVER = r"(?!)"
MARK, NO_ATTRIBUTE = r"\#", r"(?!\[)"
# `:"a name"` of Ruby and Elixir, unlike `name:"a text"`.
SYMBOL = r"(?:^|[^\w:?]):$"
ANNOTATED = r"@\w[\w.]*\s*\([^)]*$"
UNSURE = "its type may not fit here, so that only --unsafe-fixes writes it"
CONSTANT = "a constant of this language is known when it is built"


class Grammar(NamedTuple):
    """What of a language has to be known: its comments, its texts, and where only constants stand.

    `longer` are texts that may go over lines, or hold others; `constant` is what stands before a
    literal, on its line, that no call may replace.
    """

    suffixes: str
    comment: str = SLASHES
    longer: str = NEVER
    quotes: str = '"'
    constant: str = NEVER
    safe: bool = True


GRAMMARS = (
    Grammar(".java", longer=f"{TRIPLE}|{CHARACTER}", constant=rf"{ANNOTATED}|\bcase\b"),
    Grammar(".kt .kts", longer=f"{TRIPLE}|{CHARACTER}", constant=rf"{ANNOTATED}|\bconst\s+val\b"),
    Grammar(".groovy", longer=TRIPLES, quotes="\"'", constant=rf"{ANNOTATED}|\bcase\b"),
    Grammar(".scala", longer=f"{TRIPLE}|{CHARACTER}", constant=rf"{ANNOTATED}|\bcase\b"),
    Grammar(".go", longer=CHARACTER, quotes='"`', constant=r"\bconst\b|\bcase\b"),
    Grammar(".rb", HASH, HEREDOC, "\"'", rf"\bwhen\b|{SYMBOL}"),
    Grammar(
        ".php",
        rf"{SLASHES}|{HASH.replace(MARK, MARK + NO_ATTRIBUTE)}",
        HEREDOC,
        "\"'",
        r"\bconst\b|\b(?:public|private|protected|static|var|readonly)\b(?!.*\bfunction\b)"
        r"|\bfunction\b[^{]*$|\bcase\b|#\[",
    ),
    Grammar(
        ".cs",
        longer=rf'{TRIPLE}|[@$]+"(?:[^"]|"")*"|{CHARACTER}',
        constant=r"\bconst\b|\bcase\b|^\s*\[\w[^\]]*$"
        r"|[(,]\s*(?:\w+\s+)*string\??\s+\w+\s*=\s*$",
    ),
    Grammar(".pl .pm", HASH, rf"{HEREDOC}|\bq[qwr]?\{{.*?\}}", "\"'", r"=>\s*\S+\s*=>"),
    Grammar(".lua", r"--\[\[.*?\]\]|--[^\n]*", r"\[(?P<level>=*)\[.*?\](?P=level)\]", "\"'"),
    Grammar(".r", HASH, NEVER, "\"'"),
    Grammar(".jl", rf"\#=.*?=\#|{HASH}", f"{TRIPLE}|{CHARACTER}"),
    Grammar(".ex .exs", HASH, rf"{TRIPLES}|~[a-zA-Z](?:\(.*?\)|\[.*?\]|\{{.*?\}})", '"', rf"^\s*@\w|{SYMBOL}"),
    Grammar(".ps1 .psm1", r"<\#.*?\#>|" + HASH, r"@\".*?^\"@|@'.*?^'@", "\"'", r"\[\w+\([^)]*$"),
    Grammar(
        ".rs",
        longer=rf'r(?P<level>\#*)".*?"(?P=level)|{CHARACTER}',
        constant=r"\b(?:const|static)\b",
        safe=False,
    ),
    Grammar(".swift", longer=TRIPLE, safe=False),
    Grammar(".dart", longer=TRIPLES, quotes="\"'", constant=r"\bconst\b", safe=False),
    Grammar(".c .h .cpp .cc .hpp .m .mm", longer=CHARACTER, constant=r"#\s*define|\[\s*\w*\s*\]", safe=False),
)  # fmt: skip
BY_KIND = {suffix: grammar for grammar in GRAMMARS for suffix in grammar.suffixes.split()}
# What is found in scope without an import, or in a type that fits.
FORMS = {
    ".cs": 'System.Environment.GetEnvironmentVariable("{name}")',
    ".rs": 'std::env::var("{name}").expect("{name} is not set")',
    ".swift": 'ProcessInfo.processInfo.environment["{name}"]!',
    ".dart": "Platform.environment['{name}']!",
}
# A letter before the quote makes another kind of text of it.
PREFIX = re.compile(r"[\w@$%~]$")
PHP_BEGINS, PHP_ENDS = "<?", "?>"


def is_known(path: str) -> bool:
    """Whether it is a language of this room."""
    return splitext(path)[1].lower() in BY_KIND


def answers(path: str, text: str, places: Sequence[Place]) -> list[Answer]:
    """What is to be done about each value of a text."""
    suffix = splitext(path)[1].lower()
    found = tokens_of(path, text)
    return [_answer(suffix, text, place, found, places) for place in places]


def tokens_of(path: str, text: str) -> list[re.Match[str]]:
    """The comments and the texts of a program."""
    return list(_pattern(BY_KIND[splitext(path)[1].lower()]).finditer(text))


@cache
def _pattern(grammar: Grammar) -> re.Pattern[str]:
    literals = "|".join(
        rf"{quote}(?:[^{quote}\\\n]|\\.)*{quote}" if quote != "`" else "`[^`]*`"
        for quote in grammar.quotes
    )
    return re.compile(
        f"(?P<comment>{grammar.comment})|(?P<longer>{grammar.longer})|(?P<literal>{literals})",
        re.DOTALL | re.MULTILINE,
    )


def _answer(
    suffix: str,
    text: str,
    place: Place,
    tokens: Sequence[re.Match[str]],
    places: Sequence[Place],
) -> Answer:
    grammar = BY_KIND[suffix]
    token = next((one for one in tokens if Span(*one.span()).holds(place.span)), None)
    if token and token["comment"] is not None:
        comment = Span(token.start(), token.start() + len(token[0].rstrip("\r")))
        return comments.answer(text, place, comment, places)
    if token is None or token["literal"] is None or token[0][1:-1] != place.value.reveal():
        return within(place)
    before = text[text.rfind("\n", 0, token.start()) + 1 : token.start()]
    if PREFIX.search(before):
        return within(place)
    if re.search(grammar.constant, before) or is_outside(suffix, text, token.start()):
        return Left(ODD_PLACE.format(why=CONSTANT))
    form = FORMS.get(suffix) or BY_SUFFIX[suffix]
    lookup = form.format(name=place.name, lower=place.name.lower())
    edits: tuple[Edit, ...] = (Edit(Span(*token.span()), lookup),)
    if suffix == ".go":
        if go_imports.in_constants(text, token.start()):
            return Left(ODD_PLACE.format(why=CONSTANT))
        added = go_imports.added(text)
        if added is None:
            return Left("`os` is not imported, and the file has no package line to put that behind")
        edits += added
    return Fix(edits, lookup, place.name, grammar.safe, "" if grammar.safe else UNSURE)


def is_outside(suffix: str, text: str, at: int) -> bool:
    """Whether a place of a PHP file is page, not program."""
    return suffix == ".php" and text.rfind(PHP_BEGINS, 0, at) <= text.rfind(PHP_ENDS, 0, at)
