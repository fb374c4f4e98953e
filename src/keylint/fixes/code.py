"""Other languages: a literal that is the value and nothing else becomes their look-up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from posixpath import splitext
from typing import NamedTuple

from keylint.advice import BY_SUFFIX
from keylint.finding import Span
from keylint.fixes import code_places, comments, go_imports
from keylint.fixes.edit import Answer, Edit, Fix, Left, Place, within
from keylint.model import unshown

SLASHES = r"//[^\n]*|/\*.*?\*/"
HASH = r"(?:(?<=\s)|\A|(?<=[;{}()]))\#[^\n]*"
# What stands behind the end of a program, and its comments of many lines.
RUBY = rf"^=begin\b.*?^=end\b[^\n]*|^__END__\r?\n.*\Z|{HASH}"
PERL = rf"^=[a-z]\w*.*?^=cut\b[^\n]*|^__(?:END|DATA)__\r?\n.*\Z|{HASH}"
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


class _Program(NamedTuple):
    """One text: its comments and its texts, and what is left of it without them."""

    suffix: str
    text: str
    tokens: list[re.Match[str]]
    plain: str

    def __repr__(self) -> str:
        return unshown(self)


class Grammar(NamedTuple):
    """What of a language has to be known: its comments, its texts, and where only constants stand.

    `longer` are texts that may go over lines, or hold others; `constant` is what stands in the
    statement before a literal that no call may replace.
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
    Grammar(".rb", RUBY, HEREDOC, "\"'", rf"\bwhen\b|{SYMBOL}"),
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
    Grammar(".pl .pm", PERL, rf"{HEREDOC}|\bq[qwr]?\{{.*?\}}", "\"'", r"=>\s*\S+\s*=>"),
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
    Grammar(".swift", longer=TRIPLE, constant=r"\bcase\b", safe=False),
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
ALL = ("comment", "longer", "literal")
PHP_BEGINS, PHP_ENDS = "<?", "?>"


def is_known(path: str) -> bool:
    """Whether it is a language of this room."""
    return splitext(path)[1].lower() in BY_KIND


def answers(path: str, text: str, places: Sequence[Place]) -> list[Answer]:
    """What is to be done about each value of a text."""
    suffix = splitext(path)[1].lower()
    found = tokens_of(path, text)
    program = _Program(suffix, text, found, code_places.blanked(text, found, ALL))
    return [_answer(program, place, places) for place in places]


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


def _answer(program: _Program, place: Place, places: Sequence[Place]) -> Answer:
    text = program.text
    token = next((one for one in program.tokens if Span(*one.span()).holds(place.span)), None)
    if token and token["comment"] is not None:
        comment = Span(token.start(), token.start() + len(token[0].rstrip("\r")))
        return comments.answer(text, place, comment, places)
    if token is None or token["literal"] is None or token[0][1:-1] != place.value.reveal():
        return within(place)
    if PREFIX.search(text[: token.start()][-1:]):
        return within(place)
    if is_outside(program.suffix, text, token.start()):
        return Left(code_places.NOT_PLAIN)
    constant = BY_KIND[program.suffix].constant
    why = code_places.why_not(program.suffix, program.plain, token, constant)
    return Left(why) if why else _look_up(program, place, token)


def _look_up(program: _Program, place: Place, token: re.Match[str]) -> Answer:
    """The look-up of the language, with what it has to import."""
    suffix = program.suffix
    form = FORMS.get(suffix) or BY_SUFFIX[suffix]
    lookup = form.format(name=place.name, lower=place.name.lower())
    added: tuple[Edit, ...] | None = ()
    if suffix == ".go":
        imports = code_places.blanked(program.text, program.tokens, ("comment", "longer"))
        added = go_imports.added(imports)
    if added is None:
        return Left("`os` is not imported, and the file has no package line to put that behind")
    is_safe = BY_KIND[suffix].safe
    edits = (Edit(Span(*token.span()), lookup), *added)
    return Fix(edits, lookup, place.name, is_safe, "" if is_safe else UNSURE)


def is_outside(suffix: str, text: str, at: int) -> bool:
    """Whether a place of a PHP file is page, not program."""
    return suffix == ".php" and text.rfind(PHP_BEGINS, 0, at) <= text.rfind(PHP_ENDS, 0, at)
